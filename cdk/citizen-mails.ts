import { Construct } from 'constructs';
import type { FollowingProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByFollowing, wakeByQueue } from './house/wake.ts';

/** Writes the mails that a case of one service calls for, answers among them, and leaves them in the mail queues. */
export class CitizenMails extends Construct {
  constructor(scope: Construct, id: string, props: FollowingProps) {
    super(scope, id);
    const { house, definition, own, shared, portalUrl } = props;
    const { service } = definition;
    const answers = own.answersDue.queue;
    const environment = {
      SERVICE: service,
      LEDGER_TABLE: shared.ledger.tableName,
      REGISTER_TABLE: own.register.tableName,
      MAIL_QUEUE_URL: shared.mail.queueUrl,
      URGENT_MAIL_QUEUE_URL: shared.urgentMail.queueUrl,
      ANSWERS_QUEUE_URL: answers.queueUrl,
      PROTOCOL_QUEUE_URL: own.protocolDue.queue.queueUrl,
      PORTAL_URL: portalUrl,
      RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
    };
    const followed = own.followed['citizen-mails'];
    const entryTold = new HouseFunction(this, 'EntryTold', {
      house,
      bundle: 'citizen-mails-entry-told',
      description: `Composes the mails for cases of ${service}`,
      errorImpact: `Citizens who wrote to ${service} get no confirmation mail; the receipt on screen still holds.`,
      environment: {
        ...environment,
        SIGHTINGS_TABLE: shared.sightings.tableName,
        ATTACHMENTS_QUEUE_URL: own.attachmentsDue.queue.queueUrl,
        FOLLOWED_QUEUE_URL: followed.queue.queueUrl,
      },
    });
    entryTold.allowKey(own.key, keyUse.table);
    // Files of answers are checked as those of citizens are.
    entryTold.allow(['sqs:SendMessage'], [own.attachmentsDue.queue.queueArn]);
    wakeByFollowing(this, 'EntryToldSource', entryTold, {
      house,
      followed,
      key: own.key,
      maximumConcurrency: 50,
      late: {
        chapter: 'citizen-mails-late',
        impact: `Confirmation mails of ${service} leave more than five minutes late.`,
      },
      setAside: `News of a case of ${service} were not understood: a mail to a citizen is missing, or an answer does not leave.`,
    });

    const answerDue = new HouseFunction(this, 'AnswerDue', {
      house,
      bundle: 'citizen-mails-answer-due',
      description: `Lets answers to citizens of ${service} leave once nobody can withhold them any more`,
      errorImpact: `Answers to citizens of ${service} do not leave: they stand neither on the page nor in a mail.`,
      environment: { ...environment, ATTACHMENTS_BUCKET: own.attachments.bucketName },
    });
    answerDue.allow(['dynamodb:PutItem'], [own.register.tableArn]);
    answerDue.allow(['sqs:ChangeMessageVisibility'], [answers.queueArn]).allowKey(own.key, keyUse.table);
    wakeByQueue(this, 'AnswerDueSource', answerDue, { queue: answers, key: own.key, batch: 10, maximumConcurrency: 5 });
    house.alarms.addAge(this, 'AnswersAge', answers, 1800, {
      chapter: 'answers-queue-age',
      impact: `Answers to citizens of ${service} have waited for half an hour: they stand neither on the page nor in a mail.`,
    });
    entryTold.allow(['dynamodb:UpdateItem'], [shared.sightings.tableArn]);
    entryTold.allow(['dynamodb:BatchGetItem'], [own.register.tableArn]);
    for (const one of [entryTold, answerDue]) {
      // Addresses for replies are signed.
      one.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
      // Answers to instances have an outgoing protocol number.
      const queues = [shared.mail, shared.urgentMail, answers, own.protocolDue.queue];
      one.allow(
        ['sqs:SendMessage'],
        queues.map(({ queueArn }) => queueArn),
      );
      one.allow(['dynamodb:Query'], [shared.ledger.tableArn, own.register.tableArn]);
      one.allowKey(shared.key, one === entryTold ? keyUse.table : keyUse.send);
    }
  }
}
