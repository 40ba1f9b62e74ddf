import type { Language } from '../../contracts/text.ts';

/** How much was heard: nothing, what calls for words of advice at once, or what goes to the urgent lane as well. */
export const dangerLevels = ['none', 'advice', 'lane'] as const;
export type DangerLevel = (typeof dangerLevels)[number];

/** What the danger is: each has its own numbers to call and its own things to do. */
export const dangerKinds = [
  'trapped',
  'water',
  'fire',
  'gas',
  'medical',
  'violence',
  'suicide',
  'child',
  'missing',
  'other',
] as const;
export type DangerKind = (typeof dangerKinds)[number];

/**
 * What was heard in a text. `evidence` is the sentence as its sender wrote it, at most 300 characters; `rule` is the line of the
 * lists that heard it (`it/water/3`). Kind and evidence are data on health or violence (GDPR art. 9): only the erasable personal
 * part of a case may keep them.
 */
export type HeardDanger = { level: 'advice' | 'lane'; kind: DangerKind; evidence: string; rule: string };
export type Danger = { level: 'none' } | HeardDanger;

export const noDanger: Danger = { level: 'none' };

/** The danger-to-life rule of each language: regular expressions over folded text (lower case, no accents). */
export type LifeFirstRules = Record<Language, { dangers: string[]; negations: string[]; notDangers: string[] }>;
