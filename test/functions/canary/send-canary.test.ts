import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { canaryContact } from '../../../functions/canary/rules/canary-contact.ts';
import { type CanaryWork, sendCanary } from '../../../functions/canary/send-canary.ts';
import { ContactBody } from '../../../shared/contracts/contact.ts';
import { isCanaryKey } from '../../../shared/core/cases/canary.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { code, hmac } from '../../fixtures/case-events.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

const startsAt = Date.parse('2026-09-11T15:00:00Z');

let written: Record<string, unknown>[] = [];
const write = process.stdout.write;
beforeEach(() => {
  written = [];
  process.stdout.write = ((line: string) => {
    written.push(JSON.parse(line));
    return true;
  }) as typeof write;
});
afterEach(() => {
  process.stdout.write = write;
});

/** The metrics that were counted, in the order in which they were. */
const counted = () =>
  written.flatMap((line) => Object.entries(line).filter(([name]) => name.startsWith('CanaryStoppedAt')));

/** A service as a canary meets it, on a clock of its own: seconds until it is registered and mailed, or never. */
function line(given: { intake?: (tried: number) => number | 'silence'; registered?: number; mailed?: number } = {}) {
  const { intake = () => 202, registered = 1, mailed = 3 } = given;
  let now = startsAt;
  const posts: { key: string; body: unknown; at: number }[] = [];
  const since = (seconds: number) => now - startsAt >= seconds * 1000;
  const receipt = { code, service: 'protezione-civile', kind: 'information', receivedAt: '2026-09-11T15:00:00.000Z' };
  const work: CanaryWork = {
    definition: protezioneCivile,
    portalUrl: 'https://portal.example',
    hmac: async () => hmac,
    async fetch(address, init) {
      if (init?.method !== 'POST') {
        expect(String(address)).toBe(`https://portal.example/v1/services/protezione-civile/contacts/${code}`);
        return Response.json({ stage: since(registered) ? 'registered' : 'accepted' });
      }
      const headers = new Headers(init.headers);
      posts.push({ key: headers.get('Idempotency-Key') ?? '', body: JSON.parse(String(init.body)), at: now });
      const answer = intake(posts.length);
      if (answer === 'silence') throw new DOMException('nobody answered', 'TimeoutError');
      return Response.json(receipt, { status: answer });
    },
    lastMailed: async () => (since(mailed) ? code : 'PC-OTHER'),
    clock: {
      now: () => now,
      async pause(milliseconds) {
        now += milliseconds;
      },
    },
  };
  return { work, posts, seconds: () => (now - startsAt) / 1000 };
}

describe('a canary', () => {
  test('is what the contract of a contact allows for each service, speaks of no danger and goes to nobody', () => {
    for (const definition of [protezioneCivile, familyLine]) {
      const contact = canaryContact(definition);
      expect(ContactBody.parse(contact)).toEqual(contact);
      expect(definition.kinds.find(({ kind }) => kind === contact.kind)?.formal).toBe(false);
      expect(hearDanger(contact.message, lifeFirst)).toEqual({ level: 'none' });
      expect(contact.email).toMatch(/@simulator\.amazonses\.com$/);
    }
    expect(() => canaryContact({ service: 'x', kinds: [] })).toThrow('no canary can be sent');
  });

  test('that gets through says of each step that it did not stop there', async () => {
    const { work, posts } = line();
    expect(await sendCanary(work)).toEqual({ stoppedAt: undefined });
    expect(counted()).toEqual([
      ['CanaryStoppedAtIntake', 0],
      ['CanaryStoppedAtRegister', 0],
      ['CanaryStoppedAtMail', 0],
    ]);
    expect(posts).toHaveLength(1);
    const at = new Date(startsAt).toISOString();
    expect(isCanaryKey(posts[0]?.key, { service: 'protezione-civile', at, hmac })).toBe(true);
  });

  test('is posted three times under one key before intake counts as stopped', async () => {
    const { work, posts } = line({ intake: (tried) => (tried === 1 ? 'silence' : 503) });
    expect(await sendCanary(work)).toEqual({ stoppedAt: 'intake' });
    expect(counted()).toEqual([['CanaryStoppedAtIntake', 1]]);
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(1);
  });

  test('forgives one refusal', async () => {
    const { work } = line({ intake: (tried) => (tried === 1 ? 503 : 202) });
    expect(await sendCanary(work)).toEqual({ stoppedAt: undefined });
  });

  test.each([
    { where: 'register', given: { registered: Number.POSITIVE_INFINITY }, within: 70, failing: 'Register' },
    { where: 'mail', given: { mailed: Number.POSITIVE_INFINITY }, within: 190, failing: 'Mail' },
  ])('that stops at $where says so within $within seconds, and says nothing of what comes after', async (stopping) => {
    const { work, seconds } = line(stopping.given);
    expect(await sendCanary(work)).toEqual({ stoppedAt: stopping.where });
    expect(seconds()).toBeLessThanOrEqual(stopping.within);
    expect(counted().at(-1)).toEqual([`CanaryStoppedAt${stopping.failing}`, 1]);
    expect(written).toContainEqual({
      level: 'error',
      function: 'canary',
      service: 'protezione-civile',
      stoppedAt: stopping.where,
    });
  });

  test('looks again where a look fails', async () => {
    const { work } = line();
    let looks = 0;
    const outcome = await sendCanary({
      ...work,
      lastMailed: async () => {
        looks += 1;
        if (looks === 1) throw new Error('throttled');
        return code;
      },
    });
    expect(outcome).toEqual({ stoppedAt: undefined });
    expect(looks).toBe(2);
  });
});
