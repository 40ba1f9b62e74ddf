import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { followingRegister } from '../../shared/shell/queues/followed-queue.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbFigures } from '../../shared/shell/stores/figures.ts';
import { countCases } from './count-cases.ts';
import { type RecountStep, recount } from './recount.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'FIGURES_TABLE', 'FOLLOWED_QUEUE_URL');
const counting = {
  figures: dynamodbFigures(env.FIGURES_TABLE, env.SERVICE),
  register: dynamodbRegister(env.REGISTER_TABLE),
  definition: readService(env.SERVICE),
};

const follow = followingRegister(
  'statistics',
  env.SERVICE,
  (told) => countCases(counting, told),
  comingBackTo(env.FOLLOWED_QUEUE_URL),
);

/**
 * Counts what a change of a case makes of the figures of its service; called by `npm run recount` it does one step of
 * counting the whole register anew.
 */
export async function handler(
  event: Parameters<typeof follow>[0] | RecountStep,
  context: Parameters<typeof follow>[1],
) {
  if ('Records' in event) return follow(event, context);
  const done = await recount(counting, event);
  logLine({ level: 'info', function: 'statistics', service: env.SERVICE, step: event.recount, ...done });
  return done;
}
