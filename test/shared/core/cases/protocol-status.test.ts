import { describe, expect, test } from '@jest/globals';
import { CaseStatus } from '../../../../shared/contracts/case-status.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { type Case, initialCase } from '../../../../shared/core/cases/case.ts';
import { caseStatus } from '../../../../shared/core/cases/case-status.ts';
import { evolveCase } from '../../../../shared/core/cases/evolve.ts';
import { openEntry } from '../../../../shared/core/chain.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';
import { statusPage } from '../../../../web/pages/status-page.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';
import { caseOf, registered } from '../../../fixtures/formal-cases.ts';
import { memoryRegister } from '../../../stores/memory-register.ts';

const assigned = { contact: caseOf(1), year: 2026, number: 42, assignedAt: '2026-09-11T15:00:04.000Z' };

async function formalCase(): Promise<Case> {
  const register = memoryRegister();
  await registered(register, 1);
  const events = (await register.read(caseOf(1))).flatMap(openEntry);
  return events.reduce((state, event) => evolveCase(state, event, '2026-09-11T15:00:01.000Z'), initialCase());
}
const told = (state: Case) => caseStatus(caseOf(1), protezioneCivile, state, []);

describe('the status of a formal instance', () => {
  test('has no protocol number until one is assigned, then the number and its date', async () => {
    const before = await formalCase();
    expect(told(before)).not.toHaveProperty('protocol');
    const after = evolveCase(before, { type: 'ProtocolAssigned', ...assigned }, '2026-09-11T15:00:05.000Z');
    expect(told(after).protocol).toEqual([
      { number: '2026-0000042', assignedAt: '2026-09-11T15:00:04.000Z', cancelled: false },
    ]);
    expect(CaseStatus.parse(told(after))).toEqual(told(after));
  });

  test.each(languages)('shows the number on its page in %s, and that it was cancelled', async (language) => {
    const texts = textsIn[language].status;
    const numbered = evolveCase(await formalCase(), { type: 'ProtocolAssigned', ...assigned }, assigned.assignedAt);
    const page = statusPage(protezioneCivile, language, { status: told(numbered), code: caseOf(1) });
    expect(page).toContain(`<dt>${texts.protocol}</dt><dd>2026-0000042, `);
    expect(page).not.toContain(texts.protocolCancelled);
    const cancelled = evolveCase(
      numbered,
      { type: 'ProtocolCancelled', year: 2026, number: 42, by: 'Rita Conti', reason: 'due volte' },
      assigned.assignedAt,
    );
    const after = statusPage(protezioneCivile, language, { status: told(cancelled), code: caseOf(1) });
    expect(after).toContain(`(${texts.protocolCancelled})`);
    expect(after).not.toContain('Rita');
  });
});
