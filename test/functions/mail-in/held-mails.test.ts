import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  answersAChain,
  answersAnHour,
  dynamodbAnswersGiven,
  takeAnswer,
  takeAnswerOfChain,
} from '../../../functions/mail-in/answers-an-hour.ts';
import { decideHeldMail, dynamodbHeldMails, heldMails, holdMail } from '../../../functions/mail-in/held-mails.ts';
import type { HeldBox, HeldMail, HeldMailDecision } from '../../../shared/contracts/held-mail.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from '../../shared/shell/stores/dynalite.ts';
import { memoryAnswersGiven, memoryHeldMails } from '../../stores/memory-held-mails.ts';

const before = { ...process.env };
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openDynalite(
    ['lists', 'decisions', 'answers'].map((TableName) => ({
      TableName,
      AttributeDefinitions: attributes({ box: 'S', heldAt: 'S' }),
      KeySchema: keys('box', 'heldAt'),
    })),
  );
  close = opened.close;
  pointClientsAt(opened.endpoint);
});
afterAll(async () => {
  process.env = before;
  await close();
});

const now = new Date('2026-11-23T10:00:00Z');
const mailNamed = (count: number): HeldMail => {
  const arrivedAt = new Date(Date.parse('2026-11-23T08:00:00Z') + count * 1000).toISOString();
  return {
    mail: `${arrivedAt}_${count.toString(16).padStart(32, '0')}`,
    service: 'protezione-civile',
    because: 'spam',
    arrivedAt,
    subject: `Mail ${count}`,
    urgent: false,
    files: 0,
    bytes: 100,
    original: `incoming/${count}`,
  };
};
const release: HeldMailDecision = { decision: 'release', reason: 'A citizen' };
const discard: HeldMailDecision = { decision: 'discard', reason: 'No' };
const by = { subject: 'one', name: 'Carla Villa' };

describe('mails that were laid aside', () => {
  test('are listed oldest first, fifty a page, each once however often it was told', async () => {
    const hold = (count: number) => holdMail(dynamodbHeldMails('lists'), 'held', mailNamed(count), now);
    // Oldest last, and one by one: many at once would be asked again where the machine is slow.
    for (let count = 52; count >= 0; count -= 1) expect(await hold(count)).toBe('put');
    for (const count of [0, 25, 52]) expect(await hold(count)).toBe('there');
    const first = await heldMails('lists', 'protezione-civile', 'held');
    expect(first.mails.map(({ subject }) => subject)).toEqual(Array.from({ length: 50 }, (_, at) => `Mail ${at}`));
    const second = await heldMails('lists', 'protezione-civile', 'held', first.next);
    expect(second.mails.map(({ subject }) => subject)).toEqual(['Mail 50', 'Mail 51', 'Mail 52']);
    expect(second.next).toBeUndefined();
    expect((await heldMails('lists', 'protezione-civile', 'recorded')).mails).toEqual([]);
  });
});

describe.each([
  ['in DynamoDB', () => dynamodbHeldMails('decisions')],
  ['in memory', memoryHeldMails],
] as const)('a decision, with mails %s', (_where, open) => {
  const held = open();
  /** The names of what lies in a box, of the few mails that there are. */
  const inBox = async (box: HeldBox) =>
    (await Promise.all([1, 2, 3].map((count) => held.find(box, mailNamed(count).mail)))).filter(Boolean);

  const decide = (mail: string, decision: HeldMailDecision, afterwards: (mail: HeldMail) => Promise<void>) =>
    decideHeldMail({ held, mail, decision, by, now, afterwards });

  test('holds for whoever was first, and its mail leaves the box', async () => {
    const mail = mailNamed(1);
    await holdMail(held, 'held', mail, now);
    const decided = await Promise.all([
      decide(mail.mail, release, async () => {}),
      decide(mail.mail, discard, async () => {}),
    ]);
    const [one, other] = decided.map((given) => given?.decided?.decision);
    expect(one).toBe(other);
    expect(await inBox('held')).toEqual([]);
    expect(await inBox('decided')).toEqual([decided[0]]);
  });

  test('is not undone by the same mail told again', async () => {
    expect(await holdMail(held, 'held', mailNamed(1), now)).toBe('there');
    expect(await inBox('held')).toEqual([]);
  });

  test('that could not be carried out leaves the mail in its box, and is carried out when it is sent again', async () => {
    const mail = mailNamed(2);
    await holdMail(held, 'held', mail, now);
    await expect(decide(mail.mail, release, () => Promise.reject(new Error('the queue is away')))).rejects.toThrow(
      'away',
    );
    expect(await inBox('held')).toEqual([mail]);
    const carried: string[] = [];
    // Whatever is sent now, the first decision is the one that is carried out.
    const decided = await decide(
      mail.mail,
      discard,
      async ({ decided: given }) => void carried.push(given?.decision ?? ''),
    );
    expect(carried).toEqual(['release']);
    expect(decided?.decided).toEqual({ ...release, by, at: now.toISOString() });
    expect(await inBox('held')).toEqual([]);
  });

  test('on a mail that nobody holds is none', async () => {
    expect(await decide(mailNamed(3).mail, release, async () => {})).toBeUndefined();
  });
});

const answers = [
  ['in DynamoDB', () => dynamodbAnswersGiven('answers')],
  ['in memory', memoryAnswersGiven],
] as const;

describe.each(answers)('the answers that one address gets, noted %s', (_where, open) => {
  const given = open();
  const arrivedAt = '2026-11-23T10:59:59.000Z';
  const take = (mail: string, more: { who?: string; arrivedAt?: string; allowed?: number } = {}) =>
    takeAnswer(given, { who: 'ada', mail, arrivedAt, allowed: 3, ...more });

  test('are so many within an hour, the same for the same mail, and each address has its own', async () => {
    for (const mail of ['one', 'two', 'three']) expect(await take(mail)).toBe(true);
    expect(await take('one more')).toBe(false);
    for (const mail of ['one', 'three']) expect(await take(mail)).toBe(true);
    expect(await take('one more', { who: 'bruno' })).toBe(true);
    expect(await take('one more', { arrivedAt: '2026-11-23T11:00:00.000Z' })).toBe(true);
    expect(await take('one more')).toBe(false);
  });

  test('are twenty within an hour unless another number is said', async () => {
    for (const mail of ['one', 'two', 'three']) await take(mail, { who: 'eva' });
    expect(await take('the fourth', { who: 'eva', allowed: 4 })).toBe(true);
    expect(await take('the fifth', { who: 'eva', allowed: 4 })).toBe(false);
    expect(await takeAnswer(given, { who: 'eva', mail: 'the fifth', arrivedAt })).toBe(true);
    expect(answersAnHour).toBe(20);
  });
});

describe.each(answers)('a chain of answers to receipts, each from another mailbox, noted %s', (_where, open) => {
  const given = open();
  const arrivedAt = '2026-11-23T10:59:59.000Z';
  const answer = (code: string, mail: string, at = arrivedAt) =>
    takeAnswerOfChain(given, { code, mail, arrivedAt: at });

  test('ends after a few, however long each takes, and the same mail is answered the same', async () => {
    let receipt = 'PC-FIRST';
    const answered: boolean[] = [];
    for (let turn = 1; turn <= 8; turn += 1) {
      const mail = `PC-TURN-${turn}`;
      answered.push(await answer(receipt, mail, new Date(Date.parse(arrivedAt) + turn * 7_200_000).toISOString()));
      // No receipt, nothing to answer: the machine can only answer the last one again.
      if (answered.at(-1)) receipt = mail;
    }
    expect(answered.filter(Boolean)).toHaveLength(answersAChain);
    expect(answered.slice(0, answersAChain)).not.toContain(false);
    expect(await answer('PC-FIRST', 'PC-TURN-1')).toBe(true);
    expect(await answer('PC-FIRST', 'PC-TURN-99')).toBe(false);
  });

  test('takes nothing away from another chain', async () => {
    expect(await answer('PC-OTHER', 'PC-OTHER-TURN')).toBe(true);
  });
});
