import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regionOfPlace } from '../../../../shared/core/cases/region-of-place.ts';
import territory from '../../../../shared/core/knowledge/territory.json' with { type: 'json' };

const regionNamed = (name: string) => territory.regions.find(([, known]) => known?.startsWith(name))?.[0];

test.each([
  [{ municipality: 'Accumoli (RI)' }, 'Lazio'],
  [{ municipality: 'Accumoli', address: 'via Roma 3, 02011 Accumoli RI' }, 'Lazio'],
  [{ municipality: 'L’Aquila' }, 'Abruzzo'],
  [{ municipality: 'forli' }, 'Emilia-Romagna'],
  [{ municipality: 'Reggio Calabria' }, 'Calabria'],
  [{ municipality: 'Reggio Emilia' }, 'Emilia-Romagna'],
  [{ municipality: 'Bozen' }, 'Trentino'],
  [{ municipality: 'Reggio nell’Emilia' }, 'Emilia-Romagna'],
  [{ municipality: 'Aosta' }, 'Valle'],
  [{ municipality: 'Monza' }, 'Lombardia'],
  [{ municipality: 'Trani' }, 'Puglia'],
])('%j lies in %s', (place, region) => {
  expect(regionOfPlace(place)).toBe(regionNamed(region));
});

test.each([[{}], [{ municipality: 'Accumoli' }], [{ address: 'via OK' }], [{ latitude: 42.69, longitude: 13.24 }]])(
  'nothing tells where %j lies',
  (place) => {
    expect(regionOfPlace(place)).toBeUndefined();
  },
);

test('every province is known by its name, and whatever is written leads to a region that there is, or to none', () => {
  for (const [, name = '', region] of territory.provinces) expect(regionOfPlace({ municipality: name })).toBe(region);
  const known = new Set<string | undefined>([undefined, ...territory.regions.map(([region]) => region)]);
  fc.assert(
    fc.property(fc.record({ municipality: fc.string(), address: fc.string() }), (place) =>
      known.has(regionOfPlace(place)),
    ),
  );
});
