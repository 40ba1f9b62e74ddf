import type { HandOver } from '../../../shared/contracts/hand-over.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { type Polled, usePolled } from '../kit/polling.ts';
import { type Api, Refused } from '../session/api.ts';
import { centerNow } from '../session/center-clock.ts';

/** What is known of the posture of a service, and since when. */
export type KnownPosture = {
  view: LedgerView;
  proposals: readonly Proposal[];
  notes: readonly HandOver[];
  at: number;
};

/** What is known of several services by their names, and which of them did not answer last. */
export type KnownPostures = { of: Record<string, KnownPosture>; failing: readonly string[] };

/** How often the ledgers are asked for anew, in ms, while somebody looks. */
export const ledgersEveryMs = 5_000;

async function postureOf(api: Api, service: string): Promise<KnownPosture> {
  const [view, proposals, notes] = await Promise.all([
    api.ledger(service),
    api.proposals(service),
    // Without the notes an officer can still declare.
    api.handOvers(service).catch(() => []),
  ]);
  return { view, proposals, notes, at: centerNow() };
}

/** Asks for each service; throws what was refused where the session is over. */
async function posturesOf(api: Api, services: readonly string[]): Promise<KnownPostures> {
  const answers = await Promise.allSettled(services.map((service) => postureOf(api, service)));
  const isOver = (answer: PromiseSettledResult<unknown>): answer is PromiseRejectedResult =>
    answer.status === 'rejected' && answer.reason instanceof Refused && answer.reason.status === 401;
  const over = answers.find(isOver);
  if (over !== undefined) throw over.reason;
  return {
    of: Object.fromEntries(
      answers.flatMap((answer, index) => (answer.status === 'fulfilled' ? [[services[index], answer.value]] : [])),
    ),
    failing: services.filter((_service, index) => answers[index]?.status === 'rejected'),
  };
}

/** Ledgers, proposals and notes of the services, again and again; one that does not answer keeps what was known. */
export const usePostures = (api: Api, services: readonly string[], onSignedOut: () => void): Polled<KnownPostures> =>
  usePolled<KnownPostures>({
    name: services.join(' '),
    ask: () => posturesOf(api, services),
    merge: (before, now) => ({ ...now, of: { ...before?.of, ...now.of } }),
    everyMs: ledgersEveryMs,
    onSignedOut,
  });
