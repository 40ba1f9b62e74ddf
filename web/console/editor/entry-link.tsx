import { useState } from 'preact/hooks';
import type { ContentAct, ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { ContentView } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { Line, Select } from '../kit/fields.tsx';
import { focusOn } from '../kit/form.tsx';
import { useWhen } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import { useEditorTexts } from './editor-texts.ts';

/** Until when the last link of an administration works; undefined where none does. */
export function linkUntil(events: readonly ContentEvent[], now: number): string | undefined {
  const last = events.findLast(({ type }) => type === 'LinkGiven' || type === 'LinkEnded' || type === 'Withdrawn');
  return last?.type === 'LinkGiven' && now < Date.parse(last.endsAt) ? last.endsAt : undefined;
}

/** Gives an administration the link by which it proposes what its own entry says, or ends it. */
export function EntryLink(props: {
  events: readonly ContentEvent[];
  busy: boolean;
  onAct: (act: ContentAct) => Promise<ContentView | undefined>;
}) {
  const { events, busy, onAct } = props;
  const { entryLink: texts } = useEditorTexts();
  const when = useWhen();
  const [to, setTo] = useState('');
  const [language, setLanguage] = useState<Language>('it');
  const [wrong, setWrong] = useState(false);
  const until = linkUntil(events, centerNow());
  const give = async () => {
    const isWrong = !/^\S+@\S+\.\S+$/.test(to.trim());
    setWrong(isWrong);
    if (isWrong) return focusOn('entry-link-to');
    const done = await onAct({ act: 'give-link', to: to.trim(), language });
    if (done !== undefined) setTo('');
  };
  return (
    <section aria-labelledby="entry-link-title">
      <h2 id="entry-link-title">{texts.title}</h2>
      <p class="hint">{texts.hint}</p>
      <p>{until === undefined ? texts.none : texts.until(when(until))}</p>
      <Line
        id="entry-link-to"
        label={texts.to}
        wrong={wrong ? texts.wrong : undefined}
        inputMode="email"
        maxLength={254}
        value={to}
        onValue={setTo}
      />
      <Select
        id="entry-link-language"
        label={texts.language}
        value={language}
        options={languages.map((one) => [one, one.toUpperCase()] as const)}
        onValue={setLanguage}
      />
      <div class="buttons">
        <button type="button" class="button secondary" disabled={busy} onClick={() => void give()}>
          {texts.give}
        </button>
        {until !== undefined && (
          <button
            type="button"
            class="button secondary"
            disabled={busy}
            onClick={() => void onAct({ act: 'end-link' })}
          >
            {texts.end}
          </button>
        )}
      </div>
    </section>
  );
}
