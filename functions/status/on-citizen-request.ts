import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { caseStatus, conversationOf } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { dangerToLife } from '../../shared/core/cases/triage.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { serviceFrame } from '../../shared/shell/service-frame.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { mendAll } from '../../shared/texts/mend.ts';
import { caseOfReceipt, conversationCase } from './find-case.ts';
import { readAsked } from './rules/asked.ts';

const env = environment('REGISTER_TABLE', 'SIGHTINGS_TABLE');
const frame = serviceFrame();
const { service, definition } = frame;
const register = dynamodbRegister(env.REGISTER_TABLE);

const pages = () => import('./pages.ts');

/**
 * Tells the stage of a case by its code, and its conversation to whoever also knows the second fact; takes a message
 * more.
 */
export const handler = answering(
  'status',
  async (event, now) => {
    const content = event.requestContext.http.method === 'POST' ? readBody(event, maximumBodyBytes).content : undefined;
    const asked = readAsked(event.routeKey.split('/').at(-1) ?? '', event.pathParameters?.['code'], content);
    if ('issues' in asked) {
      const errors = mendAll(asked.issues, content, await textsIn(callerLanguage(event)));
      throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
    }
    const code = readCode(asked.code, definition.codePrefix, await frame.hmac());
    if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    const [followed, periods] = await Promise.all([
      caseOfReceipt(register, code, { service, sightingsTable: env.SIGHTINGS_TABLE, now }),
      frame.periods(now),
    ]);
    const language = callerLanguage(event);
    if (asked.secondFact === undefined) {
      const status = caseStatus(code, definition, followed.state, periods);
      if (!wantsPage(event)) return { status: 200, body: status };
      return { status: 200, body: (await pages()).statusPage(definition, language, { status, code }) };
    }
    const { secondFact, message } = asked;
    const added = message !== undefined;
    const danger = added && dangerToLife(message, lifeFirst);
    const request = { secondFact, ...(added && { message }), danger, now };
    const conversation = conversationOf(code, service, await conversationCase(register, followed, request));
    if (!wantsPage(event)) return { status: added ? 201 : 200, body: conversation };
    const shown = { conversation, secondFact, added, danger };
    return { status: 200, body: (await pages()).conversationPage(definition, language, shown) };
  },
  async (problem, name, language) => (await pages()).pageOfProblem(definition, language, problem, name),
);
