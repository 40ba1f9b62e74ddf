import type { GivenContribution } from '../../../shared/contracts/contribution.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { useLanguage } from '../kit/language.ts';
import { cutAt } from './marks.ts';

/** The original with what may let somebody be known marked in it, each with what it is; nothing of it can be changed. */
export function MarkedText({ one }: { one: GivenContribution }) {
  const texts = contributionRoomIn[useLanguage()];
  const { title, text, marks, language } = one;
  if (title === undefined || text === undefined) return <p>{texts.untold}</p>;
  const part = (words: string, of: 'title' | 'text') =>
    cutAt(
      words,
      marks.filter((mark) => mark.of === of),
    ).map(({ text: piece, what }, place) =>
      what === undefined ? (
        piece
      ) : (
        <mark key={place} title={texts.marked[what]}>
          {piece}
        </mark>
      ),
    );
  return (
    <div class="original" lang={language}>
      <p>
        <strong>{part(title, 'title')}</strong>
      </p>
      <p class="as-typed">{part(text, 'text')}</p>
    </div>
  );
}
