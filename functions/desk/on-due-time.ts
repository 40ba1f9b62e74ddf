import { environment } from '../../shared/shell/environment.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { actByTime } from './act-by-time.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'WORKLIST_TABLE');
const work = {
  service: env.SERVICE,
  register: dynamodbRegister(env.REGISTER_TABLE),
  // Whose the cases are is nothing to it: it looks at no person.
  worklist: dynamodbWorklist({ worklist: env.WORKLIST_TABLE, persons: '' }),
};

/** Each minute: does to cases what time does to them; throws after all where one could not be changed. */
export async function handler(): Promise<void> {
  const { failed } = await actByTime(work, new Date());
  if (failed > 0) throw new Error(`${failed} cases could not be changed by time`);
}
