import { beforeEach, describe, expect, test } from '@jest/globals';
import { actByTime } from '../../../functions/desk/act-by-time.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { listedCase } from '../../../shared/core/cases/worklist-item.ts';
import { openEntries, openEntry } from '../../../shared/core/chain.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { deskOf, openCase } from './desk-of.ts';

const ask = 'a'.repeat(16);
const referral = 'b'.repeat(16);
const due = '2026-11-29T10:00:00.000Z';
const late = new Date('2026-11-29T10:01:00.000Z');
const by = { by: 'Carla Villa', subject: 'operator-1' };
const forwarded: CaseEvent = { type: 'Forwarded', to: 'geologi', ...by, ask, dueAt: due };
const referred: CaseEvent = { type: 'Referred', to: 'Comune di Norcia', ...by, referral, acknowledgeBy: due };
const paused: CaseEvent = { type: 'ClockPaused', ...by, clock: 'first-answer', reason: 'appointment', until: due };

let desk: Desk;
beforeEach(() => {
  desk = deskOf();
});

/** A case of these events, listed; then one minute at an instant, and what it added. */
async function minute(events: CaseEvent[][], now = late) {
  const code = await openCase(desk, 'ada', { message: 'x' }, ...events);
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
  const before = (await desk.register.read(code)).length;
  const again = () => actByTime({ service: 'protezione-civile', ...desk }, now);
  const done = await again();
  const entries = await desk.register.read(code);
  return { code, done, added: entries.slice(before).flatMap(openEntry), again, entries };
}

describe('what time does to a case', () => {
  test.each<[string, CaseEvent[][], CaseEvent]>([
    ['an expert who has not answered is late', [[forwarded]], { type: 'AskOverdue', ask }],
    [
      'a referral that nobody acknowledged comes back',
      [[referred]],
      { type: 'ReferralReturned', referral, because: 'no-acknowledgement' },
    ],
    [
      'a referral that was acknowledged and never answered comes back',
      [[{ ...referred, answerBy: due }], [{ type: 'ReferralAcknowledged', referral }]],
      { type: 'ReferralReturned', referral, because: 'expired' },
    ],
    ['a pause ends', [[paused]], { type: 'ClockResumed', clock: 'first-answer', because: 'timer' }],
  ])('%s, once', async (_what, events, expected) => {
    const { done, added, again } = await minute(events);
    expect(done).toEqual({ acts: 1, failed: 0 });
    expect(added).toEqual([expected]);
    // The list has not heard of it yet, and names the case again.
    expect(await again()).toEqual({ acts: 0, failed: 0 });
  });

  test.each<[string, CaseEvent[][]]>([
    ['whose expert answered', [[forwarded], [{ type: 'AskAnswered', ...by, ask }]]],
    [
      'whose administration has it and owes no answer by a time',
      [[referred], [{ type: 'ReferralAcknowledged', referral }]],
    ],
    ['whose pause was ended', [[paused], [{ type: 'ClockResumed', clock: 'first-answer', because: 'citizen' }]]],
    ['that was closed', [[forwarded, referred, paused], [{ type: 'Closed', reason: 'x' }]]],
  ])('is nothing for one %s', async (_what, events) => {
    expect(await minute(events)).toMatchObject({ done: { acts: 0 }, added: [] });
  });

  test('is nothing before its time', async () => {
    expect(await minute([[forwarded, referred, paused]], new Date(due))).toMatchObject({ done: { acts: 0 } });
  });

  test('reaches a case that was answered meanwhile: no administration owes for ever, and an expert who is late is seen', async () => {
    const answered: CaseEvent[] = [{ type: 'Answered', by: 'Carla Villa', personal: { message: 'La strada riapre.' } }];
    const { code, added } = await minute([[forwarded, referred], answered]);
    expect(added).toMatchObject([{ type: 'AskOverdue' }, { type: 'ReferralReturned', because: 'no-acknowledgement' }]);
    await listAll({ register: desk.register, worklist: desk.worklist, hmac });
    const entries = await desk.register.read(code);
    expect(listedCase(code, entries.length, openEntries(entries))).toMatchObject({ open: true });
    expect(await desk.worklist.dueByTime('2099', 10)).toEqual([]);
  });

  test('brings the case back to the desk: whoever presses next is handed it', async () => {
    const { code } = await minute([[forwarded]]);
    expect((await readCase(desk.register, code)).state).toMatchObject({
      stage: 'forwarded',
      asks: [{ overdue: true }],
    });
    await listAll({ register: desk.register, worklist: desk.worklist, hmac });
    const entries = await desk.register.read(code);
    const row = listedCase(code, entries.length, openEntries(entries));
    expect(row?.item).toMatchObject({ expertLate: true });
    expect(row).toMatchObject({ waitedForTime: true });
    expect(await desk.worklist.dueByTime('2099', 10)).toEqual([]);
  });

  test('one case that cannot be changed holds up no other', async () => {
    const { register } = desk;
    const bad = await openCase(desk, 'bad', { message: 'x' }, [forwarded]);
    const broken = {
      ...register,
      read: async (code: string) => (code === bad ? Promise.reject(new Error('throttled')) : register.read(code)),
    };
    const good = await openCase(desk, 'good', { message: 'x' }, [forwarded]);
    await listAll({ register, worklist: desk.worklist, hmac });
    const done = await actByTime({ service: 'x', register: broken, worklist: desk.worklist }, late);
    expect(done).toEqual({ acts: 1, failed: 1 });
    expect((await readCase(register, good)).state).toMatchObject({ asks: [{ overdue: true }] });
  });
});
