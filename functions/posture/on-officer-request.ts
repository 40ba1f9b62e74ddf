import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { DeclarationAct, type Officer } from '../../shared/contracts/declaration.ts';
import { DecisionRequest } from '../../shared/contracts/proposal.ts';
import { decideProposal } from '../../shared/core/posture/decisions.ts';
import { readAs } from '../../shared/shell/body.ts';
import { environment } from '../../shared/shell/environment.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { answering, type Reply } from '../../shared/shell/http.ts';
import { appendAct, readLedger } from '../../shared/shell/ledger.ts';
import { logLine } from '../../shared/shell/log.ts';
import { Refusal } from '../../shared/shell/problems.ts';
import { keepProposals, readProposals } from '../../shared/shell/proposals.ts';
import { readServices } from '../../shared/shell/services.ts';
import { bearerOf } from './authority.ts';
import { ledgerView, matchedVersion, nextAct, proposalsView } from './officer-request.ts';

const { LEDGER_TABLE, PROPOSALS_TABLE } = environment('LEDGER_TABLE', 'PROPOSALS_TABLE');
const services = readServices().map(({ service }) => service);

async function ledger(service: string, now: Date, status = 200): Promise<Reply> {
  const view = ledgerView(service, await readLedger(LEDGER_TABLE, service), now.toISOString());
  return { status, headers: { ETag: `"${view.version}"` }, body: view };
}

async function declare(service: string, event: APIGatewayProxyEventV2, by: Officer, now: Date): Promise<Reply> {
  const act = await readAs(DeclarationAct, event);
  const expectedVersion = matchedVersion(event.headers['if-match']);
  if (expectedVersion === undefined) throw new Refusal('precondition-required');
  const entries = await readLedger(LEDGER_TABLE, service);
  const command = { act, by, at: now.toISOString(), newDeclaration: randomUUID(), expectedVersion };
  const next = nextAct(service, entries, command, sha256);
  if ('refused' in next) {
    logLine({ level: 'warn', function: 'posture', service, subject: by.subject, act: act.act, refused: next.refused });
    throw new Refusal(next.refused === 'conflict' ? 'changed-meanwhile' : 'act-refused', undefined, {
      members: { ...next },
    });
  }
  if ((await appendAct(LEDGER_TABLE, next.entry)) === 'taken') {
    const since = (await readLedger(LEDGER_TABLE, service)).slice(expectedVersion).map((entry) => entry.event);
    throw new Refusal('changed-meanwhile', undefined, { members: { refused: 'conflict', expectedVersion, since } });
  }
  logLine({
    level: 'info',
    function: 'posture',
    service,
    subject: by.subject,
    act: act.act,
    version: next.entry.version,
  });
  return ledger(service, now, 201);
}

async function decideOn(service: string, event: APIGatewayProxyEventV2, by: Officer, now: Date): Promise<Reply> {
  const request = await readAs(DecisionRequest, event);
  const { state, version } = await readProposals(PROPOSALS_TABLE, service);
  const id = decodeURIComponent(event.pathParameters?.['proposal'] ?? '');
  const decision = decideProposal(state, id, request, by, now.toISOString());
  if ('refused' in decision) {
    throw new Refusal(decision.refused === 'conflict' ? 'changed-meanwhile' : 'act-refused', undefined, {
      members: { ...decision },
    });
  }
  if ((await keepProposals(PROPOSALS_TABLE, decision.state, version)) !== 'kept')
    throw new Refusal('changed-meanwhile');
  return { status: 201, body: decision.proposal };
}

/** Shows a service's ledger and proposals to officers and supervisors, and takes the acts and decisions of its duty officers. */
export const handler = answering('posture', async (event, now) => {
  const { authorizer } = (event as APIGatewayProxyEventV2WithJWTAuthorizer).requestContext;
  const service = event.pathParameters?.['service'] ?? '';
  if (!services.includes(service)) throw new Refusal('unknown-service');
  const { officer, declares, reads } = bearerOf(authorizer?.jwt?.claims ?? {}, service);
  const writing = event.requestContext.http.method === 'POST';
  if (writing ? !declares : !reads) {
    logLine({
      level: 'warn',
      function: 'posture',
      service,
      subject: officer.subject,
      route: event.routeKey,
      refused: 'role',
    });
    throw new Refusal('not-allowed');
  }
  if (event.routeKey.endsWith('/decisions')) return decideOn(service, event, officer, now);
  if (event.routeKey.endsWith('/proposals')) {
    const { state } = await readProposals(PROPOSALS_TABLE, service);
    return { status: 200, body: proposalsView(service, Object.values(state.proposals)) };
  }
  return writing ? declare(service, event, officer, now) : ledger(service, now);
});
