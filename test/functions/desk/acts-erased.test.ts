import { expect, test } from '@jest/globals';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { DeskRequest } from '../../../functions/desk/desk.ts';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { firstBrokenLink } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { Refusal } from '../../../shared/shell/http/problems.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import { eraseCase } from '../../../shared/shell/stores/erase-case.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryLeftBehind } from '../../stores/memory-left-behind.ts';
import { deskOf, openCase } from './desk-of.ts';

/** In every text that staff type about somebody. */
const who = 'Zefirina Quarzobelli';
const text = `${who} ha chiamato dal +39 333 7654321`;
const told = (more: string) => `${text}: ${more}`;

/** One after the other; those that need something of the case are made from it. */
const acts: (CaseActBody | ((state: KnownCase) => CaseActBody))[] = [
  { act: 'take' },
  { act: 'note', text },
  { act: 'take-over', reason: told('take-over') },
  {
    act: 'resort',
    category: 'earthquakes',
    place: { address: told('address'), municipality: who },
    reason: told('resort'),
  },
  {
    act: 'pause',
    clock: 'first-answer',
    reason: 'appointment',
    until: '2026-12-01T09:00:00.000Z',
    note: told('pause'),
  },
  { act: 'was-none', reason: told('no danger') },
  { act: 'ask-citizen', question: told('question') },
  { act: 'forward', to: 'geologists', question: told('forward') },
  ({ asks }) => ({ act: 'answer-ask', ask: asks[0]?.ask ?? '', text: told('answer of the experts') }),
  { act: 'refer', to: 'Comune di Borgo', text: told('referral'), shares: [] },
  ({ referrals }) => ({
    act: 'record-referral',
    referral: referrals[0]?.referral ?? '',
    said: 'answered',
    text: told('answer of the administration'),
  }),
  { act: 'answer', text: told('answer'), channel: 'mail', final: false },
  { act: 'answer', text: told('answer by hand'), channel: 'letter', final: false },
  { act: 'hand-to-rescue', to: '118', at: '2026-11-29T09:59:00.000Z', spokeTo: who, reference: who },
  { act: 'group', reason: told('group') },
  { act: 'join-household', event: 'sisma-2026', called: told('household'), asked: 'phone' },
  {
    act: 'inspect-household',
    on: '2026-11-29T09:00:00.000Z',
    outcome: 'to-inspect-again',
    text: told('inspection'),
    againBy: '2026-12-09T09:00:00.000Z',
  },
  { act: 'promise-household', of: 'other', dueAt: '2026-12-09T09:00:00.000Z', text: told('promise') },
  ({ household }) => ({
    act: 'visit-household',
    on: '2026-11-29T09:00:00.000Z',
    text: told('visit'),
    keeps: household?.promises[0]?.promise,
  }),
  ({ household }) => ({
    act: 'end-promise',
    promise: household?.promises[1]?.promise ?? '',
    kept: false,
    text: told('end of a promise'),
  }),
  { act: 'give', to: { subject: 'operator-2', name: 'Dario Sala' }, reason: told('give') },
  ({ answers }) => ({ act: 'withhold', answer: answers[0]?.answer ?? '' }),
  ({ answers }) => ({
    act: 'record-dispatch',
    answer: answers[1]?.answer ?? '',
    outcome: 'sent',
    reference: 'RA 4711',
  }),
  { act: 'close', outcome: 'answered', note: told('close') },
  { act: 'reopen', reason: told('reopen') },
] as (CaseActBody | ((state: KnownCase) => CaseActBody))[];

const name = { it: 'Rieti', en: 'Rieti', de: 'Rieti' };
const sisma = { event: 'sisma-2026', name, declaredAt: '2026-11-01T04:00:00.000Z' };

test('nothing that staff typed of somebody in any act outlives the erasure of the case, and the chain holds', async () => {
  const desk = deskOf({ roles: rolesOf('operator', 'supervisor', 'expert'), events: async () => [sisma] });
  const until = '2026-11-29T18:00:00.000Z';
  const presence = { presence: 'present', since: desk.now.toISOString(), until } as const;
  await desk.shifts.setPresence({ subject: 'operator-2', name: 'Dario Sala', presence });
  const personal = { name: who, email: 'zefirina@quarzobelli.example', message: 'Quando riapre la strada?' };
  const code = await openCase(desk, 'to be erased', personal);
  const done: string[] = [];
  for (const each of acts) {
    const { state, last } = await readCase(desk.register, code);
    const body = typeof each === 'function' ? each(state as KnownCase) : each;
    const officer = body.act === 'take-over' ? { subject: 'operator-3', name: 'Elsa Neri' } : desk.officer;
    const isMine = state.stage !== 'none' && state.owner?.subject !== undefined;
    const as =
      isMine && body.act !== 'take-over'
        ? { subject: state.owner?.subject ?? '', name: state.owner?.by ?? '' }
        : officer;
    const request = {
      headers: { 'content-type': 'application/json', 'if-match': `"${last?.version}"` },
      pathParameters: { code },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    } as unknown as DeskRequest;
    const outcome = await actOnCase({ ...desk, officer: as }, request).then(
      ({ status }) => status,
      (refusal: Refusal) => JSON.stringify(refusal),
    );
    done.push(`${body.act} ${outcome}`);
  }
  expect(done.filter((one) => !one.endsWith(' 201'))).toEqual([]);
  expect(done).toHaveLength(acts.length);
  const before = JSON.stringify(await desk.register.read(code));
  expect(before.split('Zefirina').length).toBeGreaterThan(acts.length);

  const { left } = memoryLeftBehind();
  const at = '2026-12-29T10:00:00.000Z';
  await eraseCase({ register: desk.register, caseId: code, at, reason: 'retention', salt: randomHex, sha256, left });
  const entries = await desk.register.read(code);
  expect(JSON.stringify(entries)).not.toMatch(/zefirina|quarzobelli|7654321/i);
  expect(firstBrokenLink(entries, sha256)).toBeUndefined();
});
