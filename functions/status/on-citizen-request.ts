import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { caseStatus, conversationOf } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { dangerToLife } from '../../shared/core/cases/triage.ts';
import { declaredPeriods } from '../../shared/shell/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { mendAll } from '../../shared/texts/mend.ts';
import { caseOfReceipt, conversationCase } from './find-case.ts';
import { readAsked } from './rules/asked.ts';

const given = environment('SERVICE', 'REGISTER_TABLE', 'SIGHTINGS_TABLE', 'LEDGER_TABLE', 'RECEIPT_SECRET_ID');
const { SERVICE, LEDGER_TABLE, SIGHTINGS_TABLE: sightingsTable } = given;
const definition = readService(SERVICE);
const register = dynamodbRegister(given.REGISTER_TABLE);
readSecret(given.RECEIPT_SECRET_ID).catch(() => undefined);

const pages = () => import('./pages.ts');

/** Tells the stage of a case by its code, and its conversation to whoever also knows the second fact; takes a message more. */
export const handler = answering(
  'status',
  async (event, now) => {
    const content = event.requestContext.http.method === 'POST' ? readBody(event, maximumBodyBytes).content : undefined;
    const asked = readAsked(event.routeKey.split('/').at(-1) ?? '', event.pathParameters?.['code'], content);
    if ('issues' in asked) {
      const errors = mendAll(asked.issues, content, await textsIn(callerLanguage(event)));
      throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
    }
    const code = readCode(asked.code, definition.codePrefix, hmacWith(await readSecret(given.RECEIPT_SECRET_ID)));
    if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    const [found, periods] = await Promise.all([
      caseOfReceipt(register, code, { service: SERVICE, sightingsTable, now }),
      declaredPeriods(LEDGER_TABLE, SERVICE, now.toISOString()),
    ]);
    const language = callerLanguage(event);
    if (asked.secondFact === undefined) {
      const status = caseStatus(code, definition, found.state, periods);
      if (!wantsPage(event)) return { status: 200, body: status };
      return { status: 200, body: (await pages()).statusPage(definition, language, { status, code }) };
    }
    const { secondFact, message } = asked;
    const added = message !== undefined;
    const danger = added && dangerToLife(message, lifeFirst);
    const told = { secondFact, ...(added && { message }), danger, now };
    const conversation = conversationOf(code, SERVICE, await conversationCase(register, found, told));
    if (!wantsPage(event)) return { status: added ? 201 : 200, body: conversation };
    const shown = { conversation, secondFact, added, danger };
    return { status: 200, body: (await pages()).conversationPage(definition, language, shown) };
  },
  async (problem, name, language) => (await pages()).pageOfProblem(definition, language, problem, name),
);
