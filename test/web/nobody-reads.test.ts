import { describe, expect, test } from '@jest/globals';
import { receiptMail } from '../../functions/citizen-mails/rules/receipt-mail.ts';
import { voiceMenu } from '../../functions/voice-menu/rules/menu.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { noDanger } from '../../shared/core/danger/danger.ts';
import { nothingDeclared } from '../../shared/core/posture/declared.ts';
import { effectiveHours, serviceState } from '../../shared/core/posture/service-state.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { receiptPage } from '../../web/pages/receipt-page.ts';
import { statePage } from '../../web/pages/state-page.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

/** Sunday 29 November 2026, 3:36 in Rome: both services are shut, and only one names people who are woken. */
const night = '2026-11-29T02:36:00.000Z';
const code = 'FL 7K3M 9QXT 4DHR 8WZA';

function toldBy(definition: PreparedService, language: Language): Record<string, string> {
  const state = serviceState(definition, nothingDeclared, night);
  const hours = effectiveHours(definition, nothingDeclared, '2026-11-29', '2026-11-30');
  const { readsUrgentNow } = state;
  const facts = {
    ...{ caseId: code, to: 'ada@example.org', name: 'Ada', language, kind: 'information', urgent: false },
    ...{ receivedAt: night, firstAnswerDueAt: undefined, callBackDueAt: undefined, words: '' },
  };
  const frame = { definition, texts: textsIn[language], portalUrl: 'https://sportello.example.org', readsUrgentNow };
  const receipt = { code, service: definition.service, kind: 'information' as const, receivedAt: night };
  const menu = voiceMenu(definition, nothingDeclared, { at: night, language });
  return {
    page: statePage(definition, language, { state, hours }),
    receipt: receiptPage(definition, language, {
      receipt: receipt as never,
      mailed: true,
      danger: noDanger,
      readsUrgentNow,
    }),
    mail: receiptMail(facts, frame).text,
    voice: menu.prompts.map(({ text }) => text).join(' '),
  };
}

describe('that nobody reads before the service opens', () => {
  test('is said by page, receipt, mail and voice of a service that names nobody for the night, in three languages', () => {
    for (const language of languages)
      for (const [where, text] of Object.entries(toldBy(familyLine, language)))
        expect([where, text.includes(wordsIn[language].nobodyReads.split(',')[0] ?? '')]).toEqual([where, true]);
  });

  test('is said nowhere while somebody is woken for what is urgent', () => {
    for (const language of languages)
      for (const [where, text] of Object.entries(toldBy(protezioneCivile, language)))
        expect([where, text.includes(wordsIn[language].nobodyReads.split(',')[0] ?? '')]).toEqual([where, false]);
  });
});
