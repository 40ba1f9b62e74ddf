import { describe, expect, test } from '@jest/globals';
import type { Parameter } from '../../../../shared/contracts/content/parameter.ts';
import { figuresOn, parametersNamed, valueOn } from '../../../../shared/core/knowledge/parameters.ts';
import { pictureTypeOf } from '../../../../shared/core/knowledge/picture-type.ts';
import { picturesNamed } from '../../../../shared/core/knowledge/pictures.ts';

const figure = (id: string, ...values: { value: number; from: string; to?: string }[]) =>
  ({ id, values: values.map((value) => ({ ...value, sources: [] })) }) as unknown as Parameter;

describe('a dated figure', () => {
  const isee = figure(
    'isee',
    { value: 1, from: '2025-01-01', to: '2025-12-31' },
    { value: 2, from: '2026-01-01', to: '2026-06-30' },
    { value: 3, from: '2026-07-01' },
  );

  test('has on each day the value of that day, from its first to its last', () => {
    const on = (day: string) => valueOn(isee, day);
    expect(on('2024-12-31')).toBeUndefined();
    expect(['2025-01-01', '2025-12-31'].map(on)).toEqual([1, 1]);
    expect(['2026-01-01', '2026-06-30'].map(on)).toEqual([2, 2]);
    expect(['2026-07-01', '2099-01-01'].map(on)).toEqual([3, 3]);
    expect(valueOn(figure('x', { value: 1, from: '2026-01-01', to: '2026-01-31' }), '2026-02-01')).toBeUndefined();
  });

  test('is known on a day by its id, and an id that nobody knows has no value', () => {
    const figures = figuresOn([isee, figure('auu', { value: 9, from: '2027-01-01' })], '2026-01-15');
    expect([figures('isee'), figures('auu'), figures('altro')]).toEqual([2, undefined, undefined]);
  });

  test('is named in a text in two pairs of braces, each once', () => {
    expect(parametersNamed('Fino a {{isee}}, poi {{auu-2}} e {{isee}}; mai { {x}} né {{X}} né {{}}')).toEqual([
      'isee',
      'auu-2',
    ]);
  });
});

test('a picture is named in a text as Markdown has it, each once', () => {
  expect(picturesNamed('![a](picture:mappa) [b](picture:no) ![](picture:foto-2) ![c](picture:mappa) ![](x:y)')).toEqual(
    ['mappa', 'foto-2'],
  );
});

test('what a picture is is told by its first bytes alone, all of them', () => {
  const of = (hex: string) => pictureTypeOf(Buffer.from(hex, 'hex').toString('base64'));
  expect(of('89504e470d0a1a0a0000000d')).toBe('image/png');
  expect(of('ffd8ffe0')).toBe('image/jpeg');
  expect(of('524946460000000a57454250ffff')).toBe('image/webp');
  for (const none of ['0089504e470d0a1a0a', '00ffd8ff', '89504e470d0a1a', 'ffd8', '00524946460000000057454250', ''])
    expect(of(none)).toBeUndefined();
});
