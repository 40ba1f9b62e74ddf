import { useDeskTexts } from '../kit/language.ts';
import { writtenNumber } from './protocol-numbers.ts';
import type { Badge } from './worklist-pages.ts';

/** What a case asks for and is, a word each; the colour says nothing that the word does not. */
export function Badges({ badges }: { badges: readonly Badge[] }) {
  const { badges: texts, danger, languages } = useDeskTexts();
  const words = (badge: Badge): string => {
    switch (badge.what) {
      case 'danger':
        return danger.badge;
      case 'callBack':
        return texts.callBack(badge.attempts, badge.calls);
      case 'protocol':
        return texts.protocol(writtenNumber(badge.number));
      case 'contacts':
        return texts.contacts(badge.count);
      case 'language':
        return texts.language(languages[badge.language]);
      default:
        return texts[badge.what];
    }
  };
  return badges.length === 0 ? null : (
    <ul class="badges">
      {badges.map((badge) => (
        <li key={badge.what} class={`badge ${badge.what}`}>
          {words(badge)}
        </li>
      ))}
    </ul>
  );
}
