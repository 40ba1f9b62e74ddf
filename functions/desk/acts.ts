import { Refusal } from '../../shared/shell/http/problems.ts';
import type { DeskAct } from './desk.ts';
import { joinCase } from './join-case.ts';
import { readDocument } from './read-document.ts';
import { recordAttempt } from './record-attempt.ts';
import { recordContact } from './record-contact.ts';
import { showCase } from './show-case.ts';
import { showWorklist } from './show-worklist.ts';

/** What answers each route of the desk: its method and what stands in its path after the service. */
export const acts: Readonly<Record<string, DeskAct>> = {
  'GET worklist': showWorklist,
  'GET cases/{code}': showCase,
  'POST contacts': recordContact,
  'POST cases/{code}/readings': readDocument,
  'POST cases/{code}/call-attempts': recordAttempt,
  'POST cases/{code}/joins': joinCase,
};

/**
 * The act of a route as API Gateway names it (`GET /v1/desk/<service>/worklist`); throws the Refusal `unknown-path` for
 * any other.
 */
export function actOf(routeKey: string): DeskAct {
  const act = acts[routeKey.replace(/ \/v1\/desk\/[^/]+\//, ' ')];
  if (act === undefined) throw new Refusal('unknown-path');
  return act;
}
