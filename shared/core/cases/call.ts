import type { CallFacts, callOutcomes } from '../../contracts/arrival.ts';
import type { Kind } from '../../contracts/kind.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { VoiceMenuRules } from '../../contracts/service-voice-menu.ts';
import type { HeardDanger } from '../danger/danger.ts';
import { instantOf } from '../hours/zone.ts';

/**
 * Outcomes of one instant, the likelier first to be the last word: an end says more than none, and what is owed more
 * than what is not.
 */
const weight: Record<(typeof callOutcomes)[number], number> = {
  'in-progress': 0,
  'not-connected': 1,
  diverted: 2,
  busy: 3,
  abandoned: 4,
  answered: 5,
  'call-back-asked': 6,
  voicemail: 7,
};

/**
 * Orders records of one call, older before newer: by the instant that they tell of, at the same instant by sequence,
 * and where both say the same by outcome, so that in whatever order they come the same one is the newest and nothing
 * owed is lost.
 */
export function callOrder(
  one: Pick<CallFacts, 'asOf' | 'sequence' | 'outcome'>,
  other: Pick<CallFacts, 'asOf' | 'sequence' | 'outcome'>,
): number {
  return (
    instantOf(one.asOf) - instantOf(other.asOf) ||
    (one.sequence ?? 0) - (other.sequence ?? 0) ||
    weight[one.outcome] - weight[other.outcome]
  );
}

/**
 * What all records of a call tell together: each member as the newest record that has it says, the beginning as the
 * earliest one. `records` has at least one, in the order of `callOrder`.
 */
export function wholeCall(records: readonly CallFacts[]): CallFacts {
  const { sequence: _ofAnother, ...whole }: CallFacts = Object.assign({}, ...records);
  const sequence = records.at(-1)?.sequence;
  const beginnings = records.map(({ startedAt }) => startedAt).sort((one, other) => instantOf(one) - instantOf(other));
  return { ...whole, ...(sequence === undefined ? {} : { sequence }), startedAt: beginnings[0] ?? whole.startedAt };
}

/** How a call ends that nobody of ours answered, and in which nothing was asked. */
const missed: readonly CallFacts['outcome'][] = ['abandoned', 'busy', 'diverted', 'not-connected'];

/** Whether somebody called in vain and said nothing: whoever left their number is called back. */
export const wasMissed = (call: Pick<CallFacts, 'outcome'> | undefined): boolean =>
  call !== undefined && missed.includes(call.outcome);

/**
 * Whether a call said nothing that waits: it was answered, or it ended before anything was asked; a call under way is
 * not over.
 */
export const wasSettledOnThePhone = (call: CallFacts | undefined): boolean =>
  call !== undefined && (call.outcome === 'answered' || wasMissed(call));

/** The key of every voice menu by which a caller says that a life is in danger, who cannot call 112. */
export const dangerKey = '9';

/** The rule by which that key is heard, as evidence names it. */
export const dangerRule = 'menu';

/** What a caller said by the menu's key of danger to life, at whatever place among the keys pressed. */
export const dangerChosen = (choices: readonly string[]): HeardDanger | undefined =>
  choices.includes(dangerKey)
    ? { level: 'lane', kind: 'other', evidence: `menu: ${choices.join(', ')}`.slice(0, 300), rule: dangerRule }
    : undefined;

/** What the keys 1 to 8 of a service's voice menu lead to: what the service says, or else its kinds in their order. */
export const menuOptions = ({
  voiceMenu,
  kinds,
}: Pick<ServiceDefinition, 'voiceMenu' | 'kinds'>): VoiceMenuRules['options'] =>
  voiceMenu?.options ?? kinds.slice(0, 8).map(({ kind, name }, index) => ({ key: String(index + 1), kind, name }));

/**
 * The kind that the first choice with a meaning leads to, a key of the menu or a kind's own name; undefined when none
 * does.
 */
export function chosenKind(
  choices: readonly string[],
  definition: Pick<ServiceDefinition, 'voiceMenu' | 'kinds'>,
): Kind | undefined {
  const options = menuOptions(definition);
  return choices
    .map(
      (choice) =>
        options.find(({ key }) => key === choice)?.kind ?? definition.kinds.find(({ kind }) => kind === choice)?.kind,
    )
    .find((kind) => kind !== undefined);
}
