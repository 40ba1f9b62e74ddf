import { dynamodbWorklist } from '../../../../shared/shell/stores/worklist.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';
import { worklistContract } from './worklist-contract.ts';

let close: () => Promise<void>;

worklistContract(
  'the worklist in DynamoDB tables',
  async () => {
    const opened = await openDynalite([
      {
        TableName: 'worklist',
        AttributeDefinitions: attributes({ caseId: 'S', place: 'S', due: 'S' }),
        KeySchema: keys('caseId'),
        GlobalSecondaryIndexes: [
          { IndexName: 'byDue', KeySchema: keys('place', 'due'), Projection: { ProjectionType: 'ALL' } },
        ],
      },
      {
        TableName: 'persons',
        AttributeDefinitions: attributes({ person: 'S', contact: 'S' }),
        KeySchema: keys('person', 'contact'),
      },
    ]);
    close = opened.close;
    return dynamodbWorklist({ worklist: 'worklist', persons: 'persons' }, opened.client);
  },
  () => close(),
);
