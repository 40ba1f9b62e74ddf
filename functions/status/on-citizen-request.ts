import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type { Log } from '../../shared/contracts/day-root.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { hastyDynamodb } from '../../shared/shell/stores/dynamodb.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbLeafRuns } from '../../shared/shell/stores/leaf-runs.ts';
import { dynamodbRoots } from '../../shared/shell/stores/roots.ts';
import { dynamodbTries } from '../../shared/shell/stores/second-fact-tries.ts';
import { answerCitizen } from './answer-citizen.ts';
import { answerPartner } from './answer-partner.ts';
import { codeGiven } from './rules/asked.ts';
import { showDayRoots } from './show-day-roots.ts';

const env = environment('REGISTER_TABLE', 'SIGHTINGS_TABLE', 'ROOTS_TABLE', 'LEAF_RUNS_TABLE', 'ATTACHMENTS_BUCKET');
const frame = serviceFrame();
const rootsOf = (log: Log) => dynamodbRoots(env.ROOTS_TABLE, frame.service, log, hastyDynamodb);
const work = {
  ...frame,
  register: dynamodbRegister(env.REGISTER_TABLE),
  sightingsTable: env.SIGHTINGS_TABLE,
  tries: dynamodbTries(env.SIGHTINGS_TABLE),
  roots: rootsOf('register'),
  attachmentsBucket: env.ATTACHMENTS_BUCKET,
  leafRuns: dynamodbLeafRuns(env.LEAF_RUNS_TABLE, hastyDynamodb),
};

/**
 * Tells the stage of a case by its code, and its conversation and its proof to whoever also knows the second fact;
 * takes a message more. Shows an administration what its link opens. Tells anybody the roots of a day.
 */
export const handler = answering(
  'status',
  async (event, now) => {
    if (event.routeKey.endsWith('/day-roots/{day}'))
      return showDayRoots(rootsOf, frame.service, event.pathParameters?.['day']);
    if (event.routeKey.endsWith('/referrals')) return answerPartner(work, event, now);
    const content = event.requestContext.http.method === 'POST' ? readBody(event, maximumBodyBytes).content : undefined;
    // Whom to call is told before anything can be refused.
    const heard = await heardIn(event, content, frame.definition);
    return heardFirst(heard, () => answerCitizen(work, event, { content, heard, now }));
  },
  async (problem, name, language, event) => {
    const { pageOfProblem } = await import('./pages.ts');
    const unread = name === 'malformed-body' || name === 'body-too-large' || name === 'unsupported-media-type';
    const content =
      unread || event.requestContext.http.method !== 'POST' ? undefined : readBody(event, maximumBodyBytes).content;
    return pageOfProblem(frame.definition, language, problem, name, {
      code: codeGiven(event.pathParameters?.['code'], content),
      adding: event.routeKey.endsWith('/messages'),
      others: name === 'wrong-code' ? readServices() : [],
    });
  },
);
