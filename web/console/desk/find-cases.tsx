import { useState } from 'preact/hooks';
import type { SearchView } from '../../../shared/contracts/search.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

/** Letters that a search has at least. */
const shortest = 3;

/** What a search found, as links: nothing of it stays in the address, and it goes with the page. */
function Found({ found, at, onClose }: { found: SearchView; at: DeskGiven['at']; onClose: () => void }) {
  const { search: texts, kinds, stages, worklist } = useDeskTexts();
  const { cases, elsewhere, more } = found;
  return (
    <section aria-labelledby="found-title" class="found">
      <h2 id="found-title">{texts.title}</h2>
      <p role="status">
        {cases.length === 0 && elsewhere === 0 ? texts.none : texts.found(cases.length)}{' '}
        {elsewhere > 0 && texts.elsewhere(elsewhere)} {more && texts.more}
      </p>
      <ul>
        {cases.map(({ item, open }) => (
          <li key={item.caseId}>
            <a href={at('case', item.caseId)}>
              {item.said?.subject ?? item.said?.words ?? (item.reserved ? worklist.reserved : kinds[item.kind])}
            </a>{' '}
            <span class="hint">
              {item.caseId} · {kinds[item.kind]} · {open ? stages[item.stage] : texts.closed} ·{' '}
              <When at={item.receivedAt} />
              {item.protocol !== undefined && ` · ${item.protocol}`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" class="button secondary" onClick={onClose}>
          {texts.close}
        </button>
      </p>
    </section>
  );
}

/**
 * One box for what is exact: a whole code opens its case, anything else is searched for. What was typed travels in a body
 * and stays in no address.
 */
export function FindCases({ desk, service, at, go, onSignedOut }: DeskGiven) {
  const { search: texts } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [found, setFound] = useState<SearchView>();
  const { trouble, send } = useSending(onSignedOut);
  const refuse = () => {
    setWrong(true);
    setFound(undefined);
    focusOn('find-code');
  };
  const find = async () => {
    const code = spellingOf(typed, service.codePrefix);
    if (code !== undefined) return go(at('case', code));
    if (typed.trim().length < shortest) return refuse();
    setWrong(false);
    const sent = await send(() => desk.search(service.service, typed.trim()));
    if (sent === undefined || !('answer' in sent)) return;
    if (sent.answer.as === undefined) return refuse();
    setFound(sent.answer);
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
      {found !== undefined && <Found found={found} at={at} onClose={() => setFound(undefined)} />}
    </>
  );
}
