import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbTries } from '../../shared/shell/stores/second-fact-tries.ts';
import { answerCitizen } from './answer-citizen.ts';
import { contributionsWork } from './contributions-work.ts';

const env = environment('SIGHTINGS_TABLE');
const frame = serviceFrame();
const work = {
  ...frame,
  ...contributionsWork(),
  queues: contactQueues(frame.service),
  tries: dynamodbTries(env.SIGHTINGS_TABLE),
};

/** Takes in stories and ideas, shows anybody what is published, and each author what became of their own. */
export const handler = answering(
  'contributions',
  (event, now) => answerCitizen(work, event, now),
  async (problem, name, language, event) =>
    (await import('./citizen-pages.ts')).pageOfProblem(event, work.definition, language, { problem, name }),
);
