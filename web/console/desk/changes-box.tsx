import { useDeskTexts } from '../kit/language.ts';
import { When } from '../kit/times.tsx';
import type { Change } from './case-changes.ts';
import { writtenNumber } from './protocol-numbers.ts';

/** That a case has changed, until somebody wants to see what: nothing moves under a hand, nor is sent unread. */
export function NewerBar({ newer, onShow }: { newer: boolean; onShow: () => void }) {
  const { changes: texts } = useDeskTexts();
  return (
    <div role="status" class="news">
      {newer && (
        <p class="callout">
          <strong>{texts.newer}</strong>{' '}
          <button type="button" class="button secondary" onClick={onShow}>
            {texts.show}
          </button>
        </p>
      )}
    </div>
  );
}

/**
 * What changed in a case while somebody looked at it, above the rest; `pressed` once an act of theirs was not done. What
 * the reader (`me`, by name) did in another tab is said to be theirs.
 */
export function ChangesBox(props: { changes: readonly Change[]; pressed: boolean; me: string }) {
  const { changes, pressed, me } = props;
  const { changes: texts, channels, stages, attempt } = useDeskTexts();
  const words = (change: Change) => {
    switch (change.what) {
      case 'contact':
        return (
          <>
            {texts.contact(channels[change.channel])}, <When at={change.at} />
          </>
        );
      case 'message':
        return (
          <>
            {texts.message}, <When at={change.at} />
          </>
        );
      case 'reading':
        return (
          <>
            {texts.reading(change.by)}, <When at={change.at} />
          </>
        );
      case 'attempt':
        return (
          <>
            {texts.attempt(attempt.outcomes[change.outcome], change.by)}, <When at={change.at} />
          </>
        );
      case 'owner':
      case 'answer':
      case 'note':
      case 'ask':
      case 'referral':
      case 'rescue':
        return (
          <>
            {texts[change.what](change.by)}, <When at={change.at} />
          </>
        );
      case 'document':
        return texts.document(change.name);
      case 'protocol':
      case 'cancelled':
        return texts[change.what](writtenNumber(change.number));
      case 'stage':
        return texts.stage(stages[change.stage]);
      case 'joined':
      case 'joinedTo':
        return texts[change.what](change.code);
      default:
        return texts[change.what];
    }
  };
  if (changes.length === 0) return null;
  return (
    <div class="callout" role="alert">
      <h2>{texts.title}</h2>
      <ul class="meanwhile">
        {changes.map((change, index) => (
          <li key={index}>
            {words(change)}
            {'by' in change && change.by === me && ` ${texts.yourself}`}
          </li>
        ))}
      </ul>
      <p>{pressed ? texts.lead : texts.draftStays}</p>
    </div>
  );
}
