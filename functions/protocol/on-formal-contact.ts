import type { SQSRecord } from 'aws-lambda';
import { assignNumbers, type Desk } from '../../shared/shell/assigning.ts';
import { workingTogether } from '../../shared/shell/batch.ts';
import { comeBackAfter } from '../../shared/shell/contacts-queue.ts';
import { dynamodbProtocol } from '../../shared/shell/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/dynamodb-register.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readService } from '../../shared/shell/services.ts';
import { readFormal, secondsUntilRetry } from '../registrar/reading.ts';

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
