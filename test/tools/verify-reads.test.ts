import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leafOfRead, type Read } from '../../shared/core/cases/reads.ts';
import { type LeavesByDay, noteLeaf } from '../../shared/core/day-leaves.ts';
import type { DayRoot } from '../../shared/core/day-root.ts';
import { dayAfter } from '../../shared/core/days-to-close.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { verifyReads } from '../../tools/verify-reads.ts';
import { rootsOver } from '../fixtures/day-roots.ts';

const today = '2026-09-20';
const read = (day: string, subject: string, more: Partial<Read> = {}): Read => ({
  of: 'PC-0000-0000-0000-0000',
  at: `${day}T09:00:00.000Z`,
  subject,
  name: 'Carla Villa',
  as: 'operator',
  ground: 'own',
  ...more,
});
const kept = (reads: readonly Read[]) => ({
  async *ofDay(day: string) {
    yield reads.filter(({ at }) => at.startsWith(day));
  },
});

function rootsOf(reads: readonly Read[]): Promise<DayRoot[]> {
  const leaves: LeavesByDay = new Map();
  for (const each of reads) noteLeaf(leaves, each.at, leafOfRead(each, sha256));
  return rootsOver({ service: 'protezione-civile', log: 'reads', leaves, now: new Date('2026-09-15T12:00:00Z') });
}

const sealed = [read('2026-09-12', 'carla'), read('2026-09-12', 'dina'), read('2026-09-14', 'carla')];

describe('who read what', () => {
  test('holds as it was sealed, and counts what no root stands for yet', async () => {
    const reads = [...sealed, read(today, 'bruno')];
    const verdict = await verifyReads(kept(reads), { roots: await rootsOf(sealed), today, sha256 });
    expect(verdict).toEqual({ reads: 4, open: 1, findings: [] });
  });

  test('does not hold where one read is taken away, added or told otherwise', async () => {
    const roots = await rootsOf(sealed);
    const changes: [string, (reads: Read[]) => Read[]][] = [
      ['taken away', ([first, , ...rest]) => [first as Read, ...rest]],
      ['added', (reads) => [...reads, read('2026-09-14', 'dina')]],
      ['of somebody else', (reads) => reads.map((each, at) => (at === 2 ? { ...each, subject: 'nobody' } : each))],
      ['on another ground', (reads) => reads.map((each, at) => (at === 0 ? { ...each, ground: 'danger' } : each))],
    ];
    for (const [what, change] of changes) {
      const { findings } = await verifyReads(kept(change([...sealed])), { roots, today, sha256 });
      expect([what, findings.length]).toEqual([what, 1]);
      expect(findings[0]).toMatch(/^reads, day 2026-09-1[24]: /);
    }
  });

  test('holds after two years without what was let go, as long as the roots follow one another', async () => {
    const later = dayAfter('2026-09-13', 730);
    const roots = await rootsOf(sealed);
    const rest = sealed.filter(({ at }) => at.startsWith('2026-09-14'));
    expect(await verifyReads(kept(rest), { roots, today: later, sha256 })).toEqual({ reads: 1, open: 0, findings: [] });
    const cut = roots.filter(({ day }) => day !== '2026-09-13');
    const { findings } = await verifyReads(kept(rest), { roots: cut, today: later, sha256 });
    expect(findings.join()).toContain('the root of the day before it is missing');
  });

  test('whatever the reads are, one that is missing is told', async () => {
    const days = fc.constantFrom('2026-09-12', '2026-09-13', '2026-09-14');
    const reads = fc.uniqueArray(fc.tuple(days, fc.string({ minLength: 1, maxLength: 5 })), {
      minLength: 1,
      maxLength: 12,
      selector: ([day, subject]) => `${day} ${subject}`,
    });
    await fc.assert(
      fc.asyncProperty(reads, fc.nat(), async (drawn, which) => {
        const all = drawn.map(([day, subject]) => read(day, subject));
        const roots = await rootsOf(all);
        expect((await verifyReads(kept(all), { roots, today, sha256 })).findings).toEqual([]);
        const less = all.filter((_, at) => at !== which % all.length);
        expect((await verifyReads(kept(less), { roots, today, sha256 })).findings).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
