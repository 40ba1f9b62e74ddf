import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerCitizen } from '../../../functions/status/answer-citizen.ts';
import { Conversation } from '../../../shared/contracts/case-status.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { noDanger } from '../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { contact } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { firstEntryOf } from '../../tools/register-of.ts';
import { hmac, statusWork } from './status-work.ts';

const code = mintCode('PC', 'one', hmac);
const secondFact = contact.email;
const closedAt = '2026-11-22T10:00:00.000Z';
const late = new Date('2026-12-23T10:00:00.000Z');
let register: Register;

async function ask(
  address: 'conversation' | 'messages',
  content: object,
  { of = code, now = late, accept = 'application/json' } = {},
) {
  const event = {
    routeKey: `POST /v1/services/{service}/contacts/{code}/${address}`,
    headers: { accept },
    pathParameters: { code: of },
  } as unknown as APIGatewayProxyEventV2;
  const { message = '' } = content as { message?: string };
  const heard = { danger: message === '' ? noDanger : hearDanger(message, lifeFirst), advice: undefined };
  return answerCitizen(statusWork(register), event, { content: { secondFact, ...content }, heard, now });
}
const told = async (...of: Parameters<typeof ask>) => Conversation.parse((await ask(...of)).body);
const stateOf = async (caseId: string) => {
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Error(`no case ${caseId}`);
  return state;
};
const change = (command: CaseCommand, at = closedAt, caseId = code) => changeCase({ register, caseId, command, at });

beforeEach(async () => {
  register = memoryRegister();
  await register.append({ ...firstEntryOf(1), caseId: code });
  await change({ type: 'Close', by: 'Carla Villa', subject: 'operator-1', outcome: 'answered' });
});

describe('a message to a request that was closed', () => {
  test('thirty days ago opens it again', async () => {
    const now = new Date('2026-12-22T10:00:00.000Z');
    expect(await told('messages', { message: 'Ancora io' }, { now })).toMatchObject({ stage: 'registered' });
    expect(await stateOf(code)).toMatchObject({ stage: 'registered' });
  });

  test('before that opens one that follows it, and the page of the old one reads on in it', async () => {
    const before = await told('conversation', {});
    const after = await told('messages', { message: 'Ancora io', after: String(before.messages.length) });
    const next = after.continuedAs as string;
    expect(after.messages.map(({ text }) => text)).toEqual([...before.messages.map(({ text }) => text), 'Ancora io']);
    expect(await stateOf(code)).toMatchObject({ stage: 'closed', followedBy: next });
    expect(await stateOf(next)).toMatchObject({ stage: 'registered', follows: code, kind: 'information' });
    expect((await stateOf(next)).firstAnswerDueAt).toBeDefined();
    // Its own code opens it with the same second fact, and says which one it goes on from.
    expect(await told('conversation', {}, { of: next })).toMatchObject({
      follows: code,
      messages: [{ text: 'Ancora io' }],
    });
    const page = (await ask('conversation', {}, { accept: 'text/html' })).body;
    expect(page).toContain(next);
  });

  test('sent again is there once, and another is in the same request', async () => {
    const seen = { after: String((await told('conversation', {})).messages.length) };
    const one = await told('messages', { message: 'Ancora io', ...seen });
    const again = await told('messages', { message: 'Ancora io', ...seen });
    expect(again).toEqual(one);
    const two = await told('messages', { message: 'E poi?', after: String(one.messages.length) });
    expect(two.continuedAs).toBe(one.continuedAs);
    expect((await stateOf(one.continuedAs as string)).messages.map(({ text }) => text)).toEqual([
      'Ancora io',
      'E poi?',
    ]);
  });

  test('that two devices send at once opens one request with both', async () => {
    const [one, other] = await Promise.all([
      told('messages', { message: 'Dal telefono' }),
      told('messages', { message: 'Dal computer' }),
    ]);
    expect(one.continuedAs).toBe(other.continuedAs);
    const { messages } = await stateOf(one.continuedAs as string);
    expect(new Set(messages.map(({ text }) => text))).toEqual(new Set(['Dal telefono', 'Dal computer']));
  });

  test('is urgent where it speaks of danger', async () => {
    const { continuedAs } = await told('messages', { message: 'c’è gente sotto le macerie' });
    expect(await stateOf(continuedAs as string)).toMatchObject({ urgent: true, lane: 'urgent' });
  });

  test('goes on though the request before was erased since, for whoever has the fact', async () => {
    const { continuedAs } = await told('messages', { message: 'Ancora io' });
    await change({ type: 'ErasePersonalData', reason: 'retention', upToVersion: 3 }, late.toISOString());
    expect((await told('conversation', {})).messages).toMatchObject([{ text: 'Ancora io' }]);
    await expect(ask('conversation', { secondFact: 'x@example.org' })).rejects.toMatchObject({
      problemName: 'wrong-second-fact',
    });
    expect(continuedAs).toBeDefined();
  });

  test('follows the next one too, where that was closed long ago as well', async () => {
    const { continuedAs: second = '' } = await told('messages', { message: 'Ancora io' });
    await change({ type: 'Close', reason: 'answered' }, '2027-01-10T10:00:00.000Z', second);
    const now = new Date('2027-03-10T10:00:00.000Z');
    const { continuedAs: third = '', messages } = await told('messages', { message: 'Di nuovo' }, { now });
    expect(third).not.toBe(second);
    expect(await stateOf(third)).toMatchObject({ follows: second });
    expect(messages.slice(-2).map(({ text }) => text)).toEqual(['Ancora io', 'Di nuovo']);
  });
});
