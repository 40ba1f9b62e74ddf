import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import type { Ask } from '../../../shared/core/cases/desk-facts.ts';
import { expertsNamed } from '../../../shared/core/cases/experts.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { expertTexts } from '../../../shared/texts/mails/expert.ts';
import { citizenMail, type MailFrame } from './citizen-mail.ts';

/** What a group of experts is to be told of an ask: that it has come, or that its answer is late. */
export type ExpertNews = { ask: Ask; email: string; what: 'asked' | 'late' };

/** What the events of one entry tell groups that have a mailbox, from the case with them: of asks that are still open. */
export function expertNews(
  { asks }: Pick<KnownCase, 'asks'>,
  events: readonly CaseEvent[],
  definition: MailFrame['definition'],
): ExpertNews[] {
  return events.flatMap((event) => {
    if (event.type !== 'Forwarded' && event.type !== 'AskOverdue') return [];
    const ask = asks.find((known) => known.ask === event.ask && known.state === 'open');
    const email = ask === undefined ? undefined : expertsNamed(definition, ask.to)?.email;
    if (ask === undefined || email === undefined) return [];
    return [{ ask, email, what: event.type === 'Forwarded' ? ('asked' as const) : ('late' as const) }];
  });
}

/**
 * The mail to a group of experts: where the question is and until when, no word, name or kind of the case, since a
 * mailbox is read by whoever has it. Nobody who answers it writes into the case.
 */
export function expertMail({ ask, email, what }: ExpertNews, caseId: string, frame: MailFrame): WrittenMail {
  const { definition, portalUrl } = frame;
  const service = definition.name.it;
  const address = `${portalUrl}/console/#/${definition.service}/case/${caseId}`;
  const lead = what === 'asked' ? expertTexts.lead : expertTexts.lateLead;
  return citizenMail(
    { ...frame, replyTo: undefined },
    {
      to: email,
      language: 'it',
      subject: expertTexts[what](service),
      name: `ask-${ask.ask}-${what}`,
      title: service,
      paragraphs: [
        { text: lead(service, ask.to) },
        ...(ask.dueAt === undefined
          ? []
          : [{ text: expertTexts.term(readableInstant(ask.dueAt, 'it')), strong: true }]),
        { text: expertTexts.open },
        { text: address, link: address },
        { text: expertTexts.notByMail },
        { text: definition.administration.it },
      ],
    },
  );
}
