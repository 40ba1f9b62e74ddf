import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbTries } from '../../shared/shell/stores/second-fact-tries.ts';
import { findSimilar, listPublished, showPublished } from './answer-reader.ts';
import { contributionsWork } from './contributions-work.ts';
import { giveContribution } from './give-contribution.ts';
import { answerAuthor } from './own-contribution.ts';

const env = environment('SIGHTINGS_TABLE');
const frame = serviceFrame();
const work = {
  ...frame,
  ...contributionsWork(),
  queues: contactQueues(frame.service),
  tries: dynamodbTries(env.SIGHTINGS_TABLE),
};

/** Takes in stories and ideas, shows anybody what is published, and each author what became of their own. */
export const handler = answering('contributions', async (event, now) => {
  const last = event.routeKey.split('/').at(-1);
  if (!isWriting(event)) return last === 'contributions' ? listPublished(work, event) : showPublished(work, event);
  if (last === 'contributions') return giveContribution(work, event, now);
  return last === 'similar-contributions' ? findSimilar(work, event) : answerAuthor(work, event, now);
});
