import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { answerCitizen } from '../../../functions/status/answer-citizen.ts';
import { messageWait } from '../../../functions/status/rules/message-limit.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { secondsLeft, viewerAddress, windowOf } from '../../../shared/core/cases/tries.ts';
import { heardFirst, heardIn } from '../../../shared/shell/http/heard-first.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTries } from '../../stores/memory-tries.ts';
import { firstEntryOf } from '../../tools/register-of.ts';
import { hmac, statusWork } from './status-work.ts';

const [code, other, unregistered] = ['one', 'two', 'three'].map((key) => mintCode('PC', key, hmac)) as [
  string,
  string,
  string,
];
const start = new Date('2026-11-22T10:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
let register: Register;
let tries: ReturnType<typeof memoryTries>;

beforeEach(async () => {
  register = memoryRegister();
  tries = memoryTries();
  for (const each of [code, other]) await register.append({ ...firstEntryOf(1), caseId: each });
});

type Asking = { code?: string; address?: string; secondFact?: string; message?: string; now?: Date };

/** The status of the answer to one asking, with what its refusal says. */
async function ask(
  asking: Asking,
): Promise<{ status: number; retryAfter?: string; members?: Record<string, unknown> }> {
  const { message, now = start, address = '203.0.113.7', secondFact = contact.email ?? '' } = asking;
  const event = {
    routeKey: `POST /v1/services/{service}/contacts/{code}/${message === undefined ? 'conversation' : 'messages'}`,
    headers: { 'x-forwarded-for': `${address}, 130.176.0.1` },
    pathParameters: { code: asking.code ?? code },
  } as unknown as APIGatewayProxyEventV2;
  const content = { secondFact, ...(message !== undefined && { message }) };
  const work = statusWork(register, tries);
  const heard = await heardIn(event, content, protezioneCivile);
  try {
    return await heardFirst(heard, () => answerCitizen(work, event, { content, heard, now }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problemName, headers, members } = error;
    const status = { 'wrong-second-fact': 403, 'too-many-tries': 429, 'too-many-messages': 429 }[problemName as string];
    return { status: status ?? 0, ...(headers['Retry-After'] && { retryAfter: headers['Retry-After'] }), members };
  }
}
const wrong = (number: number, more: Asking = {}) => ask({ secondFact: `+39333${1_000_000 + number}`, ...more });
const statuses = async (answers: Promise<{ status: number }>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);

describe('wrong second facts', () => {
  test('are judged ten times in a quarter of an hour, a thousand at once too; then even the right one waits', async () => {
    const guesses = Array.from({ length: 1_000 }, (_none, number) =>
      wrong(number, { address: `203.0.113.${number % 250}` }),
    );
    const seen = await statuses(guesses);
    expect(seen.filter((status) => status === 403)).toHaveLength(10);
    expect(seen.filter((status) => status === 429)).toHaveLength(990);
    const right = await ask({ address: '198.51.100.1', now: later(60) });
    expect(right).toMatchObject({ status: 429, retryAfter: String(14 * 60) });
  });

  test('of one case keep nobody from another, and are forgotten after the quarter of an hour', async () => {
    await statuses(Array.from({ length: 12 }, (_none, number) => wrong(number, { address: `203.0.113.${number}` })));
    expect(await ask({ code: other })).toMatchObject({ status: 200 });
    expect(await ask({ now: later(900) })).toMatchObject({ status: 200 });
  });

  test('from one address are judged thirty times over all codes', async () => {
    const codes = Array.from({ length: 8 }, (_none, number) => mintCode('PC', `many ${number}`, hmac));
    for (const each of codes) await register.append({ ...firstEntryOf(1), caseId: each });
    const seen: number[] = [];
    for (const each of codes)
      for (let number = 0; number < 8; number += 1) seen.push((await wrong(number, { code: each })).status);
    expect(seen.filter((status) => status === 403)).toHaveLength(30);
    expect(await ask({ code: other })).toMatchObject({ status: 429 });
    expect(await ask({ code: other, address: '198.51.100.1' })).toMatchObject({ status: 200 });
  });

  test('leave whoever is right alone, however often they look', async () => {
    for (let time = 0; time < 50; time += 1) expect(await ask({})).toMatchObject({ status: 200 });
    expect([...tries.counts.values()]).toEqual([0, 0]);
  });

  test('keep no address: what is counted names none', async () => {
    await wrong(1);
    expect([...tries.counts.keys()].join()).not.toContain('203.0.113');
  });

  test('of a code that the register does not know yet take nothing', async () => {
    for (let number = 0; number < 20; number += 1) await wrong(number, { code: unregistered }).catch(() => undefined);
    expect([...tries.counts.values()].every((count) => count === 0)).toBe(true);
  });

  test('beside words of danger to life: whom to call is told all the same', async () => {
    const trapped = { message: 'c’è gente sotto le macerie' };
    for (let number = 0; number < 10; number += 1) await wrong(number, trapped);
    expect(await wrong(11, trapped)).toMatchObject({ status: 429, members: { advice: expect.any(Object) } });
  });
});

describe('messages to one case', () => {
  const citizens = async () => {
    const { state } = await readCase(register, code);
    return state.stage === 'none' ? 0 : state.messages.filter(({ from }) => from === 'citizen').length;
  };

  test('are taken until there are twenty in an hour, then from an hour after the first', async () => {
    const before = await citizens();
    const seen: number[] = [];
    for (let number = 0; number < 25; number += 1)
      seen.push((await ask({ message: `Messaggio ${number}`, now: later(number) })).status);
    expect(seen).toEqual([...Array(20).fill(201), ...Array(5).fill(429)]);
    expect(await citizens()).toBe(before + 20);
    expect(await ask({ message: 'Ancora', now: later(30) })).toMatchObject({ retryAfter: String(3600 - 30) });
    expect(await ask({ message: 'Ancora', now: later(3600) })).toMatchObject({ status: 201 });
  });

  test('that speak of danger to life are taken beyond that', async () => {
    for (let number = 0; number < 20; number += 1) await ask({ message: `Messaggio ${number}`, now: later(number) });
    expect(await ask({ message: 'Aiuto, stiamo annegando', now: later(30) })).toMatchObject({ status: 201 });
  });

  test('wait no longer than an hour, whatever was sent', () => {
    const message = fc.record({
      from: fc.constantFrom('citizen' as const, 'desk' as const),
      at: fc.integer({ min: 0, max: 7_200 }).map((ago) => later(-ago).toISOString()),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 100 }), fc.boolean(), (given, danger) => {
        const messages = given.toSorted((one, two) => one.at.localeCompare(two.at));
        const wait = messageWait(messages, { danger, now: start });
        if (wait === undefined) return;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(3600);
        expect(messageWait(messages, { danger, now: later(wait) })).toBeUndefined();
      }),
    );
  });
});

describe('the address of a viewer', () => {
  test.each([
    ['203.0.113.7, 130.176.0.1', '203.0.113.7'],
    ['192.0.2.1, 203.0.113.7, 130.176.0.1', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6, 130.176.0.1', '2001:db8:1:2'],
    ['2001:db8:0:0::9, 130.176.0.1', '2001:db8:0:0'],
    ['2001:0DB8::1, 130.176.0.1', '2001:db8:0:0'],
    ['', ''],
    [undefined, ''],
  ])('of %j is %j', (forwardedFor, address) => {
    expect(viewerAddress(forwardedFor)).toBe(address);
  });
});

test('a quarter of an hour begins when the clock says so, and ends within one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (instant) => {
      const now = new Date(instant);
      expect(windowOf(now) % 900_000).toBe(0);
      expect(secondsLeft(now)).toBeLessThanOrEqual(900);
      expect(windowOf(new Date(instant + secondsLeft(now) * 1000))).toBe(windowOf(now) + 900_000);
    }),
  );
});
