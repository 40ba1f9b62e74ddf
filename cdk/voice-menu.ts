import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';

/**
 * A flow of Amazon Connect waits eight seconds for its function, its retries included (Amazon Connect, Lambda in
 * flows).
 */
const flowTimeout = Duration.seconds(7);

/**
 * Tells callers of one service what holds now: to any telephone exchange over HTTP, and to the flows of Amazon Connect.
 */
export class VoiceMenu extends Construct {
  private readonly given: ServiceProps;

  constructor(scope: Construct, id: string, given: ServiceProps) {
    super(scope, id);
    this.given = given;
    const { service } = given.definition;
    const menuRequest = this.reader('MenuRequest', {
      bundle: 'voice-menu-menu-request',
      description: `Tells telephone exchanges what callers of ${service} hear now`,
      errorImpact: `Callers of ${service} do not hear whether it is open, nor what is declared: exchanges fall back on their own words.`,
    });
    // A caller may say how an answer was: that is written into the register.
    menuRequest.allow(['dynamodb:PutItem'], [given.own.register.tableArn]).allowKey(given.own.key, keyUse.table);
    given.api.answer(menuRequest);
    const connectFlow = this.reader('ConnectFlow', {
      bundle: 'voice-menu-connect-flow',
      description: `Tells flows of Amazon Connect what callers of ${service} hear now`,
      errorImpact: `Callers of ${service} go down the error branch of their Amazon Connect flow.`,
      timeout: flowTimeout,
    });
    // Whoever runs an instance of Amazon Connect in this account may call it; an instance is chosen there, not here.
    connectFlow.lambda.addPermission('AmazonConnect', {
      principal: new ServicePrincipal('connect.amazonaws.com'),
      sourceAccount: Stack.of(this).account,
    });
    new CfnOutput(this, 'FlowArn', {
      value: connectFlow.lambda.functionArn,
      description: `The function that flows of Amazon Connect call for ${service}`,
    });
  }

  private reader(
    id: string,
    about: {
      bundle: 'voice-menu-menu-request' | 'voice-menu-connect-flow';
      description: string;
      errorImpact: string;
    } & {
      timeout?: Duration;
    },
  ): HouseFunction {
    const { house, definition, own, shared } = this.given;
    const reader = new HouseFunction(this, id, {
      house,
      ...about,
      environment: {
        SERVICE: definition.service,
        LEDGER_TABLE: shared.ledger.tableName,
        REGISTER_TABLE: own.register.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        WAITS_TABLE: shared.waits.tableName,
      },
    });
    reader.allow(['dynamodb:Query'], [shared.ledger.tableArn, own.register.tableArn]);
    reader.allow(['dynamodb:GetItem'], [shared.waits.tableArn]);
    reader.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    return reader.allowKey(own.key, keyUse.read).allowKey(shared.key, keyUse.read);
  }
}
