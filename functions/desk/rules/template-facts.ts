import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { KnownFacts } from '../../../shared/core/answer-template.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';
import { dayInRome, instantOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';
import { readableDate } from '../../../shared/texts/dates.ts';
import type { CaseRead } from './case-view.ts';

/** A name or a subject on one line: it stands inside a sentence. */
const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined;

/** What templates may know of a case: this and nothing else of it, above all nothing that staff noted. */
export function factsForTemplates(
  read: CaseRead,
  { name, phones }: Pick<PreparedService, 'name' | 'phones'>,
): KnownFacts {
  const { code, language, receivedAt, protocol } = read;
  const [first] = whatHolds(read);
  const number = protocol.findLast(({ cancelled }) => !cancelled)?.number;
  return {
    code,
    service: name[language],
    'received-on': readableDate(dayInRome(instantOf(receivedAt)), language),
    ...present({
      name: oneLine([first?.name, first?.surname].filter(Boolean).join(' ')),
      subject: oneLine(first?.subject),
      'protocol-number': number,
      phone: phones[0]?.display,
    }),
  };
}
