import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CaseHold } from '../../shared/contracts/case-hold.ts';
import { ContributionDecision, contributionBoxes, maximumListed } from '../../shared/contracts/contribution.ts';
import { OpeningAsked } from '../../shared/contracts/read.ts';
import { quarterOf } from '../../shared/core/cases/reads.ts';
import type { Contribution } from '../../shared/core/contributions/contribution.ts';
import { type ContributionCommand, decideContribution } from '../../shared/core/contributions/decide-contribution.ts';
import { instantOf, isoOf, MINUTE } from '../../shared/core/hours/zone.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Admitted } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Reads } from '../../shared/shell/stores/reads.ts';
import { actRefused, type ContributionsWork } from './contributions-work.ts';
import { boxView, givenView } from './rules/contribution-views.ts';
import { marksLeft } from './rules/marks-left.ts';
import { tellSoon } from './tell-author.ts';

/** What moderators of one service work with, for one request of one of them. */
export type Room = Pick<ContributionsWork, 'definition' | 'contributions' | 'rules' | 'mail' | 'portalUrl'> &
  Admitted & { reads: Reads; now: Date };

/** Minutes for which a reason that was given opens a contribution again. */
const reasonHolds = 60;
/** Those that wait and are counted. */
const counted = 1_000;

/** One box of the service: what waits for a moderator unless another is asked for. Throws the Refusal `invalid`. */
export async function listGiven(
  { definition, contributions, now }: Room,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const asked = event.queryStringParameters?.['box'] ?? 'waiting';
  const box = contributionBoxes.find((one) => one === asked);
  if (box === undefined) throw wrongMembers([{ code: 'invalid_value', path: ['box'], values: [...contributionBoxes] }]);
  const waiting = await contributions.box('waiting', counted);
  const rows = box === 'waiting' ? waiting : await contributions.box(box, maximumListed);
  return { status: 200, body: boxView(definition.service, { box, rows, waiting }, now.toISOString()) };
}

async function named({ contributions }: Room, event: APIGatewayProxyEventV2): Promise<Contribution> {
  const one = await contributions.read(event.pathParameters?.['id'] ?? '');
  if (one === undefined) throw new Refusal('not-found');
  return one;
}

/**
 * Keeps that somebody reads a contribution, before it is shown. Whoever moderates needs no reason; anybody else has
 * given one in the last hour, or is refused as `not-allowed` with `reason-needed`.
 */
async function keepRead(room: Room, one: Contribution, reason?: string): Promise<void> {
  const { officer, reads, now, roles, line } = room;
  const at = now.toISOString();
  const of = `contribution ${one.id}`;
  const moderates = mayAct(room, 'decide-on-contribution');
  const as = roles.supervisor ? ('supervisor' as const) : roles.editor ? ('editor' as const) : ('auditor' as const);
  const read = { of, at, subject: officer.subject, name: officer.name, as };
  if (reason !== undefined) return reads.keep({ ...read, ground: 'reason', reason }, `${at} ${randomUUID()}`);
  if (moderates) return reads.keep({ ...read, ground: 'own' }, `${quarterOf(at)} own ${officer.subject}`);
  const since = isoOf(instantOf(at) - reasonHolds * MINUTE);
  const known = await reads.latest(of, 50);
  if (known.some(({ subject, ground, at: then }) => subject === officer.subject && ground === 'reason' && then > since))
    return;
  logLine({ level: 'warn', ...line, refused: 'reason-needed' });
  throw new Refusal('not-allowed', ({ problems }) => problems.reasonNeeded, { members: { refused: 'reason-needed' } });
}

const shown = ({ definition, now }: Room, one: Contribution, status = 200): Reply => ({
  status,
  headers: { ETag: `"${one.version}"` },
  body: givenView(one, definition.service, now.toISOString()),
});

/** One contribution whole, once it is kept who reads it. Throws the Refusals `not-found` and `not-allowed`. */
export async function showGiven(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const one = await named(room, event);
  await keepRead(room, one);
  return shown(room, one);
}

/** Keeps why somebody reads a contribution, and shows it. */
export async function openGiven(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const { reason } = await readAs(OpeningAsked, event);
  const one = await named(room, event);
  await keepRead(room, one, reason);
  logLine({ level: 'info', ...room.line, contribution: one.id, reason: true });
  return shown(room, one, 201);
}

/** Does one act on the version that was seen, and tells its author. Throws `changed-meanwhile` and `act-refused`. */
async function act(room: Room, one: Contribution, command: ContributionCommand): Promise<Contribution> {
  const { contributions, rules, now, line } = room;
  const does = command.does === 'decide' ? command.decision.act : command.does;
  const decided = decideContribution(one, command, { rules, at: now.toISOString() });
  if ('refused' in decided) {
    logLine({ level: 'warn', ...line, contribution: one.id, act: does, refused: decided.refused });
    throw actRefused(decided);
  }
  const { next, owed } = decided;
  if (!(await contributions.replace(next, owed))) throw new Refusal('changed-meanwhile');
  logLine({ level: 'info', ...line, contribution: one.id, act: does, version: next.version });
  await tellSoon(room, next, owed, now);
  return next;
}

/**
 * Does what a moderator decides on the version that `If-Match` names, and shows the contribution as it then is. Throws
 * the Refusals `precondition-required`, `invalid`, `not-found`, `changed-meanwhile`, and `act-refused` with its reason:
 * `marks-left` names each mark of the text to publish that was not confirmed.
 */
export async function decideOn(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const decision = await readAs(ContributionDecision, event);
  const seen = matchedVersion(event.headers['if-match']);
  if (seen === undefined) throw new Refusal('precondition-required');
  const one = await named(room, event);
  if (one.version !== seen) throw new Refusal('changed-meanwhile', undefined, { members: { version: one.version } });
  const command = { does: 'decide' as const, decision, by: room.officer.name };
  if (decision.act === 'publish') {
    const marks = marksLeft(decision, one.language);
    const allowed = decideContribution(one, command, { rules: room.rules, at: room.now.toISOString() });
    if (marks.length > 0 && !('refused' in allowed)) throw actRefused({ refused: 'marks-left', marks });
  }
  return shown(room, await act(room, one, command), 201);
}

/** Keeps a contribution because an authority wants it, or lifts that; whoever does it sees nothing of it. */
export async function holdGiven(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const body = await readAs(CaseHold, event);
  const { now, officer } = room;
  if (body.do === 'hold' && instantOf(body.until) <= now.getTime())
    throw new Refusal('invalid', ({ problems }) => problems.invalid, {
      errors: [{ pointer: '/until', detail: 'must be in the future' }],
    });
  const one = await named(room, event);
  const by = officer.name;
  if (body.do === 'lift') await act(room, one, { does: 'lift', by });
  else {
    const { do: _do, ...hold } = body;
    await act(room, one, { does: 'hold', hold: { ...hold, by } });
  }
  return { status: 204, body: '' };
}
