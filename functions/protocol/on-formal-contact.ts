import type { SQSRecord } from 'aws-lambda';
import { readFormal } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingTogether } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { assignNumbers } from './assign-numbers.ts';
import { numberingWork } from './numbering-work.ts';

const work = numberingWork();

/**
 * Gives formal contacts their protocol numbers, all of a batch with one write; a contact that comes again has its
 * number.
 */
export const handler = workingTogether(
  'protocol',
  async (records) => {
    const failures = new Map<SQSRecord, unknown>();
    const contacts = records.flatMap((record) => {
      try {
        return [{ record, formal: readFormal(record.body, work.definition.service) }];
      } catch (error) {
        failures.set(record, error);
        return [];
      }
    });
    const formals = contacts.map(({ formal }) => formal);
    const refused = await assignNumbers(work, formals).catch(
      (error: unknown) => new Map(formals.map(({ contact }) => [contact, error])),
    );
    for (const { record, formal } of contacts)
      if (refused.has(formal.contact)) failures.set(record, refused.get(formal.contact));
    return failures;
  },
  comingBackTo(environment('QUEUE_URL').QUEUE_URL),
);
