import { routeKey, routes } from '../../shared/contracts/api/routes.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { showJudgedDanger } from './act-on-danger.ts';
import { answerToMany } from './answer-to-many.ts';
import { showAnswerToSend } from './answer-to-send.ts';
import { superviseDesk } from './board.ts';
import { actOnCase } from './case-acts.ts';
import type { DeskAct, DeskOperation } from './desk.ts';
import { keepDraft, showDraft } from './drafts.ts';
import { holdCase } from './hold-case.ts';
import { joinCase } from './join-case.ts';
import { lookUpCaller } from './look-up-caller.ts';
import { setPresence } from './presence.ts';
import { readDocument } from './read-document.ts';
import { recordAttempt } from './record-attempt.ts';
import { recordContact } from './record-contact.ts';
import { keepViews } from './saved-views.ts';
import { searchCases } from './search-cases.ts';
import { editShift, showShifts } from './shifts.ts';
import { openCaseFor, showCase } from './show-case.ts';
import { showChanges } from './show-changes.ts';
import { showHousehold, showHouseholds } from './show-households.ts';
import { showReads } from './show-reads.ts';
import { showTemplates } from './show-templates.ts';
import { showWorklist } from './show-worklist.ts';
import { takeNext } from './take-next.ts';

/** What answers each operation of the desk: one more in the table of routes does not compile without its act here. */
const acts: Readonly<Record<DeskOperation, DeskAct>> = {
  showWorklist,
  showWorklistChanges: showChanges,
  showDeskCase: showCase,
  openDeskCase: openCaseFor,
  showHouseholds,
  showHousehold,
  showReads,
  searchCases,
  holdCase,
  recordContact,
  lookUpCaller,
  readDocument,
  recordCallAttempt: recordAttempt,
  joinCase,
  takeNext,
  actOnCase,
  showJudgedDanger,
  showTemplates,
  answerToMany,
  showAnswerToSend,
  showDraft,
  keepDraft,
  keepViews,
  showShifts,
  editShift,
  setPresence,
  superviseDesk,
};

const operations = Object.keys(acts) as DeskOperation[];

/**
 * The act of a route of a service's desk as API Gateway names it (`GET /v1/desk/<service>/worklist`); throws the
 * Refusal `unknown-path` for any other.
 */
export function actOf(service: string, key: string): { operation: DeskOperation; act: DeskAct } {
  const operation = operations.find((one) => routeKey(routes[one], service) === key);
  if (operation === undefined) throw new Refusal('unknown-path');
  return { operation, act: acts[operation] };
}
