import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';

/** What officers leave one another when shifts change, at 8 and 20. */
export class HandOvers extends Construct {
  constructor(scope: Construct, id: string, { house, api, shared }: { house: House; api: Api; shared: RecordsStack }) {
    super(scope, id);
    const note = new HouseFunction(this, 'HandOver', {
      house,
      bundle: 'posture-hand-over',
      description: 'Shows the notes that officers leave one another when shifts change, and keeps a new one',
      errorImpact: 'The officer who comes on shift cannot read what the last one left, nor leave a note.',
      environment: { HAND_OVERS_TABLE: shared.handOvers.tableName },
    });
    note.allow(['dynamodb:PutItem', 'dynamodb:Query'], [shared.handOvers.tableArn]);
    note.allowKey(shared.key, keyUse.table);
    api.staffRoute('GET', '/v1/services/{service}/hand-overs', note.lambda);
    api.staffRoute('POST', '/v1/services/{service}/hand-overs', note.lambda);
  }
}
