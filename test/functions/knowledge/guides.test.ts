import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { readContent } from '../../../cdk/house/content.ts';
import { showPublicContent } from '../../../functions/knowledge/answer-reader.ts';
import { consultGuide } from '../../../functions/knowledge/consult-guide.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { readNumber } from '../../../shared/core/knowledge/read-answer.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const content = readContent(definitions, 'familyline');
if (!content) throw new Error('familyline has no contents');
const contents = memoryContents();
const catalogue = memoryCatalogue();
const begun = '2026-11-29T09:00:00.000Z';
const seeded = seedContents(contents, content.items, begun).then(() => listAllContents({ contents, catalogue }));

async function readersAt(now: string) {
  await seeded;
  const listed = await catalogue.all();
  return {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) =>
      followingIndexes({ synonyms: { it: [], en: [], de: [] } })(listed, language, new Date(now)),
    ledger: async () => [],
    site: '',
    now: new Date(now),
  };
}

type Sent = { id?: string; language?: Language; now?: string; accept?: string; type?: string };

async function send(body: string, { id = 'arriva-un-figlio', language = 'it', now = begun, accept, type }: Sent = {}) {
  const event = {
    headers: { accept: accept ?? 'application/json', 'content-type': type ?? 'application/json' },
    pathParameters: { id },
    queryStringParameters: { language },
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  return consultGuide(await readersAt(now), event);
}
const consult = async (answers: Answers, more: Sent & { finish?: boolean } = {}): Promise<GuideStep> => {
  const { finish, ...sent } = more;
  return GuideStep.parse((await send(JSON.stringify({ answers, ...(finish && { finish }) }), sent)).body);
};
const form = async (fields: Record<string, string>, accept = 'text/html') => {
  const reply = await send(new URLSearchParams(fields).toString(), {
    accept,
    type: 'application/x-www-form-urlencoded',
  });
  return { status: reply.status, page: String(reply.body) };
};
const newborn = { 'data-nascita': '2026-10-15', 'figli-a-carico': 'minorenne', isee: 18_000 };

describe('a guide that is asked', () => {
  test('asks one question after the other and ends with what lapses first', async () => {
    expect((await consult({})).next).toMatchObject({ id: 'data-nascita', answer: 'date' });
    const answers: Answers = { ...newborn };
    let step = await consult(answers);
    for (let asked = 0; step.next && asked < 12; asked += 1) {
      answers[step.next.id] = null;
      step = await consult(answers);
    }
    const reached = (step.results ?? []).filter(({ state }) => state === 'yours');
    expect(reached.map(({ id }) => id).slice(0, 1)).toEqual(['bonus-nuovi-nati']);
    expect(reached[0]).toMatchObject({ lapsesOn: '2027-02-12', doors: expect.any(Array) });
    expect(reached[0]?.why.join(' ')).toContain('15 ottobre 2026');
    const terms = reached.map(({ lapsesOn }) => lapsesOn ?? '9999');
    expect(terms).toEqual([...terms].sort());
  });

  test('takes "I do not know" for an answer: what hangs on it may be theirs, and says what is missing', async () => {
    const { results = [] } = await consult({ ...newborn, isee: null }, { finish: true });
    const bonus = results.find(({ id }) => id === 'bonus-nuovi-nati');
    expect(bonus).toMatchObject({ state: 'maybe', missing: expect.stringContaining('ISEE') });
    const unanswered = await consult({ 'data-nascita': '2026-10-15' }, { finish: true });
    expect(unanswered.results?.filter(({ state }) => state === 'yours').map(({ id }) => id)).not.toContain(
      'bonus-nuovi-nati',
    );
  });

  test('speaks the language that is asked for, and leads to the pages of the measures', async () => {
    const { results = [], next } = await consult(newborn, { language: 'de', finish: true });
    expect(next).toBeUndefined();
    expect(results.find(({ id }) => id === 'bonus-nuovi-nati')?.address).toBe(
      '/v1/services/familyline/measures/bonus-nuovi-nati?language=de',
    );
    expect((await consult({}, { language: 'en' })).next?.text).toBe(
      'When was the youngest child born, or when will it be?',
    );
  });

  test('tells no amount of 2026 on the first of January 2027, and grants nothing that hangs on one', async () => {
    const { results = [] } = await consult(newborn, { now: '2027-01-01T09:00:00.000Z', finish: true });
    const told = JSON.stringify(results);
    expect(told).toContain('importo 2027 non ancora pubblicato');
    expect(told).not.toMatch(/203,8|1\.000 euro/);
    expect(results.find(({ id }) => id === 'bonus-nuovi-nati')?.state).not.toBe('yours');
  });

  test('names each answer that answers nothing, and a guide that there is not', async () => {
    const refused = async (asked: Promise<unknown>) => asked.catch((error: unknown) => (error as Refusal).problemName);
    expect(await refused(consult({ isee: 'tanti' }))).toBe('invalid');
    expect(await refused(consult({ 'che-ora-e': 12 }))).toBe('invalid');
    expect(await refused(consult({}, { id: 'nessuna' }))).toBe('not-found');
    expect(Refusal.name).toBe('Refusal');
  });
});

describe('a guide without script', () => {
  test('carries what was answered in its form, and shows the question again for what is no answer', async () => {
    const first = await form({ asked: 'data-nascita', answer: '15/10/2026', act: 'next' });
    expect(first.page).toContain('name="answers.data-nascita" value="2026-10-15"');
    const wrong = await form({ 'answers.data-nascita': '2026-10-15', asked: 'isee', answer: 'boh', act: 'next' });
    expect(wrong).toMatchObject({ status: 422, page: expect.stringMatching(/id="guide-error"[\s\S]*value="boh"/) });
    const unknown = await form({ 'answers.data-nascita': '2026-10-15', asked: 'isee', answer: 'boh', act: 'unknown' });
    expect(unknown.page).toContain('name="answers.isee" value="unknown"');
  });

  test('asks again what is to be changed, and hands every word over to the form in a body', async () => {
    const given = { 'answers.data-nascita': '2026-10-15', 'answers.isee': '18000,5' };
    const again = await form({ ...given, change: 'data-nascita', asked: 'numero-figli' });
    expect(again.page).toContain('name="asked" value="data-nascita"');
    expect(again.page).toContain('name="answers.isee" value="18000,5"');
    const end = await form({ ...given, act: 'finish', asked: 'numero-figli' });
    expect(end.page).toMatch(/action="\/v1\/services\/familyline\/contacts"[\s\S]*l’ISEE[\s\S]*18\.000,50 euro/i);
    expect(end.page).not.toMatch(/(?:href|action)="[^"]*18000/);
  });

  test('is begun on the page of the guide, which carries all that the rest is asked by', async () => {
    const event = {
      headers: { accept: 'text/html' },
      pathParameters: { id: 'arriva-un-figlio' },
      queryStringParameters: { language: 'it' },
    };
    const reply = await showPublicContent(await readersAt(begun), event as unknown as APIGatewayProxyEventV2, [
      'guide',
    ]);
    expect(String(reply.body)).toMatch(
      /name="asked" value="data-nascita"[\s\S]*data-guide-sheet>\{"service":"familyline"/,
    );
  });
});

test('a number is read as people write it, and nothing else is', () => {
  const written = {
    '25.000': 25_000,
    '25.000,50': 25_000.5,
    '25,000.5': 25_000.5,
    '1 200 €': 1200,
    '0': 0,
    '12,5': 12.5,
  };
  for (const [text, value] of Object.entries(written)) expect(readNumber(text)).toBe(value);
  for (const text of ['', '-5', 'tanti', '1e9', '.5']) expect(readNumber(text)).toBeUndefined();
  fc.assert(
    fc.property(
      fc.nat(9_999_999),
      (euros) => readNumber(euros.toLocaleString('it-IT', { useGrouping: 'always' } as never)) === euros,
    ),
    { numRuns: 50 },
  );
});
