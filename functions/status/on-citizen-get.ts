import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { isSecondFact } from '../../shared/core/case.ts';
import { readCode } from '../../shared/core/receipt-code.ts';
import { readBody } from '../../shared/shell/body.ts';
import { changeCase, readCase } from '../../shared/shell/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/dynamodb-register.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith, randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http.ts';
import { logCount } from '../../shared/shell/log.ts';
import { Refusal } from '../../shared/shell/problems.ts';
import { readSecret } from '../../shared/shell/receipt-secret.ts';
import { readService } from '../../shared/shell/services.ts';
import { unknownSince } from '../../shared/shell/sightings.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { mendAll } from '../../shared/texts/mend.ts';
import { readAsked } from './asked.ts';
import { caseStatus, conversationOf, missingAfter } from './case-status.ts';

const { SERVICE, REGISTER_TABLE, SIGHTINGS_TABLE, RECEIPT_SECRET_ID } = environment(
  'SERVICE',
  'REGISTER_TABLE',
  'SIGHTINGS_TABLE',
  'RECEIPT_SECRET_ID',
);
const definition = readService(SERVICE);
const register = dynamodbRegister(REGISTER_TABLE);
readSecret(RECEIPT_SECRET_ID).catch(() => undefined);

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
    const code = readCode(asked.code, definition.codePrefix, hmacWith(await readSecret(RECEIPT_SECRET_ID)));
    if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    let { state } = await readCase(register, code);
    if (state.stage === 'none' && now.getTime() - (await unknownSince(SIGHTINGS_TABLE, code, now)) > missingAfter) {
      logCount('AcceptedNotRegistered', SERVICE);
    }
    const { replies } = await import('./status-replies.ts');
    const reply = replies({ code, definition, language: callerLanguage(event), asPage: wantsPage(event) });
    if (asked.secondFact === undefined) return reply.status(caseStatus(code, SERVICE, state));
    if (state.stage === 'none') throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
    if (!isSecondFact(state, asked.secondFact)) {
      throw new Refusal('wrong-second-fact', ({ problems }) => problems.wrongSecondFact);
    }
    if (asked.message !== undefined) {
      const command = { type: 'AddMessage', from: 'citizen', text: asked.message } as const;
      const change = { register, caseId: code, command, at: now.toISOString(), salt: randomHex, sha256 };
      if ('refused' in (await changeCase(change))) throw new Refusal('conflict');
      ({ state } = await readCase(register, code));
      if (state.stage === 'none') throw new Refusal('conflict');
    }
    return reply.conversation(conversationOf(code, SERVICE, state), asked.secondFact, asked.message !== undefined);
  },
  async (problem, name, language) =>
    (await import('../../web/pages/problem-page.ts')).problemPage(definition, language, problem, name),
);
