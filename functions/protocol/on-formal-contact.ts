import type { SQSRecord } from 'aws-lambda';
import { readFormal } from '../../shared/core/messages.ts';
import { registeredThing } from '../../shared/core/protocol.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingTogether } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { assignNumbers } from './assign-numbers.ts';
import { numberingWork } from './numbering-work.ts';

const work = numberingWork();

/**
 * Gives formal contacts, and answers to them, their protocol numbers, all of a batch with one write; what comes again
 * has its number.
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
      (error: unknown) => new Map(formals.map((formal) => [registeredThing(formal), error])),
    );
    for (const { record, formal } of contacts)
      if (refused.has(registeredThing(formal))) failures.set(record, refused.get(registeredThing(formal)));
    return failures;
  },
  comingBackTo(environment('QUEUE_URL').QUEUE_URL),
);
