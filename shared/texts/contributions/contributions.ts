import type { Language } from '../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** What people read about stories and ideas, besides the pages themselves. */
export type ContributionTexts = typeof it;

/** The words about stories and ideas by language. */
export const contributionsIn: Record<Language, ContributionTexts> = { it, en, de };
