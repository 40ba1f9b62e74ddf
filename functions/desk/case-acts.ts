import { CaseActBody, type CaseActName } from '../../shared/contracts/case-act.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { actOn, seenVersion } from './act-on-case.ts';
import { judgeDanger } from './act-on-danger.ts';
import { heldAnswer } from './answer-of-reserve.ts';
import { countAnswered } from './count-answered.ts';
import { codeOf, type Desk, type DeskRequest, demand, invalid } from './desk.ts';
import { wrongFiles } from './files-of-answer.ts';
import { commandOf, type PlainAct } from './rules/commands-of-acts.ts';
import { caseAfterAct, readRegistered } from './show-case.ts';
import { knownHousehold } from './show-households.ts';
import { splitCase } from './split-case.ts';
import { unjoinCase } from './unjoin-case.ts';

type BodyOf<A extends CaseActName> = Extract<CaseActBody, { act: A }>;
type Carried<A extends CaseActName> = (desk: Desk, code: string, seen: number, act: BodyOf<A>) => Promise<void>;

/**
 * What carries out each act that is more than one command on one case; the others are in rules/commands-of-acts.ts, and
 * one more in the contract does not compile without its place in either.
 */
const table: { [A in Exclude<CaseActName, PlainAct>]: Carried<A> } = {
  'was-danger': judgeDanger,
  'was-none': judgeDanger,
  split: splitCase,
  unjoin: unjoinCase,
};

const isPlain = (act: CaseActBody): act is BodyOf<PlainAct> => !(act.act in table);

const carriedOut = <A extends Exclude<CaseActName, PlainAct>>(
  desk: Desk,
  code: string,
  seen: number,
  act: BodyOf<A>,
): Promise<void> => (table[(act as { act: A }).act] as Carried<A>)(desk, code, seen, act);

/** The case as it was at the version that was seen. */
async function stateSeen(desk: Desk, code: string, seen: number): Promise<KnownCase> {
  const { entries } = await readRegistered(desk, code);
  const whole = caseOf(openEntries(entries)) as KnownCase;
  const state = caseOf(openEntries(entries.slice(0, seen)));
  return state.stage === 'none' ? whole : state;
}

/** What was found to be an instance gets its number as of the day when it came. */
async function askNumber({ definition, protocolQueue }: Desk, caseId: string, state: KnownCase): Promise<void> {
  const [first] = state.contacts;
  if (first === undefined) return;
  const { service } = definition;
  const formal: FormalContact = {
    contract: 'formal-contact.v1',
    service,
    caseId,
    // The contact that a form opened a case with has the case's own code.
    contact: first.contact || caseId,
    receivedAt: first.receivedAt,
  };
  await protocolQueue.leave(JSON.stringify(formal));
}

/**
 * A colleague as the desk knows them, who is given a case; throws the Refusal `invalid` for anybody else: what nobody
 * works on would wait in a drawer.
 */
async function knownColleague({ shifts }: Desk, { subject }: BodyOf<'give'>['to']): Promise<BodyOf<'give'>['to']> {
  const [known, presences] = await Promise.all([shifts.shifts(), shifts.presences()]);
  const name =
    known.find((one) => one.subject === subject)?.shift.name ?? presences.find((one) => one.subject === subject)?.name;
  if (name === undefined) throw invalid({ pointer: '/to/subject', detail: 'must be a colleague of this desk' });
  return { subject, name };
}

/** Carries out an act that is one command; throws the Refusal `invalid` for one that the service does not know. */
async function command(desk: Desk, code: string, seen: number, body: BodyOf<PlainAct>): Promise<void> {
  const act =
    body.act === 'give'
      ? { ...body, to: await knownColleague(desk, body.to) }
      : body.act === 'join-household'
        ? await knownHousehold(desk, body)
        : body;
  const { officer, roles, now, definition, hmac } = desk;
  const [state, periods] = await Promise.all([stateSeen(desk, code, seen), desk.periods()]);
  const wrong = act.act === 'answer' ? await wrongFiles(desk, act, state) : [];
  if (wrong.length > 0) throw invalid(...wrong);
  const { account } = desk;
  const isHeld = act.act === 'answer' && account !== undefined && (await heldAnswer(desk, account, code, act));
  const asked = commandOf(act, {
    doer: { by: officer.name, subject: officer.subject },
    leads: roles.supervisor,
    at: now.toISOString(),
    id: keyedDigest(`${act.act}|${code}|${seen}|${officer.subject}`, hmac).slice(0, 16),
    state,
    definition,
    periods,
    ...(isHeld && { held: true as const }),
  });
  if ('errors' in asked) throw invalid(...asked.errors);
  await actOn(desk, code, seen, asked);
  if (asked.type === 'Resort' && asked.formal === true) await askNumber(desk, code, state);
  if (act.act === 'answer') await countAnswered(desk, act.articles);
}

/**
 * Carries out an act on the version of a case that was seen (If-Match), and answers with the case as it then stands.
 */
export async function actOnCase(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const act = await readAs(CaseActBody, request);
  demand(desk, act.act);
  const seen = seenVersion(request);
  await (isPlain(act) ? command(desk, code, seen, act) : carriedOut(desk, code, seen, act));
  return caseAfterAct(desk, code);
}
