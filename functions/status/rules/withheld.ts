import type { Conversation } from '../../../shared/contracts/case-status.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';

/** Messages of one conversation that are judged, newest first: a page must not wait for a thousand. */
const mostJudged = 50;

/**
 * A conversation as a page may show it: without any message where its citizen tells of violence, in words or in what
 * came with them, since whoever reads along may know the code and the address. An empty one is what everybody sees who
 * has written nothing yet.
 */
export function showable(
  conversation: Conversation,
  { tellsViolence = false }: { tellsViolence?: boolean },
  rules: LifeFirstRules,
): Conversation {
  const written = conversation.messages.filter(({ from }) => from === 'citizen').slice(-mostJudged);
  const tells = written.some(({ text }) => {
    const danger = hearDanger(text, rules);
    return danger.level !== 'none' && danger.kind === 'violence';
  });
  if (!tells && !tellsViolence) return conversation;
  const { publication: _asked, ...withheld } = conversation;
  return { ...withheld, messages: [] };
}
