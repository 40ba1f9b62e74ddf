import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { isHeld } from '../../../shared/core/cases/desk-facts.ts';
import { heldTexts } from '../../../shared/texts/mails/held.ts';
import { citizenMail, type MailFrame } from './citizen-mail.ts';
import { heldOfAnHour } from './mail-allowance.ts';

/** That an answer waits for supervisors, and the mailbox that they read. */
export type HeldNews = { answer: string; email: string };

/**
 * What the events of one entry tell supervisors, from the case with them: that an answer of the reserve waits, unless
 * it was read meanwhile; undefined too where they have no mailbox.
 */
export function heldNews(
  { answers }: Pick<KnownCase, 'answers'>,
  events: readonly CaseEvent[],
  { desk }: Pick<MailFrame['definition'], 'desk'>,
): HeldNews | undefined {
  const email = desk?.supervisorsEmail;
  const told = events.find((event) => event.type === 'Answered' && event.held);
  const held = answers.find((known) => told?.type === 'Answered' && known.answer === told.answer && isHeld(known));
  return email === undefined || held === undefined ? undefined : { answer: held.answer, email };
}

/**
 * The mail to supervisors: where answers wait, no word, name, code or kind of any case, since a mailbox is read by
 * whoever has it.
 */
export function heldMail({ answer, email }: HeldNews, frame: MailFrame): WrittenMail {
  const { definition, portalUrl } = frame;
  const service = definition.name.it;
  const address = `${portalUrl}/console/#/${definition.service}/reserve`;
  return citizenMail(
    { ...frame, replyTo: undefined },
    {
      to: email,
      language: 'it',
      subject: heldTexts.subject(service),
      name: `held-${answer}`,
      title: service,
      paragraphs: [
        { text: heldTexts.lead(service), strong: true },
        { text: heldTexts.open },
        { text: address, link: address },
        { text: heldTexts.paced(heldOfAnHour) },
        { text: definition.administration.it },
      ],
    },
  );
}
