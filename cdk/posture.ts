import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';

/** What staff do about the posture of services: duty officers declare and decide, supervisors look on. */
export class Posture extends Construct {
  constructor(scope: Construct, id: string, { house, api, shared }: { house: House; api: Api; shared: RecordsStack }) {
    super(scope, id);
    const officer = new HouseFunction(this, 'OfficerRequest', {
      house,
      bundle: 'posture-officer-request',
      description: 'Shows what is declared and proposed, and takes the acts and decisions of duty officers',
      errorImpact: 'Duty officers cannot declare, renew or end an emergency: what holds goes on until its end.',
      environment: {
        LEDGER_TABLE: shared.ledger.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        CALL_OUTS_TABLE: shared.callOuts.tableName,
      },
      memory: 512,
    });
    officer.allow(['dynamodb:PutItem', 'dynamodb:Query'], [shared.ledger.tableArn]);
    officer.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [shared.proposals.tableArn]);
    officer.allow(['dynamodb:Query'], [shared.callOuts.tableArn]);
    officer.allowKey(shared.key, keyUse.table);
    const { lambda } = officer;
    api.staffRoute('GET', '/v1/services/{service}/declarations', lambda);
    api.staffRoute('POST', '/v1/services/{service}/declarations', lambda);
    api.staffRoute('GET', '/v1/services/{service}/proposals', lambda);
    api.staffRoute('POST', '/v1/services/{service}/proposals/{proposal}/decisions', lambda);
  }
}
