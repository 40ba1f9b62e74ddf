import { environment } from '../../shared/shell/environment.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { followConsents } from './follow-consents.ts';
import { readConsent } from './read-consent.ts';

const env = environment('SERVICE', 'CONTENTS_TABLE', 'CATALOGUE_TABLE', 'REGISTER_TABLE');
const register = dynamodbRegister(env.REGISTER_TABLE);
const following = {
  service: env.SERVICE,
  contents: dynamodbContents(env.CONTENTS_TABLE),
  catalogue: dynamodbCatalogue(env.CATALOGUE_TABLE),
  allowsPublication: (caseId: string) => readConsent(register, caseId),
};

/** Every five minutes: withdraws pages whose citizens allow them no more. */
export async function handler(): Promise<void> {
  await followConsents(following, new Date());
}
