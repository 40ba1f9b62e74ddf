import type { Case } from '../../shared/core/cases/case.ts';
import { isSecondFact } from '../../shared/core/cases/case.ts';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logCount } from '../../shared/shell/log.ts';
import {
  addCitizenMessage,
  changeCase,
  type Followed,
  type Following,
  followCase,
  readCase,
} from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { messageWait } from './rules/message-limit.ts';
import { unknownSince } from './sightings.ts';

// Step 5 of the citizen's line: called by on-citizen-request for a receipt's code; then its page or answer is written.

type Known = Exclude<Case, { stage: 'none' }>;

/** A few minutes: an accepted contact that the register has not seen for longer is missing, not late. Milliseconds. */
const missingAfter = 180_000;

/**
 * The case that a receipt leads to; one that the register does not know for minutes is counted, which wakes somebody.
 */
export async function caseOfReceipt(
  register: Register,
  code: string,
  { service, sightingsTable, now }: { service: string; sightingsTable: string; now: Date },
): Promise<Followed> {
  const followed = await followCase(register, code);
  const { own } = followed;
  if (own.stage === 'none' && now.getTime() - (await unknownSince(sightingsTable, code, now)) > missingAfter) {
    logCount('AcceptedNotRegistered', service);
  }
  return followed;
}

/**
 * The case as whoever also knows the second fact may see it, with their message added when there is one (urgent when it
 * speaks of danger to life), or with what they allow. Throws the Refusals `conflict` before it is registered, `erased`,
 * `wrong-second-fact` and `too-many-messages`.
 */
export async function conversationCase(
  register: Register,
  { state, caseId, own, before }: Followed,
  {
    secondFact,
    message,
    after: seen,
    publication,
    danger,
    now,
    following,
  }: {
    secondFact: string;
    message?: string;
    after?: number;
    publication?: boolean;
    danger: Danger;
    now: Date;
    following: Following;
  },
): Promise<Known> {
  if (state.stage === 'none') throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  const isErased = (one: Case) => one.stage !== 'none' && one.silentSince !== undefined;
  const [ended] = before;
  // What was closed may have been erased since: the case that follows is opened as it was given then.
  const isGone = ended !== undefined && isErased(own);
  if ((isErased(own) && !isGone) || isErased(state)) throw new Refusal('erased');
  // All: the older receipt opens no conversation of somebody else's, should staff have joined two people's cases. What
  // follows was opened by whoever had the fact of the one before, in words that named it.
  const asked = ended === undefined ? [own, state] : isGone ? [state] : [own, ended];
  if (!asked.every((one) => isSecondFact(one, secondFact))) {
    throw new Refusal('wrong-second-fact', ({ problems }) => problems.wrongSecondFact);
  }
  const after = seen && Math.max(0, seen - before.flatMap(({ messages }) => messages).length);
  if (publication !== undefined) return sayConsent(register, caseId, publication, now);
  if (message === undefined) return state;
  const wait = isSentAgain(state, message, after)
    ? undefined
    : messageWait(state.messages, { danger: danger.level === 'lane', now });
  if (wait !== undefined)
    throw new Refusal('too-many-messages', undefined, { headers: { 'Retry-After': String(wait) } });
  return addCitizenMessage(register, caseId, { text: message, after, danger }, now, following);
}

/** Keeps what the citizen allows, and gives the case as it then stands; what was said already is said no second time. */
async function sayConsent(register: Register, caseId: string, given: boolean, now: Date): Promise<Known> {
  const type = given ? 'GiveConsent' : 'WithdrawConsent';
  const changed = await changeCase({ register, caseId, command: { type, to: 'publication' }, at: now.toISOString() });
  if ('refused' in changed && changed.refused !== 'nothing-new') {
    throw new Refusal('act-refused', undefined, { members: { refused: changed.refused } });
  }
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Refusal('conflict');
  return state;
}

/**
 * Whether a page that was reloaded sends once more what stands among the messages that came `after` those it showed.
 */
function isSentAgain({ messages }: Known, message: string, after: number | undefined): boolean {
  const since = after === undefined ? [] : messages.slice(after);
  return since.some(({ from, text }) => from === 'citizen' && text === message);
}
