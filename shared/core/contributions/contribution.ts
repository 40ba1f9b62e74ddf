import type {
  ConsentPurpose,
  ContributionKind,
  ContributionState,
  DeclineReason,
  GivenContribution,
  IdeaOutcome,
  LetsBeKnown,
  PublicContribution,
} from '../../contracts/contribution.ts';
import type { DangerKind } from '../../contracts/danger.ts';
import type { SafeContact } from '../../contracts/safe-contact.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import { DAY, instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';

/** What its author gave: words, and how they are known and reached. Gone once it is erased. */
export type Given = {
  title: string;
  text: string;
  firstName?: string;
  email?: string;
  phone?: string;
  safeContact?: SafeContact;
};

/** What a moderator let be read of it. */
export type Shown = {
  title: string;
  text: string;
  publishedAt: string;
  dialogue?: NonNullable<PublicContribution['dialogue']>;
};

/** What its author is owed a mail about. */
export type Owed = 'received' | 'published' | 'declined' | 'sent-back' | 'taken-down' | 'outcome';

/** What keeps it, by an act of an authority. */
export type Hold = NonNullable<GivenContribution['hold']>;

/** What happened to it, without a word of it. */
export type Happened = { at: string; what: GivenContribution['history'][number]['what']; by?: string };

/** A story or an idea as it is kept. */
export type Contribution = {
  id: string;
  code: string;
  version: number;
  kind: ContributionKind;
  language: Language;
  state: ContributionState;
  /** Since when it is in that state, as an ISO instant. */
  since: string;
  receivedAt: string;
  /** By when a moderator decides; while it waits. */
  decidedBy?: string;
  given?: Given;
  consents: Record<ConsentPurpose, boolean>;
  parentAgrees: boolean;
  /** What danger its words speak of; it is then a request under the same code too. */
  danger?: DangerKind;
  shown?: Shown;
  letsBeKnown?: LetsBeKnown;
  said?: { reason: DeclineReason; words?: string };
  outcome?: { outcome: IdeaOutcome; words?: string; at: string };
  hold?: Hold;
  /** Its author wants all of it gone, and an authority keeps it until then. */
  eraseAfterHold?: true;
  history: Happened[];
  /** Made up, to show what can be given. */
  example?: true;
};

/** What a service says of its contributions. */
export type ContributionRules = NonNullable<ServiceDefinition['contributions']>;

const decidedWithinDays = 10;
const keptDays = 365;

/** The instant by which a moderator decides on what came at another: ten days unless the service says otherwise. */
export const decidedBy = (rules: ContributionRules, at: string): string =>
  isoOf(instantOf(at) + (rules.decidedWithinDays ?? decidedWithinDays) * DAY);

/** Whether a contribution waits longer than it should. */
export const isOverdue = ({ state, decidedBy: due }: Pick<Contribution, 'state' | 'decidedBy'>, at: string): boolean =>
  state === 'waiting' && due !== undefined && due < at;

/** The hold that keeps a contribution at an instant. */
export const holdOf = ({ hold }: Contribution, at: string): Hold | undefined =>
  hold !== undefined && hold.until > at ? hold : undefined;

/** What everybody reads of a contribution; undefined unless it is published and its author still consents. */
export function publicOf(one: Contribution, service: string): PublicContribution | undefined {
  const { state, consents, shown, id, kind, language, outcome, given, example } = one;
  if (state !== 'published' || !consents.publish || shown === undefined) return undefined;
  const { dialogue, ...words } = shown;
  return {
    service,
    id,
    kind,
    language,
    ...words,
    ...present({
      by: consents.name ? given?.firstName : undefined,
      outcome,
      example,
      dialogue: consents.dialogue ? dialogue : undefined,
    }),
  };
}

/**
 * The instant from which nothing of a contribution is kept: its words go some time after the last act, at once where
 * its author wants that, never while it is published or waits, nor while an authority keeps it. Undefined: stays.
 */
export function goesAt(one: Contribution, rules: ContributionRules): string | undefined {
  const { state, since, hold, eraseAfterHold } = one;
  if (state === 'published' || state === 'waiting') return undefined;
  const days = rules.keptDays ?? keptDays;
  const over = eraseAfterHold ? since : isoOf(instantOf(since) + days * DAY);
  return hold !== undefined && hold.until > over ? hold.until : over;
}

/** What a list for moderators shows of a contribution. */
export type ContributionRow = Pick<
  Contribution,
  'id' | 'kind' | 'language' | 'state' | 'version' | 'receivedAt' | 'decidedBy' | 'since' | 'danger'
> & { title: string; publish: boolean; outcome?: NonNullable<Contribution['outcome']>['outcome'] };

/** A contribution as a list for moderators shows it. */
export function rowOf(one: Contribution): ContributionRow {
  const { id, kind, language, state, version, receivedAt, decidedBy, since, danger, given, shown, consents } = one;
  const outcome = one.outcome?.outcome;
  const title = given?.title ?? shown?.title ?? '';
  return {
    ...{ id, kind, language, state, version, receivedAt, since, title, publish: consents.publish },
    ...present({ decidedBy, danger, outcome }),
  };
}
