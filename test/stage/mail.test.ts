import { readFileSync } from 'node:fs';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answersAnHour } from '../../functions/mail-in/answers-an-hour.ts';
import type { Stage } from '../../local/stage-interface.ts';
import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { CaseStatus, Conversation } from '../../shared/contracts/case-status.ts';
import { type HeldMail, HeldMailsView } from '../../shared/contracts/held-mail.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { bare, nameOf, openStage, root } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';
import { codeOfReceipt, exceptWakes, readMail } from './mailbox.ts';
import { sendMail } from './smtp.ts';

const service = 'protezione-civile';
const ours = 'contact-center@protezionecivile.example';
const certified = 'protezionecivile@pec.governo.it';
const ada = 'ada.bianchi@example.org';
const operator = 'carla.villa';

let stage: Stage;
let close: () => Promise<void>;
let s3: S3Client;

beforeAll(async () => {
  // A Friday in the morning, in Rome.
  ({ stage, close } = await openStage({ silent: bare, at: new Date('2026-11-27T09:00:00Z') }));
  s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
}, 240_000);
afterAll(() => close());

const corpus = (name: string) => readFileSync(`${root}/test/fixtures/mails/${name}.eml`);
let count = 0;

/** A plain mail with a Message-ID of its own unless the headers bring one. */
function mail(from: string, subject: string, text: string, headers: Record<string, string> = {}): string {
  count += 1;
  const all = { From: from, To: ours, Subject: subject, 'Message-ID': `<stage-${count}@example.org>`, ...headers };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;
}

/** Delivers a message and waits until all that follows is done. */
async function deliver(from: string, message: string | Uint8Array, to: readonly string[] = [ours]): Promise<void> {
  const answer = await sendMail(stage.endpoints.smtp as string, { from, to, message });
  if (!answer.startsWith('250')) throw new Error(answer);
  await stage.idle(60_000);
}

const codesOf = async () => [...(await casesOf(stage, service)).keys()];
const eventsOf = async (code: string): Promise<CaseEvent[]> =>
  ((await casesOf(stage, service)).get(code) ?? []).flatMap((entry) => openEntry(entry));
const received = (events: CaseEvent[]) =>
  events.filter((event): event is Extract<CaseEvent, { type: 'ContactReceived' }> => event.type === 'ContactReceived');

/** The codes of the cases that something opens. */
async function opened(act: () => Promise<void>): Promise<string[]> {
  const before = new Set(await codesOf());
  await act();
  return (await codesOf()).filter((code) => !before.has(code));
}

const mailsTo = async (address: string) => (await stage.mails()).filter(({ to }) => to.includes(address));
async function receiptOf(code: string) {
  const sent = (await stage.mails()).find((one) => codeOfReceipt(one) === code);
  if (sent === undefined) throw new Error(`no receipt of ${code}`);
  return readMail(sent);
}

const authorization = async (who: string) => ({ authorization: `Bearer ${await stage.token(who)}` });
async function heldIn(box: string): Promise<HeldMail[]> {
  const headers = await authorization(operator);
  const { status, text } = await ask(stage.url, { path: `/v1/desk/${service}/held-mails?box=${box}`, headers });
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return HeldMailsView.parse(JSON.parse(text)).mails;
}

const decide = async (mailName: string, decision: object, who = operator) =>
  post(
    stage.url,
    `/v1/desk/${service}/held-mails/${encodeURIComponent(mailName)}/decisions`,
    decision,
    await authorization(who),
  );

describe('a citizen writes a mail', () => {
  let code: string;
  let replyTo: string;

  test('and it is a case whose receipt comes by mail', async () => {
    const made = await opened(() =>
      deliver(ada, mail(`Ada Bianchi <${ada}>`, 'Strada chiusa', 'La statale 4 è chiusa?')),
    );
    expect(made).toHaveLength(1);
    code = made[0] as string;
    const [contact] = received(await eventsOf(code));
    expect(contact).toMatchObject({
      channel: 'email',
      personal: { name: 'Ada Bianchi', email: ada, subject: 'Strada chiusa', message: 'La statale 4 è chiusa?' },
    });
    const receipt = await receiptOf(code);
    expect(receipt.to).toEqual([ada]);
    expect(receipt.headers.get('auto-submitted')).toBe('auto-generated');
    expect(receipt.text).toContain('puoi rispondere a questa e-mail');
    replyTo = receipt.headers.get('reply-to') ?? '';
    expect(replyTo).toMatch(/^contact-center\+pc[0-9a-z]{16}\.[0-9a-z]{10}@protezionecivile\.example$/);
  });

  test('the whole message is kept as it came', async () => {
    const [contact] = received(await eventsOf(code));
    const Bucket = nameOf(stage.names.buckets, service, 'Mails');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: contact?.mail?.original ?? '' }));
    expect(await Body?.transformToString()).toContain('Subject: Strada chiusa');
  });

  test('an answer to the receipt joins the case, even from another address, and no second receipt leaves', async () => {
    const before = exceptWakes(await stage.mails()).length;
    const answer = 'Ho trovato la risposta da solo.\r\n\r\nInviato da iPhone';
    const made = await opened(() =>
      deliver('ada@lavoro.example', mail('Ada <ada@lavoro.example>', 'Re: ricevuta', answer, { To: replyTo }), [
        replyTo,
      ]),
    );
    expect(made).toEqual([]);
    const [, second] = received(await eventsOf(code));
    expect(second?.personal).toMatchObject({
      message: 'Ho trovato la risposta da solo.',
      signature: 'Inviato da iPhone',
      email: 'ada@lavoro.example',
    });
    expect(exceptWakes(await stage.mails())).toHaveLength(before);
  });

  test('an answer from her own address that names the code joins it as well', async () => {
    const made = await opened(() => deliver(ada, mail(ada, `Re: richiesta ${code}`, 'Un’altra cosa ancora.')));
    expect(made).toEqual([]);
    expect(received(await eventsOf(code))).toHaveLength(3);
  });

  test('who has code and address sees it all on the page of the case', async () => {
    const status = await ask(stage.url, { path: `/v1/services/${service}/contacts/${code}` });
    expect(CaseStatus.parse(JSON.parse(status.text)).stage).toBe('registered');
    const path = `/v1/services/${service}/contacts/${code}/conversation`;
    const { status: read, text } = await post(stage.url, path, { secondFact: ada });
    expect(read).toBe(200);
    expect(Conversation.parse(JSON.parse(text)).messages.map((message) => message.text)).toEqual([
      'La statale 4 è chiusa?',
      'Ho trovato la risposta da solo.',
      'Un’altra cosa ancora.',
    ]);
  });

  test('a stranger’s mail with her code opens a case of its own, and hers is as it was', async () => {
    const stranger = 'bruno.neri@example.net';
    const made = await opened(() =>
      deliver(stranger, mail(`Bruno <${stranger}>`, `Re: richiesta ${code}`, `Che cosa ha scritto la vicina? ${code}`)),
    );
    expect(made).toHaveLength(1);
    expect(received(await eventsOf(code))).toHaveLength(3);
    expect((await receiptOf(made[0] as string)).to).toEqual([stranger]);
    const path = `/v1/services/${service}/contacts/${made[0]}/conversation`;
    const { text } = await post(stage.url, path, { secondFact: stranger });
    expect(text).not.toContain('statale');
  });

  test('a changed reply address belongs to nobody', async () => {
    const other = replyTo.replace(/.(?=@)/, (symbol) => (symbol === '0' ? '1' : '0'));
    const made = await opened(() =>
      deliver('x@example.net', mail('x@example.net', 'Re', 'Mi fate entrare?', { To: other }), [other]),
    );
    expect(made).toHaveLength(1);
    expect(received(await eventsOf(code))).toHaveLength(3);
  });
});

describe('a case that began on the form', () => {
  test('goes on by mail', async () => {
    const { code } = await send(
      stage.url,
      service,
      contactTo(service, 'Scrivo dal modulo.', { email: 'carlo@example.org' }),
    );
    await stage.idle(60_000);
    const made = await opened(() =>
      deliver('carlo@example.org', mail('carlo@example.org', `Re: ${code}`, 'E ora per e-mail.')),
    );
    expect(made).toEqual([]);
    expect(received(await eventsOf(code)).map(({ channel }) => channel)).toEqual(['form', 'email']);
  });
});

describe('one mail is one contact', () => {
  test('delivered twice, and once more to both our mailboxes', async () => {
    const message = mail(ada, 'Una volta sola', 'Lo scrivo una volta.', { To: `${ours}, ${certified}` });
    const made = await opened(async () => {
      await deliver(ada, message);
      await deliver(ada, message);
      await deliver(ada, message, [ours, certified]);
    });
    expect(made).toHaveLength(1);
    expect(received(await eventsOf(made[0] as string))).toHaveLength(1);
    expect((await stage.mails()).filter((sent) => codeOfReceipt(sent) === made[0])).toHaveLength(1);
  });

  test('the same Message-ID with other words is another', async () => {
    const id = { 'Message-ID': '<reused@example.org>' };
    const made = await opened(async () => {
      await deliver(ada, mail(ada, 'Prima', 'Le prime parole.', id));
      await deliver(ada, mail(ada, 'Seconda', 'Altre parole.', id));
    });
    expect(made).toHaveLength(2);
  });
});

describe('one mail to both services', () => {
  test('is a case of each, and each tells its own code', async () => {
    const family = 'contact-center@familyline.example';
    const before = [...(await casesOf(stage, 'familyline')).keys()];
    const made = await opened(() =>
      deliver('ugo@example.org', mail('ugo@example.org', 'Due uffici', 'A chi chiedo?', { To: `${ours}, ${family}` }), [
        ours,
        family,
      ]),
    );
    const others = [...(await casesOf(stage, 'familyline')).keys()].filter((code) => !before.includes(code));
    expect([made.length, others.length]).toEqual([1, 1]);
    const told = (await mailsTo('ugo@example.org')).map(codeOfReceipt).sort();
    expect(told).toEqual([...made, ...others].sort());
  });
});

describe('certified mail', () => {
  test('is a formal instance with a protocol number, its file kept apart from the envelope', async () => {
    const made = await opened(() => deliver('posta-certificata@pec.gestore.example', corpus('pec-new'), [certified]));
    expect(made).toHaveLength(1);
    const events = await eventsOf(made[0] as string);
    expect(events.find(({ type }) => type === 'CaseOpened')).toMatchObject({ kind: 'instance', formal: true });
    expect(events.find(({ type }) => type === 'ProtocolAssigned')).toMatchObject({ contact: made[0], year: 2026 });
    const [contact] = received(events);
    expect(contact).toMatchObject({
      channel: 'pec',
      personal: { email: 'studio.rossi@pec.example', subject: 'Istanza di accesso agli atti' },
      mail: { certified: { provider: 'Gestore Esempio S.p.A.' } },
    });
    const file = events.find((event) => event.type === 'AttachmentAttached');
    expect(file).toMatchObject({ contentType: 'application/pdf', personal: { fileName: 'istanza.pdf' } });
    const Bucket = nameOf(stage.names.buckets, service, 'Attachments');
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'kept/' }));
    expect(Contents.map(({ Key }) => Key)).toContain(`kept/${file?.type === 'AttachmentAttached' && file.attachment}`);
  });

  test('with somebody’s code and address, made up, opens a case of its own', async () => {
    const [hers] = await opened(() => deliver(ada, mail(ada, 'Argine', 'L’argine di via Mulino perde acqua.')));
    const made = corpus('pec-with-code')
      .toString('latin1')
      .replaceAll('PC-7BYJ-77YQ-RX2T-WNNC', hers as string);
    const others = await opened(() =>
      deliver('posta-certificata@pec.gestore.example', Buffer.from(made, 'latin1'), [certified]),
    );
    expect(others).toHaveLength(1);
    expect(received(await eventsOf(hers as string))).toHaveLength(1);
    expect((await eventsOf(others[0] as string)).some(({ type }) => type === 'ProtocolAssigned')).toBe(true);
  });

  test('of a machine has its number, and the machine no answer', async () => {
    const before = exceptWakes(await stage.mails()).length;
    const made = await opened(() =>
      deliver('posta-certificata@pec.gestore.example', corpus('pec-machine'), [certified]),
    );
    expect((await eventsOf(made[0] as string)).some(({ type }) => type === 'ProtocolAssigned')).toBe(true);
    expect(exceptWakes(await stage.mails())).toHaveLength(before);
  });

  test('receipts of the provider are recorded, not cases', async () => {
    for (const name of ['pec-accettazione', 'pec-consegna', 'pec-mancata-consegna'])
      expect(await opened(() => deliver('posta-certificata@pec.gestore.example', corpus(name), [certified]))).toEqual(
        [],
      );
    expect((await heldIn('recorded')).flatMap(({ receipt }) => receipt ?? []).sort()).toEqual([
      'accettazione',
      'avvenuta-consegna',
      'errore-consegna',
    ]);
  });
});

describe('machines', () => {
  test('get no answer and make no case', async () => {
    const before = exceptWakes(await stage.mails()).length;
    const machines = [
      'away-it',
      'away-de-subject-only',
      'newsletter',
      'generated-report',
      'bounce',
      'own-mail-back',
      'own-address-sender',
      'auto-notified',
      'auto-replied-comment',
      'autoresponder',
      'list-post',
      'away-words-en',
      'read-receipt',
      'delayed',
    ];
    const made = await opened(async () => {
      for (const name of machines) await deliver(name === 'bounce' ? '' : ada, corpus(name));
    });
    expect(made).toEqual([]);
    expect(exceptWakes(await stage.mails())).toHaveLength(before);
    const laid = [...(await heldIn('held')), ...(await heldIn('recorded'))].map(({ because }) => because);
    for (const because of ['auto-reply', 'machine', 'bounce', 'loop']) expect(laid).toContain(because);
  });
});

describe('a machine that does not say that it is one', () => {
  test('is answered so often in an hour, and each of its mails is a case', async () => {
    const robot = 'helpdesk@firm.example';
    const mails = answersAnHour + 5;
    const made = await opened(async () => {
      for (let ticket = 1; ticket <= mails; ticket += 1)
        await sendMail(stage.endpoints.smtp as string, {
          from: robot,
          to: [ours],
          message: mail(robot, `Ticket ${ticket}`, `Abbiamo aperto il ticket ${ticket}.`),
        });
      await stage.idle(60_000);
    });
    expect(made).toHaveLength(mails);
    expect(await mailsTo(robot)).toHaveLength(answersAnHour);
  });
});

describe('a mail that looks like spam', () => {
  const spam = ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'].join('');
  let held: HeldMail;

  test('waits for a person, and its writer gets no answer', async () => {
    const writer = 'dora.gallo@example.org';
    expect(
      await opened(() => deliver(writer, mail(`Dora <${writer}>`, 'Volontariato', `Come mi iscrivo? ${spam}`))),
    ).toEqual([]);
    expect(await mailsTo(writer)).toEqual([]);
    held = (await heldIn('held')).find(({ from }) => from === writer) as HeldMail;
    expect(held).toMatchObject({ because: 'spam', subject: 'Volontariato', urgent: false });
  });

  test('is shown to nobody but operators and supervisors', async () => {
    const path = `/v1/desk/${service}/held-mails`;
    expect((await ask(stage.url, { path })).status).toBe(401);
    for (const who of ['anna.ferri', 'dario.conti'])
      expect((await ask(stage.url, { path, headers: await authorization(who) })).status).toBe(403);
    expect((await decide(held.mail, { decision: 'release', reason: 'Una cittadina' }, 'anna.ferri')).status).toBe(403);
  });

  test('becomes a case once released, received when it arrived, however often the release is sent', async () => {
    const release = { decision: 'release', reason: 'Una cittadina che chiede del volontariato' };
    const made = await opened(async () => {
      const answers = [await decide(held.mail, release), await decide(held.mail, release)];
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      await stage.idle(60_000);
    });
    expect(made).toHaveLength(1);
    const [contact] = received(await eventsOf(made[0] as string));
    expect(contact?.receivedAt).toBe(held.arrivedAt);
    expect((await receiptOf(made[0] as string)).to).toEqual(['dora.gallo@example.org']);
    expect((await heldIn('held')).map(({ mail: name }) => name)).not.toContain(held.mail);
    expect((await heldIn('decided')).find(({ mail: name }) => name === held.mail)?.decided).toMatchObject({
      decision: 'release',
      by: { name: 'Carla Villa' },
    });
  });

  test('is not discarded after it was released, and an unknown one is 404', async () => {
    const discard = { decision: 'discard', reason: 'No' };
    const { status, text } = await decide(held.mail, discard);
    expect({ status, refused: JSON.parse(text).refused }).toEqual({ status: 409, refused: 'already-decided' });
    expect((await decide(`2026-11-27T09:00:00.000Z_${'0'.repeat(32)}`, discard)).status).toBe(404);
    expect((await decide('no-name', discard)).status).toBe(404);
    expect((await decide(held.mail, { decision: 'release' })).status).toBe(422);
  });
});

describe('a machine’s mail that somebody releases', () => {
  test('is a case, and still nothing is answered to it', async () => {
    const news = (await heldIn('held')).find(
      ({ because, from }) => because === 'machine' && from === 'centralina@ente.example',
    );
    const before = exceptWakes(await stage.mails()).length;
    const made = await opened(async () => {
      await decide(news?.mail ?? '', { decision: 'release', reason: 'Serve al desk' });
      await stage.idle(60_000);
    });
    expect(made).toHaveLength(1);
    const [contact] = received(await eventsOf(made[0] as string));
    expect(contact?.personal?.email).toBeUndefined();
    expect(contact?.personal?.name).toBe('Centralina <centralina@ente.example>');
    expect(exceptWakes(await stage.mails())).toHaveLength(before);
  });
});

describe('a mail of ten megabytes', () => {
  test('is a case like any other, with its file', async () => {
    const photo = `${Buffer.alloc(7_300_000, 'foto').toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
    const big = [
      mail(ada, 'Foto della frana', '', { 'MIME-Version': '1.0' }).replace(/Content-Type[\s\S]*/, ''),
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nEcco la foto.\r\n',
      '--x\r\nContent-Type: image/x-raw; name=frana.raw\r\nContent-Transfer-Encoding: base64\r\n\r\n',
      photo,
      '--x--\r\n',
    ].join('');
    const made = await opened(() => deliver(ada, big));
    const events = await eventsOf(made[0] as string);
    expect(received(events)[0]?.personal?.message).toBe('Ecco la foto.');
    expect(events.find(({ type }) => type === 'AttachmentAttached')).toMatchObject({ bytes: 7_300_000 });
  });
});

describe('a mail for nobody', () => {
  test('is refused in the conversation already', async () => {
    const refused = await sendMail(stage.endpoints.smtp as string, {
      from: ada,
      to: ['nessuno@protezionecivile.example'],
      message: mail(ada, 'x', 'y'),
    });
    expect(refused).toMatch(/^550/);
  });
});

test('no role did what it may not', () => expect(stage.refused()).toEqual([]));
