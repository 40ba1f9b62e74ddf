import { beforeEach, describe, expect, test } from '@jest/globals';
import { readAnswerTemplates } from '../../../cdk/house/answer-templates.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { keepDraft, showDraft } from '../../../functions/desk/drafts.ts';
import { showTemplates } from '../../../functions/desk/show-templates.ts';
import { DraftView } from '../../../shared/contracts/draft.ts';
import { deskOf, openCase } from './desk-of.ts';

let desk: Desk;
let code: string;
beforeEach(async () => {
  desk = deskOf();
  code = await openCase(desk, 'ada', { name: 'Ada', message: 'La strada è chiusa?' });
});

const asking = (of?: string, body?: object): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json' },
    pathParameters: { code },
    ...(of !== undefined && { queryStringParameters: { of } }),
    isBase64Encoded: false,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }) as unknown as DeskRequest;

describe('a draft on a case', () => {
  test('is kept, shown and dropped, for whoever typed it', async () => {
    await keepDraft(desk, asking('answer', { text: 'Buongiorno' }));
    expect((await showDraft(desk, asking('answer'))).body).toMatchObject({
      of: 'answer',
      draft: { text: 'Buongiorno' },
    });
    const colleague = { ...desk, officer: { subject: 'operator-2', name: 'Dora Neri' } };
    expect((await showDraft(colleague, asking('answer'))).body).toEqual({ code, of: 'answer' });
    await keepDraft(desk, asking('answer', { text: ' ' }));
    expect((await showDraft(desk, asking('answer'))).body).toEqual({ code, of: 'answer' });
  });

  test('of a note shows in no answer', async () => {
    await keepDraft(desk, asking('note', { text: 'attenzione al marito' }));
    expect((await showDraft(desk, asking('answer'))).body).toEqual({ code, of: 'answer' });
  });

  test('of an answer keeps the files that were uploaded for it, and names those that are there no more', async () => {
    const [there, gone] = ['a'.repeat(32), 'b'.repeat(32)];
    const files = [
      { id: there, name: 'mappa.pdf', bytes: 7 },
      { id: gone, name: 'modulo.pdf' },
    ];
    desk.uploads = { ...desk.uploads, bytesOf: async (id) => (id === there ? 7 : undefined) };
    await keepDraft(desk, asking('answer', { text: '', files }));
    const { draft } = DraftView.parse((await showDraft(desk, asking('answer'))).body);
    expect(draft).toMatchObject({ text: '', files: [files[0]], gone: ['modulo.pdf'] });
  });

  test('of a note has no files: nobody would be sent them', async () => {
    const files = [{ id: 'a'.repeat(32), name: 'mappa.pdf' }];
    await expect(keepDraft(desk, asking('note', { text: 'x', files }))).rejects.toMatchObject({
      problemName: 'invalid',
    });
  });

  test.each([undefined, 'mail'])('for %s is refused with what it may be for', async (of) => {
    await expect(showDraft(desk, asking(of))).rejects.toMatchObject({ problemName: 'invalid' });
  });

  test('is not kept before its case is registered', async () => {
    code = 'PC-0000-0000-0000-0000';
    await expect(keepDraft(desk, asking('answer', { text: 'x' }))).rejects.toMatchObject({ problemName: 'wrong-code' });
  });
});

test('the templates of a case name its citizen and code, and none asks for what it has', async () => {
  desk = { ...desk, templates: readAnswerTemplates(['shared/services'], 'protezione-civile') };
  const { body } = await showTemplates(desk, asking());
  const { templates } = body as { templates: { text: string; asks: { name: string }[] }[] };
  expect(templates[0]?.text).toContain('Buongiorno Ada,');
  expect(templates[0]?.text).toContain(code);
  expect(templates.flatMap(({ asks }) => asks.map(({ name }) => name))).not.toContain('code');
});
