import { environment } from '../../shared/shell/environment.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbShifts } from '../../shared/shell/stores/shifts.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { actByTime } from './act-by-time.ts';
import { endShifts } from './give-back.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'WORKLIST_TABLE', 'SHIFTS_TABLE');
const work = {
  service: env.SERVICE,
  register: dynamodbRegister(env.REGISTER_TABLE),
  // Whose the cases are is nothing to it: it looks at no person.
  worklist: dynamodbWorklist({ worklist: env.WORKLIST_TABLE, persons: '' }),
  shifts: dynamodbShifts(env.SHIFTS_TABLE),
};

/**
 * Each minute: does to cases what time does to them, and gives back what those have whose shift is over; throws after
 * all where something could not be done.
 */
export async function handler(): Promise<void> {
  const now = new Date();
  const [timed, shifts] = await Promise.all([actByTime(work, now), endShifts(work, now)]);
  if (timed.failed > 0) throw new Error(`${timed.failed} cases could not be changed by time`);
  if (shifts.failed > 0) throw new Error(`what ${shifts.failed} have whose shift is over could not be given back`);
}
