import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { pageBeforeSending, problemOfForm } from '../../../functions/intake/form-steps.ts';
import { adviceOnRefusal } from '../../../functions/intake/receipt-reply.ts';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const advised = (content: unknown, language: 'it' | 'en' | 'de' = 'it') =>
  adviceOnRefusal(content, language, protezioneCivile, lifeFirst).advice;

describe('a contact that is refused', () => {
  test('tells whom to call where its words speak of danger, 112 first, in the language of the caller', () => {
    expect(JSON.stringify(advised({ message: 'Mio padre non respira' }))).toContain('112');
    expect(advised({ subject: 'Unser Haus brennt' }, 'de')).toEqual(advised({ message: 'la casa brucia' }, 'de'));
    expect(advised({ message: `${'x '.repeat(9_000)}mio padre non respira` })).toBeDefined();
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

describe('a form that is refused', () => {
  const now = new Date('2026-11-29T10:00:00.000Z');
  const pageOf = (form: Record<string, string>) => {
    const content = contactOfForm(form);
    return pageBeforeSending(form, readContact(content, protezioneCivile), content, protezioneCivile, {
      rules: lifeFirst,
      now,
    });
  };

  test('says whom to call above what is to be mended, and above all on the way back to it', () => {
    for (const step of ['summary', 'send', 'edit']) {
      const page = pageOf({ language: 'it', kind: 'information', message: 'Mio padre non respira', step });
      expect([step, page?.status]).toEqual([step, step === 'edit' ? 200 : 422]);
      const body = page?.body ?? '';
      expect(body.indexOf('class="advice"')).toBeGreaterThan(0);
      expect(body.indexOf('class="advice"')).toBeLessThan(body.indexOf('<form'));
    }
    expect(pageOf({ language: 'it', message: 'A che ora aprite?', step: 'summary' })?.body).not.toContain(
      'class="advice"',
    );
  });

  test('that cannot be kept says so too, and only where its words tell of danger', () => {
    const unkept = (message: string) =>
      problemOfForm(
        {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          requestContext: { http: { method: 'POST' } },
          body: new URLSearchParams({ message, language: 'it' }).toString(),
          isBase64Encoded: false,
        } as unknown as APIGatewayProxyEventV2,
        protezioneCivile,
        'it',
        { problem: { type: 'about:blank', status: 503, title: '', detail: '' }, name: 'unavailable', rules: lifeFirst },
      );
    expect(unkept('Mio padre non respira')).toContain('class="advice"');
    expect(unkept('A che ora aprite?')).not.toContain('class="advice"');
  });
});
