import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkLastRun, noteClock } from '../../local/stage/last-run.ts';

let data: string;
const at = (instant: string) => ({ offset: 0, now: () => Date.parse(instant) });
const run = (instant: string) => noteClock(data, at(instant)).stop();
const check = (instant: string) => () => checkLastRun(data, at(instant));

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sportello-last-run-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe('a data folder that was used', () => {
  test('starts at the same time or later', () => {
    run('2026-11-28T10:00:00Z');
    expect(check('2026-11-28T09:58:00Z')).not.toThrow();
    expect(check('2026-11-29T10:00:00Z')).not.toThrow();
  });

  test('does not start before its clock had come: sealed days would get entries', () => {
    run('2027-01-01T00:30:00Z');
    expect(check('2026-11-28T10:00:00Z')).toThrow(/2027-01-01T00:30:00.000Z.*--at/);
  });

  test('does not start without its secrets, and names the file', () => {
    const keep = (secrets: Record<string, string>) =>
      writeFileSync(join(data, 'secrets.json'), JSON.stringify(secrets));
    keep({ receipts: 'a', links: 'b' });
    run('2026-11-28T10:00:00Z');
    expect(check('2026-11-28T10:00:00Z')).not.toThrow();
    for (const left of [{ links: 'b' }, { receipts: '', links: 'b' }]) {
      keep(left as Record<string, string>);
      expect(check('2026-11-28T10:00:00Z')).toThrow(/secrets\.json lacks receipts.*--fresh/);
    }
    for (const spoil of [() => keep({}), () => writeFileSync(join(data, 'secrets.json'), '{"rec')]) {
      spoil();
      expect(check('2026-11-28T10:00:00Z')).toThrow(/secrets\.json is gone or empty.*--fresh/);
    }
    rmSync(join(data, 'secrets.json'));
    expect(check('2026-11-28T10:00:00Z')).toThrow(/secrets\.json is gone.*--fresh/);
  });

  test('says which of its own notes is damaged', () => {
    writeFileSync(join(data, 'clock.json'), '{"lat');
    expect(check('2026-11-28T10:00:00Z')).toThrow(/clock\.json cannot be read/);
  });
});

test('a new folder starts at any time', () => {
  expect(check('1999-01-01T00:00:00Z')).not.toThrow();
});
