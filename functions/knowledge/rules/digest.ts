import type { Administration } from '../../../shared/contracts/content/administration.ts';
import type { IdeaOutcome, PublicContribution } from '../../../shared/contracts/contribution.ts';
import { dayInRome, instantOf } from '../../../shared/core/hours/zone.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { partsOf } from '../../../shared/core/knowledge/listed-content.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';
import { itemsOf } from './public-content.ts';
import { leastShown, readerCountsView } from './reader-counts.ts';

// What editors and the network are told once a month: decided here, mailed by send-digest.

/** How an idea ends for which somebody did something. */
type TakenUp = Extract<IdeaOutcome, 'taken-up' | 'done'>;

/** What a month brought: names of contents with their titles, and counts of five and more. */
export type Digest = {
  month: string;
  /** What pages answered, as the desk used them. */
  answered: { title: string; count: number }[];
  /** Pages that did not help, with how many said so. */
  useless: { title: string; count: number }[];
  /** Searches that found nothing, by their words. */
  unanswered: { words: string; count: number }[];
  /** Good practices that were published for the first time. */
  practices: { id: string; title: string }[];
  /** Ideas that were taken up or done, without a word of them: who gave one may withdraw it, and a mail stays. */
  ideas: { id: string; outcome: TakenUp }[];
};

/** A count of a page, or of searches in a language, in a month `YYYY-MM`. */
type Counted = { of: string; month: string; what: string; count: number };

/** Lines of each part at most. */
const most = 10;
const monthOf = (instant: string): string => dayInRome(instantOf(instant)).slice(0, 7);

/** The month of which is told on a day: the one before, on the first three days, so that a bad night loses none. */
export function monthToTell(now: Date): string | undefined {
  const day = dayInRome(now.getTime());
  if (Number(day.slice(8)) > 3) return undefined;
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** Who is told: the mailboxes of the service's definition, and administrations that asked for it, each once. */
export function tellWhom(named: readonly string[], listed: readonly ListedContent[], now: string): string[] {
  const network = itemsOf<Administration>(listed, 'administration', now).flatMap(({ digest, email }) =>
    digest && email !== undefined ? [email] : [],
  );
  return [...new Set([...named, ...network].map((address) => address.toLowerCase()))];
}

const titleOf = (listed: readonly ListedContent[], content: string, now: string): string | undefined => {
  const one = listed.find((each) => each.content === content);
  const seen = one && seenAt(one.public, 'it', now);
  const words = (seen?.document['languages'] as { it?: { title?: string } } | undefined)?.it;
  return seen?.state === 'shown' ? words?.title : undefined;
};

const isTakenUp = (outcome: IdeaOutcome): outcome is TakenUp => outcome === 'taken-up' || outcome === 'done';

/** What the counts and the catalogue tell of a month; nothing that fewer than five did, and of no citizen's page. */
export function digestOf(
  month: string,
  {
    listed,
    counted,
    published,
    now,
  }: {
    listed: readonly ListedContent[];
    counted: readonly Counted[];
    published: readonly PublicContribution[];
    now: string;
  },
): Digest {
  const { pages, searches, answered = [] } = readerCountsView(counted.filter((one) => one.month === month));
  const named = <One extends { content: string }>(some: readonly One[], count: (one: One) => number) =>
    some
      .flatMap((one) => {
        const title = titleOf(listed, one.content, now);
        return title === undefined || count(one) < leastShown ? [] : [{ title, count: count(one) }];
      })
      .slice(0, most);
  const practices = listed.flatMap(({ content, life }) => {
    const first = life.published.it?.[0];
    const title = titleOf(listed, content, now);
    const { kind, id } = partsOf(content);
    return kind === 'practice' && first && title !== undefined && monthOf(first.at) === month ? [{ id, title }] : [];
  });
  // Made up, to show what can be given: nobody took one up.
  const ideas = published.flatMap(({ id, outcome, example }) =>
    outcome && isTakenUp(outcome.outcome) && !example && monthOf(outcome.at) === month
      ? [{ id, outcome: outcome.outcome }]
      : [],
  );
  return {
    month,
    answered: named(answered, ({ count }) => count),
    useless: named(pages, ({ no }) => no),
    unanswered: searches.slice(0, most).map(({ words, count }) => ({ words, count })),
    practices: practices.slice(0, most),
    ideas: ideas.slice(0, most),
  };
}
