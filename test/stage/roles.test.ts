import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { colleagues } from '../../local/staff.ts';
import type { Stage } from '../../local/stage-interface.ts';
import type { CaseActBody, CaseActName } from '../../shared/contracts/case-act.ts';
import type { StaffRole } from '../../shared/core/staff.ts';
import { rolesOfActs, type StaffAct } from '../../shared/core/staff-acts.ts';
import { openStage, root, until } from './center.ts';
import { contactTo, send } from './citizen.ts';

// Every cell of the table of roles and acts, asked of the API as it runs: by token, over HTTP, through the gateway.

const service = 'protezione-civile';
const people = {
  operator: 'carla.villa',
  expert: 'ettore.gallo',
  supervisor: 'bruno.neri',
  editor: 'gaia.moretti',
  partner: 'paola.serra',
  dutyOfficer: 'franca.sala',
  administrator: 'aldo.monti',
  auditor: 'rita.longo',
} as const satisfies Record<Exclude<StaffRole, 'reserve'>, string>;
const ofAnotherService = 'dora.valli';
/** Of the reserve, whom nobody has asked: the account is shut. */
const ofReserve = 'piero.sanna';

let stage: Stage;
let data: string;
let close: () => Promise<void>;
let code: string;

beforeAll(async () => {
  ({ stage, data, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  ({ code } = await send(stage.url, service, contactTo(service, 'Quando riapre la strada?')));
}, 240_000);
afterAll(() => close?.());

/** A request of a role's act: what is judged is who may, so it does nothing where they may (a version is missing). */
type Asked = { method?: 'POST' | 'PUT'; path: string; body?: unknown; version?: number };

const id = '0123456789abcdef';
const instant = '2026-11-28T09:00:00.000Z';
/** A body for each act on a case that its contract takes; without a version none of them does anything. */
const bodies: { [Act in CaseActName]: Extract<CaseActBody, { act: Act }> } = {
  'was-danger': { act: 'was-danger' },
  'was-none': { act: 'was-none' },
  'not-danger': { act: 'not-danger' },
  'hand-to-rescue': { act: 'hand-to-rescue', to: '112', at: instant, spokeTo: 'Sala operativa' },
  take: { act: 'take' },
  'take-over': { act: 'take-over', reason: 'È in ferie.' },
  release: { act: 'release' },
  give: { act: 'give', to: { subject: 'dina', name: 'Dina' } },
  note: { act: 'note', text: 'Da sentire.' },
  'note-fact': { act: 'note-fact', fact: 'deaf', reason: 'L’ha detto.' },
  'drop-fact': { act: 'drop-fact', fact: 'deaf', reason: 'Ora sente.' },
  resort: { act: 'resort', reason: 'È altro.' },
  'ask-citizen': { act: 'ask-citizen', question: 'Dove?' },
  'ask-to-regularise': { act: 'ask-to-regularise', question: 'Manca la firma.', until: instant },
  pause: { act: 'pause', clock: 'first-answer', reason: 'appointment', until: instant },
  resume: { act: 'resume', clock: 'first-answer' },
  forward: { act: 'forward', to: 'geologi', question: 'È stabile?' },
  'answer-ask': { act: 'answer-ask', ask: id, text: 'Sì.' },
  withdraw: { act: 'withdraw', ask: id },
  refer: { act: 'refer', to: 'Comune di Norcia', text: 'È vostra.', shares: [] },
  'renew-referral': { act: 'renew-referral', referral: id },
  'record-referral': { act: 'record-referral', referral: id, said: 'acknowledged' },
  answer: { act: 'answer', text: 'Riapre lunedì.', channel: 'mail', final: true },
  withhold: { act: 'withhold', answer: id },
  'record-dispatch': { act: 'record-dispatch', answer: id, outcome: 'sent' },
  close: { act: 'close', outcome: 'answered' },
  reopen: { act: 'reopen', reason: 'Ha scritto.' },
  split: { act: 'split', contact: 'PC-7K3M-9QXT-4DHR-8WZA', reason: 'È altro.' },
  unjoin: { act: 'unjoin', caseId: 'PC-7K3M-9QXT-4DHR-8WZA', reason: 'Sono due.' },
  group: { act: 'group' },
  ungroup: { act: 'ungroup' },
  'join-household': { act: 'join-household', event: 'nowhere', called: 'Famiglia Rossi', asked: 'phone' },
  'leave-household': { act: 'leave-household', reason: 'Non vuole più.' },
  'visit-household': { act: 'visit-household', on: instant, text: 'Vista.' },
  'inspect-household': { act: 'inspect-household', on: instant, outcome: 'usable', text: 'Agibile.' },
  'promise-household': { act: 'promise-household', of: 'visit', dueAt: instant, text: 'Una visita.' },
  'end-promise': { act: 'end-promise', promise: id, kept: true, text: 'Fatta.' },
};

const desk = `/v1/desk/${service}`;
const officers = `/v1/services/${service}`;
const content = `${desk}/contents/article/alluvione`;
/** An article as somebody writes it. */
const written = JSON.parse(readFileSync(join(root, 'events/content-act.v1.write.example.json'), 'utf8'));

/** What each act other than those on a case asks; a partner's has no address of staff. */
const others = (): Record<Exclude<StaffAct, CaseActName>, Asked | undefined> => ({
  'see-worklist': { path: `${desk}/worklist` },
  'judge-held-answer': { path: `${desk}/board`, method: 'POST', body: { do: 'held-answers' } },
  // A duty officer reads a case too, and says why.
  'see-case': { path: `${desk}/cases/${code}/openings`, method: 'POST', body: {} },
  'open-case': { path: `${desk}/cases/${code}/openings`, method: 'POST', body: {} },
  'see-judged-danger': { path: `${desk}/judged-danger` },
  'see-protocol': { path: `${desk}/protocol` },
  'see-held-mails': { path: `${desk}/held-mails` },
  'see-templates': { path: `${desk}/cases/${code}/templates` },
  'see-declarations': { path: `${officers}/declarations` },
  'see-reads': { path: `${desk}/cases/${code}/reads` },
  'see-shifts': { path: `${desk}/shifts` },
  'see-households': { path: `${desk}/households` },
  search: { path: `${desk}/searches`, method: 'POST', body: {} },
  'hold-case': { path: `${desk}/cases/${code}/holds`, method: 'POST', body: {} },
  'record-contact': { path: `${desk}/contacts`, method: 'POST', body: {} },
  'read-document': { path: `${desk}/cases/${code}/readings`, method: 'POST', body: {} },
  'record-call-attempt': { path: `${desk}/cases/${code}/call-attempts`, method: 'POST', body: {} },
  'decide-held-mail': { path: `${desk}/held-mails/x/decisions`, method: 'POST', body: {} },
  'cancel-protocol-number': { path: `${desk}/protocol/2026-0000001/cancellations`, method: 'POST', body: {} },
  next: { path: `${desk}/next`, method: 'POST', body: { lanes: ['nowhere'] } },
  join: { path: `${desk}/cases/${code}/joins`, method: 'POST', body: {} },
  draft: { path: `${desk}/cases/${code}/draft?of=answer` },
  'answer-to-many': { path: `${desk}/answers-to-many`, method: 'POST', body: {} },
  'see-board': { path: `${desk}/board`, method: 'POST', body: { do: 'look' } },
  train: { path: `${desk}/board`, method: 'POST', body: { do: 'train' } },
  review: { path: `${desk}/board`, method: 'POST', body: { do: 'sample' } },
  'see-people': { path: `${desk}/board`, method: 'POST', body: { do: 'people' } },
  'edit-reserve': { path: `${desk}/board`, method: 'POST', body: { do: 'reserve' } },
  'move-cases': { path: `${desk}/board`, method: 'POST', body: { do: 'propose' } },
  'edit-shifts': { path: `${desk}/shifts/somebody`, method: 'PUT', body: {} },
  'set-presence': { path: `${desk}/presence`, method: 'PUT', body: {} },
  // At a version that there is not: whoever may is told so.
  'write-article': { path: content, method: 'POST', version: 999, body: written },
  'propose-article': { path: content, method: 'POST', version: 999, body: { ...written, fromCase: code } },
  'publish-article': { path: content, method: 'POST', version: 999, body: { act: 'publish', version: 1 } },
  'answer-referral': undefined,
  declare: { path: `${officers}/declarations`, method: 'POST', body: {} },
  'decide-on-proposal': { path: `${officers}/proposals/x/decisions`, method: 'POST', body: {} },
  'see-contributions': { path: `${desk}/contributions` },
  'decide-on-contribution': { path: `${desk}/contributions/x/decisions`, method: 'POST', body: {} },
  'open-tracing': { path: `${officers}/event-pages/x`, method: 'POST', body: { act: 'close-tracing' } },
  'see-tracing': { path: `${desk}/tracing` },
  'act-on-tracing': { path: `${desk}/tracing/x/acts`, method: 'POST', body: {} },
  'hand-over-tracing': { path: `${desk}/tracing-hand-overs`, method: 'POST', body: {} },
  'tell-event': { path: `${officers}/event-pages/x`, method: 'POST', body: {} },
  'hand-over': { path: `${officers}/hand-overs`, method: 'POST', body: {} },
});

const isOnCase = (act: StaffAct): act is CaseActName => act in bodies;
const askedBy = (act: StaffAct): Asked | undefined =>
  isOnCase(act) ? { path: `${desk}/cases/${code}/acts`, method: 'POST', body: bodies[act] } : others()[act];

/** The status of an answer; the gateway's limit of a route is no answer, and is waited out. */
async function statusOf(by: string, { path, method, body, version }: Asked): Promise<number> {
  const token = await stage.token(by);
  return until(`${path} is answered`, 20_000, async () => {
    const answer = await fetch(`${stage.url}${path}`, {
      method: method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await answer.text();
    return answer.status !== 429 && answer.status;
  });
}

const subjectOf = (userName: string) => colleagues.find((one) => one.userName === userName)?.sub ?? '';

/** Refusals of a role that any function has logged of somebody. */
function refusalsOf(userName: string): number {
  const logs = readdirSync(join(data, 'logs')).map((file) => readFileSync(join(data, 'logs', file), 'utf8'));
  const lines = logs.flatMap((log) => log.split('\n')).filter((line) => line.includes('"refused":"role"'));
  return lines.filter((line) => line.includes(`"${subjectOf(userName)}"`)).length;
}

const acts = Object.keys(rolesOfActs) as StaffAct[];
/** What is written is written by whoever publishes too, and what is proposed by whoever writes. */
const allowed = (act: StaffAct): readonly StaffRole[] => {
  const { 'write-article': write, 'publish-article': publish, 'propose-article': propose } = rolesOfActs;
  if (act === 'write-article') return [...write, ...publish];
  return act === 'propose-article' ? [...write, ...publish, ...propose] : rolesOfActs[act];
};

describe.each(Object.entries(people) as [StaffRole, string][])('a %s', (role, userName) => {
  test('is let in where the table says so, and refused and logged everywhere else', async () => {
    const before = refusalsOf(userName);
    const found: Record<string, string> = {};
    let refused = 0;
    for (const act of acts) {
      const asked = askedBy(act);
      if (asked === undefined) continue;
      const status = await statusOf(userName, asked);
      expect({ act, status, ours: status < 500 && status !== 401 }).toEqual({ act, status, ours: true });
      found[act] = status === 403 ? 'refused' : 'let in';
      if (status === 403) refused += 1;
    }
    const expected = Object.fromEntries(
      acts
        .filter((act) => askedBy(act) !== undefined)
        .map((act) => [act, allowed(act).includes(role) ? 'let in' : 'refused']),
    );
    expect(found).toEqual(expected);
    await until(
      `${refused} refusals of ${userName} are logged`,
      10_000,
      () => refusalsOf(userName) - before === refused,
    );
  }, 60_000);
});

test('somebody of the reserve whom nobody has asked trains with made-up requests, and is refused everywhere else', async () => {
  for (const act of acts) {
    const asked = askedBy(act);
    const status = act === 'train' ? 200 : 403;
    if (asked !== undefined) expect({ act, status: await statusOf(ofReserve, asked) }).toEqual({ act, status });
  }
}, 60_000);

test('an operator of another service is refused everywhere here, and let in there', async () => {
  for (const act of acts) {
    const asked = askedBy(act);
    if (asked !== undefined)
      expect({ act, status: await statusOf(ofAnotherService, asked) }).toEqual({ act, status: 403 });
  }
  expect(await statusOf(ofAnotherService, { path: '/v1/desk/familyline/worklist' })).toBe(200);
  expect(refusalsOf(ofAnotherService)).toBeGreaterThan(40);
}, 60_000);
