import { describe, expect, test } from '@jest/globals';
import { kmBetween, kmFromItaly } from '../../../../shared/core/posture/italy.ts';

describe('the distance to Italy', () => {
  test.each([
    ['Amatrice', 42.63, 13.29],
    ['Aosta', 45.74, 7.32],
    ['Bolzano', 46.5, 11.35],
    ['Trieste', 45.65, 13.78],
    ['Lecce', 40.35, 18.17],
    ['Reggio Calabria', 38.11, 15.65],
    ['Messina', 38.19, 15.55],
    ['Catania', 37.5, 15.09],
    ['Cagliari', 39.22, 9.12],
    ['Sassari', 40.73, 8.56],
    ['Lampedusa', 35.5, 12.6],
    ['Pantelleria', 36.83, 11.95],
    ['Ischia', 40.73, 13.9],
    ['Stromboli', 38.79, 15.21],
    ['Elba', 42.77, 10.2],
    ['Vieste', 41.88, 16.18],
  ])('is nothing, or as much as the coarse outline allows, at %s', (_place, latitude, longitude) => {
    expect(kmFromItaly({ latitude, longitude })).toBeLessThan(12);
  });

  test.each([
    ['Nice', 43.7, 7.27, 10, 45],
    ['Ljubljana', 46.05, 14.5, 40, 80],
    ['Innsbruck', 47.27, 11.4, 20, 45],
    ['Ajaccio', 41.92, 8.74, 50, 110],
    ['Valletta', 35.9, 14.51, 70, 105],
    ['Durrës', 41.32, 19.45, 115, 155],
    ['Tunis', 36.8, 10.18, 130, 170],
    ['Zagreb', 45.81, 15.98, 140, 200],
    ['Athens', 37.98, 23.73, 430, 560],
    ['Tokyo', 35.68, 139.7, 5000, 20000],
  ])('at %s is about what the map says', (_place, latitude, longitude, least, most) => {
    const km = kmFromItaly({ latitude, longitude });
    expect(km).toBeGreaterThanOrEqual(least);
    expect(km).toBeLessThanOrEqual(most);
  });

  test('between Rome and Milan is 477 km along the sphere', () => {
    const km = kmBetween({ latitude: 41.9, longitude: 12.48 }, { latitude: 45.46, longitude: 9.19 });
    expect(Math.abs(km - 477)).toBeLessThan(3);
  });

  test.each([
    ['the coast between Roma and Anzio', 41.2, 12.0, 12.2, 41.75, 12.6, 41.45],
    ['the border above Sondrio', 46.9, 9.9, 9.6, 46.3, 10.1, 46.6],
    ['the east of Sardinia', 39.9, 10.4, 9.65, 40.05, 9.7, 39.6],
    ['the heel', 40.6, 18.9, 18.52, 40.15, 18.0, 40.65],
  ])(
    'beside %s is taken to the nearest point of the outline, not to a corner of it',
    (...[, latitude, longitude, fromX, fromY, toX, toY]) => {
      const points = Array.from({ length: 1001 }, (_, step) => ({
        longitude: fromX + ((toX - fromX) * step) / 1000,
        latitude: fromY + ((toY - fromY) * step) / 1000,
      }));
      const nearest = Math.min(...points.map((point) => kmBetween({ latitude, longitude }, point)));
      expect(kmFromItaly({ latitude, longitude }) / nearest).toBeCloseTo(1, 2);
    },
  );

  test('beyond a corner of the outline is that to the corner: no line goes on past its end', () => {
    const heel = { latitude: 39.8, longitude: 18.35 };
    for (const place of [
      { latitude: 39.3, longitude: 18.35 },
      { latitude: 39.4, longitude: 18.6 },
    ])
      expect(kmFromItaly(place) / kmBetween(place, heel)).toBeCloseTo(1, 2);
  });

  test('of a small island is that to its place', () => {
    const lampedusa = { latitude: 35.51, longitude: 12.6 };
    const place = { latitude: 35.2, longitude: 12.4 };
    expect(kmFromItaly(lampedusa)).toBeCloseTo(0, 6);
    expect(kmFromItaly(place) / kmBetween(place, lampedusa)).toBeCloseTo(1, 2);
  });

  test('is the same however often one counts the longitude around', () => {
    for (const [latitude, longitude] of [
      [0, -170],
      [0, 10],
      [35.2, 12.4],
      [48, -60],
    ] as const)
      for (const round of [-720, -360, 360])
        expect(kmFromItaly({ latitude, longitude: longitude + round })).toBeCloseTo(
          kmFromItaly({ latitude, longitude }),
          6,
        );
    // Over the date line it is nearer than all around.
    expect(kmFromItaly({ latitude: 0, longitude: -170 })).toBeLessThan(20_000);
  });
});

test('the outlines enclose a little more than Italy’s mainland, Sicily and Sardinia, in square kilometres', () => {
  const step = 0.1;
  const inside: Record<string, number> = { mainland: 0, sicily: 0, sardinia: 0 };
  for (let latitude = 36; latitude < 48; latitude += step)
    for (let longitude = 6; longitude < 19; longitude += step) {
      if (kmFromItaly({ latitude, longitude }) > 0) continue;
      const isSicily = latitude < 38.3 && longitude < 15.66;
      const part = longitude < 9.85 && latitude < 41.4 ? 'sardinia' : isSicily ? 'sicily' : 'mainland';
      inside[part] = (inside[part] ?? 0) + (step * 111.195) ** 2 * Math.cos((latitude * Math.PI) / 180);
    }
  const rounded = Object.fromEntries(
    Object.entries(inside).map(([part, area]) => [part, Math.round(area / 100) * 100]),
  );
  expect(rounded).toEqual({ mainland: 261_200, sicily: 27_500, sardinia: 26_600 });
});

test.each([
  ['elba', 42.78, 10.25],
  ['giglio', 42.36, 10.9],
  ['capraia', 43.05, 9.83],
  ['montecristo', 42.33, 10.31],
  ['ponza', 40.9, 12.96],
  ['ventotene', 40.8, 13.43],
  ['ischia', 40.73, 13.9],
  ['capri', 40.55, 14.24],
  ['ustica', 38.71, 13.18],
  ['alicudi', 38.54, 14.35],
  ['lipari', 38.48, 14.95],
  ['stromboli', 38.79, 15.21],
  ['favignana', 37.93, 12.33],
  ['marettimo', 37.97, 12.06],
  ['pantelleria', 36.79, 11.99],
  ['linosa', 35.86, 12.87],
  ['lampedusa', 35.51, 12.6],
  ['asinara', 41.05, 8.28],
  ['maddalena', 41.22, 9.42],
  ['tremiti', 42.12, 15.5],
  ['pianosa', 42.22, 15.75],
])('the island %s is Italy', (_island, latitude, longitude) => {
  expect(kmFromItaly({ latitude, longitude })).toBeLessThan(3);
});
