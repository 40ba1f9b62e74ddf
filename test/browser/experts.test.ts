import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Browser, Page } from 'playwright-core';
import { readContent } from '../../cdk/house/content.ts';
import { pageBeforeSending } from '../../functions/intake/form-steps.ts';
import { acceptContact } from '../../functions/intake/rules/acceptance.ts';
import { contactOfForm, readContact } from '../../functions/intake/rules/read-contact.ts';
import { actOnContent } from '../../functions/knowledge/act-on-content.ts';
import { listContents, showPublicContent } from '../../functions/knowledge/answer-reader.ts';
import { followConsents } from '../../functions/knowledge/follow-consents.ts';
import { listAllContents } from '../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../functions/knowledge/public-indexes.ts';
import { readConsent } from '../../functions/knowledge/read-consent.ts';
import { sayUseful } from '../../functions/knowledge/say-useful.ts';
import { seedContents } from '../../functions/knowledge/seed-contents.ts';
import { registration } from '../../functions/registrar/rules/case-commands.ts';
import { answerCitizen } from '../../functions/status/answer-citizen.ts';
import type { DeskCase } from '../../shared/contracts/desk.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { noDanger } from '../../shared/core/danger/danger.ts';
import type { StaffRole } from '../../shared/core/staff.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { pageOfAnswer } from '../../web/console/desk/page-of-answer.ts';
import { definitions } from '../cdk/synthesis.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { rolesOf } from '../fixtures/staff.ts';
import { hmac, statusWork } from '../functions/status/status-work.ts';
import { memoryContentDrafts } from '../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../stores/memory-contents.ts';
import { memoryRegister } from '../stores/memory-register.ts';
import { openBrowser } from './browser.ts';
import { violations } from './page-checks.ts';
import { servePortal } from './portal.ts';

// From a measure to the expert, to the answer, to the page that helps the next one: over the rules of the center.

const content = readContent(definitions, 'familyline');
if (!content) throw new Error('familyline has no contents');
const contents = memoryContents();
const catalogue = memoryCatalogue();
const register = memoryRegister();
const indexes = followingIndexes(content);
const said: string[] = [];
/** The codes of the cases, in the order in which they were sent. */
const codes: string[] = [];

const readers = async () => {
  const listed = await catalogue.all();
  const now = new Date();
  return {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) => indexes(listed, language, now),
    ledger: async () => [],
    site: '',
    now,
    counts: {
      add: async ({ of, what }: { of: string; what: string }) => void said.push(`${of} ${what}`),
      all: async () => [],
    },
  };
};

const eventOf = (url: string, routeKey: string, id: string | undefined, body: string) =>
  ({
    routeKey,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    pathParameters: { id, code: id },
    queryStringParameters: Object.fromEntries(new URL(url, 'http://portal').searchParams),
    body,
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;

/** The form, its summary, and once it is sent the code: registered as the registrar does. */
async function intake(event: APIGatewayProxyEventV2): Promise<string> {
  const form = readBody(event, 65_536).content as Record<string, unknown>;
  const read = contactOfForm(form);
  const reading = readContact(read, familyLine);
  const now = new Date();
  const page = pageBeforeSending(form, reading, read, familyLine, { rules: lifeFirst, now });
  if (page !== undefined || !('contact' in reading)) return page?.body ?? '';
  const at = now.toISOString();
  const given = { contact: reading.contact, definition: familyLine, rules: lifeFirst, periods: [], key: undefined };
  const { accepted } = acceptContact({ ...given, receivedAt: at, hmac, sha256 });
  const sealed = {
    accepted,
    definition: familyLine,
    rules: lifeFirst,
    registeredAt: at,
    salt: 'aa'.repeat(16),
    sha256,
  };
  await register.append(registration(sealed));
  codes.push(accepted.code);
  return `<!doctype html><title>ok</title><p class="code">${accepted.code}</p>`;
}

async function answer(url: string, method: string | undefined, body: string) {
  const [sort = '', id, last] = (url.split('?')[0] ?? '').split('/').slice(4);
  const event = eventOf(url, `${method} /v1/services/{service}/${sort}/{code}/${last ?? ''}`, id, body);
  if (sort === 'contacts' && id === undefined) return { status: 200, body: await intake(event) };
  if (sort === 'contacts' || sort === 'contact-status') {
    const asked = sort === 'contacts' ? event : { ...event, routeKey: 'POST /v1/services/{service}/contact-status' };
    const work = { ...statusWork(register), service: 'familyline', definition: familyLine };
    const heard = { danger: noDanger, advice: undefined };
    return answerCitizen(work, asked, { content: readBody(event, 65_536).content, heard, now: new Date() });
  }
  if (sort === 'usefulness') return sayUseful(await readers(), event);
  const kinds = sort === 'measures' ? ['measure'] : ['article', 'question-and-answer'];
  return id === undefined
    ? listContents(await readers(), event, kinds)
    : showPublicContent(await readers(), event, kinds);
}

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
beforeAll(async () => {
  await seedContents(contents, content.items, '2026-11-01T09:00:00.000Z');
  await listAllContents({ contents, catalogue });
  portal = await servePortal(async ({ url = '', method }, body) => {
    if (!url.startsWith('/v1/services/familyline/')) return undefined;
    const reply = await answer(url, method, body);
    return typeof reply.body === 'string'
      ? { status: reply.status, type: 'text/html; charset=utf-8', body: reply.body }
      : { type: 'application/json', body: JSON.stringify(reply.body) };
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

/** What experts and desk do meanwhile: the ask that came by itself is answered, and the answer leaves. */
async function answerCase(code: string): Promise<DeskCase> {
  const { state } = await readCase(register, code);
  if (state.stage !== 'forwarded') throw new Error(`the case is ${state.stage}`);
  const [ask] = state.asks;
  expect(ask).toMatchObject({ to: 'Esperti di lavoro e congedi', by: 'sportello', dueAt: expect.any(String) });
  const text = 'Sì: il patentino nautico non conta nell’ISEE.';
  const change = (command: Parameters<typeof changeCase>[0]['command']) =>
    changeCase({ register, caseId: code, command, at: new Date().toISOString() });
  await change({ type: 'AnswerAsk', by: 'Esperta', subject: 'esperta', ask: ask?.ask ?? '', text });
  const id = { answer: 'ab'.repeat(8) };
  await change({ type: 'Answer', by: 'Otto', subject: 'otto', ...id, channel: 'page', final: true, text });
  await change({ type: 'MarkAnswerSent', ...id });
  const message = 'Sono Ada Bianchi. Il patentino nautico conta?';
  const seen = { name: 'Ada', surname: 'Bianchi', subject: 'Patentino nautico', message };
  const desk = { publication: true, answers: [{ state: 'sent', text }] };
  return { service: 'familyline', code, language: 'it', contacts: [seen], readings: [], desk } as unknown as DeskCase;
}

async function act(by: string, role: StaffRole, name: string, body: object) {
  const [kind, id] = name.split('/');
  const seen = (await contents.read(name)).length;
  const room = {
    definition: familyLine,
    officer: { subject: by, name: by },
    roles: rolesOf(role),
    contents,
    catalogue,
    drafts: memoryContentDrafts(),
    themes: [],
  };
  const rest = {
    ledger: async () => [],
    quakeProposed: async () => false,
    mailLink: async () => undefined,
    now: new Date(),
  };
  const allowsPublication = (code: string) => readConsent(register, code);
  await actOnContent({ ...room, ...rest, allowsPublication }, {
    headers: { 'content-type': 'application/json', 'if-match': `"${seen}"` },
    pathParameters: { kind, id },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  await listAllContents({ contents, catalogue });
}

test.each([true, false])(
  'a question from a measure reaches its experts, and its answer helps the next one, with script %s',
  async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    const page: Page = await context.newPage();
    page.setDefaultTimeout(20_000);
    // Both get the same markup, and axe is a script.
    const good = async (one = page) => javaScriptEnabled && expect(await violations(one)).toEqual([]);
    await page.goto(`${portal.origin}/v1/services/familyline/measures/bonus-nuovi-nati?language=it`);
    await good();
    await page.locator('section.ask button').click();
    expect(await page.locator('#field-experts').inputValue()).toBe('family-rights');
    await good();
    await page.locator('#field-message').fill(`Il patentino nautico conta? ${javaScriptEnabled}`);
    await page.locator('#field-name').fill('Ada');
    await page.locator('#field-email').fill('ada@example.org');
    await page.locator('#field-privacyAccepted').check();
    await page.locator('button[value="summary"]').click();
    await page.getByText('Esperti di lavoro e congedi').waitFor();
    await page.locator('button[value="send"]').click();
    await page.locator('p.code').waitFor();
    const code = codes.at(-1) ?? '';
    const known = await answerCase(code);

    await page.goto(`${portal.origin}/it/familyline/status/`);
    await page.locator('#field-code').fill(code);
    await page.locator('#field-secondFact').fill('ada@example.org');
    await page.locator('form:has(#field-code) button[type="submit"]').first().click();
    await page.getByRole('button', { name: 'Sì, potete pubblicarle' }).waitFor();
    await good();
    await page.getByRole('button', { name: 'Sì, potete pubblicarle' }).click();
    await page.getByRole('button', { name: 'Non voglio più' }).waitFor();

    const mark = javaScriptEnabled ? 'con1' : 'sen2';
    const day = new Date().toISOString().slice(0, 10);
    const made = pageOfAnswer(known, { theme: 'conciliazione', administration: 'Dipartimento', day, mark });
    if (made === undefined) throw new Error('no page of the answer');
    await act('otto', 'operator', made.content, made.act);
    await act('bruno', 'supervisor', made.content, { act: 'review', version: 1 });
    await act('bruno', 'supervisor', made.content, { act: 'publish', version: 1 });

    const reader = await context.newPage();
    await reader.goto(`${portal.origin}/v1/services/familyline/articles?language=it&q=patentino+nautico`);
    await reader.locator(`main a[href*="${mark}"]`).first().click();
    await reader.getByText('non conta nell’ISEE').first().waitFor();
    expect(await reader.content()).not.toMatch(/Ada|Bianchi/);
    await good(reader);
    await reader.locator('button[name="useful"][value="no"]').click();
    await reader.locator('button[name="reason"]').first().click();
    expect(said.slice(-2)).toEqual([`${made.content} no`, `${made.content} because not-my-case`]);
    await good(reader);

    await page.getByRole('button', { name: 'Non voglio più' }).click();
    await page.getByRole('button', { name: 'Sì, potete pubblicarle' }).waitFor();
    const allowsPublication = (asked: string) => readConsent(register, asked);
    await followConsents({ service: 'familyline', contents, catalogue, allowsPublication }, new Date());
    await listAllContents({ contents, catalogue });
    const id = made.content.split('/')[1];
    const gone = await reader.goto(`${portal.origin}/v1/services/familyline/articles/${id}?language=it`);
    expect(gone?.status()).toBe(410);
    await context.close();
  },
  120_000,
);
