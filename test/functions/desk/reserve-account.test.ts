import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queueAnswers } from '../../../functions/citizen-mails/queue-answers.ts';
import { leavingAnswer } from '../../../functions/citizen-mails/rules/leaving-answer.ts';
import { superviseDesk } from '../../../functions/desk/board.ts';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { openAccountOf } from '../../../functions/desk/reserve-account.ts';
import { showCase } from '../../../functions/desk/show-case.ts';
import { showTemplates } from '../../../functions/desk/show-templates.ts';
import { takeNext } from '../../../functions/desk/take-next.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { AnswerTemplate, type CaseTemplates } from '../../../shared/contracts/answer-template.ts';
import { BoardView } from '../../../shared/contracts/board.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import type { ReserveAsk } from '../../../shared/contracts/reserve-ask.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf } from './desk-of.ts';

const at = '2026-11-29T09:30:00.000Z';
const piero = { subject: 'piero', name: 'Piero Sanna' };
const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const member = { name: 'Piero Sanna', email: 'p@example.org', languages: ['it' as const], lanes: ['information'] };
const template = AnswerTemplate.parse({
  id: 'road',
  version: 3,
  forReserve: true,
  name: { it: 'Strada', en: 'Road', de: 'Straße' },
  text: { it: 'La strada (SP 4) riapre {{when}}.', en: 'It opens {{when}}.', de: 'Sie öffnet {{when}}.' },
  variables: { when: { asks: 'line', label: { it: 'Quando', en: 'When', de: 'Wann' } } },
});
const ask: ReserveAsk = {
  ...{ service: 'protezione-civile', version: 1, declaration: 'one', ...piero, level: 'emergency' },
  ...{ area: { kind: 'national' }, since: at, until: at, openedAt: at, secret: 'a'.repeat(32), revision: 1 },
};

let desk: Desk;
let inForce = new Set(['one']);
beforeEach(async () => {
  inForce = new Set(['one']);
  desk = deskOf({ officer: piero, roles: rolesOf('reserve'), templates: [template], inForce: async () => inForce });
  await desk.reserve.keep({ subject: 'piero', version: 1, member, changes: [] });
  await desk.reserveAsks.keep({ ...ask, answer: { comes: true, at } });
});

const request = (body: unknown, code?: string, version?: number) =>
  ({
    headers: { 'content-type': 'application/json', ...(version && { 'if-match': `"${version}"` }) },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    ...(code && { pathParameters: { code } }),
  }) as unknown as DeskRequest;
const refusal = async (doing: Promise<unknown>) => {
  const thrown = await doing.catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(thrown)}`);
  return thrown;
};
/** The desk as the handler gives it to whoever asks: with the account, or refused. */
const entered = async (of: Desk = desk): Promise<Desk> => {
  const account = await openAccountOf(of);
  return { ...of, ...(account && { account }) };
};
const led = (): Desk => ({ ...desk, officer: bruno, roles: rolesOf('supervisor') });

async function given(name: string, about: Parameters<typeof caseOpened>[0] = {}, ...more: CaseEvent[][]) {
  const caseId = mintCode('PC', name, hmac);
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  const contact = contactReceived({
    receivedAt: at,
    personal: { message: 'Quando riapre?', email: 'ada@example.org' },
  });
  for (const events of [[caseOpened(about), contact], ...more]) {
    const entry = sealEntry({ caseId, at, events, previous, salt: randomHex(), sha256 });
    await desk.register.append(entry);
    previous = entry;
  }
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
  return caseId;
}
const next = async () => {
  const { status, body } = await takeNext(await entered(), request({}));
  return status === 204 ? undefined : DeskCase.parse(JSON.parse(JSON.stringify(body))).code;
};
const stateOf = async (code: string) => (await readCase(desk.register, code)).state as KnownCase;
async function answer(code: string, more: object = {}) {
  const { last } = await readCase(desk.register, code);
  const own = { id: 'road', version: 3 };
  const body = {
    act: 'answer',
    text: 'La strada (SP 4) riapre lunedì alle 8.',
    channel: 'mail',
    template: own,
    ...more,
  };
  return actOnCase(await entered(), request(body, code, last?.version));
}
const heldOf = async () => {
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
  const view = BoardView.parse((await superviseDesk(led(), request({ do: 'held-answers' }))).body);
  if (view.is !== 'held-answers') throw new Error('no answers');
  return view.answers;
};
const judge = (one: { code: string; version: number; answer: string }, right: boolean, words?: string) =>
  superviseDesk(
    led(),
    request({
      do: 'judge-held-answer',
      code: one.code,
      version: one.version,
      answer: one.answer,
      right,
      ...(words && { words }),
    }),
  );

describe('a closed account', () => {
  test('answers nothing, whatever made it so, and an operator has none', async () => {
    expect((await openAccountOf(desk))?.member).toEqual(member);
    inForce = new Set(['two']);
    expect((await refusal(openAccountOf(desk))).members).toEqual({ refused: 'account-shut' });
    inForce = new Set(['one']);
    await desk.reserveAsks.keep({ ...ask, answer: { comes: false, at }, revision: 2 });
    expect((await refusal(openAccountOf(desk))).problemName).toBe('not-allowed');
    expect(await openAccountOf({ ...desk, roles: rolesOf('reserve', 'operator') })).toBeUndefined();
    expect(await openAccountOf(led())).toBeUndefined();
  });

  test('is shut in every state but one: on the roster, said yes, and in force', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.option(fc.boolean()), fc.boolean(), async (onRoster, comes, open) => {
        const own = deskOf({
          officer: piero,
          roles: rolesOf('reserve'),
          inForce: async () => new Set(open ? ['one'] : []),
        });
        await own.reserve.keep({ subject: 'piero', version: 1, ...(onRoster && { member }), changes: [] });
        await own.reserveAsks.keep({ ...ask, ...(comes !== null && { answer: { comes, at } }) });
        const isOpen = await openAccountOf(own).then(
          () => true,
          () => false,
        );
        expect(isOpen).toBe(onRoster && comes === true && open);
      }),
      { numRuns: 30 },
    );
  });
});

describe('somebody of the reserve', () => {
  test('is handed what does no harm in their lanes and language, never what is urgent, and nothing else', async () => {
    await given('urgent', { lane: 'urgent', urgent: true });
    await given('help', { kind: 'intervention', lane: 'help-requests' });
    await given('german', { language: 'de' });
    expect(await next()).toBeUndefined();
    const code = await given('plain');
    expect(await next()).toBe(code);
    expect((await stateOf(code)).owner?.subject).toBe('piero');
  });

  test('is offered, and answers from, texts alone that are approved for the reserve', async () => {
    const plain = AnswerTemplate.parse({ ...template, id: 'plain', forReserve: undefined });
    desk = { ...desk, templates: [template, plain] };
    const code = await given('texts');
    await next();
    const offered = (await showTemplates(await entered(), request(undefined, code))).body as CaseTemplates;
    expect(offered.templates.map(({ id }) => id)).toEqual(['road']);
    const refused = await refusal(answer(code, { template: { id: 'plain', version: 3 } }));
    expect(refused.problemName).toBe('invalid');
  });

  test('reads and answers no case that is not theirs, nor their own once it is urgent', async () => {
    const other = await given('other');
    const account = await entered();
    expect((await refusal(showCase(account, request(undefined, other)))).members).toEqual({
      refused: 'not-for-reserve',
    });
    expect((await refusal(answer(other))).members).toEqual({ refused: 'not-for-reserve' });
    const mine = await next();
    expect(mine).toBe(other);
    const command = { type: 'AddMessage', from: 'citizen', text: 'Aiuto', danger: { level: 'lane', kind: 'trapped' } };
    await changeCase({ register: desk.register, caseId: other, command: command as never, at });
    expect((await stateOf(other)).urgent).toBe(true);
    expect((await refusal(answer(other))).members).toEqual({ refused: 'not-for-reserve' });
  });

  test('answers with the words of a template of the case, and with none of their own', async () => {
    await given('plain');
    const code = (await next()) as string;
    for (const more of [
      { text: 'Lunedì.' },
      { template: undefined },
      { template: { id: 'road', version: 2 } },
      { text: 'La strada (SP 4) riapre lunedì.\nE anche altro.' },
      { channel: 'letter' },
    ])
      expect((await refusal(answer(code, more))).problemName).toBe('invalid');
    expect((await answer(code)).status).toBe(201);
  });

  test('has the first five answers read before they leave; what is wrong stays, and comes back with words', async () => {
    const codes = [];
    for (let number = 1; number <= 7; number += 1) codes.push(await given(`case ${number}`));
    const done = async () => {
      const code = (await next()) as string;
      await answer(code);
      await listAll({ register: desk.register, worklist: desk.worklist, hmac });
      const { answers } = await stateOf(code);
      return { code, held: answers.at(-1)?.held === true, answer: answers.at(-1)?.answer ?? '' };
    };
    const first = await done();
    expect(first.held).toBe(true);
    const later = new Date('2026-11-29T12:00:00.000Z').getTime();
    // It is mailed by nobody: not by the queue, nor by a message that comes all the same.
    const left: string[] = [];
    const queuing = {
      ...{ service: 'protezione-civile', register: desk.register },
      leave: async (due: string) => void left.push(due),
      ...{ askNumber: async () => undefined, checkFiles: async () => undefined },
    };
    await queueAnswers(await desk.register.read(first.code), queuing, new Date(later));
    expect(left).toEqual([]);
    expect(leavingAnswer(await stateOf(first.code), first.answer, later)).toEqual({ is: 'settled' });
    const sent = { type: 'MarkAnswerSent', answer: first.answer } as const;
    expect(await changeCase({ register: desk.register, caseId: first.code, command: sent, at })).toMatchObject({
      refused: 'held',
    });
    const [waiting] = await heldOf();
    if (waiting === undefined) throw new Error('nothing waits');
    expect(waiting).toMatchObject({ code: first.code, asked: 'Quando riapre?', by: 'Piero Sanna' });
    expect((await refusal(judge(waiting, false))).problemName).toBe('invalid');
    await judge(waiting, true);
    await queueAnswers(await desk.register.read(first.code), queuing, new Date(later));
    expect(left).toHaveLength(1);
    expect(leavingAnswer(await stateOf(first.code), first.answer, later).is).toBe('leaves');
    // A second one is wrong: it does not leave, and does not count.
    const second = await done();
    const [wrong] = await heldOf();
    await judge(wrong as NonNullable<typeof wrong>, false, 'La strada è la SP 5.');
    expect((await stateOf(second.code)).answers.at(-1)).toMatchObject({ state: 'withheld', because: 'review' });
    for (let right = 2; right <= 5; right += 1) {
      expect((await done()).held).toBe(true);
      const [one] = await heldOf();
      await judge(one as NonNullable<typeof one>, true);
    }
    expect(await heldOf()).toEqual([]);
    expect((await done()).held).toBe(false);
  });
});
