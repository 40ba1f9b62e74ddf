import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { Api } from './api.ts';
import type { Routed, ServiceChannelProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';

/** What staff of one service see and do: the worklist, cases, what they record by hand. */
export class Desk extends Construct implements Routed {
  private readonly staffRequest: HouseFunction;
  private readonly given: ServiceChannelProps;

  constructor(scope: Construct, id: string, given: ServiceChannelProps) {
    super(scope, id);
    this.given = given;
    const { house, definition, own, shared } = given;
    const { service } = definition;
    this.staffRequest = new HouseFunction(this, 'StaffRequest', {
      house,
      bundle: 'desk-staff-request',
      description: `Shows staff of ${service} what waits and every case, and takes what they record`,
      errorImpact: `Operators of ${service} see no worklist and no case, and cannot record letters or attempts to call back.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        WORKLIST_TABLE: own.worklist.tableName,
        PERSONS_TABLE: own.persons.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        INBOX_TABLE: own.inbox.tableName,
        QUEUE_URL: own.contacts.queueUrl,
        PROTOCOL_QUEUE_URL: own.protocolDue.queue.queueUrl,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
      memory: 512,
    });
    const { staffRequest } = this;
    staffRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    staffRequest.allow(['dynamodb:Query'], [`${own.worklist.tableArn}/index/byDue`]);
    staffRequest.allow(['dynamodb:Query'], [own.persons.tableArn, shared.ledger.tableArn]);
    staffRequest.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    staffRequest.allow(['sqs:SendMessage'], [own.contacts.queueArn, own.protocolDue.queue.queueArn]);
    staffRequest.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    // It reads no document itself: an address it signs can do what it may do, for five minutes.
    staffRequest.allowObjects(['s3:GetObject'], own.attachments, objectPrefix.kept);
    staffRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.read);
  }

  /** Adds the routes of the desk to the API. */
  routes(api: Api): void {
    api.answer(this.staffRequest, this.given);
  }
}
