import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { FollowUpAct, FollowUpId, type FollowUpView } from '../../shared/contracts/content/follow-up.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { seenAt } from '../../shared/core/knowledge/seen-content.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import { askedOn, type FollowUps } from '../../shared/shell/stores/follow-ups.ts';
import type { ReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { type Readers, readerOf } from './answer-reader.ts';
import { publicContent } from './rules/public-content.ts';

// Whether somebody got what a guide found: asked once, after sixty days, of who agreed. ask-due sends the question.

/** What the follow-ups of one service are kept and counted with. */
export type Asking = Readers & { counts: ReaderCounts; followUps: FollowUps };
type Act<Name extends FollowUpAct['act']> = Extract<FollowUpAct, { act: Name }>;

const maximumBytes = 4_096;

/** A name for an address and a measure of a service from which neither is read. */
export const claimOf = (service: string, email: string, measure: string): string =>
  sha256(`${service}|${email.trim().toLowerCase()}|${measure}`);

/** A form sends texts alone, and one measure as no list. */
function ofForm({ measures, agreed, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(measures !== undefined && { measures: [measures].flat() }),
    ...(agreed !== undefined && { agreed: agreed === 'true' || agreed }),
  };
}

function readAct(event: APIGatewayProxyEventV2): FollowUpAct {
  const { from, content } = readBody(event, maximumBytes);
  const given = from === 'form' ? ofForm(content as Record<string, unknown>) : content;
  const parsed = FollowUpAct.safeParse(given);
  if (!parsed.success) throw wrongMembers(parsed.error.issues);
  return parsed.data;
}

/**
 * Keeps that somebody agrees, for the measures that this address was not asked about before. The answer is the same
 * whether there were any: whoever types another's address learns nothing of it. Throws the Refusal `invalid` for what
 * is no measure of the service.
 */
async function agree(asking: Asking, act: Act<'agree'>, event: APIGatewayProxyEventV2): Promise<FollowUpView> {
  const { definition, followUps, listed, now } = asking;
  const { service } = definition;
  const language = callerLanguage(event);
  const named = [...new Set(act.measures)].map((measure) => {
    const one = listed.find(({ content }) => content === `measure/${measure}`);
    const seen = one && seenAt(one.public, 'it', now.toISOString());
    return { measure, title: one && seen && publicContent(one, language, now.toISOString(), (text) => text)?.title };
  });
  const unknown = named.findIndex(({ title }) => title === undefined);
  if (unknown >= 0)
    throw new Refusal('invalid', ({ problems }) => problems.invalid, {
      errors: [{ detail: (texts) => texts.problems.members.measure, pointer: `/measures/${unknown}` }],
    });
  const measures: FollowUpView['measures'] = [];
  for (const { measure, title } of named)
    if (title !== undefined && (await followUps.claim(claimOf(service, act.email, measure), now)))
      measures.push({ measure, title });
  const agreed = { followUp: randomHex(), email: act.email, language, measures, dueAt: askedOn(now) };
  if (measures.length > 0) await followUps.keep(agreed);
  logLine({ level: 'info', function: 'follow-ups', service, agreed: measures.length });
  return { followUp: agreed.followUp, language, dueAt: agreed.dueAt, measures };
}

/** Counts what somebody answered of one measure, once, and their reason after a no, once. */
async function answer(asking: Asking, { followUp, measure, obtained, reason }: Act<'answer'>): Promise<void> {
  const { followUps, counts, now, definition } = asking;
  const known = await followUps.read(followUp, now);
  if (known?.view.measures.every((one) => one.measure !== measure) ?? true) throw new Refusal('not-found');
  if (reason !== undefined && obtained !== 'no') throw new Refusal('invalid', ({ problems }) => problems.invalid);
  const isNew = await followUps.answer(followUp, measure, { obtained, ...(reason !== undefined && { reason }) });
  if (!isNew) return;
  const what = reason === undefined ? `obtained ${obtained}` : `obtained because ${reason}`;
  await counts.add({ of: `measure/${measure}`, month: dayInRome(now.getTime()).slice(0, 7), what });
  logLine({ level: 'info', function: 'follow-ups', service: definition.service, measure, obtained });
}

/** Forgets somebody who agreed: while the question has not left, also that they were ever asked. */
async function withdraw({ followUps, definition, now }: Asking, { followUp }: Act<'withdraw'>): Promise<void> {
  const known = await followUps.read(followUp, now);
  const { email } = known ?? {};
  if (known !== undefined && email !== undefined)
    for (const { measure } of known.view.measures) await followUps.release(claimOf(definition.service, email, measure));
  await followUps.drop(followUp);
  logLine({ level: 'info', function: 'follow-ups', service: definition.service, withdrawn: known !== undefined });
}

async function replied(
  asking: Asking,
  event: APIGatewayProxyEventV2,
  shown: { view?: FollowUpView | undefined; begun?: boolean },
): Promise<Reply> {
  const language = callerLanguage(event);
  const headers = { 'Content-Language': language, 'Cache-Control': 'no-store' };
  if (!wantsPage(event)) {
    if (shown.view === undefined) return { status: 204, headers, body: '' };
    return { status: shown.begun ? 201 : 200, headers, body: shown.view };
  }
  const { followUpPage } = await import('./pages.ts');
  return { status: 200, headers, body: followUpPage(await readerOf(asking, language), shown) };
}

/** Shows what stands behind the link of one who agreed; throws the Refusal `not-found` to a program for what is over. */
export async function showFollowUp(asking: Asking, event: APIGatewayProxyEventV2): Promise<Reply> {
  const asked = FollowUpId.safeParse(event.queryStringParameters?.['followUp'] ?? '');
  const known = asked.success ? await asking.followUps.read(asked.data, asking.now) : undefined;
  if (known === undefined && !wantsPage(event)) throw new Refusal('not-found');
  return replied(asking, event, { view: known?.view });
}

/**
 * Takes what somebody agrees to, answers or takes back. Opening a link does none of it: mail scanners open every link.
 * Throws the Refusals `invalid`, and `not-found` for an answer to what nobody is asked.
 */
export async function actOnFollowUp(asking: Asking, event: APIGatewayProxyEventV2): Promise<Reply> {
  const act = readAct(event);
  switch (act.act) {
    case 'agree':
      return replied(asking, event, { view: await agree(asking, act, event), begun: true });
    case 'withdraw':
      await withdraw(asking, act);
      return replied(asking, event, {});
    case 'answer':
      await answer(asking, act);
      return replied(asking, event, { view: (await asking.followUps.read(act.followUp, asking.now))?.view });
  }
}
