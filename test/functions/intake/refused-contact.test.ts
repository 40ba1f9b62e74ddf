import { describe, expect, test } from '@jest/globals';
import { adviceOnRefusal } from '../../../functions/intake/receipt-reply.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const advised = (content: unknown, language: 'it' | 'en' | 'de' = 'it') =>
  adviceOnRefusal(content, language, protezioneCivile, lifeFirst).advice;

describe('a contact that is refused', () => {
  test('tells whom to call where its words speak of danger, 112 first, in the language of the caller', () => {
    expect(JSON.stringify(advised({ message: 'Mio padre non respira' }))).toContain('112');
    expect(advised({ subject: 'Unser Haus brennt' }, 'de')).toEqual(advised({ message: 'la casa brucia' }, 'de'));
    expect(advised({ message: 'x '.repeat(9_000) + 'mio padre non respira' })).toBeDefined();
  });

  test('tells nothing of violence: the advice is the one of any danger', () => {
    const violence = advised({ message: 'Mio marito mi picchia' });
    expect(violence).toBeDefined();
    expect(JSON.stringify(violence)).not.toContain('1522');
  });

  test.each([[undefined], [null], ['text'], [{}], [{ message: 7 }], [{ message: 'A che ora aprite?' }]])(
    'says nothing more where nothing is heard: %j',
    (content) => {
      expect(advised(content)).toBeUndefined();
    },
  );
});
