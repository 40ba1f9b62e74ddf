import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerCitizen } from '../../../functions/status/answer-citizen.ts';
import { pageOfProblem } from '../../../functions/status/pages.ts';
import { codeGiven } from '../../../functions/status/rules/asked.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { heardFirst, heardIn } from '../../../shared/shell/http/heard-first.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { contact, familyLine, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { firstEntryOf } from '../../tools/register-of.ts';
import { hmac, statusWork } from './status-work.ts';

const code = mintCode('PC', 'one', hmac);
const now = new Date('2026-11-22T10:00:00.000Z');
const trapped = 'c’è gente sotto le macerie';
let register: Register;

const eventOf = (route: string, headers: Record<string, string> = {}) =>
  ({
    routeKey: `POST /v1/services/{service}/contacts/{code}/${route}`,
    headers,
    pathParameters: { code },
  }) as unknown as APIGatewayProxyEventV2;

const work = () => statusWork(register);

/** What is answered to a message, as the handler would have it written. */
async function send(content: Record<string, unknown>, headers: Record<string, string> = {}) {
  const event = eventOf('messages', headers);
  const heard = await heardIn(event, content, protezioneCivile);
  return heardFirst(heard, () => answerCitizen(work(), event, { content, heard, now }));
}

const numbers = protezioneCivile.emergencyNumbers.map(({ number }) => number);

beforeEach(async () => {
  register = memoryRegister();
  await register.append({ ...firstEntryOf(1), caseId: code });
  const command = { type: 'Close', reason: 'answered' } as const;
  await changeCase({ register, caseId: code, command, at: '2026-11-21T10:00:00.000Z' });
});

describe('a message to a closed case', () => {
  test('is kept, opens the case again, and the answer shows it', async () => {
    const reply = await send({ secondFact: contact.email, message: 'Il problema continua.' });
    expect(reply).toMatchObject({ status: 201, body: { stage: 'registered' } });
    expect(reply.body).not.toHaveProperty('advice');
    const { state } = await readCase(register, code);
    expect(state).toMatchObject({ stage: 'registered', urgent: false });
    expect(JSON.stringify(state)).toContain('Il problema continua.');
  });

  test('that speaks of danger to life is urgent, and the answer says whom to call', async () => {
    const reply = await send({ secondFact: contact.email, message: trapped });
    expect(reply).toMatchObject({ status: 201, body: { advice: { emergencyNumbers: numbers } } });
    expect((await readCase(register, code)).state).toMatchObject({ stage: 'registered', urgent: true, lane: 'urgent' });
    const entries = await register.read(code);
    const last = entries.at(-1);
    expect(last && openEntry(last)).toMatchObject([
      { type: 'Reopened' },
      { type: 'MessageAdded', personal: { danger: { level: 'lane', kind: expect.any(String) } } },
      { type: 'UrgencyRaised' },
    ]);
    // What no erasure reaches says neither what it was nor in which words.
    expect(last?.events).not.toMatch(/danger|evidence|rule/);
  });

  test('is shown on the page with the numbers first', async () => {
    const reply = await send({ secondFact: contact.email, message: trapped }, { accept: 'text/html' });
    expect(reply.body).toMatch(/class="advice"[\s\S]*macerie/);
  });
});

describe('a message that is sent once more by a page that is reloaded', () => {
  const kept = async () => {
    const { state } = await readCase(register, code);
    return state.stage === 'none' ? [] : state.messages.filter(({ text }) => text === 'Ancora buio.');
  };
  const shown = async () => {
    const { state } = await readCase(register, code);
    return state.stage === 'none' ? '0' : String(state.messages.length);
  };

  test('is the one that is kept already, and the answer shows it', async () => {
    const sent = { secondFact: contact.email, message: 'Ancora buio.', after: await shown() };
    await send(sent);
    const again = await send(sent);
    expect(again).toMatchObject({ status: 201 });
    expect(JSON.stringify(again.body)).toContain('Ancora buio.');
    expect(await kept()).toHaveLength(1);
  });

  test('is another when the sender had seen the first', async () => {
    for (let time = 0; time < 2; time += 1) {
      await send({ secondFact: contact.email, message: 'Ancora buio.', after: await shown() });
    }
    expect(await kept()).toHaveLength(2);
  });
});

describe('a page that refuses', () => {
  const refused = (name: 'wrong-code' | 'wrong-second-fact') => {
    const problem = { type: name, title: name, status: 403, detail: name };
    return pageOfProblem(protezioneCivile, 'it', problem, name, { code: 'PC-7K3M "x"' });
  };

  test('keeps the code that was typed and marks the field to mend', () => {
    expect(refused('wrong-second-fact')).toMatch(/id="field-code"[^>]*value="PC-7K3M &quot;x&quot;"/);
    expect(refused('wrong-second-fact')).toMatch(/id="field-secondFact"[^>]*aria-invalid="true"/);
    expect(refused('wrong-code')).toMatch(/id="field-code"[^>]*aria-invalid="true"/);
  });

  test('leads a code of another service there with one press, and one of nobody nowhere', () => {
    const problem = { type: 'wrong-code', title: 'x', status: 404, detail: 'x' };
    const others = [familyLine, protezioneCivile];
    const page = (typed: string) =>
      pageOfProblem(protezioneCivile, 'it', problem, 'wrong-code', { code: typed, others });
    const there = page('fl 7k3m 9qxt 4dhr 8wza');
    expect(there).toContain('action="/v1/services/familyline/contact-status?language=it"');
    expect(there).toContain(familyLine.name.it);
    expect(page('PC-7K3M-9QXT-4DHR-8WZB')).not.toContain('familyline/contact-status');
    expect(page('nonsense')).not.toContain('familyline/contact-status');
  });

  test('tells who holds a receipt that the request is kept when only its state cannot be shown', () => {
    const problem = { type: 'unavailable', title: 'x', status: 503, detail: 'x' };
    const page = (adding: boolean) =>
      pageOfProblem(protezioneCivile, 'it', problem, 'unavailable', { code: 'PC-7K3M-9QXT-4DHR-8WZA', adding });
    expect(page(false)).toContain(textsIn.it.status.unseen);
    expect(page(false)).toMatch(/name="code" value="PC-7K3M-9QXT-4DHR-8WZA"/);
    expect(page(true)).toContain(textsIn.it.status.unsent);
    for (const adding of [true, false]) expect(page(adding)).not.toContain(textsIn.it.problems.pages.unavailable.text);
  });

  test('finds the code in the form or in the address', () => {
    expect(codeGiven(undefined, { code: 'pc 1' })).toBe('pc 1');
    expect(codeGiven('PC-1', { message: 'x' })).toBe('PC-1');
    expect(codeGiven(undefined, null)).toBeUndefined();
  });
});

describe('a refused message that speaks of danger to life', () => {
  test.each([
    ['for its second fact', { secondFact: 'other@example.org', message: trapped }, 'wrong-second-fact'],
    ['for its length', { secondFact: contact.email, message: `${trapped}${'!'.repeat(5000)}` }, 'invalid'],
    ['for what is missing', { message: trapped }, 'invalid'],
  ])('%s is told whom to call all the same', async (_why, content, problem) => {
    await expect(send(content)).rejects.toMatchObject({
      problemName: problem,
      members: { advice: { emergencyNumbers: numbers } },
    });
    expect((await readCase(register, code)).state).toMatchObject({ stage: 'closed' });
  });

  test('because something is out of order is told, too, and the fault is not hidden', async () => {
    const fault = new Error('the register is silent');
    register = { ...register, read: async () => Promise.reject(fault) };
    await expect(send({ secondFact: contact.email, message: trapped })).rejects.toMatchObject({
      problemName: 'internal-error',
      cause: fault,
      members: { advice: { emergencyNumbers: numbers } },
    });
  });

  test('of nobody in danger is refused in the plain way', async () => {
    await expect(send({ secondFact: 'other@example.org', message: 'Buongiorno' })).rejects.toMatchObject({
      problemName: 'wrong-second-fact',
      members: {},
    });
  });
});
