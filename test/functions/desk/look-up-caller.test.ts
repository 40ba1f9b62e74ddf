import { beforeEach, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Desk } from '../../../functions/desk/desk.ts';
import { lookUpCaller } from '../../../functions/desk/look-up-caller.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { CallerView } from '../../../shared/contracts/caller.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { present } from '../../../shared/core/present.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

let desk: Desk;
beforeEach(() => {
  desk = {
    definition: protezioneCivile,
    register: memoryRegister(),
    worklist: memoryWorklist(),
    hmac,
    reads: memoryReads(),
    officer: { subject: 'operator-1', name: 'Carla Villa' },
    roles: rolesOf('operator'),
    now: new Date('2026-11-30T10:00:00.000Z'),
  } as unknown as Desk;
});

type Told = { after?: CaseEvent[]; danger?: PersonalPart['danger'] };
async function given(name: string, receivedAt: string, phone: string, message: string, told: Told = {}) {
  const { after = [], danger } = told;
  const caseId = mintCode('PC', name, hmac);
  const contact = contactReceived({ receivedAt, personal: { phone, message, ...present({ danger }) } });
  const events = [caseOpened({}), contact, ...after];
  const entry = sealEntry({ caseId, at: receivedAt, events, previous: undefined, salt: randomHex(), sha256 });
  await desk.register.append(entry);
  return caseId;
}
async function casesWith(phone: string) {
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
  const request = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone }) };
  const { body } = await lookUpCaller(desk, {
    ...request,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  return CallerView.parse(JSON.parse(JSON.stringify(body))).cases;
}

test('a caller is known by the number however it is written, the open cases first', async () => {
  const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
  const open = await given('open', '2026-11-28T09:00:00.000Z', '+39 348 1234567', 'La strada è chiusa');
  const done = await given('done', '2026-11-29T09:00:00.000Z', '348 1234567', 'Una cosa di ieri', { after: [closed] });
  await given('other', '2026-11-29T10:00:00.000Z', '348 7654321', 'Di altri');
  const found = await casesWith('0039 3481234567');
  expect(found.map((one) => [one.item.caseId, one.open])).toEqual([
    [open, true],
    [done, false],
  ]);
  expect(found[0]?.item.said?.words).toBe('La strada è chiusa');
});

test('words that tell of violence are for whoever has taken the case, and a number nobody gave has no case', async () => {
  await given('violence', '2026-11-28T09:00:00.000Z', '348 1234567', 'Mio marito mi picchia', {
    danger: { kind: 'violence', level: 'lane', evidence: 'mi picchia', rule: 'violence' },
  });
  expect((await casesWith('348 1234567')).map(({ item }) => [item.reserved, item.said])).toEqual([[true, undefined]]);
  expect(await casesWith('06 1234567')).toEqual([]);
});
