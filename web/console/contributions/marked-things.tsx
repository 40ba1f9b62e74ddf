import type { GivenContribution } from '../../../shared/contracts/contribution.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { useLanguage } from '../kit/language.ts';
import type { MarkedWords } from './marks.ts';

/** What becomes of a thing that may let somebody be known. */
export type Became = 'removed' | 'stays' | 'undecided';

/** One thing that may let somebody be known, and what becomes of it. */
function Thing(props: { name: string; words: string; state: Became; onRemove: () => void; onKeep: () => void }) {
  const texts = contributionRoomIn[useLanguage()];
  const { name, words, state, onRemove, onKeep } = props;
  return (
    <li class={`marked-thing ${state}`}>
      <span>
        {name}: <strong>{words}</strong> – {texts[state]}
      </span>
      {state !== 'removed' && (
        <span class="buttons">
          <button type="button" class="button secondary" onClick={onRemove}>
            {texts.remove}
            <span class="visually-hidden">: {words}</span>
          </button>
          <button type="button" class="button secondary" aria-pressed={state === 'stays'} onClick={onKeep}>
            {texts.keepIt}
            <span class="visually-hidden">: {words}</span>
          </button>
        </span>
      )}
    </li>
  );
}

/** Everything that is marked, each to be taken out or confirmed; `wrong` where something is not decided. */
export function MarkedThings(props: {
  things: readonly MarkedWords[];
  language: GivenContribution['language'];
  wrong: boolean;
  stateOf: (words: string) => Became;
  onRemove: (words: string, instead: string) => void;
  onKeep: (words: string) => void;
}) {
  const { things, language, wrong, stateOf, onRemove, onKeep } = props;
  const texts = contributionRoomIn[useLanguage()];
  const { placeholders } = contributionRoomIn[language];
  return (
    <section id="publish-marks" tabIndex={-1} aria-labelledby="marks-title">
      <h3 id="marks-title">{texts.marks}</h3>
      {wrong && (
        <p class="error" role="alert">
          {texts.marksLeft}
        </p>
      )}
      <p class="hint">{things.length === 0 ? texts.noMarks : texts.marksHint}</p>
      <ul class="plain">
        {things.map(({ what, words }) => (
          <Thing
            key={words}
            name={texts.marked[what]}
            words={words}
            state={stateOf(words)}
            onRemove={() => onRemove(words, placeholders[what])}
            onKeep={() => onKeep(words)}
          />
        ))}
      </ul>
    </section>
  );
}
