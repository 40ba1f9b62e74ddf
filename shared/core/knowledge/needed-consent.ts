import type { ContentId } from '../../contracts/content/entry.ts';
import type { Content } from './content-life.ts';

/**
 * The case whose citizen has to allow that a content is public: a question and answer has somebody's question in it.
 * Undefined for what has none, such as an article that was begun with the words of an answer alone.
 */
export const neededConsent = (content: ContentId, { fromCase }: Pick<Content, 'fromCase'>): string | undefined =>
  content.startsWith('question-and-answer/') ? fromCase : undefined;
