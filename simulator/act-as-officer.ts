import type { Area, DeclarationAct, PostureEvent, PostureLevel } from '../shared/contracts/declaration.ts';
import type { Proposal } from '../shared/contracts/proposal.ts';
import { type Rehearsal, until } from './rehearsal.ts';
import { marked, markedNotice, type Step } from './scenario.ts';

type Answered = { status: number; body: Record<string, unknown> & { detail?: string } };
type LedgerSeen = { version: number; declarations: { declaration: string }[]; acts: PostureEvent[] };
type Public = {
  posture: PostureLevel;
  open: boolean;
  notice?: { it: string };
  areas?: { area: Area; notice: { it: string } }[];
};

/** One call to the API, as the colleague `who` of local/staff.json when there is one. */
async function callApi(
  rehearsal: Rehearsal,
  path: string,
  who?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  let authorization: Record<string, string> = {};
  if (who !== undefined) {
    const answer = await fetch(`${rehearsal.stage.url}/_stage/tokens/${who}`, { method: 'POST' });
    const { token } = (await answer.json()) as { token?: string };
    if (token === undefined) throw new Error(`there is no ${who} in local/staff.json`);
    authorization = { authorization: `Bearer ${token}` };
  }
  const response = await fetch(`${rehearsal.stage.url}/v1/services${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

/** The ledger of a service as `who` reads it; throws when it is refused. */
export async function ledgerOf(rehearsal: Rehearsal, service: string, who = 'bruno.neri'): Promise<LedgerSeen> {
  const { status, body } = await callApi(rehearsal, `/${service}/declarations`, who);
  if (status !== 200) throw new Error(`${who} cannot read the ledger of ${service}: ${status} ${body.detail ?? ''}`);
  return body as unknown as LedgerSeen;
}

/** The proposals of a service as `who` reads them; throws when they are refused. */
export async function proposalsOf(rehearsal: Rehearsal, service: string, who = 'bruno.neri'): Promise<Proposal[]> {
  const { status, body } = await callApi(rehearsal, `/${service}/proposals`, who);
  if (status !== 200) throw new Error(`${who} cannot read the proposals of ${service}: ${status} ${body.detail ?? ''}`);
  return body['proposals'] as Proposal[];
}

/** What anybody may read of a service: its posture, its hours and its notices. */
export async function stateOf(
  rehearsal: Rehearsal,
  service: string,
): Promise<Pick<Public, 'posture' | 'open' | 'notice' | 'areas'>> {
  const { body } = await callApi(rehearsal, `/${service}`);
  const { posture, open, notice, areas, postureUntil } = body as unknown as Public & { postureUntil?: string };
  return { posture, open, ...(notice && { notice }), ...(areas && { areas }), ...(postureUntil && { postureUntil }) };
}

/** The instant so many hours from now, by the clock of the stage. */
export function hoursHence(rehearsal: Rehearsal, hours: number): string {
  return new Date(rehearsal.stage.clock.now() + hours * 3_600_000).toISOString();
}

/** Waits for the open proposal of that cause and level that asks an officer. */
export function awaitAsking(
  rehearsal: Rehearsal,
  { who, service, cause, level }: Pick<Proposal, 'cause' | 'level'> & { who: string; service: string },
) {
  return until(`a proposal (${cause}) asks the officer of ${service}`, 10_000, async () =>
    (await proposalsOf(rehearsal, service, who)).find(
      (each) => each.cause === cause && each.level === level && each.asks && each.closedAt === undefined,
    ),
  );
}

/** Confirms or refuses a proposal; throws when the decision is not taken. */
export async function decideProposal(
  rehearsal: Rehearsal,
  step: { who: string; service: string; reason: string },
  { id, revision }: Proposal,
  verdict: 'confirmed' | 'refused',
): Promise<void> {
  const path = `/${step.service}/proposals/${encodeURIComponent(id)}/decisions`;
  const { status, body } = await callApi(rehearsal, path, step.who, { verdict, revision, reason: marked(step.reason) });
  if (status !== 201) throw new Error(`the decision was answered ${status}: ${body.detail ?? ''}`);
}

/** Confirms a proposal and declares what it proposes. */
export async function confirmProposal(rehearsal: Rehearsal, step: Extract<Step, { do: 'confirm' }>): Promise<void> {
  const proposal = await awaitAsking(rehearsal, step);
  await decideProposal(rehearsal, step, proposal, 'confirmed');
  await actAs(rehearsal, step, {
    act: 'declare',
    reason: marked(step.reason),
    area: proposal.area,
    level: proposal.level,
    hours: step.hours,
    notice: markedNotice(step.notice),
    endsAt: hoursHence(rehearsal, step.hoursLong),
    proposal: proposal.id,
  });
}

/** An act of an officer; waits until the public state says what it has come to, and notes how long that took. */
export async function actAs(
  rehearsal: Rehearsal,
  { who, service }: { who: string; service: string },
  act: DeclarationAct,
): Promise<void> {
  const { version } = await ledgerOf(rehearsal, service, who);
  const before = JSON.stringify(await stateOf(rehearsal, service));
  const began = performance.now();
  const { status, body } = await callApi(rehearsal, `/${service}/declarations`, who, act, {
    'if-match': `"${version}"`,
  });
  if (status !== 201) throw new Error(`${act.act} of ${who} was answered ${status}: ${JSON.stringify(body)}`);
  await until(
    `the public state of ${service} follows`,
    15_000,
    async () => JSON.stringify(await stateOf(rehearsal, service)) !== before,
  );
  const took = performance.now() - began;
  rehearsal.facts.effectAfter.push(took);
  rehearsal.say(`${who}: ${act.act} for ${service} — "${act.reason}" (public after ${Math.round(took)} ms)`);
}

/** Rings the alarm on the load of a service, as CloudWatch does, and waits for its proposal. */
export async function ringLoadAlarm(rehearsal: Rehearsal, service: string): Promise<void> {
  const alarms = Object.values(rehearsal.stage.environments).flatMap(
    (its) => JSON.parse(its['LOAD_ALARMS'] ?? '[]') as { alarm: string; service: string }[],
  );
  const { alarm } = alarms.find((each) => each.service === service) ?? {};
  if (alarm === undefined) throw new Error(`${service} has no alarm on its load`);
  const before = (await proposalsOf(rehearsal, service)).length;
  const began = performance.now();
  await fetch(rehearsal.stage.endpoints.events, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({
      Entries: [
        {
          Source: 'aws.cloudwatch',
          DetailType: 'CloudWatch Alarm State Change',
          Resources: [`arn:aws:cloudwatch:eu-south-1:000000000000:${alarm}`],
          Detail: JSON.stringify({ alarmName: alarm, state: { value: 'ALARM' }, configuration: {} }),
        },
      ],
    }),
  });
  rehearsal.say(`ALARM: load of ${service}`);
  await until(
    'the alarm becomes a proposal',
    15_000,
    async () => (await proposalsOf(rehearsal, service)).length > before,
  );
  rehearsal.facts.proposedAfter.push(performance.now() - began);
  rehearsal.say(`        proposed to ${service}: alert (load)`);
}
