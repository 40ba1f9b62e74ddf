import type { WrittenLists } from '../../core/danger/danger.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };

/** What danger to life sounds like, in the three languages: docs/life-first.md tells how a line is written. */
export const lifeFirst: WrittenLists = { it, en, de };
