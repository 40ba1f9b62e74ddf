import { describe, expect, test } from '@jest/globals';
import { protocolMail, protocolNews } from '../../../functions/citizen-mails/rules/protocol-mail.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
const other = 'PC-0000-0000-0000-0001';
const at = '2026-09-11T15:00:00.000Z';

function casesEntries(language: Language, email: string | undefined, ...later: CaseEvent[][]): RegisterEntry[] {
  const opening: CaseEvent[] = [
    caseOpened({ kind: 'instance', language, lane: 'instances', formal: true, retentionDays: 3650 }),
    contactReceived({
      receivedAt: at,
      personal: { name: 'Ada', ...(email === undefined ? { phone: '333 1234567' } : { email }) },
    }),
  ];
  const entries: RegisterEntry[] = [];
  for (const events of [opening, ...later])
    entries.push(sealEntry({ caseId, at, events, previous: entries.at(-1), salt: 'ab'.repeat(16), sha256 }));
  return entries;
}
const assigned = (contact = caseId, number = 42): CaseEvent => ({
  type: 'ProtocolAssigned',
  contact,
  year: 2026,
  number,
  assignedAt: '2026-09-11T15:00:04.000Z',
});

describe('the message with a protocol number', () => {
  test.each(languages)('in %s: says the number, its day and the code, and where to follow', (language) => {
    const [facts] = protocolNews(casesEntries(language, 'ada@example.org', [assigned()]), 2, protezioneCivile);
    if (facts === undefined) throw new Error('there is news');
    const mail = protocolMail(facts, {
      definition: protezioneCivile,
      texts: textsIn[language],
      portalUrl: 'https://portal.example',
    });
    expect(mail).toMatchObject({
      to: 'ada@example.org',
      messageId: `<${caseId}.protocol-2026-0000042@protezionecivile.example>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(mail.subject).toContain('2026-0000042');
    for (const words of [
      '2026-0000042',
      caseId,
      '17:00',
      textsIn[language].mail.protocolKeep,
      `https://portal.example/${language}/protezione-civile/status/`,
    ]) {
      expect(mail.text).toContain(words);
      expect(mail.html).toContain(words);
    }
  });

  test('goes to nobody whose e-mail is not known, and tells nothing at other entries', () => {
    expect(protocolNews(casesEntries('it', undefined, [assigned()]), 2, protezioneCivile)).toEqual([]);
    const entries = casesEntries('it', 'ada@example.org', [assigned()]);
    expect(protocolNews(entries, 1, protezioneCivile)).toEqual([]);
    expect(protocolNews([], 1, protezioneCivile)).toEqual([]);
  });

  test('goes to who sent the contact that got the number, not to whoever opened the case', () => {
    const joined: CaseEvent = contactReceived({
      channel: 'pec',
      contact: other,
      receivedAt: at,
      personal: { email: 'ugo@example.org' },
    });
    const entries = casesEntries('de', 'ada@example.org', [joined], [assigned(), assigned(other, 43)]);
    expect(
      protocolNews(entries, 3, protezioneCivile).map(({ to, number, language }) => [to, number, language]),
    ).toEqual([
      ['ada@example.org', '2026-0000042', 'de'],
      ['ugo@example.org', '2026-0000043', 'de'],
    ]);
  });
});
