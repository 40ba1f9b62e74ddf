import type { DangerKind } from '../../../shared/contracts/danger.ts';
import type { JudgedCell, JudgedDanger } from '../../../shared/contracts/judged-danger.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { worstOf } from '../../../shared/core/danger/hear-danger.ts';
import { isoWeek } from '../../../shared/core/hours/iso-week.ts';
import type { CaseRead } from './case-view.ts';

/**
 * Cases of one cell below which its count is not told: the floor of official statistics for small cells is the same.
 */
const fewest = 5;
/** Judged cases of the lane in a week above which its false share says something. */
const mostToDoubt = 20;

/** How many were judged in one week, by cell as `cellName` names it. */
export type WeekCounts = Readonly<Record<string, number>>;

/** A cell as one text, and back. */
export const cellName = ({ inLane, judged, kind, language }: JudgedCell): string =>
  [inLane ? 'lane' : 'outside', judged, kind, language].join('|');

function cellOf(name: string): JudgedCell {
  const [where, judged, kind, language] = name.split('|');
  return { inLane: where === 'lane', judged, kind, language } as JudgedCell;
}

/** The kind of danger that was heard in a case, the worst first; `other` where nothing was. */
export function kindHeard({ contacts, readings, messages, documents }: CaseRead): DangerKind {
  const heard = [...contacts, ...readings.filter(({ replaced }) => replaced !== true), ...messages, ...documents];
  return worstOf(heard.map(({ danger }) => danger))?.kind ?? 'other';
}

/**
 * What one judgement changes in the counts: the cell of its week by one more, that of the one before it by one less.
 */
export function countsChanged(
  before: KnownCase['judged'],
  now: { cell: JudgedCell; at: string },
): { week: string; cell: string; by: 1 | -1 }[] {
  const { language } = now.cell;
  return [
    { week: isoWeek(now.at), cell: cellName(now.cell), by: 1 },
    ...(before?.kind === undefined
      ? []
      : [{ week: isoWeek(before.at), cell: cellName({ ...before, kind: before.kind, language }), by: -1 as const }]),
  ];
}

/** How many cases of the urgent lane were judged in a week, and how. */
export function laneOf(counts: WeekCounts): { danger: number; none: number } {
  const sum = (beginning: string) =>
    Object.entries(counts).reduce((total, [name, count]) => total + (name.startsWith(beginning) ? count : 0), 0);
  return { danger: sum('lane|danger|'), none: sum('lane|none|') };
}

/** Whether most of what the lists put into the urgent lane in a week was none, of enough that somebody has judged. */
export function isMostlyFalse(counts: WeekCounts): boolean {
  const { danger, none } = laneOf(counts);
  return danger + none > mostToDoubt && none * 2 > danger + none;
}

/** The counts as they may leave: small cells without their number, and no sum from which one could be worked out. */
export function publishable(service: string, weeks: readonly (readonly [string, WeekCounts])[]): JudgedDanger {
  return {
    service,
    weeks: weeks.map(([week, counts]) => {
      const known = Object.entries(counts).filter(([, count]) => count > 0);
      const hidden = known.filter(([name, count]) => name.startsWith('lane|') && count < fewest);
      const isSafe = ['danger', 'none'].every((judged) => {
        const few = hidden.filter(([name]) => name.startsWith(`lane|${judged}|`));
        return few.length === 0 || (few.length > 1 && few.reduce((sum, [, count]) => sum + count, 0) >= fewest);
      });
      return {
        week,
        cells: known
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, count]) => ({ ...cellOf(name), ...(count >= fewest && { count }) })),
        ...(isSafe && { lane: laneOf(counts) }),
      };
    }),
  };
}
