import type { GuideWalk } from '../../contracts/guide-walk.ts';

/** A walk through a guide as the field of a form holds it, so that `readWalk` reads it again. */
export const walkField = ({ guide, version, answers }: GuideWalk): string =>
  JSON.stringify({ guide, version, answers });
