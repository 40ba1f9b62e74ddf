import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import { whoWasCalled } from '../../shared/core/posture/call-out.ts';
import { declares, type Staff, seesDeclarations } from '../../shared/core/staff.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { latestCallOuts } from '../../shared/shell/stores/call-outs.ts';
import { dynamodbLedger } from '../../shared/shell/stores/ledger.ts';
import { dynamodbProposals } from '../../shared/shell/stores/proposals.ts';
import { decideOn, declareOn, showLedger, showProposals } from './officer-acts.ts';
import { isAboutTracing, showEvents, tellEventOn } from './tell-event.ts';

const env = environment('LEDGER_TABLE', 'PROPOSALS_TABLE', 'CALL_OUTS_TABLE', 'BUS_NAME');
const rosters = new Map(
  readServices().map(({ service, roster = [] }) => [service, roster.map(({ name, shift }) => ({ name, shift }))]),
);

const tellsEvents = (staff: Staff) => mayAct(staff, 'tell-event');
const opensTracing = (staff: Staff) => mayAct(staff, 'open-tracing');

/**
 * Shows a service's ledger and proposals to officers and supervisors, takes the acts and decisions of its duty
 * officers, and what they, supervisors and editors tell of an event.
 */
export const handler = answering('posture', async (event, now) => {
  const service = event.pathParameters?.['service'] ?? '';
  const roster = rosters.get(service);
  if (roster === undefined) throw new Refusal('unknown-service');
  const writing = isWriting(event);
  const ofEvent = event.routeKey.includes('/event-pages');
  const ofTracing = ofEvent && writing && isAboutTracing(event);
  const may = ofTracing ? opensTracing : ofEvent ? tellsEvents : writing ? declares : seesDeclarations;
  const { officer } = admit(event, { function: 'posture', service, may });
  const request = { service, event, by: officer, now };
  const ledger = dynamodbLedger(env.LEDGER_TABLE, service);
  if (ofEvent) return writing ? tellEventOn(ledger, request) : showEvents(ledger, service, now);
  const proposals = dynamodbProposals(env.PROPOSALS_TABLE, service);
  if (event.routeKey.endsWith('/decisions')) return decideOn({ proposals, bus: env.BUS_NAME }, request);
  if (event.routeKey.endsWith('/proposals')) return showProposals(proposals, service);
  const reply = await (writing ? declareOn({ ledger, proposals }, request) : showLedger(ledger, service, now));
  const view = reply.body as LedgerView;
  return { ...reply, body: { ...view, ...(await called(service, view)), roster } };
});

/** Who was called; without an answer of the table an officer still sees and declares. */
async function called(service: string, { declarations }: Pick<LedgerView, 'declarations'>) {
  if (declarations.length === 0) return {};
  try {
    return { callOuts: whoWasCalled(await latestCallOuts(env.CALL_OUTS_TABLE, service), declarations) };
  } catch (error) {
    logLine({ level: 'warn', function: 'posture', service, ...errorLine(error) });
    return {};
  }
}
