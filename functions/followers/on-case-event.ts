import { environment } from '../../shared/shell/environment.ts';
import { leaveInOrder } from '../../shared/shell/queues/followed-queue.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { passOnEntries } from './pass-on-entries.ts';

const env = environment('SERVICE', 'FOLLOWER_QUEUES');
/** The queue of each follower, by its name. */
const queues = Object.values(JSON.parse(env.FOLLOWER_QUEUES) as Record<string, string>).map(leaveInOrder);

/** Entries that are passed on together: as many as the stream gives at once. */
const together = 100;

/** Passes each new entry of the register on to everybody who follows it through a queue. */
export const handler = followingStream(
  'followers',
  (items) => passOnEntries(env.SERVICE, items.map(itemEntry), queues),
  together,
);
