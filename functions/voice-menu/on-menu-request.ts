import { Language } from '../../shared/contracts/text.ts';
import { VoiceStatusAsked } from '../../shared/contracts/voice-menu.ts';
import { caseStatus } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { callerFacts } from '../../shared/shell/caller-facts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { followCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { voiceMenu, waitGiven } from './rules/menu.ts';
import { voiceStatus } from './rules/status.ts';

const { SERVICE, LEDGER_TABLE, REGISTER_TABLE, RECEIPT_SECRET_ID, WAITS_TABLE } = environment(
  'SERVICE',
  'LEDGER_TABLE',
  'REGISTER_TABLE',
  'RECEIPT_SECRET_ID',
  'WAITS_TABLE',
);
const definition = readService(SERVICE);
const register = dynamodbRegister(REGISTER_TABLE);
const tables = { ledger: LEDGER_TABLE, waits: WAITS_TABLE };
readSecret(RECEIPT_SECRET_ID).catch(() => undefined);

/** Tells a telephone exchange what callers hear now, and what it says of a code that one of them dictates. */
export const handler = answering('voice-menu', async (event, now) => {
  const at = now.toISOString();
  if (event.requestContext.http.method === 'POST') {
    const { code: dictated, language } = await readAs(VoiceStatusAsked, event);
    const code = readCode(dictated, definition.codePrefix, hmacWith(await readSecret(RECEIPT_SECRET_ID)));
    if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    const [{ state }, { declared }] = await Promise.all([
      followCase(register, code),
      callerFacts(tables, SERVICE, now, undefined),
    ]);
    return { status: 200, body: voiceStatus(caseStatus(code, definition, state, declared.periods), at, language) };
  }
  const query = event.queryStringParameters ?? {};
  const language = Language.safeParse(query['language'] ?? 'it');
  if (!language.success) {
    const errors = [{ detail: 'language is it, en or de', pointer: '/language' }];
    throw new Refusal('invalid', undefined, { errors });
  }
  const { declared, ...facts } = await callerFacts(tables, SERVICE, now, waitGiven(query['expected-wait']));
  return { status: 200, body: voiceMenu(definition, declared, { at, language: language.data, ...facts }) };
});
