import { publicFor } from '../../shared/contracts/api/public-state.ts';
import { Language } from '../../shared/contracts/text.ts';
import { VoiceStatusAsked } from '../../shared/contracts/voice-menu.ts';
import { caseStatus } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { followCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { rateCase } from '../../shared/shell/stores/rate-case.ts';
import { voiceMenu, waitGiven } from './rules/menu.ts';
import { voiceStatus } from './rules/status.ts';

const env = environment('REGISTER_TABLE', 'WAITS_TABLE');
const { service, definition, ledgerTable, hmac } = serviceFrame();
const register = dynamodbRegister(env.REGISTER_TABLE);
const tables = { ledger: ledgerTable, waits: env.WAITS_TABLE };

/** Tells a telephone exchange what callers hear now, and what it says of a code that one of them dictates. */
export const handler = answering('voice-menu', async (event, now) => {
  const at = now.toISOString();
  if (isWriting(event)) {
    const { code: dictated, language, face } = await readAs(VoiceStatusAsked, event);
    const code = readCode(dictated, definition.codePrefix, await hmac());
    if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    if (face !== undefined) {
      const { caseId } = await followCase(register, code);
      await rateCase(register, caseId, [{ scale: 'faces', value: Number(face) }], now);
    }
    const [{ state }, { declared }] = await Promise.all([
      followCase(register, code),
      callerFacts(tables, service, now, undefined),
    ]);
    const status = caseStatus(code, definition, state, declared.periods);
    return { status: 200, body: voiceStatus(status, at, language, { rated: face !== undefined }) };
  }
  const query = event.queryStringParameters ?? {};
  const language = Language.safeParse(query['language'] ?? 'it');
  if (!language.success) {
    const errors = [{ detail: 'language is it, en or de', pointer: '/language' }];
    throw new Refusal('invalid', undefined, { errors });
  }
  const { declared, ...facts } = await callerFacts(tables, service, now, waitGiven(query['expected-wait']));
  return {
    status: 200,
    headers: { 'Cache-Control': publicFor },
    body: voiceMenu(definition, declared, { at, language: language.data, ...facts }),
  };
});
