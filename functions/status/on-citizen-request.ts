import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { answerCitizen } from './answer-citizen.ts';
import { heardFirst, heardIn } from './heard-first.ts';
import { codeGiven } from './rules/asked.ts';

const env = environment('REGISTER_TABLE', 'SIGHTINGS_TABLE');
const frame = serviceFrame();
const work = { ...frame, register: dynamodbRegister(env.REGISTER_TABLE), sightingsTable: env.SIGHTINGS_TABLE };

/**
 * Tells the stage of a case by its code, and its conversation to whoever also knows the second fact; takes a message
 * more.
 */
export const handler = answering(
  'status',
  async (event, now) => {
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
    return pageOfProblem(frame.definition, language, problem, name, codeGiven(event.pathParameters?.['code'], content));
  },
);
