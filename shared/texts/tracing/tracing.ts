import type { Language } from '../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { it, type TracingTexts } from './it.ts';

/** What whoever looks for somebody reads, by language. */
export const tracingIn: Record<Language, TracingTexts> = { it, en, de };
