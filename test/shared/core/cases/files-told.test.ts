import { describe, expect, test } from '@jest/globals';
import type { Conversation } from '../../../../shared/contracts/case-status.ts';
import type { Case } from '../../../../shared/core/cases/case.ts';
import { conversationOf } from '../../../../shared/core/cases/case-status.ts';
import { conversationPage } from '../../../../web/pages/conversation-page.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

type Known = Exclude<Case, { stage: 'none' }>;
const withFiles = (attachments: Omit<Known['attachments'], 'about'>) =>
  conversationOf('PC-7K3M-9QXT-4DHR-8WZA', 'protezione-civile', {
    stage: 'registered',
    messages: [],
    attachments: { ...attachments, about: {} },
    answers: [],
    asks: [],
    referrals: [],
    consents: {},
    history: [],
  } as unknown as Known);

describe('the files of a case, as its citizen is told', () => {
  test('are counted as attached, under check and refused, a scan that nobody offered too', () => {
    const { files } = withFiles({ offered: ['a', 'b', 'c'], attached: ['a', 'scan'], refused: ['b'] });
    expect(files).toEqual({ attached: 2, checking: 1, refused: 1 });
  });

  test('are spoken of while as many are under check as are settled', () => {
    expect(withFiles({ offered: ['a', 'b'], attached: ['a'], refused: [] }).files).toEqual({
      ...{ attached: 1, checking: 1, refused: 0 },
    });
    expect(withFiles({ offered: ['a'], attached: [], refused: [] }).files).toMatchObject({ checking: 1 });
  });

  test('are not spoken of where none came', () => {
    expect(withFiles({ offered: [], attached: [], refused: [] })).not.toHaveProperty('files');
  });

  test.each([
    ['it', '1 file non è stato accettato'],
    ['en', '1 file was not accepted'],
    ['de', '1 Datei wurde nicht angenommen'],
  ] as const)('are on the page in %s, a refused one with what to do', (language, words) => {
    const conversation: Conversation = withFiles({ offered: ['a', 'b'], attached: ['a'], refused: ['b'] });
    const page = conversationPage(protezioneCivile, language, { conversation, secondFact: 'ada@example.org' });
    expect(page).toContain(words);
    expect(page).toContain('PDF');
    expect(page).not.toMatch(/being checked|in controllo|wird geprüft/);
  });
});
