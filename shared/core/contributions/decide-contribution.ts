import type {
  ConsentPurpose,
  ContributionDecision,
  ContributionRefusal,
  ContributionState,
} from '../../contracts/contribution.ts';
import { consentPurposes } from '../../contracts/contribution.ts';
import { present } from '../present.ts';
import type { Contribution, ContributionRules, Happened, Hold, Owed } from './contribution.ts';
import { decidedBy, holdOf } from './contribution.ts';

/** What is done to a contribution: by a moderator, its author, an administrator. */
export type ContributionCommand =
  | { does: 'decide'; decision: ContributionDecision; by: string }
  | { does: 'change'; title: string; text: string; danger?: Contribution['danger'] }
  | { does: 'withdraw'; purposes: readonly ConsentPurpose[] | 'all' }
  | { does: 'hold'; hold: Omit<Hold, 'at'> }
  | { does: 'lift'; by: string };

/** What a command makes of a contribution, and what its author is then told by mail; or why it is refused. */
export type Decided = { next: Contribution; owed?: Owed } | { refused: ContributionRefusal };

const reads: readonly ContributionState[] = ['published', 'kept'];

/** Events that one contribution keeps at most: beyond, the oldest but the first go. */
const longestHistory = 150;

/** The contribution after something happened to it: one version on, with that at the end of its history. */
function after(one: Contribution, happened: Happened, changes: Partial<Contribution>): Contribution {
  const history = [...one.history, happened];
  const kept = history.length > longestHistory ? [...history.slice(0, 1), ...history.slice(2)] : history;
  return { ...one, version: one.version + 1, history: kept, ...changes };
}

/** The contribution in another state: what belonged to the one before is gone. */
function moved(one: Contribution, happened: Happened, state: ContributionState, more: Partial<Contribution> = {}) {
  const { decidedBy: _due, said: _said, ...rest } = one;
  return after(rest, happened, { state, since: happened.at, ...more });
}

function publish(
  one: Contribution,
  { title, text, dialogue, letsBeKnown }: Extract<ContributionDecision, { act: 'publish' }>,
  happened: Happened,
): Decided {
  if (one.state !== 'waiting' && one.state !== 'published') return { refused: 'not-now' };
  if (!one.consents.publish || one.given === undefined) return { refused: 'no-consent' };
  const { minor, formerPartner, another } = letsBeKnown;
  // Whatever its author consents to: the others have not been asked.
  if (minor === 'yes' || formerPartner === 'yes' || another === 'yes') return { refused: 'lets-be-known' };
  if (minor === 'parent-agrees' && !one.parentAgrees) return { refused: 'no-parent-statement' };
  if (dialogue !== undefined && !(one.kind === 'story' && one.consents.dialogue))
    return { refused: 'no-dialogue-consent' };
  const publishedAt = one.state === 'published' ? (one.shown?.publishedAt ?? happened.at) : happened.at;
  const shown = { title, text, publishedAt, ...present({ dialogue }) };
  const since = one.state === 'published' ? one.since : happened.at;
  const next = moved(one, happened, 'published', { shown, letsBeKnown, since });
  return one.state === 'published' ? { next } : { next, owed: 'published' };
}

function decide(one: Contribution, decision: ContributionDecision, by: string, at: string): Decided {
  const did = (what: Happened['what']): Happened => ({ at, what, by });
  switch (decision.act) {
    case 'publish':
      return publish(one, decision, did('published'));
    case 'decline': {
      const { reason, words } = decision;
      if (one.state !== 'waiting' && one.state !== 'changes-asked') return { refused: 'not-now' };
      const said = { reason, ...present({ words }) };
      return { next: moved(one, did('declined'), 'declined', { said }), owed: 'declined' };
    }
    case 'send-back': {
      const { reason, words } = decision;
      if (one.state !== 'waiting') return { refused: 'not-now' };
      return {
        next: moved(one, did('sent-back'), 'changes-asked', { said: { reason, words } }),
        owed: 'sent-back',
      };
    }
    case 'keep':
      return one.state === 'waiting' ? { next: moved(one, did('kept'), 'kept') } : { refused: 'not-now' };
    case 'take-down': {
      const { reason, words } = decision;
      if (one.state !== 'published') return { refused: 'not-now' };
      const said = { reason, ...present({ words }) };
      return { next: moved(one, did('taken-down'), 'withdrawn', { said }), owed: 'taken-down' };
    }
    case 'set-outcome': {
      const { outcome, words } = decision;
      if (one.kind !== 'idea') return { refused: 'no-idea' };
      if (!reads.includes(one.state)) return { refused: 'not-now' };
      if (outcome === 'not-taken-up' && words === undefined) return { refused: 'reason-missing' };
      return {
        next: after(one, did('outcome-set'), { outcome: { outcome, ...present({ words }), at } }),
        owed: 'outcome',
      };
    }
  }
}

/** Without its words: what stays says that there was something, and what became of it. */
function erased(one: Contribution, at: string): Contribution {
  const { given: _words, shown: _read, said: _said, outcome: _outcome, letsBeKnown: _answers, ...rest } = one;
  return { ...rest, state: 'erased', since: at };
}

function withdraw(one: Contribution, purposes: readonly ConsentPurpose[] | 'all', at: string): Decided {
  const ended = purposes === 'all' ? consentPurposes : purposes;
  const consents = { ...one.consents };
  for (const purpose of ended) consents[purpose] = false;
  const happened: Happened = { at, what: 'consent-withdrawn' };
  const { decidedBy: _due, ...rest } = one;
  const shut = one.state === 'published' && !consents.publish;
  const silent = shut || purposes === 'all' ? { ...rest, state: 'withdrawn' as const, since: at } : one;
  const next = after(silent, happened, { consents });
  if (purposes !== 'all') return { next };
  if (holdOf(one, at) !== undefined) return { next: { ...next, eraseAfterHold: true } };
  const gone: Happened = { at, what: 'erased' };
  return { next: erased({ ...next, history: [...next.history, gone] }, at) };
}

/**
 * What one act makes of a contribution at an ISO instant. Consents only ever end; nothing is published without the
 * consent to it, nor where it lets a minor, a former partner or somebody else be known; what was erased stays so.
 */
export function decideContribution(
  one: Contribution,
  command: ContributionCommand,
  { rules, at }: { rules: ContributionRules; at: string },
): Decided {
  if (one.state === 'erased') return { refused: 'not-now' };
  switch (command.does) {
    case 'decide':
      return one.eraseAfterHold ? { refused: 'not-now' } : decide(one, command.decision, command.by, at);
    case 'change': {
      if (one.state !== 'changes-asked' || one.given === undefined) return { refused: 'not-now' };
      const { title, text, danger } = command;
      const given = { ...one.given, title, text };
      // Danger that was heard before stays heard.
      const happened: Happened = { at, what: 'changed' };
      return {
        next: moved(one, happened, 'waiting', {
          given,
          decidedBy: decidedBy(rules, at),
          ...present({ danger }),
        }),
      };
    }
    case 'withdraw':
      return withdraw(one, command.purposes, at);
    case 'hold': {
      const hold = { ...command.hold, at };
      return { next: after(one, { at, what: 'held', by: hold.by }, { hold }) };
    }
    case 'lift': {
      const { hold, eraseAfterHold, ...rest } = one;
      if (hold === undefined) return { refused: 'not-now' };
      const next = after(rest, { at, what: 'hold-lifted', by: command.by }, {});
      return { next: eraseAfterHold ? erased(next, at) : next };
    }
  }
}
