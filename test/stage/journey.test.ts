import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { AttachmentUpload, attachmentTypes } from '../../shared/contracts/attachment.ts';
import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { CaseStatus, Conversation } from '../../shared/contracts/case-status.ts';
import type { ContactBody } from '../../shared/contracts/contact.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { windowMilliseconds } from '../../shared/core/cases/receipt-code.ts';
import { firstBrokenLink, openEntry } from '../../shared/core/chain.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { services as definitions } from '../fixtures/contacts.ts';
import { nameOf, ownFolder, silent, templates, until } from './center.ts';
import { type Answer, ask, contactTo, formTo, post, send, submit } from './citizen.ts';
import { casesOf, wordsOf } from './ledger.ts';
import { codeOfReceipt, exceptWakes, readMail } from './mailbox.ts';

const services = Object.keys(definitions);

const folder = ownFolder('journey');
let stage: Stage;
let url: string;

const open = async () => {
  stage = await startStage({ silent, port: 0, data: folder.path, mailRate: 1000, templates: await templates() });
  url = stage.url;
};
beforeAll(open);
afterAll(async () => {
  await stage.stop();
  folder.remove();
});

const read = <Shape>(answer: Answer, status: number, contract: { parse(value: unknown): Shape }): Shape => {
  if (answer.status !== status) throw new Error(`answered ${answer.status} instead of ${status}: ${answer.text}`);
  return contract.parse(JSON.parse(answer.text));
};
const caseAt = (service: string, code: string) => `/v1/services/${service}/contacts/${encodeURIComponent(code)}`;
const statusOf = async (service: string, code: string) =>
  read(await ask(url, { path: caseAt(service, code) }), 200, CaseStatus);
const registered = (service: string, code: string) =>
  until(`${code} is registered`, 30_000, async () => {
    const status = await statusOf(service, code);
    return status.stage === 'registered' && status;
  });
const receiptOf = (code: string) =>
  until(`the receipt of ${code} is mailed`, 90_000, async () => {
    const mail = (await stage.mails()).find((each) => codeOfReceipt(each) === code);
    return mail && readMail(mail);
  });
const conversationOf = async (service: string, code: string, secondFact: string) =>
  read(await post(url, `${caseAt(service, code)}/conversation`, { secondFact }), 200, Conversation);
const eventsOf = async (service: string, code: string): Promise<CaseEvent[]> =>
  ((await casesOf(stage, service)).get(code) ?? []).flatMap((entry) => openEntry(entry));

/** Receipts of this file's citizens, for what must still hold after a restart. */
const held: { service: string; code: string; contact: ContactBody; key: string }[] = [];

describe.each(services)('a contact with %s', (service) => {
  test.each(languages)('in JSON, language %s: receipt, register, mail, conversation', async (language) => {
    const definition = definitions[service] as (typeof definitions)[string];
    const texts = textsIn[language];
    const email = `ada.${language}@example.org`;
    const contact = contactTo(service, `Perché? Weiß ich’s? (${language})`, {
      language,
      email,
      phone: '+39 333 1234567',
    });
    const key = `journey-${language}`;
    const receipt = await send(url, service, contact, key);
    const { code } = receipt;
    expect(receipt).toMatchObject({ service, kind: 'information' });
    expect(code.startsWith(`${definition.codePrefix}-`)).toBe(true);
    expect(Date.parse(receipt.firstAnswerDueAt ?? '')).toBeGreaterThan(Date.parse(receipt.receivedAt));
    held.push({ service, code, contact, key });

    expect(['accepted', 'registered']).toContain((await statusOf(service, code)).stage);
    const { history, receivedAt, firstAnswerDueAt } = await registered(service, code);
    expect(history.map(({ stage: known }) => known)).toEqual(['accepted', 'registered']);
    expect({ receivedAt, firstAnswerDueAt }).toEqual({
      receivedAt: receipt.receivedAt,
      firstAnswerDueAt: receipt.firstAnswerDueAt,
    });

    const mail = await receiptOf(code);
    expect(mail.headers.get('to')).toBe(email);
    expect(mail.headers.get('subject')).toBe(texts.mail.receiptSubject(definition.name[language], code));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe(language);
    expect(mail.text).toContain(`${texts.mail.code}: ${code}`);
    expect(mail.text).toContain(texts.mail.greeting('Ada'));
    expect(mail.text).toContain(definition.emergencyStatement[language]);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).toContain(`<strong>${texts.mail.code}: ${code}</strong>`);
    expect(mail.text).toContain(`${url}/${language}/${service}/status/`);
    expect(mail.html).toContain(`href="${url}/${language}/${service}/status/"`);

    for (const secondFact of [email, email.toUpperCase(), '333 123 45 67']) {
      const { messages } = await conversationOf(service, code, secondFact);
      expect(messages).toEqual([{ from: 'citizen', at: receipt.receivedAt, text: contact.message }]);
    }
    const wrong = await post(url, `${caseAt(service, code)}/conversation`, { secondFact: 'another@example.org' });
    expect(read(wrong, 403, Problem).type).toBe('urn:sportello:problem:wrong-second-fact');
    expect(wrong.text).not.toContain(email);
    expect((await ask(url, { path: caseAt(service, code) })).text).not.toMatch(/Ada|Bianchi|example\.org|Weiß/);

    const words = { secondFact: email, message: 'Aggiungo una cosa: è urgente sapere.' };
    const added = read(await post(url, `${caseAt(service, code)}/messages`, words), 201, Conversation);
    expect(added.messages.map(({ text }) => text)).toEqual([contact.message, words.message]);
    expect(await conversationOf(service, code, email)).toEqual(added);
  });

  test('a code is understood as a person dictates it, and never by the other service', async () => {
    const { code } = await send(url, service, contactTo(service, 'Un codice dettato'));
    await registered(service, code);
    const dictated = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await statusOf(service, dictated)).code).toBe(code);
    const other = services.find((each) => each !== service) as string;
    expect(read(await ask(url, { path: caseAt(other, code) }), 404, Problem).type).toBe(
      'urn:sportello:problem:wrong-code',
    );
  });

  test('the same submission is one case, however often and however parallel it is sent; changed words are another', async () => {
    const once = contactTo(service, 'Una volta sola');
    const [one] = await Promise.all(Array.from({ length: 8 }, () => send(url, service, once, 'once')));
    const quoted = await send(url, service, once, '"once"');
    const changed = await send(url, service, { ...once, message: 'Una volta sola, ma diversa' }, 'once');
    expect(quoted.code).toBe(one?.code);
    expect(changed.code).not.toBe(one?.code);

    const twice = contactTo(service, 'Due volte premuto il bottone');
    const presses = [await send(url, service, twice), await send(url, service, twice), await send(url, service, twice)];
    const windows = new Set(presses.map(({ receivedAt }) => Math.floor(Date.parse(receivedAt) / windowMilliseconds)));
    expect(new Set(presses.map(({ code }) => code)).size).toBe(windows.size);

    await stage.idle(60_000);
    const told = [...(await casesOf(stage, service)).values()].map(wordsOf);
    const count = (words: string) => told.filter((each) => each === words).length;
    expect(count('Una volta sola')).toBe(1);
    expect(count('Una volta sola, ma diversa')).toBe(1);
    expect(count(twice.message)).toBe(windows.size);
    const receipts = (await stage.mails()).filter((mail) => codeOfReceipt(mail) === one?.code);
    expect(receipts).toHaveLength(1);
  });

  test('by the form without script: form, errors, summary, change, send, receipt, status, conversation', async () => {
    const language: Language = service === 'familyline' ? 'de' : 'it';
    const texts = textsIn[language];
    const static_ = await ask(url, { path: `/${language}/${service}/contact/`, headers: { accept: 'text/html' } });
    expect(static_.status).toBe(200);
    const form = formTo(static_.text, /\/contacts$/);

    const empty = await submit(url, form, {}, 'summary');
    expect([empty.status, empty.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
    expect(empty.text).toContain(texts.fields.name.missing);
    expect(empty.text).toContain(texts.fields.privacyAccepted.missing);

    const filled = {
      kind: 'information',
      message: 'Riga uno\r\n<b>riga due</b> & "tre"',
      name: 'Élodie',
      email: 'elodie@example.org',
      privacyAccepted: 'true',
    };
    const summary = await submit(url, formTo(empty.text, /\/contacts$/), filled, 'summary');
    expect(summary.status).toBe(200);
    expect(summary.text).toContain(`<h1>${texts.summary.title}</h1>`);
    expect(summary.text).not.toContain('<b>riga due');

    const again = await submit(url, formTo(summary.text, /\/contacts$/), {}, 'edit');
    expect(again.status).toBe(200);
    const changed = await submit(url, formTo(again.text, /\/contacts$/), { surname: 'Rossi' }, 'summary');
    expect(changed.text).toContain('Rossi');
    const receipt = await submit(url, formTo(changed.text, /\/contacts$/), {}, 'send');
    expect(receipt.status).toBe(200);
    expect(receipt.text).toContain(texts.receipt.title);
    const code = /<strong>([A-Z]{2}(?:-[0-9A-Z]{4}){4})<\/strong>/.exec(receipt.text)?.[1] ?? '';
    await registered(service, code);
    const pressedAgain = await submit(url, formTo(changed.text, /\/contacts$/), {}, 'send');
    expect(pressedAgain.text.includes(code) || crossedWindow(receipt, pressedAgain)).toBe(true);

    const status = await submit(url, formTo(receipt.text, /contact-status/), {});
    expect(status.status).toBe(200);
    expect(status.text).toContain(texts.stages.registered.name);
    const asksSecondFact = formTo(status.text, /contact-status/);
    const wrong = await submit(url, asksSecondFact, { secondFact: 'nobody@example.org' });
    expect(wrong.status).toBe(403);
    const conversation = await submit(url, asksSecondFact, { secondFact: 'elodie@example.org' });
    expect(conversation.status).toBe(200);
    expect(conversation.text).toContain(texts.conversation.title);
    expect(conversation.text).toContain('riga due&lt;/b&gt;');
    const added = await submit(url, formTo(conversation.text, /\/messages/), { message: 'Ancora una cosa' });
    expect(added.status).toBe(200);
    expect(added.text).toContain(texts.conversation.sent);
    expect(added.text).toContain('Ancora una cosa');
    expect((await receiptOf(code)).headers.get('content-language')).toBe(language);

    for (const page of [empty, summary, again, receipt, status, conversation, added]) {
      expect(page.text).toContain(`<html lang="${language}"`);
      // What is about to be sent may be gone back to, by its sender alone.
      const isStep = [empty, summary, again].includes(page);
      expect(page.headers['cache-control']).toBe(isStep ? 'private, max-age=600' : 'no-store');
      for (const { number } of definitions[service]?.emergencyNumbers ?? [])
        expect(page.text).toContain(`tel:${number}`);
    }
  });

  test.each([
    ['it', 'Sono sotto le macerie in via Roma, aiuto', true],
    ['en', 'Our house is on fire', true],
    ['de', 'Wir sind unter den Trümmern verschüttet', true],
    ['it', 'Non siamo in pericolo, vorremmo solo sapere quando riapre la strada', false],
  ] as const)('life first, %s: "%s" raises advice: %s', async (language, message, danger) => {
    const receipt = await send(url, service, contactTo(service, message, { language }));
    const numbers = definitions[service]?.emergencyNumbers.map(({ number }) => number);
    if (danger)
      expect(receipt.advice).toMatchObject({ text: textsIn[language].lifeFirst.text, emergencyNumbers: numbers });
    else expect(receipt.advice).toBeUndefined();
    await registered(service, receipt.code);
    const opened = (await eventsOf(service, receipt.code)).find((event) => event.type === 'CaseOpened');
    expect(opened).toMatchObject({ urgent: danger, ...(danger ? { lane: 'urgent' } : {}) });
    expect((await receiptOf(receipt.code)).text.includes(textsIn[language].lifeFirst.text)).toBe(danger);
  });
});

/** Whether two receipts of one text lie in two windows of ten minutes: then, and only then, they are two cases. */
function crossedWindow(one: Answer, other: Answer): boolean {
  const window = ({ headers }: Answer) => Math.floor(Date.parse(headers.date ?? '') / windowMilliseconds);
  return window(one) !== window(other);
}

describe('attachments', () => {
  const service = 'protezione-civile';
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');

  const asked = async (fileName: string, contentType: string, bytes: number) =>
    read(
      await post(url, `/v1/services/${service}/attachments`, { fileName, contentType, bytes }),
      201,
      AttachmentUpload,
    );
  const upload = async (to: AttachmentUpload, file: Buffer): Promise<number> => {
    const boundary = 'a-boundary-that-no-file-has';
    const field = ([name, value]: [string, string]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = `${Object.entries(to.fields).map(field).join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="f"\r\ncontent-type: ${to.fields['Content-Type']}\r\n\r\n`;
    const { pathname } = new URL(to.url);
    const { status } = await ask(to.url, {
      method: 'POST',
      path: pathname,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
    return status;
  };

  test('a PDF and a PNG are attached after a look inside; what is disguised, mislabelled or absent is refused with its reason', async () => {
    const files = [
      { name: 'relazione.pdf', type: 'application/pdf', file: pdf, outcome: 'attached' },
      { name: 'foto à.png', type: 'image/png', file: png, outcome: 'attached' },
      { name: 'pagina.pdf', type: 'application/pdf', file: page, outcome: 'type-not-accepted' },
      { name: 'foto.pdf', type: 'application/pdf', file: png, outcome: 'type-differs-from-content' },
      { name: 'mai-mandato.pdf', type: 'application/pdf', file: undefined, outcome: 'missing' },
    ];
    const uploads = await Promise.all(
      files.map(async ({ name, type, file }) => {
        const to = await asked(name, type, file?.byteLength ?? 10);
        if (file) expect(await upload(to, file)).toBeLessThan(300);
        return to.attachmentId;
      }),
    );
    const { code } = await send(url, service, contactTo(service, 'Con allegati', { attachments: uploads }));
    const settled = await until('every attachment is settled', 60_000, async () => {
      const events = (await eventsOf(service, code)).filter(({ type }) => /^Attachment/.test(type));
      return events.length === files.length && events;
    });
    expect(
      settled.map((event) =>
        event.type === 'AttachmentAttached'
          ? [event.attachment, 'attached', event.contentType, event.bytes, event.personal?.fileName]
          : event.type === 'AttachmentRefused' && [event.attachment, event.reason],
      ),
    ).toEqual(
      files.map(({ name, type, file, outcome }, index) =>
        outcome === 'attached' ? [uploads[index], outcome, type, file?.byteLength, name] : [uploads[index], outcome],
      ),
    );

    const s3 = new S3Client({
      endpoint: stage.endpoints.s3,
      region: 'eu-south-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
    });
    const bucket = nameOf(stage.names.buckets, service, 'Attachments');
    const kept = (key: string) =>
      s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).then(
        async ({ Body }) => Buffer.from((await Body?.transformToByteArray()) ?? []),
        (error: Error) => error.name,
      );
    expect(await kept(`kept/${uploads[0]}`)).toEqual(pdf);
    expect(await kept(`kept/${uploads[1]}`)).toEqual(png);
    for (const refused of [2, 3, 4]) expect(await kept(`kept/${uploads[refused]}`)).toBe('NoSuchKey');
    await until('nothing is left of the uploads', 20_000, async () =>
      (await Promise.all(uploads.map((id) => kept(`incoming/${id}`)))).every((left) => left === 'NoSuchKey'),
    );
    s3.destroy();
  });

  test('an upload is bound to the size and the type that were asked for', async () => {
    const larger = await asked('a.pdf', 'application/pdf', 10);
    expect(await upload(larger, pdf)).toBe(400);
    const other = await asked('a.pdf', 'application/pdf', page.byteLength);
    expect(await upload({ ...other, fields: { ...other.fields, 'Content-Type': 'text/html' } }, page)).toBe(403);
    const forged = { ...other.fields, 'X-Amz-Signature': '0'.repeat(64) };
    expect(await upload({ ...other, fields: forged }, page)).toBe(403);
    expect(await upload(other, page)).toBe(204);
    const refused = await post(url, `/v1/services/${service}/attachments`, {
      fileName: 'a.html',
      contentType: 'text/html',
      bytes: 10,
    });
    expect(read(refused, 422, Problem).errors?.map(({ pointer }) => pointer)).toEqual(['#/contentType']);
    expect(attachmentTypes).not.toContain('text/html');
  });
});

test('anyone learns that the platform answers and which services there are', async () => {
  expect(JSON.parse((await ask(url, { path: '/v1/status' })).text).status).toBe('ok');
  const listed = JSON.parse((await ask(url, { path: '/v1/services' })).text).services;
  expect(listed.map(({ service }: { service: string }) => service)).toEqual([...services].sort());
  for (const language of languages) expect((await ask(url, { path: `/${language}/` })).status).toBe(200);
});

describe('after everything above', () => {
  test('no function did what its role does not allow', () => {
    expect(stage.refused()).toEqual([]);
  });

  test('every chain of the register holds', async () => {
    for (const service of services) {
      const cases = [...(await casesOf(stage, service)).values()];
      expect(cases.length).toBeGreaterThan(8);
      expect(cases.flatMap((entries) => firstBrokenLink(entries, sha256) ?? [])).toEqual([]);
    }
  });

  test('stopped and started again, the center knows every case, code, conversation and mail', async () => {
    await stage.idle(60_000);
    const registers = await Promise.all(services.map((service) => casesOf(stage, service)));
    const mails = exceptWakes(await stage.mails());
    await stage.stop();
    await open();
    expect(await Promise.all(services.map((service) => casesOf(stage, service)))).toEqual(registers);
    expect(exceptWakes(await stage.mails())).toEqual(mails);
    expect(held).toHaveLength(services.length * languages.length);
    for (const { service, code, contact, key } of held) {
      expect((await statusOf(service, code)).stage).toBe('registered');
      expect((await conversationOf(service, code, contact.email ?? '')).messages).toHaveLength(2);
      expect((await send(url, service, contact, key)).code).toBe(code);
    }
    await stage.idle(60_000);
    expect(await Promise.all(services.map((service) => casesOf(stage, service)))).toEqual(registers);
    expect(exceptWakes(await stage.mails())).toEqual(mails);
  });
});
