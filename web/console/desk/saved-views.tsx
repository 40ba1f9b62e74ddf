import { useEffect, useState } from 'preact/hooks';
import type { SavedView, ViewsAsked } from '../../../shared/contracts/saved-view.ts';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { type ListFilter, viewOf } from './list-filter.ts';

/** The views that somebody named, which are there at every desk, and a way to name the one that is shown. */
export function SavedViews(given: DeskGiven & { filter: ListFilter; onChoose: (view: SavedView) => void }) {
  const { desk, service, id: lane, filter, onChoose, onSignedOut } = given;
  const { worklist: texts } = useDeskTexts();
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const ask = async (asked: ViewsAsked) => {
    const sent = await send(() => desk.views(service.service, asked));
    if (sent === undefined || !('answer' in sent)) return false;
    setViews(sent.answer);
    return true;
  };
  useEffect(() => void ask({ do: 'look' }), []);
  const save = async () => {
    const written = name.trim();
    setWrong(written === '');
    if (written === '') return focusOn('view-name');
    if (await ask({ do: 'keep', view: viewOf(written, lane, filter) })) setName('');
  };
  return (
    <div class="views">
      {views.length > 0 && (
        <ul aria-label={texts.views}>
          {views.map((view) => (
            <li key={view.name}>
              <button type="button" class="chip" onClick={() => onChoose(view)}>
                {view.name}
              </button>
              <button
                type="button"
                class="chip drop"
                aria-label={texts.dropView(view.name)}
                disabled={sending}
                onClick={() => ask({ do: 'drop', name: view.name })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <TroubleBox trouble={trouble} who="works" />
      <FindForm inLine button={texts.saveView} onFind={save}>
        <Line
          id="view-name"
          label={texts.viewName}
          hint={texts.viewHint}
          wrong={wrong ? texts.viewWrong : undefined}
          maxLength={40}
          value={name}
          onValue={setName}
        />
      </FindForm>
    </div>
  );
}
