import { useState } from 'preact/hooks';
import type { SearchView } from '../../../shared/contracts/search.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { FoundRows, IndexState } from './found-rows.tsx';
import type { DeskGiven } from './given.ts';

/** Letters that a search has at least. */
const shortest = 3;

/** What a search found: nothing of it stays in the address, and it goes with the page. */
function Found(props: {
  found: SearchView;
  at: DeskGiven['at'];
  onMore: () => void;
  onWords: () => void;
  onClose: () => void;
}) {
  const { found, at, onMore, onWords, onClose } = props;
  const { search: texts } = useDeskTexts();
  const { cases, elsewhere, more, next, as, index } = found;
  return (
    <section aria-labelledby="found-title" class="found">
      <h2 id="found-title">{texts.title}</h2>
      <p role="status">
        {index?.state !== 'missing' && (cases.length === 0 && elsewhere === 0 ? texts.none : texts.found(cases.length))}{' '}
        {elsewhere > 0 && texts.elsewhere(elsewhere)} {more && (next === undefined ? texts.more : texts.moreBelow)}
      </p>
      <IndexState index={index} />
      <FoundRows cases={cases} at={at} />
      <p class="buttons">
        {next !== undefined && (
          <button type="button" class="button secondary" onClick={onMore}>
            {texts.goOn}
          </button>
        )}
        {as === 'beginning-of-code' && (
          <button type="button" class="button secondary" onClick={onWords}>
            {texts.asWords}
          </button>
        )}
        <button type="button" class="button secondary" onClick={onClose}>
          {texts.close}
        </button>
      </p>
    </section>
  );
}

/**
 * One box for what is exact and for words: a whole code opens its case, anything else is searched for. What was typed
 * travels in a body and stays in no address.
 */
export function FindCases({ desk, service, at, go, onSignedOut }: DeskGiven) {
  const { search: texts } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [found, setFound] = useState<{ what: string; view: SearchView }>();
  const { trouble, send } = useSending(onSignedOut);
  const refuse = () => {
    setWrong(true);
    setFound(undefined);
    focusOn('find-code');
  };
  const ask = async (what: string, more?: { as: 'words'; after?: string }, before: SearchView['cases'] = []) => {
    const sent = await send(() => desk.search(service.service, { what, ...more }));
    if (sent === undefined || !('answer' in sent)) return;
    if (sent.answer.as === undefined) return refuse();
    const listed = new Set(before.map(({ item }) => item.caseId));
    const cases = [...before, ...sent.answer.cases.filter(({ item }) => !listed.has(item.caseId))];
    setFound({ what, view: { ...sent.answer, cases } });
  };
  const find = () => {
    const code = spellingOf(typed, service.codePrefix);
    if (code !== undefined) return go(at('case', code));
    if (typed.trim().length < shortest) return refuse();
    setWrong(false);
    return ask(typed.trim());
  };
  return (
    <>
      <FindForm inLine button={texts.button} onFind={find}>
        <Line
          id="find-code"
          label={texts.label}
          hint={texts.hint}
          wrong={wrong ? texts.wrong : undefined}
          maxLength={254}
          value={typed}
          onValue={setTyped}
        />
      </FindForm>
      <TroubleBox trouble={trouble} who="sees" />
      {found !== undefined && (
        <Found
          found={found.view}
          at={at}
          onMore={() =>
            ask(
              found.what,
              { as: 'words', ...(found.view.next !== undefined && { after: found.view.next }) },
              found.view.cases,
            )
          }
          onWords={() => ask(found.what, { as: 'words' })}
          onClose={() => setFound(undefined)}
        />
      )}
    </>
  );
}
