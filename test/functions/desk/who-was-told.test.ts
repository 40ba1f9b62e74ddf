import { beforeEach, describe, expect, test } from '@jest/globals';
import { settleAnswer } from '../../../functions/citizen-mails/settle-answer.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { recordAttempt } from '../../../functions/desk/record-attempt.ts';
import { listAll, listCases } from '../../../functions/worklist/list-cases.ts';
import type { ManyView, SeenCase } from '../../../shared/contracts/answer-to-many.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { AnswerNews } from '../../../shared/contracts/handed-on.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';
import { askedOfMany, deskOf, requestWith } from './desk-of.ts';

const text = 'article/terremoto@3';
const texts = { it: 'Non rientrate: la scheda era sbagliata.', en: 'Do not go back in: the page was wrong.' };
const before = '2026-11-28T09:00:00.000Z';
let desk: Desk;
let queue: AnswerNews[];

const asked = <Is extends ManyView['is']>(body: object, is: Is) => askedOfMany(desk, body, is);
const tell = (caseId: string, command: CaseCommand, at = '2026-11-29T10:00:30.000Z') =>
  changeCase({ register: desk.register, caseId, command, at });
const listedNow = () => listAll({ register: desk.register, worklist: desk.worklist, hmac });
const stateOf = async (caseId: string) => {
  const { state } = await readCase(desk.register, caseId);
  if (state.stage === 'none') throw new Error('no case');
  return state;
};

/** Everybody who was given it, page after page. */
async function allGiven(which: object = {}) {
  const all: Extract<ManyView, { is: 'given' }>['cases'] = [];
  let after: string | undefined;
  do {
    const page = await asked({ do: 'given', text, ...which, ...(after && { after }) }, 'given');
    all.push(...page.cases);
    after = page.next;
  } while (after !== undefined);
  return all;
}

/** Gives what waits in the queue, as its function does. */
async function settled(register: Register = desk.register, news = queue) {
  const unused = async () => {
    throw new Error('not for this test');
  };
  const work = { service: 'protezione-civile', register, again: unused, askNumber: unused };
  const mails = { answer: { messageIdOf: () => 'id', mailDue: async () => 'mail' } };
  const queues = { urgent: async () => undefined, ordinary: async () => undefined };
  for (const one of news) await settleAnswer({ ...work, mails, queues }, one, desk.now);
}

/** A case that was given an answer with the article, then whatever else is told of it. */
async function given(
  name: string,
  personal: PersonalPart,
  about: { opened?: object; articles?: string[]; at?: string; after?: CaseEvent[] } = {},
): Promise<string> {
  const { opened = {}, articles = [text], at = before, after = [] } = about;
  const caseId = mintCode('PC', name, hmac);
  const answer = sha256(name).slice(0, 16);
  const events: CaseEvent[] = [
    caseOpened({ kind: 'information', urgent: false, ...opened }),
    contactReceived({ channel: 'form', receivedAt: before, personal: { message: 'Posso rientrare?', ...personal } }),
    { type: 'Answered', by: 'Bruno Neri', answer, channel: 'mail', articles, personal: { message: 'Sì.' } },
    { type: 'AnswerSent', answer },
    ...after,
  ];
  await desk.register.append(sealEntry({ caseId, at, events, previous: undefined, salt: 'salt', sha256 }));
  return caseId;
}
const byMail = (name: string): PersonalPart => ({ name, email: `${name.toLowerCase()}@example.org` });
const frozen = (cases: Awaited<ReturnType<typeof allGiven>>): SeenCase[] =>
  cases.filter(({ told }) => told === undefined || told === 'bounced').map(({ code, version }) => ({ code, version }));
const send = (cases: SeenCase[], more: object = {}) =>
  asked({ do: 'send', texts, cases, corrects: text, ...more }, 'sent');

beforeEach(() => {
  queue = [];
  const answersQueue = { leave: async (body: string) => void queue.push(AnswerNews.parse(JSON.parse(body))) };
  desk = deskOf({ worklist: memoryWorklist(), answersQueue, roles: rolesOf('supervisor') });
});

describe('who was given a version', () => {
  test('are all whose answer went out with it, and nobody who was given another version or nothing', async () => {
    const ada = await given('Ada', byMail('Ada'));
    const later = await given('Bruno', byMail('Bruno'), { at: '2026-11-29T08:00:00.000Z' });
    await given('Carla', byMail('Carla'), { articles: ['article/terremoto@2'] });
    await given('Dario', byMail('Dario'), { articles: [] });
    await listedNow();
    expect((await allGiven()).map(({ code }) => code)).toEqual([ada, later]);
    expect((await allGiven({ until: '2026-11-29T00:00:00.000Z' })).map(({ code }) => code)).toEqual([ada]);
    expect((await allGiven({ from: '2026-11-29T08:00:00.000Z' })).map(({ code }) => code)).toEqual([later]);
    expect(await allGiven({ kinds: ['report'] })).toEqual([]);
  });

  test('are found by a template that their answer was begun with', async () => {
    const answer = 'bbbbbbbbbbbbbbbb';
    const template = { id: 'attesa', version: 2 };
    const code = await given('Ada', byMail('Ada'), {
      articles: [],
      after: [
        { type: 'Answered', by: 'Bruno Neri', answer, channel: 'page', template },
        { type: 'AnswerSent', answer },
      ],
    });
    await listedNow();
    const { cases } = await asked({ do: 'given', text: 'template/attesa@2' }, 'given');
    expect(cases).toMatchObject([{ code, answer, channel: 'page' }]);
  });

  test('are listed no more once their data are erased', async () => {
    const code = await given('Ada', byMail('Ada'));
    await listedNow();
    await tell(code, { type: 'ErasePersonalData', reason: 'asked', upToVersion: 1 });
    await listedNow();
    expect(await allGiven()).toEqual([]);
  });
});

describe('what holds no longer', () => {
  test('is told each in their language and by their way: mail, a call where a number alone is known, the page', async () => {
    const ada = await given('Ada', byMail('Ada'));
    const english = await given('Ben', byMail('Ben'), { opened: { language: 'en' } });
    const called = await given('Carla', { phone: '+39 333 1234567' });
    const onPage = await given('Dario', {});
    await listedNow();
    await send(frozen(await allGiven()));
    await settled();
    const told = { corrects: text, final: false, leavesAt: '2026-11-29T10:10:00.000Z' };
    expect((await stateOf(ada)).answers.at(-1)).toMatchObject({ ...told, channel: 'mail', text: texts.it });
    expect((await stateOf(english)).answers.at(-1)).toMatchObject({ ...told, channel: 'mail', text: texts.en });
    expect((await stateOf(onPage)).answers.at(-1)).toMatchObject({ ...told, channel: 'page' });
    expect((await stateOf(called)).callBack).toMatchObject({ state: 'due', attempts: 0 });
    const events = (await desk.register.read(called)).flatMap(openEntry);
    expect(events.at(-1)).toMatchObject({ type: 'NoteAdded', personal: { message: texts.it } });
  });

  test('reaches whose case is closed, or in another’s hands, and changes neither', async () => {
    const closed = await given('Ada', byMail('Ada'), { after: [{ type: 'Closed', reason: 'answered' }] });
    const held = await given('Ben', byMail('Ben'), {
      after: [{ type: 'TakenInCharge', by: 'Bruno', subject: 'other' }],
    });
    await listedNow();
    const { batch } = await send(frozen(await allGiven()), { safety: true });
    await settled();
    for (const code of [closed, held]) {
      const [answer] = (await stateOf(code)).answers.filter((one) => one.batch === batch);
      await tell(code, { type: 'MarkAnswerSent', answer: answer?.answer ?? '' });
    }
    expect(await stateOf(closed)).toMatchObject({ stage: 'closed' });
    expect((await stateOf(closed)).messages.at(-1)).toMatchObject({ from: 'desk', text: texts.it });
    expect(await stateOf(held)).toMatchObject({ stage: 'taken-in-charge', owner: { subject: 'other' } });
    await listedNow();
    expect((await allGiven()).map(({ told }) => told)).toEqual(['sent', 'sent']);
  });

  test('answers nothing that the citizen asked meanwhile, who still waits', async () => {
    const code = await given('Ada', byMail('Ada'));
    await listedNow();
    const cases = frozen(await allGiven());
    await send(cases);
    await settled();
    await tell(code, { type: 'AddMessage', from: 'citizen', text: 'E il gas?' });
    const answer = (await stateOf(code)).answers.at(-1);
    expect(answer?.state).toBe('to-leave');
    await tell(code, { type: 'MarkAnswerSent', answer: answer?.answer ?? '' });
    expect((await stateOf(code)).spokeSince).toBeDefined();
  });

  test('is told nobody twice, though the list is drawn and sent again with other words', async () => {
    const code = await given('Ada', byMail('Ada'));
    await listedNow();
    const cases = frozen(await allGiven());
    await send(cases);
    await settled();
    const now = [{ code, version: 2 }];
    const { batch } = await send(now, { texts: { it: 'Di nuovo.' } });
    await settled();
    expect((await stateOf(code)).answers).toHaveLength(2);
    const { cases: looked } = await asked({ do: 'look', batch, texts, corrects: text, cases: now }, 'looked');
    expect(looked).toEqual([{ code, state: 'skipped', because: 'told-already' }]);
  });

  test('is told again to whom somebody gave it again', async () => {
    const code = await given('Ada', byMail('Ada'));
    await listedNow();
    await send(frozen(await allGiven()));
    await settled();
    const again = { by: 'Bruno', answer: 'cccccccccccccccc', channel: 'phone' as const, articles: [text] };
    await tell(code, { type: 'Answer', ...again, text: 'Rientri pure.' }, '2026-11-29T11:00:00.000Z');
    await listedNow();
    const all = await allGiven();
    expect(all.map(({ told }) => told)).toEqual([undefined, undefined]);
  });

  test('is owed as a call to whom the mail did not reach, and is given up with the third call in vain', async () => {
    const code = await given('Ada', { ...byMail('Ada'), phone: '333 1234567' });
    await listedNow();
    await send(frozen(await allGiven()));
    await settled();
    const answer = (await stateOf(code)).answers.at(-1)?.answer ?? '';
    await tell(code, { type: 'MarkAnswerSent', answer });
    await tell(code, { type: 'MarkAnswerBounced', answer, reason: 'mailbox-unknown' });
    await listedNow();
    expect((await allGiven()).map(({ told }) => told)).toEqual(['bounced']);
    await send(frozen(await allGiven()));
    await settled();
    await listedNow();
    expect((await allGiven()).map(({ told }) => told)).toEqual(['call-owed']);
    for (let tries = 0; tries < 3; tries += 1) {
      const { version } = (await allGiven())[0] ?? { version: 0 };
      await recordAttempt(desk, {
        ...requestWith({ outcome: 'no-answer' }),
        headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
        pathParameters: { code },
      } as unknown as DeskRequest);
      await listedNow();
    }
    expect((await allGiven()).map(({ told }) => told)).toEqual(['given-up']);
  });

  test('can be taken back for ten minutes, mails and calls alike, and is then to be told anew', async () => {
    const mailed = await given('Ada', byMail('Ada'));
    const called = await given('Carla', { phone: '333 1234567' });
    await listedNow();
    const cases = frozen(await allGiven());
    const { batch } = await send(cases);
    await settled();
    queue = [];
    await asked({ do: 'take-back', batch, cases }, 'taken-back');
    await settled();
    expect((await stateOf(mailed)).answers.at(-1)?.state).toBe('withheld');
    expect((await stateOf(called)).callBack?.state).toBe('given-up');
    await listedNow();
    expect((await allGiven()).map(({ told }) => told)).toEqual([undefined, undefined]);
  });

  test('is told by supervisors alone, and not to whom is in danger', async () => {
    const code = await given('Ada', byMail('Ada'), { after: [{ type: 'UrgencyRaised' }] });
    await listedNow();
    const cases = frozen(await allGiven());
    desk = { ...desk, roles: rolesOf('operator') };
    await expect(send(cases)).rejects.toMatchObject({ problemName: 'not-allowed' });
    desk = { ...desk, roles: rolesOf('supervisor') };
    const { batch } = await send(cases);
    await settled();
    const { cases: looked } = await asked({ do: 'look', batch, texts, corrects: text, cases }, 'looked');
    expect(looked).toEqual([{ code, state: 'skipped', because: 'danger' }]);
  });
});

/** A register whose process dies before its write number `writes`, as one that is killed does. */
function dyingAfter(register: Register, writes: number): Register {
  let left = writes;
  return {
    ...register,
    append: async (entry) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return register.append(entry);
    },
  };
}

test('of 10,000 answers of one version in three regions all, and only those, are told once, killed twice on the way', async () => {
  const regions = ['11', '12', '13', '20'];
  const people = Array.from({ length: 11_400 }, (_, number) => ({
    number,
    region: regions[number % 4] as string,
    articles: number % 9 === 8 ? ['article/terremoto@2'] : [text],
  }));
  const codes = new Map<string, (typeof people)[number]>();
  for (const person of people) {
    const { number, region, articles } = person;
    const personal = number % 10 === 0 ? { phone: `+39 333 ${1_000_000 + number}` } : byMail(`p${number}`);
    codes.set(await given(`many ${number}`, personal, { opened: { region }, articles }), person);
  }
  const entries = (await Promise.all([...codes.keys()].map((code) => desk.register.read(code)))).flat();
  for (let at = 0; at < entries.length; at += 500)
    await listCases({ entries: entries.slice(at, at + 500), register: desk.register, worklist: desk.worklist, hmac });
  const told = regions.slice(0, 3);
  const meant = [...codes].filter(([, { region, articles }]) => told.includes(region) && articles.includes(text));

  const list = await allGiven({ regions: told });
  expect(new Set(list.map(({ code }) => code))).toEqual(new Set(meant.map(([code]) => code)));
  const cases = frozen(list);
  for (let at = 0; at < cases.length; at += 1000) await send(cases.slice(at, at + 1000), { safety: true });
  // Each message that was under way comes again, whole, after whoever worked on it was killed.
  for (const dies of [3_333, 2_345]) await settled(dyingAfter(desk.register, dies)).catch(() => undefined);
  await settled();
  await settled(desk.register, queue.slice(0, 20));

  let mailed = 0;
  let called = 0;
  for (const code of codes.keys()) {
    const { answers, correctionCalls } = await stateOf(code);
    const corrections = answers.filter(({ corrects }) => corrects !== undefined).length;
    mailed += corrections;
    called += correctionCalls.length;
    const isMeant = told.includes(codes.get(code)?.region ?? '') && codes.get(code)?.articles.includes(text);
    expect(corrections + correctionCalls.length).toBe(isMeant ? 1 : 0);
  }
  expect(mailed + called).toBe(meant.length);
  expect(called).toBe(meant.filter(([, { number }]) => number % 10 === 0).length);
}, 120_000);
