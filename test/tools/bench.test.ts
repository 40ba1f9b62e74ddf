import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commitNow, commitOf, sideBySide } from '../../bench/against.ts';
import { against, figure, markdownTable, median, quantile, spread, withFigures } from '../../bench/figures.ts';
import type { Burst, Measured } from '../../bench/speed.ts';
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

  test('of a part of all is the value that so many stay below, in whatever order they came', () => {
    const hundred = Array.from({ length: 100 }, (_, place) => ((place * 37) % 100) + 1);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([7], 0.99), quantile([], 0.5)]).toEqual([
      51, 100, 7, 0,
    ]);
    expect(hundred[1]).toBe(38);
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

describe('two commits', () => {
  const burst = (accepted: number, more: Partial<Burst> = {}): Burst => ({
    accepted,
    registered: accepted,
    p50: 2,
    p99: 10,
    refused: 0,
    missing: 0,
    cpu: 4,
    ...more,
  });
  const measured = (...bursts: Burst[]): Measured =>
    new Map([
      [1, bursts],
      [8, bursts],
      [32, bursts],
    ]);

  test('stand side by side with their medians, and one in percent of the other', () => {
    const now = measured(burst(90), burst(110, { refused: 1 }), burst(100));
    const then = measured(burst(190), burst(200, { cpu: Number.NaN, missing: 2 }), burst(210));
    const page = sideBySide(['now', now], ['abc1234', then], { rounds: 3, seconds: 4 });
    expect(page).toContain('| now, 1 connection | 100 [90.0–110] | 100 [90.0–110] | 2.00 [2.00–2.00] |');
    expect(page).toContain('| abc1234, 8 connections | 200 [190–210] |');
    expect(page).toContain('| now / abc1234, 32 connections | 50.0% | 50.0% | 100% | 100% |');
    expect(page).toContain('Medians of 3 interleaved rounds of 4 s');
    expect(page).toContain('Accepted and not registered: 0 and 6; answers other than 202: 3 and 0.');
  });

  test('are named by commit and day, and whether files were changed since', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
    const git = (...given: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...given], {
        cwd: folder,
        env: { ...process.env, GIT_AUTHOR_DATE: '2026-11-28T10:00:00Z', GIT_COMMITTER_DATE: '2026-11-28T10:00:00Z' },
      }).toString();
    try {
      git('init', '-q', '-b', 'main');
      writeFileSync(join(folder, 'a'), 'one');
      git('add', 'a');
      git('commit', '-qm', 'one');
      const commit = git('rev-parse', '--short', 'HEAD').trim();
      expect(await commitOf(folder, 'main')).toEqual({ commit, day: '2026-11-28' });
      expect(await commitNow(folder)).toBe(`${commit} of 2026-11-28`);
      writeFileSync(join(folder, 'a'), 'two');
      expect(await commitNow(folder)).toBe(`${commit} of 2026-11-28, changed since`);
      await expect(commitOf(folder, 'nowhere')).rejects.toThrow(/git log .* failed/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
