import { expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Desk } from '../../../functions/desk/desk.ts';
import { takeNext } from '../../../functions/desk/take-next.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { dueKey, laneToTake, placeIn, shardOf } from '../../../shared/core/cases/worklist.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import type { Worklist } from '../../../shared/shell/stores/worklist.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';
import { chanceFrom } from '../../simulation/chance.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';
import { deskOf } from './desk-of.ts';

const start = Date.parse('2026-11-28T09:00:00.000Z');
const offers = protezioneCivile.kinds.find(({ kind }) => kind === 'help-offer')?.lane ?? '';
const laneOf = (number: number) => (number % 20 === 0 ? 'urgent' : number % 20 < 8 ? offers : 'information');

/** A list that stands still while a round presses, however much of it is taken meanwhile. */
function stillList(items: readonly WorklistItem[]): Worklist {
  const byPlace = Map.groupBy(items, ({ lane, caseId }) => placeIn(laneToTake(lane), shardOf(caseId)));
  for (const place of byPlace.values()) place.sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1));
  return {
    ...memoryWorklist(),
    readPlace: async (place, after, limit) => {
      const all = byPlace.get(place) ?? [];
      const from = after === undefined ? 0 : all.findIndex((item) => dueKey(item) > after);
      return from < 0 ? [] : all.slice(from, from + limit);
    },
  };
}

/** So many cases, one in twenty urgent, seven of them offers of help; and how often the register was asked to write. */
async function cases(many: number) {
  const register = memoryRegister();
  const items: WorklistItem[] = [];
  for (let number = 0; number < many; number += 1) {
    const caseId = mintCode('PC', `load-${number}`, hmac);
    const lane = laneOf(number);
    const receivedAt = new Date(start + number * 1000).toISOString();
    const opened = caseOpened({ lane, urgent: lane === 'urgent' });
    const events = [opened, contactReceived({ receivedAt })];
    const salt = () => '0'.repeat(64);
    await register.append(sealEntry({ caseId, at: receivedAt, events, previous: undefined, salt: salt(), sha256 }));
    items.push(worklistItem(caseId, { lane, urgent: lane === 'urgent', receivedAt }));
  }
  const writes = { tried: 0 };
  const counting: Desk['register'] = {
    ...register,
    append: (entry) => {
      writes.tried += 1;
      return register.append(entry);
    },
  };
  return { items, writes, register: counting };
}

test.each([
  { operators: 50, presses: 400, writesPerTake: 5 },
  { operators: 200, presses: 1200, writesPerTake: 8 },
])(
  '$operators who press at once, again and again: each case once, none left out, danger first and offers last',
  async (given) => {
    const { operators, presses, writesPerTake } = given;
    const { items, writes, register } = await cases(presses);
    const laneBy = new Map(items.map(({ caseId, lane }) => [caseId, lane]));
    const left = new Map(items.map((item) => [item.caseId, item]));
    const handed: string[] = [];
    const chance = chanceFrom(operators);
    const counted = { takes: 0, writes: 0 };
    for (let round = 0; left.size > 0 && round < presses; round += 1) {
      const desk = deskOf({ register, worklist: stillList([...left.values()]) });
      const before = writes.tried;
      const replies = await Promise.all(
        Array.from({ length: operators }, (_, operator) =>
          takeNext(
            {
              ...desk,
              chance: chance.next(),
              officer: { subject: `operator-${operator}`, name: `Operator ${operator}` },
            },
            {
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ atWork: operators }),
              isBase64Encoded: false,
            } as unknown as APIGatewayProxyEventV2,
          ),
        ),
      );
      const taken = replies.filter(({ status }) => status === 201).map(({ body }) => DeskCase.parse(body).code);
      for (const code of taken) left.delete(code);
      handed.push(...taken);
      const lanes = new Set(taken.map((code) => laneBy.get(code)));
      const waiting = new Set([...left.values()].map(({ lane }) => lane));
      // Whoever was given something less pressing was so because nothing more pressing was left.
      if (lanes.has('information') || lanes.has(offers)) expect(waiting).not.toContain('urgent');
      if (lanes.has(offers)) expect(waiting).not.toContain('information');
      if (lanes.size === 1 && lanes.has('information') && taken.length === operators) {
        counted.takes += taken.length;
        counted.writes += writes.tried - before;
      }
    }
    expect(left.size).toBe(0);
    expect(handed).toHaveLength(presses);
    expect(new Set(handed).size).toBe(presses);
    expect(counted.takes).toBeGreaterThanOrEqual(operators);
    expect(counted.writes / counted.takes).toBeLessThanOrEqual(writesPerTake);
  },
);
