import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { actOnContent } from '../../../functions/knowledge/act-on-content.ts';
import type { EditorsRoom } from '../../../functions/knowledge/content-work.ts';
import { followConsents } from '../../../functions/knowledge/follow-consents.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { readConsent } from '../../../functions/knowledge/read-consent.ts';
import { contentOf, isPublic } from '../../../shared/core/knowledge/content-life.ts';
import type { StaffRole } from '../../../shared/core/staff.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContentDrafts } from '../../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { firstEntryOf } from '../../tools/register-of.ts';

const service = 'familyline';
const now = new Date('2026-11-28T09:00:00.000Z');
const code = 'FL-7K3M-9QXT-4DHR-8WZA';
const other = 'FL-7K3M-9QXT-4DHR-8WZB';
let register = memoryRegister();
let contents = memoryContents();
let catalogue = memoryCatalogue();
beforeEach(() => {
  register = memoryRegister();
  contents = memoryContents();
  catalogue = memoryCatalogue();
});

const allowsPublication = (caseId: string) => readConsent(register, caseId);
const change = (command: Parameters<typeof changeCase>[0]['command'], caseId = code, at = now.toISOString()) =>
  changeCase({ register, caseId, command, at });

/** A case that was answered. */
async function answeredCase(caseId = code) {
  await register.append({ ...firstEntryOf(1), caseId });
  await change({ type: 'Answer', by: 'Anna', subject: 'anna', text: 'Serve l’ISEE.' }, caseId);
}
const say = (type: 'GiveConsent' | 'WithdrawConsent', caseId = code, at?: string) =>
  change({ type, to: 'publication' }, caseId, at);

const roomOf = (subject: string, role: StaffRole): EditorsRoom => ({
  definition: familyLine,
  officer: { subject, name: subject },
  roles: rolesOf(role),
  contents,
  catalogue,
  drafts: memoryContentDrafts(),
  themes: [],
  ledger: async () => [],
  quakeProposed: async () => false,
  mailLink: async () => undefined,
  allowsPublication,
  now,
});
const documentOf = (content: string) => {
  const [kind, id] = content.split('/');
  return {
    kind,
    id,
    service,
    theme: 'fisco',
    sources: [{ name: 'Esperti', consultedOn: '2026-11-28' }],
    checkedOn: '2026-11-28',
    reviewBy: '2027-06-01',
    owner: 'redazione',
    checkWithAdministration: true,
    languages: { it: { title: 'Serve l’ISEE per il bonus?', summary: 'Sì, l’ISEE serve.', steps: [] } },
  };
};

/** One act on the version that stands, and the catalogue as the stream then keeps it. */
async function act(subject: string, role: StaffRole, content: string, body: object) {
  const [kind, id] = content.split('/');
  const seen = (await contents.read(content)).length;
  const reply = await actOnContent(roomOf(subject, role), {
    headers: { 'content-type': 'application/json', 'if-match': `"${seen}"` },
    pathParameters: { kind, id },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  await listAllContents({ contents, catalogue });
  return reply;
}
const page = 'question-and-answer/isee-per-il-bonus';
const propose = (content = page) =>
  act('otto', 'operator', content, {
    act: 'write',
    language: 'it',
    document: documentOf(content),
    change: 'Da una risposta',
    fromCase: code,
  });
const review = (content = page) => act('bruno', 'supervisor', content, { act: 'review', version: 1 });
const publish = (content = page) => act('bruno', 'supervisor', content, { act: 'publish', version: 1 });
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? { name: error.problemName, ...error.members } : error),
  );
const isSeen = async () => isPublic(contentOf((await contents.read(page)).map(({ event }) => event)));
const follow = () => followConsents({ service, contents, catalogue, allowsPublication }, now);

describe('a question and answer out of a case', () => {
  test('is proposed by whoever answered, and published once its citizen allows it and another has read it', async () => {
    await answeredCase();
    await propose();
    expect(await refusalOf(act('otto', 'operator', page, { act: 'review', version: 1 }))).toMatchObject({
      name: 'not-allowed',
    });
    await review();
    expect(await refusalOf(publish())).toMatchObject({ name: 'act-refused', refused: 'no-consent' });
    await say('GiveConsent');
    await publish();
    expect(await isSeen()).toBe(true);
  });

  test('is the only thing that an operator may write', async () => {
    await answeredCase();
    const body = { act: 'write', language: 'it', document: documentOf(page), change: 'Senza richiesta' };
    expect(await refusalOf(act('otto', 'operator', page, body))).toMatchObject({ name: 'not-allowed' });
  });

  test('needs the consent however often it is written again', async () => {
    await answeredCase();
    await propose();
    const corrected = { act: 'write', language: 'it', document: documentOf(page), change: 'Corretta' };
    await act('anna', 'editor', page, corrected);
    await act('bruno', 'supervisor', page, { act: 'review', version: 2 });
    expect(await refusalOf(act('bruno', 'supervisor', page, { act: 'publish', version: 2 }))).toMatchObject({
      refused: 'no-consent',
    });
  });

  test('goes as soon as the consent is taken back, and stays gone', async () => {
    await answeredCase();
    await say('GiveConsent');
    await propose();
    await review();
    await publish();
    expect(await follow()).toBe(0);
    await say('WithdrawConsent');
    expect(await follow()).toBe(1);
    expect(await isSeen()).toBe(false);
    // The list is a moment behind: nothing is withdrawn twice.
    expect(await follow()).toBe(0);
  });

  test('goes also where the case was joined and its citizen speaks on the page of the other', async () => {
    await answeredCase();
    await answeredCase(other);
    await say('GiveConsent');
    await change({ type: 'JoinTo', caseId: other, by: 'Anna', reason: 'la stessa' });
    expect(await allowsPublication(code)).toBe(true);
    await say('GiveConsent', other, '2026-11-28T10:00:00.000Z');
    await say('WithdrawConsent', other, '2026-11-28T11:00:00.000Z');
    expect(await allowsPublication(code)).toBe(false);
  });

  test('an article that was begun with an answer alone has nobody’s question, and needs no consent', async () => {
    const article = 'article/isee-per-il-bonus';
    await answeredCase();
    await propose(article);
    await review(article);
    await publish(article);
    expect(await follow()).toBe(0);
  });

  test('whatever is said in whatever order, what is public a while later is what is allowed', async () => {
    const said = fc.array(fc.constantFrom('GiveConsent', 'WithdrawConsent', 'publish', 'follow'), { maxLength: 12 });
    const holds = fc.asyncProperty(said, async (steps) => {
      register = memoryRegister();
      contents = memoryContents();
      catalogue = memoryCatalogue();
      await answeredCase();
      await propose();
      await review();
      for (const step of steps) {
        if (step === 'follow') await follow();
        else if (step === 'publish') await refusalOf(publish());
        else await say(step);
        await listAllContents({ contents, catalogue });
      }
      await follow();
      if ((await isSeen()) && !(await allowsPublication(code))) throw new Error('public without consent');
    });
    await fc.assert(holds, { numRuns: 40 });
  });
});
