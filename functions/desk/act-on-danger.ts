import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import type { Judgement } from '../../shared/contracts/judged-danger.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { logCount } from '../../shared/shell/log.ts';
import { actOn } from './act-on-case.ts';
import type { Desk } from './desk.ts';
import { countsChanged, isMostlyFalse, kindHeard, publishable } from './rules/judged-danger.ts';
import { readRegistered, readWhole } from './show-case.ts';

// Two acts on a case, after show-case.ts: whether there was danger to life. The counts of them teach whoever keeps the
// lists (docs/life-first.md); they hold neither words nor codes.

/** Weeks that are shown. */
const weeksShown = 13;

/**
 * Keeps what somebody found of a case and counts it, once however often it is sent: a danger that no list had put into
 * the lane, and a lane that is mostly false, ring an alarm each.
 */
export async function judgeDanger(
  desk: Desk,
  code: string,
  seen: number,
  act: Extract<CaseActBody, { act: 'was-danger' | 'was-none' }>,
): Promise<void> {
  const { definition, officer, now, hmac, judgedCounts } = desk;
  const { entries } = await readRegistered(desk, code);
  const looked = entries.slice(0, seen);
  const before = caseOf(openEntries(looked));
  const read = readWhole(code, looked);
  const judged: Judgement = act.act === 'was-danger' ? 'danger' : 'none';
  const kind = (act.act === 'was-danger' ? act.kind : undefined) ?? (read === undefined ? 'other' : kindHeard(read));
  const { reason } = act;
  await actOn(desk, code, seen, { type: 'JudgeDanger', by: officer.subject, judged, kind, ...present({ reason }) });
  if (before.stage === 'none') return;
  const inLane = before.judged?.inLane ?? before.urgent;
  const cell = { inLane, judged, kind, language: before.language };
  const at = now.toISOString();
  let ofWeek: Record<string, number> | undefined;
  for (const { week, cell: name, by } of countsChanged(before.judged, { cell, at })) {
    // The name of a change is the act's own: sent again it counts nothing, and nobody reads the case out of it.
    const change = keyedDigest(`judged|${code}|${seen}|${by}`, hmac).slice(0, 16);
    const counts = await judgedCounts.change(week, { cell: name, by, name: change });
    ofWeek ??= counts;
  }
  const { service } = definition;
  logCount('DangerJudged', service);
  if (judged === 'danger' && !inLane && before.judged?.judged !== 'danger') logCount('DangerMissed', service);
  if (inLane && ofWeek !== undefined && isMostlyFalse(ofWeek)) logCount('LaneMostlyFalse', service);
}

/** The counts of the last weeks, small ones hidden. */
export async function showJudgedDanger({ definition, judgedCounts }: Desk): Promise<Reply> {
  return { status: 200, body: publishable(definition.service, await judgedCounts.latest(weeksShown)) };
}
