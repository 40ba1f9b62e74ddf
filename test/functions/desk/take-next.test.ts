import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import type { Desk } from '../../../functions/desk/desk.ts';
import { inOrder, laneGroups } from '../../../functions/desk/rules/next-candidates.ts';
import { takeNext } from '../../../functions/desk/take-next.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { Reply } from '../../../shared/shell/http/answering.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryShifts } from '../../stores/memory-shifts.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

const now = new Date('2026-11-30T10:00:00.000Z');
let desk: Desk;
beforeEach(() => {
  desk = {
    definition: protezioneCivile,
    register: memoryRegister(),
    worklist: memoryWorklist(),
    hmac,
    periods: async () => [],
    shifts: memoryShifts(),
    posture: async () => 'ordinary',
    attachmentsBucket: '',
    uploads: { bytesOf: async () => undefined, kept: async () => undefined },
    officer: { subject: 'operator-1', name: 'Carla Villa' },
    roles: rolesOf('operator'),
    chance: 0,
    now,
  } as unknown as Desk;
});

async function given(
  name: string,
  about: { lane?: string; kind?: 'information' | 'help-offer'; minute?: number } = {},
) {
  const { lane = 'information', kind = 'information', minute = 0 } = about;
  const caseId = mintCode('PC', name, hmac);
  const receivedAt = new Date(now.getTime() - 86_400_000 + minute * 60_000).toISOString();
  const events = [caseOpened({ lane, kind, urgent: lane === 'urgent' }), contactReceived({ receivedAt })];
  await desk.register.append(
    sealEntry({ caseId, at: receivedAt, events, previous: undefined, salt: randomHex(), sha256 }),
  );
  return caseId;
}
const listed = () => listAll({ register: desk.register, worklist: desk.worklist, hmac });
const pressing = (subject: string, body: object = {}, when = now) =>
  takeNext({ ...desk, officer: { subject, name: subject }, now: when }, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
const codeIn = ({ body }: Reply) => DeskCase.parse(JSON.parse(JSON.stringify(body))).code;
const offers = protezioneCivile.kinds.find(({ kind }) => kind === 'help-offer')?.lane ?? '';

describe('the next case', () => {
  test('goes to exactly one of many who press at once from a list that does not change: none twice, none skipped', async () => {
    const cases = await Promise.all(Array.from({ length: 40 }, (_, index) => given(`c${index}`, { minute: index })));
    await listed();
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => pressing(`operator-${index}`, { atWork: 30 })),
    );
    const handed = replies.filter(({ status }) => status === 201).map(codeIn);
    expect(new Set(handed).size).toBe(handed.length);
    expect(new Set(handed)).toEqual(new Set(cases));
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(10);
    for (const caseId of cases) {
      const taken = (await desk.register.read(caseId))
        .flatMap(openEntry)
        .filter(({ type }) => type === 'TakenInCharge');
      expect(taken).toHaveLength(1);
    }
  });

  test('is not hidden behind many that the register refuses though they stand on the list', async () => {
    const cases = await Promise.all(Array.from({ length: 6 }, (_, index) => given(`h${index}`, { minute: index })));
    await listed();
    // The list has not heard of it yet.
    for (const code of cases.slice(0, 5)) {
      const { register } = desk;
      const command = { type: 'TakeInCharge', by: 'other', subject: 'other' } as const;
      await changeCase({ register, caseId: code, command, at: now.toISOString() });
    }
    expect(codeIn(await pressing('operator-1', { atWork: 1 }))).toBe(cases[5]);
    expect((await pressing('operator-1', { atWork: 1 })).status).toBe(204);
  });

  test('is an urgent one before any other, the first due first, and an offer of help last', async () => {
    const offer = await given('offer', { lane: offers, kind: 'help-offer', minute: 0 });
    const asked = await given('asked', { minute: 1 });
    const second = await given('second', { lane: 'urgent', minute: 3 });
    const first = await given('first', { lane: 'urgent', minute: 2 });
    await listed();
    const handed: string[] = [];
    for (const who of ['a', 'b', 'c', 'd']) handed.push(codeIn(await pressing(who)));
    expect(handed).toEqual([first, second, asked, offer]);
    expect((await pressing('e')).status).toBe(204);
  });

  test('is one that somebody has left lying once their time is over, and none whose citizen is waited for', async () => {
    const caseId = await given('a');
    await listed();
    expect(codeIn(await pressing('a'))).toBe(caseId);
    await listed();
    expect((await pressing('b')).status).toBe(204);
    const later = new Date(now.getTime() + 31 * 60_000);
    expect(codeIn(await pressing('b', {}, later))).toBe(caseId);
    const previous = (await desk.register.read(caseId)).at(-1);
    const at = later.toISOString();
    const asked = [
      { type: 'CitizenAsked', by: 'b', subject: 'b', personal: { message: 'Dove?' } },
      { type: 'Released', by: 'b', subject: 'b', because: 'given-back' },
    ] as const;
    await desk.register.append(sealEntry({ caseId, at, events: [...asked], previous, salt: randomHex(), sha256 }));
    // The list still shows it as it was: the register is asked.
    expect((await pressing('c', {}, new Date(now.getTime() + 99 * 60_000))).status).toBe(204);
  });

  test('is found however many stand before it that others have or wait for, and before any offer of help', async () => {
    const before = Array.from({ length: 2_100 }, (_, number) => ({
      item: worklistItem(mintCode('PC', `before-${number}`, hmac), {
        lane: 'information',
        receivedAt: '2026-11-01T08:00:00.000Z',
        ...(number % 2 === 0
          ? { owner: { name: 'A', subject: 'a', since: '2026-11-30T09:00:00.000Z' } }
          : { stage: 'waiting-for-you' as const }),
      }),
      ...{ open: true, persons: [], keptUntil: 2_000_000_000 },
    }));
    await given('offer', { lane: offers, kind: 'help-offer' });
    const free = await given('free', { minute: 9 });
    await listed();
    await desk.worklist.keep(before);
    expect(codeIn(await pressing('b'))).toBe(free);
  });

  test('is of the lanes and languages that are asked for', async () => {
    await given('a');
    await listed();
    expect((await pressing('a', { lanes: ['urgent'] })).status).toBe(204);
    expect((await pressing('a', { languages: ['de'] })).status).toBe(204);
    expect((await pressing('a', { lanes: ['information'], languages: ['it'] })).status).toBe(201);
    await expect(pressing('a', { lanes: ['nowhere'] })).rejects.toThrow();
  });
});

test('every case of a group is tried once, wherever one begins', () => {
  const item = (index: number) => ({
    caseId: `c${index}`,
    lane: 'information',
    receivedAt: `2026-01-01T00:00:${index}`,
  });
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (size, spread, chance) => {
        const items = Array.from({ length: size }, (_, index) => item(index)) as unknown as Parameters<
          typeof inOrder
        >[0];
        const order = inOrder(items, spread, chance).map(({ caseId }) => caseId);
        expect(new Set(order).size).toBe(size);
        expect(order).toHaveLength(size);
      },
    ),
  );
});

test('lanes are handed out in three groups: danger, requests, offers', () => {
  const groups = laneGroups(protezioneCivile, {});
  expect(groups[0]).toEqual(['urgent']);
  expect(groups.at(-1)).toEqual([offers]);
  expect(new Set(groups.flat())).toEqual(new Set(protezioneCivile.lanes.map(({ lane }) => lane)));
});
