import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { readSent } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { mendAll } from '../../shared/texts/mend.ts';
import { acceptAndKeep } from './accept-contact.ts';
import { contactOfForm, readContact } from './rules/read-contact.ts';

const frame = serviceFrame();
const { definition } = frame;
const work = { ...frame, queues: contactQueues(frame.service) };

/**
 * Takes in a contact: 202 with its receipt once it is durably kept; a browser gets pages, the last of which it is led
 * to and may load again.
 */
export const handler = answering(
  'intake',
  async (event, now) => {
    if (event.requestContext.http.method === 'GET')
      return (await import('./receipt-reply.ts')).receiptAgain(work, event, now);
    const { from, content: sent, form, key } = readSent(event, maximumBodyBytes);
    const content = from === 'form' ? contactOfForm(form) : sent;
    const reading = readContact(content, definition);
    const asPage = wantsPage(event);
    // 160 KB of lists, that a function must not read before it can answer at all.
    const { lifeFirst: rules } = await import('../../shared/texts/danger/lists.ts');
    if (from === 'form' && asPage) {
      const { pageBeforeSending } = await import('./form-steps.ts');
      const page = pageBeforeSending(form, reading, content, definition, { rules, now });
      if (page !== undefined) return page;
    }
    if ('issues' in reading) {
      const errors = mendAll(reading.issues, content, await textsIn(callerLanguage(event)));
      // Whom to call is told whatever else is refused.
      const { adviceOnRefusal } = await import('./receipt-reply.ts');
      const members = adviceOnRefusal(content, callerLanguage(event), definition, rules);
      throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors, members });
    }
    const { contact } = reading;
    const given = { contact, key, now };
    const { receipt, danger, readsUrgentNow } = await acceptAndKeep({ ...work, rules }, given);
    if (danger.level === 'none' && !asPage) return { status: 202, body: receipt };
    const { advised, toReceipt } = await import('./receipt-reply.ts');
    if (asPage) return toReceipt(work, { receipt, danger, readsUrgentNow, contact }, now);
    return { status: 202, body: advised(receipt, contact, definition, danger) };
  },
  async (problem, name, language, event) => {
    const { problemOfForm } = await import('./form-steps.ts');
    const { lifeFirst: rules } = await import('../../shared/texts/danger/lists.ts');
    return problemOfForm(event, definition, language, { problem, name, rules });
  },
);
