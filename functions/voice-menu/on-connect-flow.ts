import { caseStatus } from '../../shared/core/cases/case-status.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { followCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { type FlowReply, menuReply, readFlow, statusReply } from './rules/connect-flow.ts';
import { voiceMenu } from './rules/menu.ts';
import { voiceStatus } from './rules/status.ts';

const env = environment('REGISTER_TABLE', 'WAITS_TABLE');
const { service, definition, ledgerTable, hmac } = serviceFrame();
const register = dynamodbRegister(env.REGISTER_TABLE);
const tables = { ledger: ledgerTable, waits: env.WAITS_TABLE };

/**
 * Answers a contact flow of Amazon Connect with the menu or the status of a dictated code. It reads and changes
 * nothing, so the three attempts of a flow are one; it throws, into the flow's error branch, only when the register or
 * its secret is out of reach.
 */
export async function handler(event: unknown): Promise<FlowReply> {
  const now = new Date();
  const { ask, code: dictated, language, expectedWaitSeconds: exchangeSays } = readFlow(event);
  logLine({ level: 'info', function: 'connect-flow', service, ask });
  const facts = callerFacts(tables, service, now, exchangeSays);
  if (ask === 'menu') {
    const { declared, expectedWaitSeconds } = await facts;
    return menuReply(voiceMenu(definition, declared, { at: now.toISOString(), language, expectedWaitSeconds }));
  }
  const code = readCode(dictated, definition.codePrefix, await hmac());
  if (code === undefined) return statusReply(undefined, service, language);
  const [{ state }, { declared }] = await Promise.all([followCase(register, code), facts]);
  const status = caseStatus(code, definition, state, declared.periods);
  return statusReply(voiceStatus(status, now.toISOString(), language), service, language);
}
