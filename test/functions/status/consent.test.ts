import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerCitizen } from '../../../functions/status/answer-citizen.ts';
import { Conversation } from '../../../shared/contracts/case-status.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { allowsPublication } from '../../../shared/core/cases/decide-consent.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { noDanger } from '../../../shared/core/danger/danger.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { contact } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { firstEntryOf } from '../../tools/register-of.ts';
import { hmac, statusWork } from './status-work.ts';

const code = mintCode('PC', 'one', hmac);
const now = new Date('2026-11-22T10:00:00.000Z');
const secondFact = contact.email;
let register: Register;

/** What is answered at an address of the case, and what its events say then. */
async function ask(address: 'conversation' | 'consent', content: object, accept = 'application/json') {
  const event = {
    routeKey: `POST /v1/services/{service}/contacts/{code}/${address}`,
    headers: { accept },
    pathParameters: { code },
  } as unknown as APIGatewayProxyEventV2;
  const heard = { danger: noDanger, advice: undefined };
  return answerCitizen(statusWork(register), event, { content: { secondFact, ...content }, heard, now });
}
const publication = async () => Conversation.parse((await ask('conversation', {})).body).publication;
const events = async () => (await register.read(code)).flatMap(openEntry);
const change = (command: CaseCommand) =>
  changeCase({ register, caseId: code, command, at: '2026-11-21T10:00:00.000Z' });
const anna = { by: 'Anna', subject: 'anna' };

beforeEach(async () => {
  register = memoryRegister();
  await register.append({ ...firstEntryOf(1), caseId: code });
});

describe('the consent to a publication', () => {
  test('is asked once there is an answer, given by one button and taken back by another', async () => {
    expect(await publication()).toBeUndefined();
    await change({ type: 'Answer', ...anna, text: 'Serve l’ISEE.' });
    expect(await publication()).toBe('asked');
    expect((await ask('conversation', {}, 'text/html')).body).toContain('name="publication" value="yes"');
    const given = await ask('consent', { publication: 'yes' }, 'text/html');
    expect(given.body).toContain('name="publication" value="no"');
    expect(await publication()).toBe('allowed');
    expect(allowsPublication(await events())).toBe(true);
    await ask('consent', { publication: 'no' });
    expect(await publication()).toBe('not-allowed');
    expect(allowsPublication(await events())).toBe(false);
  });

  test('is on record once, however often the button is pressed', async () => {
    await change({ type: 'Answer', ...anna, text: 'Serve l’ISEE.' });
    for (let press = 0; press < 3; press += 1) await ask('consent', { publication: 'yes' });
    expect((await events()).filter(({ type }) => type === 'ConsentGiven')).toHaveLength(1);
  });

  test('opens no case and closes none', async () => {
    await change({ type: 'Answer', ...anna, text: 'Serve l’ISEE.' });
    await change({ type: 'Close', reason: 'answered' });
    await ask('consent', { publication: 'yes' });
    expect((await ask('conversation', {})).body).toMatchObject({ stage: 'closed', publication: 'allowed' });
  });

  test.each<[string, CaseCommand[]]>([
    ['before the answer', []],
    [
      'of who is in danger',
      [
        { type: 'AddMessage', from: 'citizen', text: 'Aiuto', danger: { level: 'lane', kind: 'fire' } as never },
        { type: 'Answer', ...anna, text: 'Arrivano.' },
      ],
    ],
  ])('is asked of nobody %s, and cannot be given', async (_, commands) => {
    for (const command of commands) await change(command);
    expect(await publication()).toBeUndefined();
    const refused = await ask('consent', { publication: 'yes' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).problemName).toBe('act-refused');
  });

  test('is nobody’s who does not know the second fact', async () => {
    await change({ type: 'Answer', ...anna, text: 'Serve l’ISEE.' });
    const refused = await ask('consent', { secondFact: 'altra@example.org', publication: 'yes' }).catch(
      (error: unknown) => error,
    );
    expect((refused as Refusal).problemName).toBe('wrong-second-fact');
    expect(allowsPublication(await events())).toBe(false);
  });
});
