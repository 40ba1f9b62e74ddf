import { dynamodbProtocol } from '../../../../shared/shell/stores/dynamodb-protocol.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';
import { protocolContract } from './protocol-contract.ts';

let close: () => Promise<void>;

protocolContract(
  'the protocol in a DynamoDB table',
  async () => {
    const table = {
      TableName: 'protocol',
      AttributeDefinitions: attributes({ year: 'S', batch: 'N' }),
      KeySchema: keys('year', 'batch'),
    };
    const opened = await openDynalite([table]);
    close = opened.close;
    return dynamodbProtocol('protocol', opened.client);
  },
  () => close(),
);
