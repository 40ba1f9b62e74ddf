import { Construct } from 'constructs';
import type { ServiceCenterProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByNewItems } from './house/wake.ts';

/** Writes the mails that a case of one service calls for, and leaves them in the mail queues. */
export class CitizenMails extends Construct {
  constructor(scope: Construct, id: string, props: ServiceCenterProps & { portalUrl: string }) {
    super(scope, id);
    const { house, definition, own, shared, portalUrl } = props;
    const { service } = definition;
    const caseEvent = new HouseFunction(this, 'CaseEvent', {
      house,
      bundle: 'citizen-mails-case-event',
      description: `Composes the mails for cases of ${service}`,
      errorImpact: `Citizens who wrote to ${service} get no confirmation mail; the receipt on screen still holds.`,
      environment: {
        SERVICE: service,
        LEDGER_TABLE: shared.ledger.tableName,
        REGISTER_TABLE: own.register.tableName,
        MAIL_QUEUE_URL: shared.mail.queueUrl,
        URGENT_MAIL_QUEUE_URL: shared.urgentMail.queueUrl,
        PORTAL_URL: portalUrl,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
    });
    // Addresses for replies are signed.
    caseEvent.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    caseEvent.allow(['sqs:SendMessage'], [shared.mail.queueArn, shared.urgentMail.queueArn]);
    caseEvent.allow(['dynamodb:Query'], [shared.ledger.tableArn, own.register.tableArn]);
    caseEvent.allowKey(shared.key, keyUse.send).allowKey(own.key, keyUse.read);
    wakeByNewItems(this, 'CaseEventSource', caseEvent, {
      house,
      table: own.register,
      batch: 50,
      key: own.key,
      deadLetters: shared.streamDeadLetters,
      deadLettersKey: shared.key,
      late: {
        chapter: 'notifier-late',
        impact: `Confirmation mails of ${service} leave more than five minutes late.`,
      },
    });
  }
}
