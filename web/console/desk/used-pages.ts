import type { GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';

/** A page that somebody put into an answer: its name with its version, and what in the answer shows that it is there. */
export type UsedPage = { name: string; shows: string };

/** The pages of which an answer still has something. */
export const pagesIn = (text: string, used: readonly UsedPage[]): string[] => [
  ...new Set(used.filter(({ shows }) => text.includes(shows)).map(({ name }) => name)),
];

const nameOf = ({ kind, id, version = 1 }: PublicLine) => `${kind}/${id}@${version}`;

/** What of a page goes into an answer, and what is kept of it. */
export function pieceOf(
  line: PublicLine,
  as: 'quotation' | 'link' | 'said',
  site: string,
): { text: string; page: UsedPage } {
  const link = `${line.title}: ${site}${line.address}`;
  const text = as === 'link' ? link : as === 'said' ? `${line.title}: ${line.summary}` : `«${line.summary}»\n${link}`;
  return { text, page: { name: nameOf(line), shows: as === 'said' ? line.title : line.address } };
}

/** What a guide that was asked to its end puts into an answer: what is and may be theirs, each with its page. */
export function guidePiece(
  { title, language, results = [], fallback }: GuideStep,
  guide: PublicLine,
  site: string,
): { text: string; page: UsedPage } {
  const { guide: texts } = knowledgeIn[language];
  const found = results.filter(({ state }) => state !== 'not');
  const lines = found.map(({ title: name, state, address }) =>
    [`- ${name}: ${texts.states[state]}`, ...(address === undefined ? [] : [`  ${site}${address}`])].join('\n'),
  );
  const text = [title, ...(lines.length > 0 ? lines : [fallback?.text ?? texts.nothing])].join('\n');
  return { text, page: { name: nameOf(guide), shows: title } };
}
