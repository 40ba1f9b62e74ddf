import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { actOnContent } from '../../../functions/knowledge/act-on-content.ts';
import type { EditorsRoom } from '../../../functions/knowledge/content-work.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { practiceId } from '../../../functions/knowledge/rules/practice-draft.ts';
import { takePractice } from '../../../functions/knowledge/take-practice.ts';
import { Slug } from '../../../shared/contracts/content/item.ts';
import { PracticeReceipt } from '../../../shared/contracts/content/practice-proposed.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContentDrafts } from '../../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const now = new Date('2026-11-30T09:00:00.000Z');
const told = {
  language: 'it',
  title: 'Un asilo aperto fino alle sette',
  summary: 'Tre aziende vicine pagano insieme due ore in più.',
  who: 'Tre aziende e il Comune di Borgoverde',
  aim: 'Far tornare al lavoro chi ha un figlio piccolo.',
  cost: '40.000 euro l’anno, divisi per quattro.',
  result: 'Dopo un anno 31 bambini.',
  contact: 'Ufficio famiglia',
  email: 'Famiglia@example.org',
  mayBePublished: true,
};
let contents = memoryContents();
let catalogue = memoryCatalogue();
beforeEach(() => {
  contents = memoryContents();
  catalogue = memoryCatalogue();
});

async function tell(body: object, { from = '203.0.113.7', accept = 'application/json', at = now } = {}) {
  const event = {
    headers: { 'content-type': 'application/json', accept, 'x-forwarded-for': `${from}, 198.51.100.1` },
    queryStringParameters: { language: 'it' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const work = { definition: familyLine, contents, catalogue, hmac: async () => hmac, now: at };
  const reply = await takePractice(work, event);
  await listAllContents({ contents, catalogue });
  return reply;
}
const refusal = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.problemName : error),
  );

describe('a practice that somebody tells', () => {
  test('is a draft under the name of who did it, and sent again it is the same', async () => {
    const reply = await tell(told);
    expect(reply.status).toBe(202);
    const { practice } = PracticeReceipt.parse(reply.body);
    expect(PracticeReceipt.parse((await tell(told)).body).practice).toBe(practice);
    const entries = await contents.read(`practice/${practice}`);
    expect(entries.map(({ event }) => event)).toMatchObject([
      { type: 'Written', by: { name: told.who }, document: { languages: { it: { title: told.title } } } },
    ]);
    expect((await catalogue.all()).flatMap(({ public: seen }) => Object.values(seen.languages ?? {}))).toEqual([]);
    // Neither an address nor anything that leads back to it is kept.
    expect(JSON.stringify(entries)).not.toContain('203.0.113.7');
  });

  test('lacking something is refused by its name; a page shows it again with the words', async () => {
    for (const member of Object.keys(told).filter((name) => name !== 'language'))
      expect([member, await refusal(tell({ ...told, [member]: undefined }))]).toEqual([member, 'invalid']);
    const page = await tell({ ...told, email: 'nessuna' }, { accept: 'text/html' });
    expect(page.status).toBe(422);
    expect(page.body).toContain('value="nessuna"');
    expect(page.body).toContain('Scrivi un indirizzo e-mail intero.');
  });

  test('is taken five times a day from one address, and from others still', async () => {
    for (let count = 0; count < 5; count += 1) await tell({ ...told, title: `Pratica ${count}` });
    expect(await refusal(tell({ ...told, title: 'Pratica 6' }))).toBe('too-many-tries');
    expect(await refusal(tell({ ...told, title: 'Pratica 6' }, { from: '203.0.113.8' }))).toBe('taken');
    const later = new Date(now.getTime() + 25 * 3_600_000);
    expect(await refusal(tell({ ...told, title: 'Pratica 7' }, { at: later }))).toBe('taken');
  });

  test('that speaks of danger to life is answered with whom to call, also where it is refused', async () => {
    const aim = 'Aiuto, il palazzo brucia e siamo bloccati dentro';
    expect(PracticeReceipt.parse((await tell({ ...told, aim })).body).advice?.emergencyNumbers).toContain('112');
    const refused = await tell({ aim }).catch((error: unknown) => error);
    expect((refused as Refusal).members).toHaveProperty('advice');
  });

  test('once it is public its contact is told, once', async () => {
    const { practice } = PracticeReceipt.parse((await tell(told)).body);
    const mails: object[] = [];
    const act = async (subject: string, seen: number, asked: object) => {
      const room: EditorsRoom = {
        definition: familyLine,
        officer: { subject, name: subject },
        roles: rolesOf('editor'),
        contents,
        catalogue,
        drafts: memoryContentDrafts(),
        themes: [],
        ledger: async () => [],
        quakeProposed: async () => false,
        allowsPublication: async () => false,
        mailLink: async () => undefined,
        tellAuthor: async (one) => void mails.push(one),
        now,
      };
      const headers = { 'content-type': 'application/json', 'if-match': `"${seen}"` };
      const pathParameters = { kind: 'practice', id: practice };
      const event = { headers, pathParameters, body: JSON.stringify(asked), isBase64Encoded: false };
      await actOnContent(room, event as unknown as APIGatewayProxyEventV2);
      await listAllContents({ contents, catalogue });
    };
    await act('gaia', 1, { act: 'review', version: 1 });
    await act('gaia', 2, { act: 'publish', version: 1 });
    const author = { to: 'famiglia@example.org', language: 'it', id: practice, title: told.title };
    expect(mails).toEqual([author]);
    const [written] = await contents.read(`practice/${practice}`);
    const { document } = (written as NonNullable<typeof written>).event as unknown as { document: object };
    await act('gaia', 3, { act: 'write', language: 'it', document, change: 'Una parola in meno' });
    await act('bruno', 4, { act: 'review', version: 4 });
    await act('bruno', 5, { act: 'publish', version: 4 });
    expect(mails).toEqual([author]);
  });
});

test('whatever the title, the name is one that an address can have', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64 }),
      (title, digest) => {
        expect(Slug.safeParse(practiceId(title, digest)).success).toBe(true);
      },
    ),
  );
});
