import type { Language } from '../../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { type ContributionPageTexts, it } from './it.ts';

export type { ContributionPageTexts } from './it.ts';

/** The texts of the pages of stories and ideas by language. */
export const contributionPagesIn: Readonly<Record<Language, ContributionPageTexts>> = { it, en, de };
