import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { busNames, busSource } from '../shared/contracts/posture-changed.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByEvents } from './house/wake.ts';

/**
 * Tells staff what a declaration for one service met and did, from the cases of its days and those that were open.
 */
export class Reports extends Construct {
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { house, api, definition, own, shared, bus } = props;
    const { service } = definition;
    const environment = {
      SERVICE: service,
      LEDGER_TABLE: shared.ledger.tableName,
      REGISTER_TABLE: own.register.tableName,
      WORKLIST_TABLE: own.worklist.tableName,
    };
    const reportRequest = new HouseFunction(this, 'ReportRequest', {
      house,
      bundle: 'reports-report-request',
      description: `Tells staff what a declaration for ${service} met and did`,
      errorImpact: `The report on a declaration for ${service} cannot be read; nothing else is touched.`,
      environment,
      memory: 1024,
      // The API waits thirty seconds; the function stops reading after twenty.
      timeout: Duration.seconds(29),
    });
    const declarationEnd = new HouseFunction(this, 'DeclarationEnd', {
      house,
      bundle: 'reports-declaration-end',
      description: `Logs the figures of each declaration for ${service} that is renewed, changed or over`,
      errorImpact: `The figures of a declaration for ${service} that changed or ended are not in the log; its report can still be asked for.`,
      environment,
      memory: 1024,
      // It stops reading after ten.
      timeout: Duration.minutes(12),
    });
    for (const reader of [reportRequest, declarationEnd]) {
      reader.allow(['dynamodb:BatchGetItem'], [own.register.tableArn]).allowKey(own.key, keyUse.read);
      reader.allow(
        ['dynamodb:Query'],
        [`${own.register.tableArn}/index/byDay`, `${own.worklist.tableArn}/index/byDue`],
      );
      reader.allow(['dynamodb:Query'], [shared.ledger.tableArn]).allowKey(shared.key, keyUse.read);
    }
    api.answer(reportRequest);
    wakeByEvents(this, 'DeclarationEndRule', declarationEnd, {
      bus,
      pattern: {
        source: [busSource],
        detailType: [busNames.end, busNames.postureChanged],
        detail: { service: [service] },
      },
      description: `Each change of a declaration for ${service}, and its end, is put on record`,
    });
  }
}
