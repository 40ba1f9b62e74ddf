import { describe, expect, test } from '@jest/globals';
import { alertNamedIn, colourOf, fearedColourOf, isWorse, worstOf } from '../../../../shared/core/posture/colours.ts';

describe('the colour that a value tells', () => {
  test.each([
    ['NESSUNA ALLERTA', 'green'],
    ['Allerta verde', 'green'],
    [' allerta  gialla ;', 'yellow'],
    ['ALLERTA ARANCIONE.', 'orange'],
    ['ALLERTA ROSSA', 'red'],
    ['Assenza di fenomeni significativi prevedibili / NESSUNA ALLERTA', 'green'],
    ['Ordinaria / ALLERTA GIALLA', 'yellow'],
    ["Ordinaria criticita' per rischio idraulico / ALLERTA GIALLA", 'yellow'],
    ['Ordinaria per rischio temporali / ALLERTA GIALLA', 'yellow'],
    ['Moderata criticita / ALLERTA ARANCIONE', 'orange'],
    ['Elevata per rischio idrogeologico / ALLERTA ROSSA', 'red'],
  ] as const)('%s is %s', (value, colour) => {
    expect(colourOf(value)).toBe(colour);
  });

  test.each([
    '',
    'ROSSA',
    'Straordinaria / ALLERTA GIALLA',
    'Ordinaria e più / ALLERTA GIALLA',
    'Immoderata / ALLERTA ARANCIONE',
    'Moderata o più / ALLERTA ARANCIONE',
    'Non elevata / ALLERTA ROSSA',
    'Elevata o meno / ALLERTA ROSSA',
    'Assenza di fenomeni significativi prevedibili oggi / NESSUNA ALLERTA',
    'Per ora assenza di fenomeni significativi prevedibili / ALLERTA VERDE',
    'Elevata / NESSUNA ALLERTA',
    'Ordinaria / ALLERTA ROSSA',
    'Ordinaria / x / ALLERTA GIALLA',
    'ALLERTA GIALLA / Ordinaria',
  ])('%j is none of the known ones', (value) => {
    expect(colourOf(value)).toBeUndefined();
  });
});

test('of a value that nobody understands the worst word counts, in Italian and English', () => {
  for (const [value, colour] of [
    ['rosso', 'red'],
    ['allerte rosse', 'red'],
    ['criticità elevata', 'red'],
    ['code red', 'red'],
    ['arancio o gialla', 'orange'],
    ['moderata', 'orange'],
    ['orange', 'orange'],
    ['gialla', 'yellow'],
    ['ordinaria', 'yellow'],
    ['yellow', 'yellow'],
    ['rossana', undefined],
    ['elevatamente', undefined],
    ['verde', undefined],
  ] as const)
    expect([value, fearedColourOf(value)]).toEqual([value, colour]);
});

test('a colour is worse than those before it, and of none the worst is green', () => {
  expect(worstOf(['yellow', 'red', 'orange'])).toBe('red');
  expect(worstOf([])).toBe('green');
  expect(isWorse('orange', 'yellow')).toBe(true);
  expect(isWorse('orange', 'orange')).toBe(false);
});

test('the words of an event name the worst colour of an alert, and no other red', () => {
  expect(alertNamedIn("MODERATA CRITICITA' PER RISCHIO TEMPORALI / ALLERTA ARANCIONE:")).toBe('orange');
  expect(alertNamedIn('allerta  rossa e allerta gialla')).toBe('red');
  expect(alertNamedIn('Orange Thunderstorm Warning')).toBe('orange');
  expect(alertNamedIn('Yellow wind alert')).toBe('yellow');
  for (const other of ['Alluvione', 'Croce Rossa, esercitazione', 'Red Sea', 'elevata probabilità di temporali', ''])
    expect(alertNamedIn(other)).toBeUndefined();
});
