import { type DangerKind, dangerKinds } from '../../contracts/danger.ts';
import type { Language } from '../../contracts/text.ts';

/** How much was heard: nothing, what calls for words of advice at once, or what goes to the urgent lane as well. */
export const dangerLevels = ['none', 'advice', 'lane'] as const;
export type DangerLevel = (typeof dangerLevels)[number];

/**
 * What was heard in a text. `evidence` is the sentence as its sender wrote it, at most 300 characters; `rule` is the
 * line of the lists that heard it (`it/water/3`). Kind and evidence are data on health or violence (GDPR art. 9): only
 * the erasable personal part of a case may keep them.
 */
export type HeardDanger = { level: 'advice' | 'lane'; kind: DangerKind; evidence: string; rule: string };
export type Danger = { level: 'none' } | HeardDanger;

export const noDanger: Danger = { level: 'none' };

const rank = Object.fromEntries(dangerKinds.map((kind, at) => [kind, at])) as Record<DangerKind, number>;

/** Whether a first danger is less than a second one: by level, then by whose advice must be the more careful. */
export function isWorse(one: { level: string; kind: DangerKind }, other: { level: string; kind: DangerKind }): boolean {
  if (one.level !== other.level) return other.level === 'lane';
  return rank[other.kind] < rank[one.kind];
}

/** Why a sentence that sounds like danger is none, or is less pressing: see docs/life-first.md. */
export const calmReasons = [
  'asks',
  'past',
  'far',
  'offers',
  'office',
  'figures',
  'safe',
  'animals',
  'everyday',
] as const;
export type CalmReason = (typeof calmReasons)[number];

/** What danger to life sounds like in one language. How a line is written is told in docs/life-first.md. */
export type DangerList = {
  /** Words that many lines share, by name. */
  words: Readonly<Record<string, string>>;
  /** Lines by kind: those of `lane` go to the urgent lane, those of `advice` call for advice alone. */
  dangers: Readonly<Record<DangerKind, { lane: readonly string[]; advice: readonly string[] }>>;
  calm: Readonly<Record<CalmReason, readonly string[]>>;
  /** Whether a word that belongs to two groups of a line may stand for both (`gasping`: no air, and now). */
  twice?: boolean;
  /** Words that deny what follows, and words that may stand between. */
  denies: string;
  between: string;
  /** What somebody in danger can no longer do: who denies it makes it no better (`non respira`). */
  abilities: string;
  /** Words that tell of now or of one's own: a question or a memory with one of them is not calm. */
  now: string;
  own: string;
  /** Words after which something else is told: what made the words before them calm does not reach over. */
  turns: string;
  /** Small words that do not count as distance. */
  small: string;
};

/** The lists of every language: all of them are always read, whatever language a contact claims. */
export type WrittenLists = Readonly<Record<Language, DangerList>>;
/** The same, read beforehand: what a bundle and a page carry in place of the lists as they were written. */
export type PreparedLists = { readonly prepared: string };
export type LifeFirstRules = WrittenLists | PreparedLists;
