import { dynamodbRegister } from '../../../../shared/shell/stores/dynamodb-register.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';
import { registerContract } from './register-contract.ts';

let close: () => Promise<void>;

registerContract(
  'the register in a DynamoDB table',
  async () => {
    const table = {
      TableName: 'register',
      AttributeDefinitions: attributes({ caseId: 'S', version: 'N' }),
      KeySchema: keys('caseId', 'version'),
    };
    const opened = await openDynalite([table]);
    close = opened.close;
    return dynamodbRegister('register', opened.client);
  },
  () => close(),
);
