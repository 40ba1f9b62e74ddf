import type { Kind } from '../contracts/kind.ts';
import type { ReserveBody } from '../contracts/reserve.ts';
import type { ServiceDefinition } from '../contracts/service.ts';
import type { WorklistItem } from '../contracts/worklist.ts';

// The reserve: people of other offices who answer what does no harm while something is declared.

/** Kinds that somebody of the reserve may answer: nobody waits for help behind them, and no term of the law runs (ours). */
const harmlessKinds: ReadonlySet<string> = new Set<Kind>(['information', 'help-offer', 'proposal', 'idea', 'story']);

type Lanes = Pick<ServiceDefinition, 'lanes' | 'kinds'>;

/** The lanes of a service in which nothing stands but kinds that do no harm; the urgent one never is. */
export const harmlessLanes = ({ lanes, kinds }: Lanes): string[] =>
  lanes
    .map(({ lane }) => lane)
    .filter((lane) => {
      const own = kinds.filter((one) => one.lane === lane);
      return lane !== 'urgent' && own.length > 0 && own.every(({ kind }) => harmlessKinds.has(kind));
    });

/**
 * Whether somebody of the reserve may see and answer a case as it stands now: in a harmless lane of theirs, in a language
 * of theirs, no danger to life, nothing that is for nobody's list.
 */
export const isForReserve = (
  item: Pick<WorklistItem, 'kind' | 'lane' | 'language' | 'urgent' | 'formal' | 'reserved'>,
  { lanes, languages }: Pick<ReserveBody, 'lanes' | 'languages'>,
  definition: Lanes,
): boolean =>
  !item.urgent &&
  !item.formal &&
  item.reserved !== true &&
  harmlessKinds.has(item.kind) &&
  languages.includes(item.language) &&
  lanes.includes(item.lane) &&
  harmlessLanes(definition).includes(item.lane);

/** What is wrong with somebody of the reserve as a supervisor writes them. */
export function wrongReserve(
  { lanes, phone }: ReserveBody,
  definition: Lanes & Pick<ServiceDefinition, 'waking'>,
): { pointer: string; detail: string }[] {
  const harmless = harmlessLanes(definition);
  return [
    ...(lanes.every((lane) => harmless.includes(lane))
      ? []
      : [
          { pointer: '/member/lanes', detail: `must be of ${harmless.join(', ') || 'no lane: this service has none'}` },
        ]),
    ...(phone === undefined || definition.waking?.exchange !== undefined
      ? []
      : [{ pointer: '/member/phone', detail: 'must be left out: this service names no telephone exchange' }]),
  ];
}
