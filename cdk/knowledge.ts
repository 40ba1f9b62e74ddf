import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByDeployment, wakeByNewItems, wakeByTime } from './house/wake.ts';

/** What one service tells its citizens: who writes, reviews and publishes it, and what anybody reads of it. */
export class Knowledge extends Construct {
  constructor(scope: Construct, id: string, given: ServiceProps) {
    super(scope, id);
    this.answerAnyone(given);
    this.answerEditors(given);
    this.follow(given);
    this.followConsents(given);
    this.seed(given);
  }

  private answerAnyone({ house, api, definition, own, shared, portalUrl }: ServiceProps) {
    const { service } = definition;
    const readerRequest = new HouseFunction(this, 'ReaderRequest', {
      house,
      bundle: 'knowledge-reader-request',
      description: `Shows anyone what ${service} has published, searches it, and asks its guides`,
      errorImpact: `Citizens cannot read the answers of ${service}, nor search them; they can still write and call.`,
      environment: {
        SERVICE: service,
        CATALOGUE_TABLE: own.catalogue.tableName,
        CONTENTS_TABLE: own.contents.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        PORTAL_URL: portalUrl,
        READER_COUNTS_TABLE: own.readerCounts.tableName,
        FOLLOW_UPS_TABLE: own.followUps.tableName,
      },
      memory: 512,
    });
    readerRequest.allow(['dynamodb:Scan'], [own.catalogue.tableArn]);
    // The bytes of the pictures that are public: the catalogue goes without them.
    readerRequest.allow(['dynamodb:Query'], [own.contents.tableArn]);
    readerRequest.allow(
      ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [own.followUps.tableArn],
    );
    readerRequest.allow(['dynamodb:UpdateItem'], [own.readerCounts.tableArn]).allowKey(own.key, keyUse.table);
    readerRequest.allow(['dynamodb:Query'], [shared.ledger.tableArn]).allowKey(shared.key, keyUse.read);
    api.answer(readerRequest);
  }

  private answerEditors({ house, api, definition, own, shared, portalUrl }: ServiceProps) {
    const { service } = definition;
    const editorRequest = new HouseFunction(this, 'EditorRequest', {
      house,
      bundle: 'knowledge-editor-request',
      description: `Shows editors every content of ${service}, and takes what they write, review, publish and withdraw`,
      errorImpact: `Nothing that ${service} tells its citizens can be corrected, published or withdrawn.`,
      environment: {
        SERVICE: service,
        CONTENTS_TABLE: own.contents.tableName,
        CATALOGUE_TABLE: own.catalogue.tableName,
        CONTENT_DRAFTS_TABLE: own.contentDrafts.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        REGISTER_TABLE: own.register.tableName,
        READER_COUNTS_TABLE: own.readerCounts.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        MAIL_QUEUE_URL: shared.mail.queueUrl,
        PORTAL_URL: portalUrl,
      },
      memory: 512,
    });
    editorRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.contents.tableArn]);
    editorRequest.allow(['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'], [own.contentDrafts.tableArn]);
    // Whether a citizen allows the publication of what is made of their case.
    editorRequest.allow(['dynamodb:Query'], [own.register.tableArn]);
    editorRequest
      .allow(['dynamodb:Scan'], [own.catalogue.tableArn, own.readerCounts.tableArn])
      .allowKey(own.key, keyUse.table);
    // Administrations open their own entry by a link that is signed, and mailed (ADR 54).
    editorRequest.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    editorRequest.allow(['sqs:SendMessage'], [shared.mail.queueArn]);
    editorRequest.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    editorRequest.allow(['dynamodb:GetItem'], [shared.proposals.tableArn]).allowKey(shared.key, keyUse.send);
    api.answer(editorRequest);
  }

  private follow({ house, definition, own, shared }: ServiceProps) {
    const { service } = definition;
    const contentEntry = new HouseFunction(this, 'ContentEntry', {
      house,
      bundle: 'knowledge-content-entry',
      description: `Keeps the catalogue of ${service} as its contents tell it`,
      errorImpact: `What ${service} publishes or withdraws is kept but not seen: citizens read what stood before.`,
      environment: {
        SERVICE: service,
        CONTENTS_TABLE: own.contents.tableName,
        CATALOGUE_TABLE: own.catalogue.tableName,
      },
      // A batch takes under a second; listing all contents again, which somebody starts by hand, may take minutes.
      timeout: Duration.minutes(5),
    });
    contentEntry.allow(['dynamodb:Query', 'dynamodb:Scan'], [own.contents.tableArn]);
    contentEntry.allow(['dynamodb:PutItem'], [own.catalogue.tableArn]).allowKey(own.key, keyUse.table);
    wakeByNewItems(this, 'ContentEntrySource', contentEntry, {
      house,
      table: own.contents,
      batch: 25,
      key: own.key,
      shared,
      late: {
        chapter: 'catalogue-late',
        impact: `What ${service} publishes or withdraws reaches its citizens more than five minutes late.`,
      },
    });
  }

  private followConsents({ house, definition, own, shared, portalUrl }: ServiceProps) {
    const { service } = definition;
    const consentsDue = new HouseFunction(this, 'ConsentsDue', {
      house,
      bundle: 'knowledge-consents-due',
      description: `Follows what citizens of ${service} allow: withdraws their pages, asks once what came of a guide, and tells editors of the month`,
      errorImpact: `A page of ${service} stays public though whoever asked the question has taken their consent back.`,
      environment: {
        SERVICE: service,
        CONTENTS_TABLE: own.contents.tableName,
        CATALOGUE_TABLE: own.catalogue.tableName,
        REGISTER_TABLE: own.register.tableName,
        FOLLOW_UPS_TABLE: own.followUps.tableName,
        READER_COUNTS_TABLE: own.readerCounts.tableName,
        ...(own.contributions && { CONTRIBUTIONS_TABLE: own.contributions.tableName }),
        MAIL_QUEUE_URL: shared.mail.queueUrl,
        PORTAL_URL: portalUrl,
      },
      timeout: Duration.minutes(2),
    });
    consentsDue.allow(['dynamodb:Query'], [`${own.followUps.tableArn}/index/byDue`]);
    consentsDue.allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [own.followUps.tableArn]);
    consentsDue.allow(['sqs:SendMessage'], [shared.mail.queueArn]).allowKey(shared.key, keyUse.send);
    consentsDue.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.contents.tableArn]);
    consentsDue.allow(['dynamodb:Scan'], [own.catalogue.tableArn, own.readerCounts.tableArn]);
    consentsDue.allow(['dynamodb:Query'], [own.register.tableArn]).allowKey(own.key, keyUse.table);
    // Which ideas were taken up, as everybody reads them.
    if (own.contributions) consentsDue.allow(['dynamodb:Query'], [`${own.contributions.tableArn}/index/byBox`]);
    wakeByTime(this, 'ConsentsDueSchedule', consentsDue, { at: 'rate(5 minutes)', retries: 0 });
  }

  private seed({ house, definition, own }: ServiceProps) {
    const { service } = definition;
    const deployment = new HouseFunction(this, 'Deployment', {
      house,
      bundle: 'knowledge-deployment',
      description: `Gives ${service} the contents that come with the code, where it does not have them yet`,
      errorImpact: `A new center shows nothing under the answers of ${service}; what editors have published is untouched.`,
      environment: { SERVICE: service, CONTENTS_TABLE: own.contents.tableName },
      timeout: Duration.minutes(5),
    });
    deployment.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.contents.tableArn]).allowKey(own.key, keyUse.table);
    wakeByDeployment(this, 'DeploymentRule', deployment, `A deployment brings ${service} the contents that are new`);
  }
}
