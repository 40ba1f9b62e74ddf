import { CallerAsked, type CallerView, maximumCallerCases } from '../../shared/contracts/caller.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { asSeenBy } from '../../shared/core/cases/worklist-filter.ts';
import { listedCase, pointsOf } from '../../shared/core/cases/worklist-item.ts';
import { openEntries } from '../../shared/core/chain.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { personOf } from '../../shared/shell/stores/worklist.ts';
import { type Desk, type DeskRequest, demand, logAct } from './desk.ts';
import { keepCallerRead } from './keep-read.ts';
import { factsOfPerson, type NotedFact, notedFacts } from './rules/person-facts.ts';

/** What was noted in a case of its person. */
function factsIn(entries: readonly RegisterEntry[]): readonly NotedFact[] {
  let facts: readonly NotedFact[] = [];
  for (const { at, events } of openEntries(entries))
    for (const event of events) facts = event.type === 'PersonalDataErased' ? [] : notedFacts(facts, event, at);
  return facts;
}

/**
 * The latest cases with the number that somebody calls from, the open ones first and in each half the newest, read from
 * the register itself; words of reserved ones are their owner's alone. The number is digested and never logged, that
 * somebody asked and how many cases were shown is.
 */
export async function lookUpCaller(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'see-case');
  const { definition, worklist, register, hmac, officer, now } = desk;
  const points = pointsOf(await readAs(CallerAsked, request));
  const codes = await Promise.all(points.map((point) => worklist.casesOf(personOf(point, hmac), maximumCallerCases)));
  const found = await Promise.all(
    [...new Set(codes.flat())].map(async (code) => {
      const entries = await register.read(code);
      const version = entries.at(-1)?.version ?? 0;
      return { code, version, listed: listedCase(code, version, openEntries(entries)), facts: factsIn(entries) };
    }),
  );
  const cases = found
    .map(({ listed }) => listed)
    .filter((listed) => listed !== undefined)
    .map(({ item, open }) => ({ item: asSeenBy(item, officer.subject), open }))
    .sort(
      (one, other) => Number(other.open) - Number(one.open) || (one.item.receivedAt < other.item.receivedAt ? 1 : -1),
    );
  await Promise.all(cases.map(({ item }) => keepCallerRead(desk, item.caseId)));
  logAct(desk, 'looked up a caller', { cases: cases.length });
  const body: CallerView = { service: definition.service, cases, facts: factsOfPerson(found, now) };
  return { status: 200, body };
}
