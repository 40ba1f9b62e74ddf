import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { DeclarationAct, type LedgerEntry, type Officer } from '../../shared/contracts/declaration.ts';
import { type HandOver, HandOverNote } from '../../shared/contracts/hand-over.ts';
import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import { DecisionRequest, type Proposal } from '../../shared/contracts/proposal.ts';
import { ledgerView, nextAct, proposalsView } from '../../shared/core/posture/acts.ts';
import { decideProposal } from '../../shared/core/posture/decisions.ts';
import { bearerOf } from '../../shared/core/staff.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Answer } from './portal.ts';

const example = new URL('../../events/declaration-report.v1.example.json', import.meta.url);

/** Somebody who signs in, as the issuer's page would let them. */
export type Colleague = { name: string; groups: string[] };

/**
 * A center of one test: the rules are the real ones, ledger and proposals are in memory, and the issuer lets in whoever
 * the test says. What it is asked is kept, so that a test can look at it.
 */
export function dutyCenter(given: { colleague: Colleague; proposals?: readonly Proposal[]; now?: () => number }) {
  const now = given.now ?? Date.now;
  const ledgers = new Map<string, LedgerEntry[]>();
  let proposals = Object.fromEntries((given.proposals ?? []).map((proposal) => [proposal.id, proposal]));
  const center = {
    colleague: given.colleague,
    /** False while the center does not answer. */
    answers: true,
    /** True when tokens are refused, as after twelve hours. */
    refusesTokens: false,
    /** What the page promised to prove at sign-in, and the proofs it gave. */
    challenge: '',
    proofs: [] as string[],
    decisions: [] as unknown[],
    notes: [] as HandOver[],
    /** Services that the center says nothing about, while it answers for the others. */
    silentFor: new Set<string>(),
    /** Who was called to duty, as the call-outs would tell. */
    callOuts: [] as NonNullable<LedgerView['callOuts']>,
    /** Who is at the desk, as it would tell. */
    people: {
      ...{ is: 'people', present: 3, break: 1, coming: 2, needed: 9, atLeast: true },
      reserve: { people: 12, asked: 10, comes: 4, silent: 5 },
      ...{ waiting: 120, arrivals: 20, minutesACase: 7, clearsInHours: 4, keptFree: 3 },
    },
    /** A bulletin that says more than the one before, between two looks of the officer at this page. */
    raise(id: string, change: Partial<Proposal>) {
      const proposal = proposals[id];
      if (proposal === undefined) throw new Error(`${id} is no proposal`);
      proposals = { ...proposals, [id]: { ...proposal, ...change, revision: proposal.revision + 1 } };
    },
    ledger: (service: string) => ledgers.get(service) ?? [],
    append(service: string, entry: LedgerEntry) {
      ledgers.set(service, [...center.ledger(service), entry]);
    },
    /** An act of somebody else, between two looks of the officer at this page. */
    act(service: string, act: DeclarationAct, by: Officer) {
      const entries = center.ledger(service);
      const command = {
        act,
        by,
        at: new Date(now()).toISOString(),
        newDeclaration: `declaration-${entries.length + 1}`,
        expectedVersion: entries.length,
      };
      const next = nextAct(service, entries, command, sha256);
      if ('refused' in next) throw new Error(next.refused);
      ledgers.set(service, [...entries, next.entry]);
    },
    answer: undefined as unknown as Answer,
  };
  const json = (body: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(body) });
  const token = () => {
    const claims = {
      sub: center.colleague.name,
      name: center.colleague.name,
      'cognito:groups': center.colleague.groups,
      exp: Math.floor(Date.now() / 1000) + 3600,
    };
    return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
  };
  const view = (service: string) => ({
    ...ledgerView(service, center.ledger(service), new Date(now()).toISOString()),
    callOuts: center.callOuts,
    roster: [
      { name: 'Elena Ferri', shift: 'day' },
      { name: 'Marco Sala', shift: 'night' },
    ],
  });

  const issuer = (url: URL, body: string) => {
    if (url.pathname === '/issuer/.well-known/openid-configuration')
      return json({
        authorization_endpoint: `${url.origin}/issuer/authorize`,
        token_endpoint: `${url.origin}/issuer/token`,
        end_session_endpoint: `${url.origin}/issuer/logout`,
      });
    if (url.pathname === '/issuer/authorize') {
      center.challenge = url.searchParams.get('code_challenge') ?? '';
      const back = `${url.searchParams.get('redirect_uri')}?code=one&amp;state=${url.searchParams.get('state')}`;
      return { type: 'text/html', body: `<title>Issuer</title><a id="enter" href="${back}">enter</a>` };
    }
    if (url.pathname === '/issuer/token') {
      center.proofs.push(new URLSearchParams(body).get('code_verifier') ?? '');
      return center.refusesTokens ? json({}, 400) : json({ id_token: token(), refresh_token: 'again' });
    }
    return { type: 'text/html', body: '<title>Signed out</title>' };
  };

  center.answer = (request: IncomingMessage, body: string) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname === '/console/settings.json') return json({ issuer: `${url.origin}/issuer`, clientId: 'console' });
    if (url.pathname.startsWith('/issuer/')) return issuer(url, body);
    if (url.pathname === '/v1/status') return json({ status: 'ok', at: new Date(now()).toISOString() });
    if (url.pathname.startsWith('/v1/desk/')) return center.answers ? json(center.people) : json({}, 503);
    const [, service = '', what, id] =
      /^\/v1\/services\/([^/]+)\/(declarations|proposals|hand-overs)(?:\/(.+)\/(?:decisions|report))?$/.exec(
        url.pathname,
      ) ?? [];
    if (what === undefined) return undefined;
    if (!center.answers || center.silentFor.has(service)) return json({}, 503);
    const claims = /^Bearer e30\.(.+)\.signature$/.exec(request.headers.authorization ?? '')?.[1];
    if (claims === undefined || center.refusesTokens) return json({ status: 401 }, 401);
    const bearer = bearerOf(JSON.parse(Buffer.from(claims, 'base64url').toString()), service);
    const writing = request.method === 'POST';
    if (writing ? !bearer.declares : !bearer.reads)
      return json({ status: 403, title: 'This role may not do this' }, 403);
    if (what === 'hand-overs') {
      if (writing) {
        const note = HandOverNote.parse(JSON.parse(body));
        center.notes.unshift({ ...note, at: new Date(now()).toISOString(), by: bearer.officer });
      }
      return json({ service, handOvers: center.notes }, writing ? 201 : 200);
    }
    if (what === 'declarations' && id !== undefined) {
      const known = center.ledger(service).some(({ event }) => event.declaration === decodeURIComponent(id));
      return known ? json(JSON.parse(readFileSync(example, 'utf8'))) : json({ status: 404 }, 404);
    }
    if (id !== undefined) {
      const decision = DecisionRequest.parse(JSON.parse(body));
      center.decisions.push(decision);
      const decided = decideProposal(
        { service, proposals } as Parameters<typeof decideProposal>[0],
        decodeURIComponent(id),
        decision,
        bearer.officer,
        new Date(now()).toISOString(),
      );
      if ('refused' in decided) return json(decided, decided.refused === 'conflict' ? 412 : 409);
      proposals = decided.state.proposals;
      return json(decided.proposal, 201);
    }
    if (what === 'proposals') {
      const own = service === 'protezione-civile' ? Object.values(proposals) : [];
      return json(proposalsView(service, own));
    }
    if (!writing) return json(view(service));
    const entries = center.ledger(service);
    const expectedVersion = Number(/\d+/.exec(String(request.headers['if-match']))?.[0] ?? -1);
    const command = {
      act: DeclarationAct.parse(JSON.parse(body)),
      by: bearer.officer,
      at: new Date(now()).toISOString(),
      newDeclaration: `declaration-${entries.length + 1}`,
      expectedVersion,
    };
    const next = nextAct(service, entries, command, sha256);
    if ('refused' in next) return json({ status: 412, ...next }, next.refused === 'conflict' ? 412 : 409);
    ledgers.set(service, [...entries, next.entry]);
    return json(view(service), 201);
  };
  return center;
}
