import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbTries } from '../../shared/shell/stores/second-fact-tries.ts';
import { answerCitizen } from './answer-citizen.ts';
import { tracingWork } from './tracing-work.ts';

const env = environment('SIGHTINGS_TABLE');
const frame = serviceFrame();
const work = {
  ...frame,
  ...tracingWork(),
  queues: contactQueues(frame.service),
  tries: dynamodbTries(env.SIGHTINGS_TABLE),
};

/** Takes in whom somebody looks for in a declared event, and shows each where their own search stands. */
export const handler = answering(
  'tracing',
  (event, now) => answerCitizen(work, event, now),
  async (problem, name, language, event) =>
    (await import('./citizen-pages.ts')).pageOfProblem(work, event, language, { problem, name, now: new Date() }),
);
