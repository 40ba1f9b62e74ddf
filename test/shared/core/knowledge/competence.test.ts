import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readContent } from '../../../../cdk/house/content.ts';
import type { Administration } from '../../../../shared/contracts/content/administration.ts';
import {
  placeName,
  placesAround,
  provincesByName,
  whoIsCompetent,
} from '../../../../shared/core/knowledge/competence.ts';

type One = Pick<Administration, 'themes' | 'territory' | 'orients'> & { id: string };
const one = (id: string, themes: string[], territory?: string[], orients?: true): One => ({
  id,
  themes,
  ...(territory && { territory }),
  ...(orients && { orients }),
});

describe('the places around a place', () => {
  test('a municipality lies in its province and its region, a province in its region', () => {
    expect(placesAround('058091')).toEqual(['058091', '058', '12']);
    expect(placesAround('021')).toEqual(['021', '04']);
    expect(placesAround('12')).toEqual(['12']);
  });

  test('a code that is none has no places', () => {
    for (const code of ['', '99', '999', '12345', 'RM', '05809x', '058x91', '05x', 'x58', '0580911'])
      expect(placesAround(code)).toBeUndefined();
  });

  test('there are 107 provinces, each with the name of its region', () => {
    expect(provincesByName).toHaveLength(107);
    expect(provincesByName.find(({ code }) => code === '058')).toEqual({ code: '058', name: 'Roma', region: 'Lazio' });
    expect(placeName('20')).toBe('Sardegna');
    expect([placeName('058'), placeName('058091'), placeName('99')]).toEqual(['Roma', undefined, undefined]);
    const names = provincesByName.map(({ name }) => name);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'it')));
  });
});

describe('who is competent', () => {
  const network = [
    one('stato', ['casa', 'lavoro']),
    one('regione', ['casa'], ['12']),
    one('provincia', ['casa', 'fisco'], ['058']),
    one('comune', ['casa'], ['058091']),
    one('urp', [], ['12'], true),
  ];
  const at = (theme: string, place?: string) => whoIsCompetent(network, theme, place);

  test('given several territories around a place, the narrowest wins', () => {
    expect(at('casa', '058091')).toMatchObject({ competent: { id: 'comune' } });
    expect(at('casa', '058032')).toMatchObject({ competent: { id: 'provincia' } });
    expect(at('casa', '059')).toMatchObject({ competent: { id: 'regione' } });
    expect(at('casa', '001')).toMatchObject({ competent: { id: 'stato' } });
    expect(at('casa')).toMatchObject({ competent: { id: 'stato' } });
  });

  test('given two of the same territory, whoever has fewer themes wins', () => {
    const two = [one('generale', ['casa', 'fisco'], ['12']), one('proprio', ['casa'], ['12'])];
    expect(whoIsCompetent(two, 'casa', '12')).toMatchObject({ competent: { id: 'proprio' } });
    expect(whoIsCompetent(two.toReversed(), 'casa', '12')).toMatchObject({ competent: { id: 'proprio' } });
  });

  test('given nobody, that is said, with whoever orients there and is asked for nothing else', () => {
    expect(at('cura', '058091')).toEqual({ competent: undefined, orients: network[4] });
    expect(at('cura', '001')).toEqual({ competent: undefined, orients: undefined });
    expect(at('fisco', '058091')).toMatchObject({ competent: { id: 'provincia' } });
    expect(at('fisco', '059')).toEqual({ competent: undefined, orients: network[4] });
  });

  test('given a place that is none, nothing is answered', () => {
    expect(at('casa', '999')).toBeUndefined();
  });

  test('whatever the network, what is named covers the place and the theme, and nobody nearer does', () => {
    const codes = fc.constantFrom('12', '058', '058091', '059', '13', '066');
    const administration = fc.record({
      themes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      territory: fc.option(fc.uniqueArray(codes, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(administration, { maxLength: 8 }),
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('058091', '058032', '059', '066049', '13'),
        (some, theme, place) => {
          const around = placesAround(place) ?? [];
          const near = ({ territory }: { territory: string[] | undefined }) =>
            territory === undefined ? around.length : around.findIndex((code) => territory.includes(code));
          const able = some.filter((each) => each.themes.includes(theme) && near(each) >= 0);
          const found = whoIsCompetent(
            some.map(({ themes, territory }) => ({ themes, ...(territory && { territory }) })),
            theme,
            place,
          );
          if (able.length === 0) return found?.competent === undefined;
          const won = found?.competent;
          if (won === undefined || !won.themes.includes(theme)) return false;
          const wonNear = near({ territory: won.territory });
          return wonNear >= 0 && able.every((each) => near(each) >= wonNear);
        },
      ),
    );
  });
});

describe('the networks that are shipped', () => {
  const shipped = ['familyline', 'protezione-civile'].map((service) => {
    const content = readContent(new URL('../../../../shared/services', import.meta.url).pathname, service);
    if (content === undefined) throw new Error(`${service} has no content`);
    return { service, content };
  });

  test.each(shipped)(
    '$service: each theme has in each province one answer or a hole with whoever orients',
    ({ content }) => {
      const network = content.items.filter((item) => item.kind === 'administration');
      for (const { theme } of content.themes)
        for (const { code } of provincesByName) {
          const found = whoIsCompetent(network, theme, code);
          expect([theme, code, found?.competent !== undefined || found?.orients !== undefined]).toEqual([
            theme,
            code,
            true,
          ]);
        }
    },
  );

  test('FamilyLine names 24 administrations and 8 practices, each marked as an example', () => {
    const items = shipped.find(({ service }) => service === 'familyline')?.content.items ?? [];
    expect(items.filter(({ kind }) => kind === 'administration')).toHaveLength(24);
    const practices = items.filter((item) => item.kind === 'practice');
    expect(practices).toHaveLength(8);
    expect(practices.every(({ example }) => example === true)).toBe(true);
  });
});
