import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';

/** Tells anyone which services there are, and when each is open. */
export class Hours extends Construct {
  constructor(scope: Construct, id: string, { house, api, shared }: { house: House; api: Api; shared: RecordsStack }) {
    super(scope, id);
    const teller = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'hours-anyone-get',
      description: 'Says which services there are and when they are open, and why',
      errorImpact: 'Citizens and voice menus cannot see which services there are and whether they are open.',
      environment: { LEDGER_TABLE: shared.ledger.tableName },
    });
    teller.allow(['dynamodb:Query'], [shared.ledger.tableArn]).allowKey(shared.key, keyUse.read);
    const { lambda } = teller;
    api.route('GET', '/v1/services', lambda);
    api.route('GET', '/v1/services/{service}', lambda);
    api.route('GET', '/v1/services/{service}/hours', lambda);
  }
}
