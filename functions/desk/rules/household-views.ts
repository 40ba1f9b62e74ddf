import type { LedgerEvent } from '../../../shared/contracts/declaration.ts';
import type { HouseholdsView, HouseholdView } from '../../../shared/contracts/household.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { type HouseholdOfCase, owedNext } from '../../../shared/core/cases/household.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { areaName } from '../../../shared/core/posture/area-names.ts';
import { ledgerOf } from '../../../shared/core/posture/ledger.ts';
import { present } from '../../../shared/core/present.ts';

/** Every event that was ever declared, the newest first: a household is owed something for years. */
export const eventsOfHouseholds = (acts: readonly LedgerEvent[]): HouseholdsView['events'] =>
  Object.values(ledgerOf(acts).declarations)
    .map(({ declaration, declaredAt, area }) => ({ event: declaration, name: areaName(area), declaredAt }))
    .sort((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))
    .slice(0, 200);

/** The households of rows in the order of what is owed: each once, where it is owed something first. */
export function householdsIn(rows: readonly WorklistItem[], now: number): HouseholdsView['households'] {
  const found = new Map<string, HouseholdsView['households'][number]>();
  for (const { household: of } of rows) {
    if (of === undefined || found.has(of.household)) continue;
    const { household, called, owed } = of;
    const next = owed && { ...owed, overdue: instantOf(owed.dueAt) < now };
    found.set(household, { household, ...present({ called, owed: next }) });
  }
  return [...found.values()];
}

/** One case of a household, as the register has it. */
export type CaseOfHousehold = { code: string; version: number; state: KnownCase & { household: HouseholdOfCase } };

const shown = 1000;

/** The page of a household from its cases at `now` (epoch milliseconds); undefined where nobody agrees any more. */
export function householdView(
  service: string,
  cases: readonly CaseOfHousehold[],
  now: number,
): HouseholdView | undefined {
  const [first] = cases;
  if (first === undefined) return undefined;
  const { household, event } = first.state.household;
  const promises = cases.flatMap(({ code, state }) => state.household.promises.map((one) => ({ ...one, code })));
  const called = cases.find(({ state }) => state.household.called !== undefined)?.state.household.called;
  const ends = promises.flatMap(({ ended, of, dueAt, code, text }) => {
    if (ended === undefined) return [];
    const { by, at, kept, text: how } = ended;
    return [
      { what: 'promise' as const, code, at, by, on: at, of, dueAt, kept, ...present({ text: how, promised: text }) },
    ];
  });
  const done = cases.flatMap(({ code, state }) => state.household.happened.map((one) => ({ ...one, code })));
  return {
    service,
    household,
    event,
    ...present({ called }),
    cases: cases.map(({ code, version, state }) => ({
      code,
      version,
      kind: state.kind as WorklistItem['kind'],
      receivedAt: state.receivedAt,
      asked: state.household.asked,
      agreedAt: state.household.at,
      by: state.household.by,
    })),
    owed: owedNext(promises, now)
      .slice(0, shown)
      .map(({ ended: _open, ...one }) => one),
    happened: [...ends, ...done]
      .sort((one, other) => instantOf(other.on) - instantOf(one.on) || (one.at < other.at ? 1 : -1))
      .slice(0, shown),
  };
}
