import { beforeEach, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readContent } from '../../../cdk/house/content.ts';
import { actOnContent } from '../../../functions/knowledge/act-on-content.ts';
import type { EditorsRoom } from '../../../functions/knowledge/content-work.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { ContentDraftView } from '../../../shared/contracts/content/content-draft.ts';
import type { StaffRole } from '../../../shared/core/staff.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContentDrafts } from '../../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const seeds = readContent(definitions, 'familyline');
if (!seeds) throw new Error('familyline has no contents');
const contents = memoryContents();
const catalogue = memoryCatalogue();
await seedContents(contents, seeds.items, '2026-11-28T09:00:00.000Z');
await listAllContents({ contents, catalogue });
let drafts = memoryContentDrafts();
beforeEach(() => {
  drafts = memoryContentDrafts();
});

const roomOf = (subject: string, role: StaffRole): EditorsRoom => ({
  definition: familyLine,
  officer: { subject, name: subject },
  roles: rolesOf(role),
  contents,
  catalogue,
  drafts,
  themes: seeds.themes,
  ledger: async () => [],
  quakeProposed: async () => false,
  mailLink: async () => undefined,
  allowsPublication: async () => false,
  now: new Date('2026-11-28T10:00:00.000Z'),
});

async function ask(content: string, body: object, subject = 'anna', role: StaffRole = 'editor', ifMatch?: number) {
  const [kind = '', id = ''] = content.split('/');
  const reply = await actOnContent(roomOf(subject, role), {
    headers: {
      'content-type': 'application/json',
      'accept-language': 'it',
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    pathParameters: { kind, id },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  return reply.body as ContentDraftView;
}
const keep = (document: object) => ({ act: 'keep-draft', language: 'it', seen: 3, document, change: '' });
const open = { act: 'open-draft', language: 'it' };
const guide = seeds.items.find(({ kind, id }) => kind === 'guide' && id === 'lavoro-e-figli') as unknown as {
  questions: { question: string; when?: object }[];
  languages: { it: object };
};
const italian = { ...guide, languages: { it: guide.languages.it } };

test('what is typed is kept as it is, however unfinished, for whoever typed it and nobody else', async () => {
  const half = { kind: 'measure', id: 'nuova', languages: { it: { title: 'Bo' } } };
  const kept = await ask('measure/nuova', keep(half));
  expect(ContentDraftView.parse(kept).draft).toMatchObject({ document: half, seen: 3 });
  expect(kept.findings.map(({ at }) => at)).toContain('/languages/it/title');
  expect((await ask('measure/nuova', open)).draft).toMatchObject({ document: half });
  expect((await ask('measure/nuova', open, 'bruno')).draft).toBeUndefined();
  expect((await ask('measure/nuova', { ...open, language: 'de' })).draft).toBeUndefined();
});

test('whoever opens it is told what can be named, and for a guide how it is asked and how often', async () => {
  const opened = ContentDraftView.parse(await ask('guide/lavoro-e-figli', open));
  expect(opened.draft).toBeUndefined();
  expect(opened.findings).toEqual([]);
  expect(opened.walked?.paths).toBe(496);
  expect(opened.sheet).toMatchObject({ guide: 'lavoro-e-figli', language: 'it' });
  expect(opened.names?.questions.length).toBeGreaterThan(10);
  expect(opened.names?.themes).toEqual(seeds.themes);
});

test('what the walk finds is told at the question or result where it is mended, in a sentence', async () => {
  const [first, ...rest] = guide.questions;
  const later = rest.at(-1)?.question;
  const broken = { ...italian, questions: [{ ...first, when: { question: later, is: true } }, ...rest] };
  const { findings } = await ask('guide/lavoro-e-figli', keep(broken));
  expect(findings).toEqual([
    { what: 'fault', at: '/questions/0/when', sentence: expect.stringContaining('che viene chiesta dopo') },
  ]);
});

test('what was written or dropped is no draft any more', async () => {
  await ask('guide/lavoro-e-figli', keep(italian));
  const version = (await contents.read('guide/lavoro-e-figli')).length;
  const written = { act: 'write', language: 'it', document: italian, change: 'prova' };
  await ask('guide/lavoro-e-figli', written, 'anna', 'editor', version);
  expect((await ask('guide/lavoro-e-figli', open)).draft).toBeUndefined();
  await ask('guide/lavoro-e-figli', keep(italian));
  await ask('guide/lavoro-e-figli', { act: 'drop-draft', language: 'it' });
  expect((await ask('guide/lavoro-e-figli', open)).draft).toBeUndefined();
});

test('a version that somebody else wrote first refuses mine and leaves my draft where it was', async () => {
  await ask('article/isee', keep({ kind: 'article', id: 'isee' }));
  const document = seeds.items.find(({ kind, id }) => kind === 'article' && id === 'isee');
  const late = ask('article/isee', { act: 'write', language: 'it', document, change: 'prova' }, 'anna', 'editor', 1);
  await expect(late).rejects.toMatchObject({ problemName: 'changed-meanwhile' });
  expect((await ask('article/isee', open)).draft).toBeDefined();
});

test('whoever may not write has no draft', async () => {
  for (const role of ['operator', 'dutyOfficer', 'auditor'] as const)
    await expect(ask('article/isee', open, 'otto', role)).rejects.toBeInstanceOf(Refusal);
});
