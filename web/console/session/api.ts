import { type OperationId, pathOf } from '../../../shared/contracts/api/routes.ts';
import type { BoardView } from '../../../shared/contracts/board.ts';
import type { DeclarationAct } from '../../../shared/contracts/declaration.ts';
import type { DeclarationReport } from '../../../shared/contracts/declaration-report.ts';
import type { HandOverNote, HandOversView } from '../../../shared/contracts/hand-over.ts';
import type { ActProblem, LedgerView, ProposalsView } from '../../../shared/contracts/officer-view.ts';
import type { DecisionRequest, Proposal } from '../../../shared/contracts/proposal.ts';

/** An answer that is no success: its status and, where it came, the problem. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly problem: Partial<ActProblem>;

  constructor(status: number, problem: Partial<ActProblem>) {
    super(problem.title ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Gives the token to send now, a new one when asked after a refusal; undefined when there is none any more. */
export type TokenSource = (fresh: boolean) => Promise<string | undefined>;

/** Asks the center one thing: a path below `/v1`, and the JSON that it answers. */
export type Call = <Body>(path: string, init?: RequestInit) => Promise<Body>;

/** Milliseconds until a call counts as unanswered: the gateway itself gives up after 30 s. */
const longestCall = 35_000;

/** Characters that a browser sends for a page that is gone: 64 KiB, whatever they are written in (Fetch standard). */
const mostKeptAlive = 20_000;

/** Calls with the token of whoever is signed in; a 401 is tried once more with a new token. Throws Refused. */
export function callingWith(token: TokenSource, language: () => string): Call {
  return async function call<Body>(path: string, init: RequestInit = {}, fresh = false): Promise<Body> {
    const bearer = await token(fresh);
    const answer = await fetch(`/v1${path}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(longestCall),
      // What is sent while the page goes away arrives all the same.
      keepalive: document.visibilityState === 'hidden' && String(init.body ?? '').length < mostKeptAlive,
      ...init,
      headers: {
        Accept: 'application/json',
        'Accept-Language': language(),
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    if (answer.status === 401 && !fresh) return call<Body>(path, init, true);
    // A letter or a certified mail to be sent is a file, not JSON.
    const isJson = /json/.test(answer.headers.get('content-type') ?? 'json');
    const body = isJson ? await answer.json().catch(() => ({})) : await answer.text();
    if (!answer.ok) throw new Refused(answer.status, body as Partial<ActProblem>);
    return body as Body;
  };
}

/** Asks the center for operations by their names: what stands in the path, then the query, or what is sent. */
export function asking(call: Call) {
  type InPath = Record<string, string>;
  return {
    get: <Body>(
      operation: OperationId,
      inPath: InPath,
      query: Record<string, string | undefined> = {},
      headers: Record<string, string> = {},
    ) => {
      const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
      return call<Body>(`${pathOf(operation, inPath)}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`, {
        headers,
      });
    },
    put: <Body>(
      operation: OperationId,
      inPath: InPath,
      query: Record<string, string>,
      body: unknown,
      headers: Record<string, string> = {},
    ) =>
      call<Body>(`${pathOf(operation, inPath)}?${new URLSearchParams(query)}`, {
        method: 'PUT',
        body: JSON.stringify(body),
        headers,
      }),
    post: <Body>(operation: OperationId, inPath: InPath, body: unknown, headers: Record<string, string> = {}) =>
      call<Body>(pathOf(operation, inPath), { method: 'POST', body: JSON.stringify(body), headers }),
  };
}

/** What an officer's page asks of the center. */
export type Api = ReturnType<typeof officersApi>;

/** The officers' calls. Throws Refused. */
export function officersApi(call: Call) {
  const { get, post } = asking(call);
  return {
    ledger: (service: string) => get<LedgerView>('showDeclarations', { service }),
    proposals: async (service: string) => (await get<ProposalsView>('showProposals', { service })).proposals,
    act: (service: string, act: DeclarationAct, version: number) =>
      post<LedgerView>('declare', { service }, act, { 'If-Match': `"${version}"` }),
    report: (service: string, declaration: string) =>
      get<DeclarationReport>('showDeclarationReport', { service, declaration }),
    /** How many people are at the desk, come soon and are needed. */
    people: (service: string) =>
      post<Extract<BoardView, { is: 'people' }>>('superviseDesk', { service }, { do: 'people' }),
    handOvers: async (service: string) => (await get<HandOversView>('showHandOvers', { service })).handOvers,
    handOver: (service: string, note: HandOverNote) => post<HandOversView>('handOver', { service }, note),
    decide: (service: string, proposal: string, decision: DecisionRequest) =>
      post<Proposal>('decideOnProposal', { service, proposal }, decision),
  };
}
