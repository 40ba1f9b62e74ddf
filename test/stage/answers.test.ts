import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { Stage } from '../../local/stage-interface.ts';
import { AttachmentUpload } from '../../shared/contracts/attachment.ts';
import { Conversation } from '../../shared/contracts/case-status.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { numberText } from '../../shared/core/protocol.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { bounceOf } from './bounce.ts';
import { bare, nameOf, openStage, tableClient, until } from './center.ts';
import { contactTo, post, send } from './citizen.ts';
import { readMail } from './mailbox.ts';
import { sendMail } from './smtp.ts';

// What the desk has decided stands in the register; here it leaves, or does not, through the functions as deployed.

const service = 'protezione-civile';
const ours = 'contact-center@protezionecivile.example';
const patience = 60_000;

let stage: Stage;
let close: () => Promise<void>;
let register: Register;
let count = 0;

beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare }));
  const table = nameOf(stage.names.tables, service, 'Register');
  register = dynamodbRegister(table, tableClient(stage.endpoints.dynamodb));
}, 240_000);
afterAll(() => close());

const tell = (caseId: string, command: CaseCommand) =>
  changeCase({ register, caseId, command, at: new Date().toISOString() });

/** A case of its own citizen, to whom the desk gives an answer that may leave after some seconds. */
async function answered(words: string, seconds: number, kind?: 'instance') {
  count += 1;
  const number = count;
  const to = `ada.${number}@example.org`;
  const { code } = await send(
    stage.url,
    service,
    contactTo(service, `Domanda ${number}`, { email: to, ...(kind && { kind }) }),
  );
  await until('it is registered', patience, async () => (await readCase(register, code)).state.stage === 'registered');
  const answer = number.toString(16).padStart(16, '0');
  const leavesAt = new Date(Date.now() + seconds * 1000).toISOString();
  const given = { by: 'Carla Villa', subject: 'operator-1', answer, channel: 'mail', leavesAt, to } as const;
  expect(await tell(code, { type: 'Answer', text: words, ...given })).not.toHaveProperty('refused');
  return { code, to, answer };
}

const mailsWith = async (words: string) =>
  (await stage.mails()).map(readMail).filter(({ text }) => text.includes(words));
const arrives = (words: string) =>
  until(`a mail with «${words}»`, patience, async () => {
    const found = await mailsWith(words);
    return found.length > 0 && found;
  });
const stateOf = async (code: string) => {
  const { state } = await readCase(register, code);
  if (state.stage === 'none') throw new Error(`no case ${code}`);
  return state;
};

describe('an answer of the desk', () => {
  test('arrives by mail and stands in the conversation on the page', async () => {
    const { code, to, answer } = await answered('La statale riapre lunedì mattina.', 1);
    const [mail] = await arrives('La statale riapre');
    expect(mail?.to).toEqual([to]);
    expect(mail?.text).toContain(code);
    expect(mail?.headers.get('reply-to')).toMatch(/^contact-center\+[a-z0-9]+\.[a-z0-9]{10}@/);
    const path = `/v1/services/${service}/contacts/${code}/conversation`;
    const { status, text } = await post(stage.url, path, { secondFact: to });
    expect(status).toBe(200);
    const { messages } = Conversation.parse(JSON.parse(text));
    expect(messages.at(-1)).toMatchObject({ from: 'desk', text: 'La statale riapre lunedì mattina.' });
    expect((await stateOf(code)).answers).toMatchObject([{ answer, state: 'sent' }]);
  });

  test('takes its files with it: checked, in the mail and on the page, and no more than a mail carries', async () => {
    count += 1;
    const to = `ada.${count}@example.org`;
    const { code } = await send(stage.url, service, contactTo(service, 'Dov’è il modulo?', { email: to }));
    await until(
      'it is registered',
      patience,
      async () => (await readCase(register, code)).state.stage === 'registered',
    );
    const pdf = Buffer.from('%PDF-1.7\n% il modulo della domanda\n%%EOF\n');
    const ask = (bytes: number) =>
      post(stage.url, `/v1/services/${service}/attachments`, {
        fileName: 'modulo.pdf',
        contentType: 'application/pdf',
        bytes,
      });
    const place = AttachmentUpload.parse(JSON.parse((await ask(pdf.byteLength)).text));
    const form = new FormData();
    for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
    form.append('file', new Blob([pdf], { type: 'application/pdf' }));
    expect((await fetch(place.url, { method: 'POST', body: form })).ok).toBe(true);
    const act = async (attachments: string[]) =>
      post(
        stage.url,
        `/v1/desk/${service}/cases/${code}/acts`,
        { act: 'answer', channel: 'mail', text: 'Ecco il modulo.', attachments },
        { authorization: `Bearer ${await stage.token('carla.villa')}`, 'if-match': '"1"' },
      );
    const never = await act(['f'.repeat(32)]);
    expect(never.status).toBe(422);
    expect(never.text).toContain('must be a file that was uploaded');
    expect((await act([place.attachmentId])).status).toBe(201);
    await arrives('Ecco il modulo.');
    const raw = (await stage.mails()).find((mail) => mail.raw.includes(`${code}.answer-`))?.raw ?? '';
    const { attachments } = await PostalMime.parse(raw);
    expect(attachments).toMatchObject([{ filename: 'modulo.pdf', mimeType: 'application/pdf' }]);
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer)).toEqual(pdf);
    const { text } = await post(stage.url, `/v1/services/${service}/contacts/${code}/conversation`, { secondFact: to });
    const shown = Conversation.parse(JSON.parse(text)).messages.at(-1)?.files?.[0];
    expect(shown).toMatchObject({ name: 'modulo.pdf', contentType: 'application/pdf', bytes: pdf.byteLength });
    const saved = await fetch(shown?.address ?? '');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await saved.arrayBuffer())).toEqual(pdf);
  }, 120_000);

  test('to an instance has its outgoing protocol number in the mail, on the page and on the register of the day', async () => {
    const { code, to } = await answered('L’istanza è accolta.', 1, 'instance');
    const [mail] = await arrives('L’istanza è accolta.');
    const { protocol, answers } = await stateOf(code);
    const [outgoing] = answers;
    expect(outgoing).toMatchObject({ state: 'sent', protocol: { year: expect.any(Number) } });
    const number = numberText(outgoing?.protocol?.year ?? 0, outgoing?.protocol?.number ?? 0);
    expect(protocol.map((incoming) => numberText(incoming.year, incoming.number))).not.toContain(number);
    expect(mail?.text).toContain(`Protocollo della risposta: ${number}`);
    const { text } = await post(stage.url, `/v1/services/${service}/contacts/${code}/conversation`, { secondFact: to });
    expect(Conversation.parse(JSON.parse(text)).messages.at(-1)).toMatchObject({ from: 'desk', protocol: number });
    const headers = { authorization: `Bearer ${await stage.token('carla.villa')}` };
    const entry = await fetch(`${stage.url}/v1/desk/${service}/protocol/${number}`, { headers });
    expect(await entry.json()).toMatchObject({ number, caseId: code, answer: outgoing?.answer, channel: 'email' });
  });

  test('that is withheld in time never arrives, on the page neither', async () => {
    const { code, answer } = await answered('Questa non parte.', 4);
    await tell(code, { type: 'WithholdAnswer', by: 'Carla Villa', answer, because: 'staff' });
    // Another one that leaves later has been delivered: the first one's time is over.
    await answered('Questa parte dopo.', 6);
    await arrives('Questa parte dopo.');
    expect(await mailsWith('Questa non parte.')).toEqual([]);
    expect(await stateOf(code)).toMatchObject({ stage: 'registered', answers: [{ state: 'withheld' }] });
  });

  test('that bounces brings its case back to the desk', async () => {
    const { code, to, answer } = await answered('Una risposta che torna indietro.', 0);
    await arrives('Una risposta che torna');
    const messageId = `<${code}.answer-${answer}@protezionecivile.example>`;
    const report = bounceOf({ ours, to, messageId });
    const heard = await sendMail(stage.endpoints.smtp as string, { from: '', to: [ours], message: report });
    expect(heard).toMatch(/^250/);
    await until('the case is back', patience, async () => (await stateOf(code)).answers[0]?.state === 'bounced');
    expect((await stateOf(code)).stage).toBe('registered');
  });

  test('waits while SES is silent, and leaves once when it answers again; the page has it meanwhile', async () => {
    const mails = stage.emulator('mail');
    await mails.stop();
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, index) => answered(`Risposta nel silenzio, la numero ${index}.`, 0)),
    );
    for (const { code } of many)
      await until('it stands on the page', patience, async () => (await stateOf(code)).stage === 'answered');
    await mails.start();
    for (let index = 0; index < many.length; index += 1)
      expect(await arrives(`Risposta nel silenzio, la numero ${index}.`)).toHaveLength(1);
    await stage.idle(patience);
    const all = await mailsWith('Risposta nel silenzio');
    expect(all.map(({ to }) => to[0]).sort()).toEqual(many.map(({ to }) => to).sort());
  }, 240_000);
});

test('a message to a request that was closed over a month ago opens one that follows it, with its receipt', async () => {
  const to = 'elia@example.org';
  const { code } = await send(stage.url, service, contactTo(service, 'Quando riapre il sentiero?', { email: to }));
  await until('it is registered', patience, async () => (await readCase(register, code)).state.stage === 'registered');
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
  await changeCase({ register, caseId: code, command: { type: 'Close', reason: 'answered' }, at });
  const said = { secondFact: to, message: 'È passato un mese: e ora?' };
  const { status, text } = await post(stage.url, `/v1/services/${service}/contacts/${code}/messages`, said);
  expect(status).toBe(201);
  const { continuedAs = '' } = Conversation.parse(JSON.parse(text));
  expect(await stateOf(code)).toMatchObject({ stage: 'closed', followedBy: continuedAs });
  expect(await stateOf(continuedAs)).toMatchObject({ stage: 'registered', follows: code });
  await until('its receipt is mailed', patience, async () => {
    const mails = (await stage.mails()).map(readMail);
    return mails.some((mail) => mail.to.includes(to) && mail.text.includes(continuedAs));
  });
  const headers = { authorization: `Bearer ${await stage.token('carla.villa')}` };
  await until('it is listed', patience, async () =>
    (await (await fetch(`${stage.url}/v1/desk/${service}/worklist`, { headers })).text()).includes(continuedAs),
  );
}, 120_000);

test('a question to experts is told to their mailbox: where it is and until when, and none of its words', async () => {
  const words = 'Il versante sopra la scuola si muove?';
  const asked = contactTo(service, words, { email: 'elio.rossi@example.org', experts: 'risks' });
  const { code } = await send(stage.url, service, asked);
  const mail = await until('the mail to the group', patience, async () =>
    (await stage.mails()).map(readMail).find(({ to }) => to.includes('rischi.allerta@example.org')),
  );
  expect(mail.text).toContain(`/console/#/${service}/case/${code}`);
  expect(mail.text).toContain('La risposta è attesa per');
  expect(`${mail.headers.get('subject')} ${mail.text}`).not.toMatch(/versante|scuola|elio|Bianchi/i);
});

test('nothing was refused for want of a permission', () => {
  expect(stage.refused()).toEqual([]);
});
