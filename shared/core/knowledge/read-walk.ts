import { GuideWalk } from '../../contracts/guide-walk.ts';

/** Characters of a walk as a form carries it, at most: forty answers take fewer. */
const longestWalk = 8_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The walk through a guide that was sent, as JSON or as the field of a form holds it; undefined for what is none. */
export function readWalk(sent: unknown): GuideWalk | undefined {
  const told = typeof sent === 'string' && sent.length <= longestWalk ? parsed(sent) : sent;
  const { success, data } = GuideWalk.safeParse(told);
  return success && Object.keys(data.answers).length > 0 ? data : undefined;
}
