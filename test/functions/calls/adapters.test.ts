import { describe, expect, test } from '@jest/globals';
import { acceptCall } from '../../../functions/calls/rules/accept-call.ts';
import { type AdapterName, readBodyOf, readRecords } from '../../../functions/calls/rules/read-records.ts';
import { type HandingOn, registerContact } from '../../../functions/registrar/register-contact.ts';
import { wasMissed } from '../../../shared/core/cases/call.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { deafLists } from '../../fixtures/deaf-lists.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import {
  asteriskExchange,
  canonicalExchange,
  chance,
  connectExchange,
  freeswitchExchange,
  type Posted,
  twilioExchange,
} from './exchanges.ts';

const hmac = hmacWith('a secret of the tests');
const handingOn: HandingOn = {
  attachments: async () => undefined,
  formal: async () => undefined,
  // Everybody here is somebody else.
  turnOf: async ({ caseId }) => caseId,
  numberTurnOf: async ({ caseId }) => caseId,
  noteServed: async () => undefined,
  servedAt: async () => undefined,
};

/** A center in memory that takes bodies as the function for call records does. */
function centerFor(adapter: AdapterName, now: number) {
  const register = memoryRegister();
  const at = new Date(now);
  const answers = { accepted: 0, malformed: 0, invalid: 0, unsupported: 0 };
  /** The calls that a body told of. */
  const post = async ({ type, text }: Posted['bodies'][number]): Promise<string[]> => {
    const body = readBodyOf(type, text);
    if (typeof body === 'string') {
      answers[body] += 1;
      return [];
    }
    const read = readRecords(body.content, adapter, { source: 'ivr', timeZone: 'Europe/Rome', now: at.toISOString() });
    if ('issues' in read) {
      answers.invalid += 1;
      return [];
    }
    answers.accepted += 1;
    for (const record of read.records) {
      const given = { definition: protezioneCivile, rules: deafLists };
      const accepted = acceptCall({ record, source: 'ivr', ...given, periods: [], hmac });
      await registerContact({ register, accepted, ...given, now: at, handingOn });
    }
    return read.records.map(({ externalId }) => externalId);
  };
  return { register, post, answers };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as Item, all[last] as Item];
  }
  return all;
}

/** Somewhere in November, so that a week before lies in one time of the year. */
const autumn = Date.parse('2026-11-20T10:00:00Z');
/** The morning after clocks went back: the night in between comes twice. */
const clocksBack = Date.parse('2026-10-25T09:00:00Z');

describe.each([
  ['canonical', canonicalExchange, autumn],
  ['asterisk', asteriskExchange, autumn],
  ['asterisk', asteriskExchange, clocksBack],
  ['freeswitch', freeswitchExchange, autumn],
  ['connect', connectExchange, autumn],
  ['twilio', twilioExchange, autumn],
] as const)('10,000 records of %s, shuffled, repeated and cut short', (adapter, exchange, now) => {
  test('are as many contacts as calls, each as it really ended', async () => {
    const random = chance((now % 1000) + adapter.length);
    const { bodies, calls } = exchange(now, 4000, random);
    const whole = bodies.slice(0);
    while (whole.length < 9000) whole.push(bodies[Math.floor(random() * bodies.length)] as (typeof bodies)[number]);
    // Cut before the end, so that what is left is never the whole.
    const cut = Array.from({ length: 1000 }, () => {
      const { type, text } = bodies[Math.floor(random() * bodies.length)] as (typeof bodies)[number];
      return { type, text: text.slice(0, Math.floor(random() * (text.length - 2))), cut: true };
    });
    const { register, post, answers } = centerFor(adapter, now);
    // A form that is cut inside a value is a form: what it says of its call cannot be checked, only that it is no other call.
    const doubtful = new Set<string>();
    for (const body of shuffled<Posted['bodies'][number] & { cut?: boolean }>([...whole, ...cut], random)) {
      const told = await post(body);
      if (body.cut) for (const externalId of told) doubtful.add(externalId);
    }
    expect(doubtful.size > 0).toBe(adapter === 'twilio');

    expect(whole.length + cut.length).toBeGreaterThanOrEqual(10_000);
    expect(answers.accepted + answers.invalid + answers.malformed).toBe(whole.length + cut.length);
    expect(answers.malformed + answers.invalid).toBeGreaterThan(adapter === 'twilio' ? 200 : 999);
    let cases = 0;
    for await (const page of register.all()) cases += page.length > 0 ? 1 : 0;
    expect(cases).toBe(calls.length);
    const found = new Map<string, unknown>();
    const owed = new Set<unknown>();
    const open = new Set<unknown>();
    for await (const [entry] of register.all()) {
      const { state } = await readCase(register, entry?.caseId ?? '');
      if (state.stage === 'none') continue;
      expect(state.contacts).toHaveLength(1);
      const call = state.contacts[0]?.call;
      const { phone } = state.contactPoints;
      const [message] = state.messages;
      if (state.callBack?.state === 'due') owed.add(call?.externalId);
      if (state.stage !== 'closed') open.add(call?.externalId);
      found.set(call?.externalId ?? '', {
        externalId: call?.externalId,
        outcome: call?.outcome,
        kind: state.kind,
        ...(phone === undefined ? {} : { phone }),
        ...(message === undefined ? {} : { words: message.text }),
      });
    }
    const sure = calls.filter(({ externalId }) => !doubtful.has(externalId));
    expect(sure.length).toBeGreaterThan(calls.length * 0.8);
    // Who is owed a call has one due, whatever came first, and so has who called in vain and can be called; whoever was
    // answered, or withheld their number and asked for nothing, is done with.
    for (const { externalId, outcome, phone } of sure) {
      const asked = outcome === 'voicemail' || outcome === 'call-back-asked';
      const asks = asked || (wasMissed({ outcome }) && phone !== undefined);
      const kept = { externalId, owed: owed.has(externalId), open: open.has(externalId) };
      expect(kept).toEqual({ externalId, owed: asks, open: asks });
    }
    const wrong = sure.filter((call) => JSON.stringify(found.get(call.externalId)) !== JSON.stringify(call));
    expect(wrong.slice(0, 3).map((call) => [call, found.get(call.externalId)])).toEqual([]);
  }, 180_000);
});
