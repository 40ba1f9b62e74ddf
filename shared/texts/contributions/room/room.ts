import type { Language } from '../../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { type ContributionRoomTexts, it } from './it.ts';

/** The texts of the moderators' room by language. */
export const contributionRoomIn: Readonly<Record<Language, ContributionRoomTexts>> = { it, en, de };
