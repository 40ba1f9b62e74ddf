import type { Language } from '../../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { it, type TracingRoomTexts } from './it.ts';

/** What staff read of whom people look for, by language. */
export const tracingRoomIn: Record<Language, TracingRoomTexts> = { it, en, de };
