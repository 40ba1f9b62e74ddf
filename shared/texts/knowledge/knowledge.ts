import type { Language } from '../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { it, type KnowledgeTexts } from './it.ts';

/** The texts of the pages of answers by language. */
export const knowledgeIn: Readonly<Record<Language, KnowledgeTexts>> = { it, en, de };
