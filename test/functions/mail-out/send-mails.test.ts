import { describe, expect, jest, test } from '@jest/globals';
import { isUnansweredMail } from '../../../functions/mail-out/ses.ts';
import { chanceFrom } from '../../simulation/chance.ts';
import { lostAnswer, mostInASecond, names, postOffice } from './post-office.ts';

const minute = Date.parse('2026-09-12T08:30:00Z');
const firstOfTheHour = Date.parse('2026-09-12T09:00:00Z');
const day = 86_400_000;

const errorNamed = (name: string) => Object.assign(new Error('no'), { name });

test.each([
  { perSecond: 500, atLeast: 450 },
  { perSecond: 90, atLeast: 86 },
  { perSecond: 14, atLeast: 13.5 },
  { perSecond: 1, atLeast: 0.95 },
])('at $perSecond mails a second allowed, $atLeast are sent, and no second has more than allowed', async (given) => {
  const office = postOffice(minute, given);
  office.queue('ordinary', names(12_000));
  const counts = await office.run(20);
  expect(counts).toEqual({ sent: office.sent.length, refused: 0, failed: 0 });
  const first = office.sent[0]?.at ?? 0;
  expect(office.sent.length / ((minute + 20_000 - first) / 1000)).toBeGreaterThanOrEqual(given.atLeast);
  expect(mostInASecond(office.sent)).toBeLessThanOrEqual(given.perSecond);
  // What was at hand and not sent is there for the next minute, and what was sent is gone.
  await office.clock.live(office.clock.pause(1000));
  expect(office.inHand.size).toBe(0);
  expect(office.waiting.ordinary).toHaveLength(12_000 - office.sent.length);
});

test('two minutes running do not make a second with more than the account allows', async () => {
  const office = postOffice(minute, { perSecond: 20 });
  office.queue('ordinary', names(4000));
  await office.run(5);
  await office.run(5);
  expect(mostInASecond(office.sent)).toBeLessThanOrEqual(20);
});

test('mail keeps to the plan where the account may send faster', async () => {
  const office = postOffice(minute, { perSecond: 1000, plan: 20 });
  office.queue('ordinary', names(4000));
  await office.run(20);
  expect(mostInASecond(office.sent)).toBeLessThanOrEqual(20);
  expect(office.sent.length).toBeGreaterThan(19 * 19);
});

test('urgent mails go before ten thousand others, those that come meanwhile within two seconds', async () => {
  const office = postOffice(minute, { perSecond: 14 });
  office.queue('ordinary', names(10_000));
  office.queue('urgent', names(20, 'urgent'));
  void office.clock.pause(20_000).then(() => office.queue('urgent', ['call-to-duty']));
  await office.run();
  // One ordinary mail may be on its way before the first urgent one is there.
  const order = office.sent.map(({ id }) => id);
  expect(order.slice(0, 21).filter((id) => id.startsWith('urgent'))).toHaveLength(20);
  const called = office.sent.find(({ id }) => id === 'call-to-duty')?.at ?? Number.POSITIVE_INFINITY;
  expect(called - minute - 20_000).toBeLessThanOrEqual(2000);
});

test('the quota of 24 hours is used to the last mail, and never exceeded', async () => {
  const office = postOffice(minute, { perSecond: 50, perDay: 1000, sent24: 700 });
  office.queue('ordinary', names(900));
  await office.run();
  expect(office.sent).toHaveLength(300);
  await office.run();
  expect(office.sent).toHaveLength(300);
  await office.clock.live(office.clock.pause(1000));
  expect(office.waiting.ordinary).toHaveLength(600);
  expect(office.aside).toEqual([]);
});

test('of more mails than leave in a day, those that stood on a page are set aside, and no answer is', async () => {
  const office = postOffice(minute, { perSecond: 14, perDay: 2000 });
  office.queue('ordinary', names(3000, 'receipt'), { onPage: true });
  office.queue('ordinary', names(500, 'answer'));
  await office.run();
  const aside = office.aside.map(({ id }) => id);
  expect(aside.filter((id) => id.startsWith('answer'))).toEqual([]);
  // As many as are too many, and about as many more as were at hand when it was counted.
  expect(aside.length).toBeGreaterThan(1000);
  expect(aside.length).toBeLessThanOrEqual(1500);
  expect(new Set([...aside, ...office.sent.map(({ id }) => id)]).size).toBe(aside.length + office.sent.length);
});

test('where the quota reaches for all, nothing is set aside', async () => {
  const office = postOffice(minute, { perSecond: 14, perDay: 50_000 });
  office.queue('ordinary', names(3000, 'receipt'), { onPage: true });
  await office.run();
  expect(office.aside).toEqual([]);
});

test('while SES does not answer nothing is taken, and mails keep their tries', async () => {
  const office = postOffice(minute, { perSecond: 14 });
  office.silence();
  office.queue('ordinary', names(30));
  await office.run();
  expect(office.tries.size).toBe(0);
  expect(office.waiting.ordinary).toHaveLength(30);
});

test('while SES fails to send, the mails of a minute are tried about once in two seconds, all of them together', async () => {
  const office = postOffice(minute, { perSecond: 100 });
  office.fail(() => errorNamed('ServiceUnavailable'));
  office.queue('ordinary', names(30));
  const counts = await office.run();
  expect(counts.sent).toBe(0);
  expect(counts.failed).toBeLessThan(60);
  await office.clock.live(office.clock.pause(6000));
  expect(office.waiting.ordinary).toHaveLength(30);
});

test('one failure in a hundred hardly slows the others, and each mail is sent in the end', async () => {
  const office = postOffice(minute, { perSecond: 100 });
  const failedOnce = new Set<string>();
  office.fail((id) => {
    if (!id.endsWith('00') || failedOnce.has(id)) return undefined;
    failedOnce.add(id);
    return errorNamed('ServiceUnavailable');
  });
  office.queue('ordinary', names(4000));
  await office.run();
  expect(new Set(office.sent.map(({ id }) => id)).size).toBe(4000);
});

test('what SES refuses for good, and what nobody can read, is set aside with the reason', async () => {
  const office = postOffice(minute, { perSecond: 100 });
  office.fail((id) => (id === 'mail-1' ? errorNamed('MessageRejected') : undefined));
  office.queue('ordinary', names(3));
  office.spoil('no mail');
  expect(await office.run()).toEqual({ sent: 2, refused: 2, failed: 0 });
  expect(new Map(office.aside.map(({ id, reason }) => [id, reason]))).toEqual(
    new Map([
      ['mail-1', 'MessageRejected'],
      ['no mail', 'unreadable'],
    ]),
  );
});

test.each(['SES is silent', 'nothing is left of the quota'])(
  'while %s, what its queue would drop in two days is set aside, and nothing else',
  async (why) => {
    const office = postOffice(firstOfTheHour, { perSecond: 14, perDay: 1000, sent24: 1000 });
    if (why === 'SES is silent') office.silence();
    office.queue('ordinary', names(200, 'old'), { queuedAt: firstOfTheHour - 12 * day });
    office.queue('ordinary', names(200, 'new'), { queuedAt: firstOfTheHour - 11 * day });
    office.queue('urgent', ['old-urgent'], { queuedAt: firstOfTheHour - 13 * day });
    await office.run();
    expect(new Set(office.aside.map(({ id }) => id))).toEqual(new Set([...names(200, 'old'), 'old-urgent']));
    await office.clock.live(office.clock.pause(61_000));
    expect(office.waiting.ordinary.map(({ id }) => id).sort()).toEqual(names(200, 'new').sort());
    expect(Math.max(...office.tries.values())).toBe(1);
  },
);

test('that the mail of a canary has left is noted once SES has it, and of no other mail', async () => {
  const office = postOffice(minute, { perSecond: 14 });
  office.queue('ordinary', names(5));
  office.queue('ordinary', ['canary'], { canary: true });
  await office.run(5);
  expect(office.sent).toHaveLength(6);
  expect(office.canaries).toEqual(['ada@example.org']);
});

describe('a mail with files', () => {
  const raw = Buffer.from('Subject: risposta\r\n\r\nEcco il modulo.').toString('base64');
  const kept = [{ document: 'a'.repeat(32), name: 'modulo.pdf', contentType: 'application/pdf', bytes: 6 }];
  const office = () => {
    const opened = postOffice(minute, { perSecond: 100 });
    opened.queue('ordinary', names(30));
    for (const { due } of opened.waiting.ordinary) Object.assign(due ?? {}, { raw, files: { bucket: 'kept', kept } });
    return opened;
  };

  test('leaves with what its service keeps', async () => {
    const { run, sent, files } = office();
    files.set('a'.repeat(32), Buffer.from('modulo'));
    expect(await run()).toEqual({ sent: 30, refused: 0, failed: 0 });
    expect(sent[0]?.id).toContain(Buffer.from('modulo').toString('base64'));
    expect(sent[0]?.id).toContain('filename="modulo.pdf"');
  });

  test('whose file was erased meanwhile does not leave: its case hears of it', async () => {
    const { run, sent, aside, toldRefused } = office();
    expect(await run()).toEqual({ sent: 0, refused: 30, failed: 0 });
    expect(sent).toEqual([]);
    expect(toldRefused).toHaveLength(30);
    expect(new Set(aside.map(({ reason }) => reason))).toEqual(new Set(['FileErased']));
  });
});

test.each([1, 2, 3, 4, 5])(
  '500 answers go out while SES refuses and falls silent: none lost, none sent a third time, the desk is told (chance %i)',
  async (seed) => {
    const chance = chanceFrom(seed);
    let counted = 0;
    const output = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      if (String(chunk).includes('"MailUnanswered":1')) counted += 1;
      return true;
    });
    const office = postOffice(minute, { perSecond: 50 });
    const unanswered = new Map<string, number>();
    let asked = 0;
    office.fail((id) => {
      asked += 1;
      // For a while it takes nothing; before and after some sends are refused for now, or not answered.
      if (asked > 120 && asked < 160) return errorNamed('ServiceUnavailable');
      const drawn = chance.next();
      if (drawn < 0.1) return errorNamed('ThrottlingException');
      if (drawn > 0.2) return undefined;
      unanswered.set(id, (unanswered.get(id) ?? 0) + 1);
      return errorNamed(drawn < 0.15 ? lostAnswer : 'TimeoutError');
    });
    const all = names(500, 'answer');
    office.queue('ordinary', all);
    for (let runs = 0; runs < 12; runs += 1) await office.run();
    output.mockRestore();
    const times = new Map([...Map.groupBy(office.sent, ({ id }) => id)].map(([id, sent]) => [id, sent.length]));
    const aside = office.aside.map(({ id }) => id).sort();
    expect(new Set([...times.keys(), ...aside])).toEqual(new Set(all));
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
    for (const [id, sent] of times) if (sent > 1) expect(unanswered.has(id)).toBe(true);
    expect(aside).toEqual([...unanswered].flatMap(([id, count]) => (count > 1 ? [id] : [])).sort());
    expect(office.toldRefused.toSorted()).toEqual(aside);
    expect(counted).toBe([...unanswered.values()].reduce((sum, count) => sum + count, 0));
    expect(office.waiting.ordinary).toEqual([]);
  },
);

test.each([
  [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), true],
  [Object.assign(new Error('the request socket did not establish a connection'), { name: 'TimeoutError' }), false],
  [Object.assign(new Error('the request socket timed out of inactivity'), { name: 'TimeoutError' }), true],
  [Object.assign(new Error('no'), { name: 'ServiceUnavailable' }), false],
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), false],
])('%s leaves it open whether SES has the mail: %s', (error, isOpen) => {
  expect(isUnansweredMail(error)).toBe(isOpen);
});
