import { describe, expect, test } from '@jest/globals';
import { receiptMail } from '../../../../functions/citizen-mails/rules/receipt-mail.ts';
import type { Kind } from '../../../../shared/contracts/kind.ts';
import { answerDueAt, firstAnswerDue } from '../../../../shared/core/cases/charter.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';
import { wordsIn } from '../../../../shared/texts/words/words.ts';
import { receiptPage } from '../../../../web/pages/receipt-page.ts';
import { servicePage } from '../../../../web/pages/service-page.ts';
import { familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';

/** Friday 11 September 2026, 17:00 in Rome, and the last instants of the days on which the terms end. */
const receivedAt = '2026-09-11T15:00:00.000Z';
const [thirtyDays, oneMonth] = ['2026-10-11T21:59:59.999Z', '2026-10-11T21:59:59.999Z'];

const duties: { kind: Kind; due: string; source: RegExp; remedy: RegExp | undefined }[] = [
  { kind: 'instance', due: thirtyDays, source: /241\/1990, art\. 2/, remedy: /9-bis/ },
  { kind: 'civic-access', due: thirtyDays, source: /33\/2013, art\. 5/, remedy: /riesame/ },
  { kind: 'document-access', due: thirtyDays, source: /241\/1990, art\. 25/, remedy: /Commissione/ },
  { kind: 'privacy-rights', due: oneMonth, source: /2016\/679, art\. 12/, remedy: /Garante/ },
  { kind: 'accessibility', due: thirtyDays, source: /4\/2004/, remedy: /Difensore civico/ },
  { kind: 'complaint', due: thirtyDays, source: /Carta dei servizi/, remedy: undefined },
];

describe.each([protezioneCivile, familyLine])('each duty of $service', (definition) => {
  test.each(duties)('has its own clock and source: $kind', ({ kind, due, source, remedy }) => {
    const duty = definition.kinds.find((known) => known.kind === kind)?.duty;
    expect(answerDueAt({ kind, receivedAt, definition, periods: [] })).toBe(due);
    expect(duty?.source.it).toMatch(source);
    expect(duty?.remedy?.it ?? '').toMatch(remedy ?? /^$/);
    // No hours in force make a term of the law shorter or longer.
    const periods = [{ from: receivedAt, to: '2026-12-01T00:00:00.000Z', hours: 'around-the-clock' as const }];
    expect(answerDueAt({ kind, receivedAt, definition, periods })).toBe(due);
  });

  test.each(duties)('is told with source, office and remedy on receipt and mail: $kind', ({ kind }) => {
    const duty = definition.kinds.find((known) => known.kind === kind)?.duty;
    const told = [duty?.source.it, duty?.office?.it, duty?.remedy?.it].filter((one) => one !== undefined);
    const receipt = { code: 'PC-7K3M-9QXT-4DHR-8WZA', service: definition.service, kind, receivedAt };
    const page = receiptPage(definition, 'it', { receipt, mailed: false, danger: { level: 'none' } as never });
    const { text } = receiptMail(
      {
        ...receipt,
        caseId: receipt.code,
        to: 'ada@example.org',
        name: 'Ada',
        language: 'it',
        urgent: false,
        words: '',
      } as never,
      { definition, portalUrl: 'https://sportello.example.org', texts: textsIn.it, notices: [] } as never,
    );
    for (const one of told) {
      expect(page).toContain(one);
      expect(text.replace(/\s+/g, ' ')).toContain(one);
    }
  });

  test('is on the page of the service', () => {
    const page = servicePage(definition, 'it');
    for (const { kind } of duties) expect(page).toContain(`${wordsIn.it.kinds[kind]}: entro `);
  });
});

test('the term of the GDPR ends on the same date of the next month, or on its last day', () => {
  const due = (from: string) =>
    answerDueAt({ kind: 'privacy-rights', receivedAt: from, definition: protezioneCivile, periods: [] });
  expect(due('2026-01-31T10:00:00.000Z')).toBe('2026-02-28T22:59:59.999Z');
  expect(due('2027-12-31T10:00:00.000Z')).toBe('2028-01-31T22:59:59.999Z');
  expect(due('2028-01-30T10:00:00.000Z')).toBe('2028-02-29T22:59:59.999Z');
});

test('a case that is sorted anew has the clock of what it is, from its first arrival', () => {
  const was = { receivedAt, firstAnswerDueAt: '2026-09-14T10:00:00.000Z' };
  expect(firstAnswerDue({ ...was, kind: 'information' }, protezioneCivile, [])).toBe('2026-09-14T10:00:00.000Z');
  expect(firstAnswerDue({ ...was, kind: 'instance' }, protezioneCivile, [])).toBe(thirtyDays);
});
