import type { Officer } from '../../../shared/contracts/declaration.ts';
import type { DocumentReading } from '../../../shared/contracts/desk.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { answerDueAt } from '../../../shared/core/cases/charter.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { sortOf, wordsOf } from '../../../shared/core/cases/triage.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { hearDanger, worstOf } from '../../../shared/core/danger/hear-danger.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { present } from '../../../shared/core/present.ts';
import type { CaseRead } from './case-view.ts';

/**
 * What a reading of a contact makes of a case: its words, whether they speak of danger to life and, where it names a
 * kind, the lane and the promise that follow, counted from when the case came. A correction says all anew, what it
 * leaves out is gone.
 */
export function readingCommand(input: {
  reading: DocumentReading;
  contact: string;
  by: Officer;
  read: Pick<CaseRead, 'kind' | 'category' | 'receivedAt'>;
  definition: PreparedService;
  rules: LifeFirstRules;
  periods: readonly HoursPeriod[];
}): Extract<CaseCommand, { type: 'ReadDocument' }> {
  const { reading, contact, by, read, definition, rules, periods } = input;
  const { kind, category, language, senderReference, corrects = false, contact: _named, ...said } = reading;
  const danger = worstOf([hearDanger(wordsOf(said), rules)]);
  const personal = { ...said, reference: senderReference, danger };
  return {
    type: 'ReadDocument',
    contact,
    by: by.name,
    subject: by.subject,
    corrects,
    ...present({ language }),
    read: present(personal),
    urgent: danger?.level === 'lane',
    ...((corrects || kind !== undefined || category !== undefined) && { sorted: sorted() }),
  };

  function sorted() {
    const sort = { kind: kind ?? read.kind, category: corrects ? category : (category ?? read.category) };
    // The lane of the kind: danger to life raises the case by itself.
    const { lane, formal, retentionDays } = sortOf(sort, definition, false);
    const firstAnswerDueAt = answerDueAt({ kind: sort.kind, receivedAt: read.receivedAt, definition, periods });
    return {
      kind: sort.kind,
      lane,
      formal,
      retentionDays,
      ...present({ category: sort.category, firstAnswerDueAt }),
    };
  }
}
