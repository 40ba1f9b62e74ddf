import { caseStatus } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { callerFacts } from '../../shared/shell/caller-facts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { followCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { type FlowReply, menuReply, readFlow, statusReply } from './rules/connect-flow.ts';
import { voiceMenu } from './rules/menu.ts';
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

/**
 * Answers a contact flow of Amazon Connect with the menu or the status of a dictated code. It reads and changes nothing, so
 * the three attempts of a flow are one; it throws, into the flow's error branch, only when the register or its secret is out of reach.
 */
export async function handler(event: unknown): Promise<FlowReply> {
  const now = new Date();
  const { ask, code: dictated, language, expectedWaitSeconds: given } = readFlow(event);
  logLine({ level: 'info', function: 'connect-flow', service: SERVICE, ask });
  const facts = callerFacts(tables, SERVICE, now, given);
  if (ask === 'menu') {
    const { declared, expectedWaitSeconds } = await facts;
    return menuReply(voiceMenu(definition, declared, { at: now.toISOString(), language, expectedWaitSeconds }));
  }
  const code = readCode(dictated, definition.codePrefix, hmacWith(await readSecret(RECEIPT_SECRET_ID)));
  if (code === undefined) return statusReply(undefined, SERVICE, language);
  const [{ state }, { declared }] = await Promise.all([followCase(register, code), facts]);
  const status = caseStatus(code, definition, state, declared.periods);
  return statusReply(voiceStatus(status, now.toISOString(), language), SERVICE, language);
}
