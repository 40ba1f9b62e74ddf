import { environment } from '../../shared/shell/environment.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { followingRegister } from '../../shared/shell/queues/followed-queue.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { s3SegmentObjects } from '../../shared/shell/stores/segment-objects.ts';
import { segmentedIndex } from '../../shared/shell/stores/segmented-index.ts';
import { indexTold } from './index-told.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'WORDS_BUCKET', 'FOLLOWED_QUEUE_URL');
const given = {
  service: env.SERVICE,
  register: dynamodbRegister(env.REGISTER_TABLE),
  index: segmentedIndex(s3SegmentObjects(env.WORDS_BUCKET)),
};

/** Takes what the register tells into the index of words, so that staff find a case by them seconds later. */
export const handler = followingRegister(
  'search',
  env.SERVICE,
  (told, now) => indexTold(given, told, now),
  comingBackTo(env.FOLLOWED_QUEUE_URL),
);
