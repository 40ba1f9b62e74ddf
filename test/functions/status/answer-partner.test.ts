import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerPartner } from '../../../functions/status/answer-partner.ts';
import { ReferralView } from '../../../shared/contracts/referral.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { referralSecret } from '../../../shared/core/cases/referral-link.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { contact } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTries } from '../../stores/memory-tries.ts';
import { firstEntryOf } from '../../tools/register-of.ts';
import { hmac, statusWork } from './status-work.ts';

const code = mintCode('PC', 'one', hmac);
const referral = '4f1c9a07d2e85b36';
const now = new Date('2026-11-22T10:00:00.000Z');
const secret = (link = 1) => referralSecret({ code, referral, link }, hmac);
const asks = 'Potete mandare qualcuno a vedere?';
let register: Register;
let tries = memoryTries();

const tell = (command: CaseCommand, at = '2026-11-21T10:00:00.000Z') =>
  changeCase({ register, caseId: code, command, at });

const send = (body: object, headers: Record<string, string> = {}) =>
  answerPartner(
    statusWork(register, tries),
    {
      routeKey: 'POST /v1/services/protezione-civile/referrals',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2,
    now,
  );
const page = { accept: 'text/html' };
const shown = async (link = secret()) => ReferralView.parse((await send({ link })).body);

type Shares = Extract<CaseCommand, { type: 'Refer' }>['shares'];
const refer = (shares: Shares) =>
  tell({
    type: 'Refer',
    by: 'Carla Villa',
    subject: 'operator-1',
    to: 'Comune di Borgoverde',
    referral,
    email: 'viabilita@comune.borgoverde.example',
    text: asks,
    acknowledgeBy: '2026-11-24T11:00:00.000Z',
    answerBy: '2026-12-20T11:00:00.000Z',
    ...(shares && { shares }),
  });

beforeEach(async () => {
  register = memoryRegister();
  tries = memoryTries();
  await register.append({ ...firstEntryOf(1), caseId: code });
});

describe('an administration with its link', () => {
  test('sees what the desk asks and of the case nothing that was not shared', async () => {
    await refer([]);
    const view = await shown();
    expect(view).toEqual({
      service: 'protezione-civile',
      reference: 'R-4F1C9A07',
      to: 'Comune di Borgoverde',
      sentAt: '2026-11-21T10:00:00.000Z',
      state: 'sent',
      since: '2026-11-21T10:00:00.000Z',
      acknowledgeBy: '2026-11-24T11:00:00.000Z',
      answerBy: '2026-12-20T11:00:00.000Z',
      text: asks,
    });
    const html = String((await send({ link: secret() }, page)).body);
    for (const personal of [code, contact.name, contact.email, contact.message, 'Carla Villa']) {
      expect(html).not.toContain(String(personal));
    }
  });

  test('sees each part that was shared, and no word that was written after it', async () => {
    await refer(['words', 'person', 'contact-points']);
    await tell(
      { type: 'AddMessage', from: 'citizen', text: 'Un segreto che arriva dopo.' },
      '2026-11-21T12:00:00.000Z',
    );
    const view = await shown();
    expect(view.words?.map(({ text }) => text)).toEqual([`${contact.message} (1)`]);
    expect(view).toMatchObject({ name: expect.stringContaining(String(contact.name)), email: contact.email });
    expect(view).not.toHaveProperty('place');
    const html = String((await send({ link: secret() }, page)).body);
    expect(html).toContain(String(contact.email));
    expect(html).not.toContain('segreto');
    expect(html).not.toContain(code);
  });

  test('acknowledges once, answers later, and then sees nothing of the case any more', async () => {
    await refer(['words']);
    expect(await send({ link: secret(), act: 'acknowledge' })).toMatchObject({
      status: 201,
      body: { state: 'acknowledged' },
    });
    expect(await send({ link: secret(), act: 'acknowledge' })).toMatchObject({ status: 201 });
    const reply = await send({ link: secret(), act: 'answer', text: 'Andiamo domani.' });
    expect(reply).toMatchObject({ status: 201, body: { state: 'answered' } });
    expect(reply.body).not.toHaveProperty('words');
    expect(reply.body).not.toHaveProperty('text');
    const { state } = await readCase(register, code);
    expect(state).toMatchObject({ referrals: [{ state: 'answered', answer: 'Andiamo domani.' }] });
    await expect(send({ link: secret(), act: 'refuse', text: 'No.' })).rejects.toMatchObject({
      problemName: 'act-refused',
    });
    const late = await send({ link: secret(), act: 'answer', text: 'Le parole di chi arriva tardi.' }, page);
    expect(late.status).toBe(409);
    expect(late.body).toContain('Le parole di chi arriva tardi.');
  });

  test('refuses and says who is competent, or gives it back: the desk has it again', async () => {
    await refer([]);
    await expect(send({ link: secret(), act: 'refuse' })).rejects.toMatchObject({ problemName: 'invalid' });
    expect((await send({ link: secret(), act: 'refuse' }, page)).status).toBe(422);
    await send({ link: secret(), act: 'refuse', text: 'La strada è provinciale.', competent: 'Provincia' });
    expect((await readCase(register, code)).state).toMatchObject({
      stage: 'registered',
      referrals: [{ state: 'refused', competent: 'Provincia', answer: 'La strada è provinciale.' }],
    });
    register = memoryRegister();
    await register.append({ ...firstEntryOf(1), caseId: code });
    await refer([]);
    await send({ link: secret(), act: 'give-back' });
    expect((await readCase(register, code)).state).toMatchObject({
      stage: 'registered',
      referrals: [{ state: 'returned', because: 'given-back' }],
    });
  });

  test('finds the link of before dead once a new one was sent, and its own once the desk took it back', async () => {
    await refer([]);
    const endsAt = '2026-12-30T10:00:00.000Z';
    await tell({ type: 'RenewReferral', by: 'Carla Villa', referral, endsAt });
    await expect(send({ link: secret() })).rejects.toMatchObject({ problemName: 'not-found' });
    expect((await shown(secret(2))).state).toBe('sent');
    await tell({ type: 'ReturnReferral', referral, because: 'withdrawn' });
    expect(await shown(secret(2))).not.toHaveProperty('text');
  });
});

describe('a link that we never sent', () => {
  test('opens nothing, and whoever tries many is slowed down', async () => {
    await refer([]);
    const from = { 'x-forwarded-for': '198.51.100.7, 10.0.0.1' };
    for (let tried = 0; tried < 30; tried += 1)
      await expect(send({ link: `${secret().slice(0, 60)}AAAAAA${tried % 10}` }, from)).rejects.toMatchObject({
        problemName: 'not-found',
      });
    await expect(send({ link: 'x'.repeat(67) }, from)).rejects.toMatchObject({ problemName: 'too-many-tries' });
    expect((await shown()).state).toBe('sent');
    const reply = await send({ link: 'nothing' }, { ...page, 'x-forwarded-for': '198.51.100.8, 10.0.0.1' });
    expect(reply.status).toBe(404);
    expect(reply.body).toContain('Questo link non apre nulla');
  });

  test('and a good one asked for without end is slowed down too', async () => {
    await refer([]);
    for (let asked = 0; asked < 120; asked += 1) await shown();
    await expect(send({ link: secret() })).rejects.toMatchObject({ problemName: 'too-many-tries' });
  });
});
