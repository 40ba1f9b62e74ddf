import { describe, expect, test } from '@jest/globals';
import { callBackMail } from '../../../functions/citizen-mails/rules/call-back-mail.ts';
import { protocolMail } from '../../../functions/citizen-mails/rules/protocol-mail.ts';
import { receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import type { Area, DeclarationAct, LedgerEvent } from '../../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { type Case, initialCase } from '../../../shared/core/cases/case.ts';
import { type Declared, declaredAt } from '../../../shared/core/posture/declared.ts';
import { decide, ledgerOf } from '../../../shared/core/posture/ledger.ts';
import { present } from '../../../shared/core/present.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
/** Saturday 12 September 2026, 10:00 in Rome. */
const at = '2026-09-12T08:00:00.000Z';
const portal = 'https://portal.example';
const reachable = { email: 'ada@example.org' };

/** What acts at the same instant make of the service. */
function declared(...acts: { level: 'alert' | 'emergency'; area: Area; words: string }[]): Declared {
  const events: LedgerEvent[] = [];
  for (const { level, area, words } of acts) {
    const act: DeclarationAct = {
      act: 'declare',
      reason: 'Piena',
      area,
      level,
      hours: 'extended',
      notice: { it: `${words} (it)`, en: `${words} (en)`, de: `${words} (de)` },
      endsAt: '2026-09-13T01:00:00.000Z',
    };
    const by = { subject: 'anna', name: 'Anna Ferri' };
    const newDeclaration = `d${events.length + 1}`;
    const decision = decide({ act, by, at, newDeclaration, expectedVersion: events.length }, ledgerOf(events));
    if ('refused' in decision) throw new Error(decision.refused);
    events.push(...decision.events);
  }
  return declaredAt(events, at);
}

const mails: [string, (language: Language, declared?: Declared, definition?: PreparedService) => string | undefined][] =
  [
    [
      'a receipt',
      (language, declared, definition = protezioneCivile) =>
        receiptMail(
          {
            caseId,
            to: reachable.email,
            name: 'Ada',
            language,
            kind: 'information',
            urgent: false,
            words: '',
            receivedAt: at,
            firstAnswerDueAt: at,
            callBackDueAt: undefined,
          },
          { definition, texts: textsIn[language], portalUrl: portal, ...present({ declared }) },
        ).text,
    ],
    [
      'the message after call-backs that reached nobody',
      (language, declared, definition = protezioneCivile) => {
        const state = { ...initialCase(), stage: 'registered' as const, language, contactPoints: reachable, safe: {} };
        const tried = { caseId, version: 4, state: state as Case };
        return callBackMail(tried, {
          definition,
          texts: textsIn[language],
          portalUrl: portal,
          ...present({ declared }),
        })?.text;
      },
    ],
    [
      'the message with a protocol number',
      (language, declared, definition = protezioneCivile) =>
        protocolMail(
          { caseId, to: reachable.email, language, number: '2026-0000042', assignedAt: at },
          { definition, texts: textsIn[language], portalUrl: portal, ...present({ declared }) },
        ).text,
    ],
  ];

describe.each(mails)('%s', (_what, mail) => {
  test.each(languages)(
    'in %s tells each area’s own notice, with level and end in Rome, the highest first',
    (language) => {
      const text =
        mail(
          language,
          declared(
            { level: 'alert', area: { kind: 'zones', zones: ['Ligu-A'] }, words: 'Vento' },
            { level: 'emergency', area: { kind: 'zones', zones: ['Emil-B1'] }, words: 'Piena' },
          ),
        ) ?? '';
      const told = (words: string) =>
        text.split('\n\n').find((paragraph) => paragraph.includes(`${words} (${language})`));
      expect(told('Piena')).toMatch(
        new RegExp(`^${wordsIn[language].levels.emergency} – Emilia-Romagna .*2026.*03:00`),
      );
      expect(told('Vento')).toMatch(new RegExp(`^${wordsIn[language].levels.alert} – Liguria .*2026.*03:00`));
      expect(text.indexOf('Piena')).toBeLessThan(text.indexOf('Vento'));
      expect(text).not.toContain(protezioneCivile.notices.emergency[language]);
    },
  );

  test('in ordinary times says what the service always says, and else nothing', () => {
    const always = { it: 'Il lunedì rispondiamo più tardi.', en: 'On Mondays later.', de: 'Montags später.' };
    const talkative = { ...protezioneCivile, notices: { ...protezioneCivile.notices, ordinary: always } };
    expect(mail('it', declaredAt([], at), talkative)).toContain(always.it);
    const silent = mail('it', declaredAt([], at)) ?? '';
    for (const level of ['alert', 'emergency'] as const)
      expect(silent).not.toContain(protezioneCivile.notices[level].it);
  });

  test('is still a mail when more is declared than anybody would read', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      level: 'alert' as const,
      area: { kind: 'zones' as const, zones: [`Stranger-${index}`] },
      words: `Avviso numero ${index}`,
    }));
    const text =
      mail('it', declared(...many, { level: 'emergency', area: { kind: 'national' }, words: 'Tutti' })) ?? '';
    expect(text).toContain('Emergenza – tutta Italia. Tutti (it)');
    expect(text.match(/Avviso numero/g)?.length).toBeLessThan(10);
  });
});
