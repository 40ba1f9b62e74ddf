import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { ManyView, type SeenCase } from '../../shared/contracts/answer-to-many.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { bare, nameOf, openStage, tableClient, until } from './center.ts';
import { contactTo, post, send } from './citizen.ts';
import { readMail } from './mailbox.ts';

// One answer to two hundred, as deployed: three change meanwhile, and the store is killed while it is given.

const service = 'protezione-civile';
const many = 200;
const patience = 120_000;
const texts = {
  it: 'La provinciale per Castel Alto riapre lunedì alle sette.',
  en: 'The road to Castel Alto opens on Monday.',
};

let stage: Stage;
let close: () => Promise<void>;
let register: Register;

beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare }));
  register = dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), tableClient(stage.endpoints.dynamodb));
}, 240_000);
afterAll(() => close());

async function asked<Is extends ManyView['is']>(body: object, is: Is): Promise<Extract<ManyView, { is: Is }>> {
  const answer = await fetch(`${stage.url}/v1/desk/${service}/answers-to-many`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stage.token('bruno.neri')}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const view = ManyView.parse(await answer.json());
  if (view.is !== is) throw new Error(`not ${is}`);
  return view as Extract<ManyView, { is: Is }>;
}

test('one answer to 200 reaches each as one mail, in its language and with its code, but the 3 that changed meanwhile', async () => {
  const emailOf = (number: number) => `ada.${number}@example.org`;
  const codes: string[] = [];
  for (let number = 0; number < many; number += 1) {
    const words = `Una frana ha chiuso la provinciale per Castel Alto, quando riapre? Scrivo dal civico ${number}.`;
    const language = number % 10 === 0 ? 'en' : 'it';
    codes.push((await send(stage.url, service, contactTo(service, words, { email: emailOf(number), language }))).code);
  }
  const list = await until('all are proposed', patience, async () => {
    const { cases } = await asked({ do: 'find', picked: [codes[0]] }, 'found');
    return cases.length === many && cases.map(({ code, version }): SeenCase => ({ code, version }));
  });
  const changed = [codes[7], codes[77], codes[177]] as string[];
  for (const code of changed) {
    const secondFact = emailOf(codes.indexOf(code));
    const path = `/v1/services/${service}/contacts/${code}/messages`;
    expect((await post(stage.url, path, { secondFact, message: 'Non serve più, grazie.' })).status).toBe(201);
  }
  const { batch, count } = await asked({ do: 'send', texts, cases: list, safety: true }, 'sent');
  expect(count).toBe(many);
  const store = stage.emulator('dynamodb');
  await until('some have it', patience, async () => {
    const states = await Promise.all(codes.slice(0, 20).map((code) => readCase(register, code).catch(() => undefined)));
    return states.some(
      (read) => read?.state.stage !== undefined && read.state.stage !== 'none' && read.state.answers.length > 0,
    );
  });
  await store.stop();
  await store.start();
  const look = async () => {
    const parts = [list.slice(0, 100), list.slice(100)];
    return (await Promise.all(parts.map((cases) => asked({ do: 'look', batch, texts, cases }, 'looked')))).flatMap(
      ({ cases }) => cases,
    );
  };
  // Two hundred cases are read for each look: seldom, so that looking is not what keeps the center busy.
  const states = () => look().catch(() => []);
  let seen: Awaited<ReturnType<typeof look>> = [];
  for (let tries = 0; tries < 60; tries += 1) {
    seen = await states();
    if (seen.filter(({ state }) => state === 'sent').length === many - changed.length) break;
    await pause(4000);
  }
  const counts = Object.groupBy(seen, ({ state, because }) => `${state} ${because ?? ''}`.trim());
  expect(Object.fromEntries(Object.entries(counts).map(([is, cases = []]) => [is, cases.length]))).toEqual({
    sent: many - changed.length,
    'skipped changed': changed.length,
  });
  const passedBy = (await look()).filter(({ state }) => state === 'skipped');
  expect(passedBy.map(({ code, because }) => `${code} ${because}`).sort()).toEqual(
    changed.map((code) => `${code} changed`).sort(),
  );
  const answers = async () =>
    (await stage.mails()).map(readMail).filter(({ text }) => text.includes(texts.it) || text.includes(texts.en));
  await until('all mails are there', patience, async () => (await answers()).length >= many - changed.length);
  await stage.idle(patience);
  const arrived = await answers();
  const byPerson = new Map(arrived.map((mail) => [mail.to[0], mail]));
  // Where the store died between two calls a mail may come once more, as the same one: one Message-ID a person (ADR 28).
  const ids = arrived.map(({ headers }) => headers.get('message-id'));
  expect(new Set(ids).size).toBe(many - changed.length);
  expect(Math.max(...ids.map((id) => ids.filter((other) => other === id).length))).toBeLessThanOrEqual(2);
  for (const [number, code] of codes.entries()) {
    const mail = byPerson.get(emailOf(number));
    if (changed.includes(code)) expect(mail).toBeUndefined();
    else {
      expect(mail?.text).toContain(code);
      expect(mail?.text).toContain(number % 10 === 0 ? texts.en : texts.it);
    }
  }
  expect(stage.refused()).toEqual([]);
}, 600_000);
