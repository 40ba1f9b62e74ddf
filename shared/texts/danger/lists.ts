import type { LifeFirstRules } from '../../core/danger/danger.ts';
import lists from '../life-first.json' with { type: 'json' };

/** What danger to life sounds like, in the three languages. */
export const lifeFirst: LifeFirstRules = lists;
