import type { SQSRecord } from 'aws-lambda';
import { readFormal, secondsUntilRetry } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingTogether } from '../../shared/shell/queues/batch.ts';
import { comeBackAfter } from '../../shared/shell/queues/contacts-queue.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { assignNumbers, type Desk } from './assign-numbers.ts';

const { SERVICE, REGISTER_TABLE, PROTOCOL_TABLE, QUEUE_URL } = environment(
  'SERVICE',
  'REGISTER_TABLE',
  'PROTOCOL_TABLE',
  'QUEUE_URL',
);
const desk: Desk = {
  register: dynamodbRegister(REGISTER_TABLE),
  protocol: dynamodbProtocol(PROTOCOL_TABLE),
  definition: readService(SERVICE),
  clock: () => new Date(),
};

/** Gives formal contacts their protocol numbers, all of a batch with one write; a contact that comes again has its number. */
export const handler = workingTogether(
  'protocol',
  async (records) => {
    const failures = new Map<SQSRecord, unknown>();
    const contacts = records.flatMap((record) => {
      try {
        return [{ record, formal: readFormal(record.body, SERVICE) }];
      } catch (error) {
        failures.set(record, error);
        return [];
      }
    });
    const formals = contacts.map(({ formal }) => formal);
    const refused = await assignNumbers(desk, formals).catch(
      (error: unknown) => new Map(formals.map(({ contact }) => [contact, error])),
    );
    for (const { record, formal } of contacts)
      if (refused.has(formal.contact)) failures.set(record, refused.get(formal.contact));
    return failures;
  },
  async ({ receiptHandle, attributes }, error) =>
    comeBackAfter(
      QUEUE_URL,
      receiptHandle,
      secondsUntilRetry(error, Number(attributes.ApproximateReceiveCount), Math.random()),
    ),
);
