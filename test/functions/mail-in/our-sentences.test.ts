import { describe, expect, test } from '@jest/globals';
import { repeats, rowsIn, withoutRows } from '../../../functions/mail-in/rules/our-sentences.ts';

const left = (text: string) => withoutRows(text, rows).replace(/[\s>]+/g, ' ');
const rows = rowsIn(['Se sei in pericolo chiama subito il 112.']);

describe('what the service says itself', () => {
  test('is known by five words in a row, however they are broken and accented', () => {
    expect(left('Prima. Se sei in\n> PERICOLO chiama subito il 112. Dopo.')).toBe('Prima. . . Dopo.');
    expect(left('sei in perìcolo chiama subito')).toBe(' . ');
  });

  test('leaves four words in a row, which anybody may write, and what stands between two rows', () => {
    expect(withoutRows('Se sei in pericolo, scappa', rows)).toBe('Se sei in pericolo, scappa');
    expect(left('se sei in pericolo chiama PRESTO sei in pericolo chiama subito')).toBe(' . PRESTO . ');
  });

  test('is repeated by five of its words and not by four, at the end of a text too', () => {
    expect(repeats('ecco: pericolo chiama subito il 112', rows)).toBe(true);
    expect(repeats('ecco: chiama subito il 112', rows)).toBe(false);
    expect(repeats('', rowsIn(['uno due']))).toBe(false);
  });
});
