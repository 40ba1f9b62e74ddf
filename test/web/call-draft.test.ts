import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import type { Receipt } from '../../shared/contracts/contact.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { type CallDraft, cameTo, newCallDraft, nextAct, wrongInCall } from '../../web/console/desk/call-draft.ts';
import { carryCall } from '../../web/console/desk/carry-call.ts';
import type { DeskApi } from '../../web/console/desk/desk-api.ts';
import { Refused } from '../../web/console/session/api.ts';
import { rolesOf } from '../fixtures/staff.ts';

const now = Date.parse('2026-11-27T10:30:00Z');
const example = new URL('../../events/desk-case.v1.example.json', import.meta.url);
const seen = DeskCase.parse(JSON.parse(readFileSync(example, 'utf8')));
const { owner: _nobody, ...free } = seen.desk;
const receipt: Receipt = {
  code: seen.code,
  service: seen.service,
  kind: seen.kind,
  receivedAt: new Date(now).toISOString(),
};
const called: DeskCase = {
  ...seen,
  stage: 'registered',
  urgent: false,
  contacts: [...seen.contacts, { ...seen.contacts[0], channel: 'phone', receivedAt: receipt.receivedAt }] as never,
  desk: { ...free, asks: [], answers: [], dangerOpen: false },
};
const staff = { officer: { subject: 'op-1', name: 'Carla Villa' }, roles: rolesOf('operator') } as never;
const draft: CallDraft = {
  ...newCallDraft(now, 'k'),
  kind: 'information',
  message: 'Quando riapre?',
  answer: 'Lunedì.',
};
const at = '2026-11-27T10:31:00.000Z';

/** The case as the center has it after an act of a call. */
function after(known: DeskCase, act: CaseActBody): DeskCase {
  const { desk } = known;
  const next = { ...known, version: known.version + 1 };
  if (act.act === 'take')
    return { ...next, desk: { ...desk, owner: { by: 'Carla Villa', subject: 'op-1', since: at } } };
  if (act.act === 'close') return { ...next, stage: 'closed' };
  const doer = { by: 'Carla Villa', at };
  if (act.act === 'forward') {
    const { to, question: text } = act;
    const ask = { ...doer, ask: 'a', to, text, direct: false, state: 'open' as const, overdue: false };
    return { ...next, desk: { ...desk, asks: [ask] } };
  }
  if (act.act !== 'answer') throw new Error(`no act of a call: ${act.act}`);
  const { text, channel, final } = act;
  const answer = { ...doer, answer: 'b', text, channel, final, state: 'sent' as const, attachments: [] };
  return { ...next, desk: { ...desk, answers: [answer] } };
}

/** A center that refuses with these statuses first, and knows the case only at the third look. */
function center(refusals: number[] = []) {
  let known = called;
  let looks = 0;
  const acts: string[] = [];
  const desk = {
    case: async () => {
      looks += 1;
      if (looks < 3) throw new Refused(409, {});
      return known;
    },
    act: async (_of: string, of: DeskCase, body: CaseActBody) => {
      const refusal = refusals.shift();
      if (refusal !== undefined) throw new Refused(refusal, {});
      acts.push(body.act);
      known = after(of, body);
      return known;
    },
  } as unknown as DeskApi;
  return { desk, acts };
}
const carried = (desk: DeskApi, of: CallDraft) => carryCall({ desk, staff, draft: of, receipt }, async () => undefined);

describe('a call at the desk', () => {
  test('is waited for until it is registered, then taken, answered and closed at first contact', async () => {
    const { desk, acts } = center();
    const known = await carried(desk, draft);
    expect(acts).toEqual(['take', 'answer', 'close']);
    expect(known && cameTo(known, draft)).toBe('closed');
    expect(
      nextAct(
        after(after(called, { act: 'take' }), { act: 'answer', text: 'Lunedì.', channel: 'phone', final: true }),
        draft,
        staff,
      ),
    ).toEqual({
      act: 'close',
      outcome: 'answered-on-the-phone',
      firstContact: true,
    });
  });

  test('goes on from the case as it is where somebody was quicker, and does nothing twice when sent again', async () => {
    const { desk, acts } = center([412]);
    await carried(desk, draft);
    await carried(desk, draft);
    expect(acts).toEqual(['take', 'answer', 'close']);
  });

  test('stops at what the center refuses, and goes on from there', async () => {
    const { desk, acts } = center([503]);
    await expect(carried(desk, draft)).rejects.toMatchObject({ status: 503 });
    expect(acts).toEqual([]);
    await carried(desk, draft);
    expect(acts).toEqual(['take', 'answer', 'close']);
  });

  test('is forwarded to experts with the words of the caller, or left to its lane', async () => {
    const forwarded: CallDraft = { ...draft, end: 'forward', group: 'Viabilità' };
    const one = center();
    expect(cameTo((await carried(one.desk, forwarded)) as DeskCase, forwarded)).toBe('forwarded');
    expect(one.acts).toEqual(['take', 'forward']);
    const other = center();
    await carried(other.desk, { ...draft, end: 'open' });
    expect(other.acts).toEqual([]);
  });

  test('with danger to life is answered and never closed from here', async () => {
    const urgent = { ...called, urgent: true, desk: { ...called.desk, dangerOpen: true } };
    const answered = after(after(urgent, { act: 'take' }), {
      act: 'answer',
      text: 'Lunedì.',
      channel: 'phone',
      final: true,
    });
    expect(nextAct(answered, draft, staff)).toBeUndefined();
    expect(cameTo(answered, draft)).toBe('answered');
  });

  test('is not sent without what was answered, or without whom to ask', () => {
    expect(wrongInCall({ ...draft, answer: ' ' }, 'PC', now)).toEqual(['answer']);
    expect(wrongInCall({ ...draft, end: 'forward' }, 'PC', now)).toEqual(['group']);
    expect(wrongInCall({ ...draft, end: 'open', answer: '' }, 'PC', now)).toEqual([]);
  });
});
