import { describe, expect, test } from '@jest/globals';
import { against, figure, markdownTable, median, spread, withFigures } from '../../bench/figures.ts';
import { callsPerContact } from '../../bench/weight.ts';

describe('a figure', () => {
  test('has as many decimals as say something', () => {
    expect([figure(1223.4), figure(71.26), figure(0.345), figure(Number.NaN)]).toEqual(['1,223', '71.3', '0.35', '–']);
  });

  test('of several rounds is their median, with the lowest and the highest', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(spread([1200, 1000, 1100])).toBe('1,100 [1,000–1,200]');
    expect(spread([7])).toBe('7.00');
  });

  test('says whether its goal is met', () => {
    expect(against(0.7, '≥', 0.7)).toBe('0.70 (goal ≥ 0.7, met)');
    expect(against(61, '≤', 60)).toBe('61.0 (goal ≤ 60, **missed**)');
    expect(against(Number.NaN, '≤', 60)).toContain('missed');
  });
});

describe('the page that quotes the figures', () => {
  const page = '# Title\n\n<!-- bench:start -->\nold\n<!-- bench:end -->\n\nmore\n';

  test('keeps all that stands outside the marks, and can be written again', () => {
    const once = withFigures(page, 'new');
    expect(once).toBe('# Title\n\n<!-- bench:start -->\nnew\n<!-- bench:end -->\n\nmore\n');
    expect(withFigures(once, 'new')).toBe(once);
  });

  test('without marks is not touched', () => {
    expect(() => withFigures('# Title\n', 'new')).toThrow(/has no/);
  });

  test('gets tables that Markdown reads', () => {
    expect(markdownTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
  });
});

describe('calls a contact', () => {
  test('are what was made between two counts, by function and action', () => {
    const before = { intakeFunction0A1B2C3D: { 'sqs.SendMessage': 20, 'secretsmanager.GetSecretValue': 1 } };
    const after = {
      intakeFunction0A1B2C3D: { 'sqs.SendMessage': 1020, 'secretsmanager.GetSecretValue': 1 },
      registrarFunction0A1B2C3D: { 'dynamodb.PutItem': 1000 },
    };
    expect(callsPerContact(before, after, 1000)).toEqual([
      ['intake', 'sqs.SendMessage', '1000', '1.000'],
      ['registrar', 'dynamodb.PutItem', '1000', '1.000'],
    ]);
  });
});
