import { useState } from 'preact/hooks';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { Line } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { pieceOf, type UsedPage } from './used-pages.ts';

/** The search of the citizens beside an answer: what is found goes into it as words or as a link, with its version. */
export function FindAnswers(
  given: Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'> & {
    language: Language;
    /** On the phone nobody follows a link: what was said is put down. */
    spoken?: boolean;
    onInsert: (text: string, page: UsedPage) => void;
  },
) {
  const { desk, service, language, spoken = false, onInsert, onSignedOut } = given;
  const { answers: texts } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PublicLine[]>();
  const { trouble, send } = useSending(onSignedOut);
  const find = async () => {
    if (typed.trim() === '') return setFound(undefined);
    const sent = await send(() => desk.answersTo(service.service, typed.trim(), language));
    if (sent !== undefined && 'answer' in sent) setFound(sent.answer.slice(0, 5));
  };
  const insert = (line: PublicLine, as: 'quotation' | 'link' | 'said') => {
    const { text, page } = pieceOf(line, as, location.origin);
    onInsert(text, page);
  };
  const button = (line: PublicLine, as: 'quotation' | 'link' | 'said') => (
    <button type="button" class="button secondary small" onClick={() => insert(line, as)}>
      {texts.insert[as]}
      <span class="visually-hidden">: {line.title}</span>
    </button>
  );
  return (
    <details class="find-answers no-print">
      <summary>{texts.title}</summary>
      {/* It may stand within the form of a call, which Enter must not send. */}
      <div class="find">
        <Line
          id="find-answers"
          label={texts.search}
          maxLength={200}
          value={typed}
          onValue={setTyped}
          onEnter={() => void find()}
        />
        <button type="button" class="button secondary" onClick={() => void find()}>
          {texts.find}
        </button>
      </div>
      <TroubleBox trouble={trouble} who="sees" />
      <p role="status">{found === undefined ? '' : found.length === 0 ? texts.none : texts.found(found.length)}</p>
      <ul class="plain">
        {(found ?? []).map((line) => (
          <li key={line.address} lang={line.language}>
            <a href={line.address} target="_blank" rel="noopener">
              {line.title}
            </a>{' '}
            <span class="hint">{knowledgeIn[language].kinds[line.kind]}</span>
            <p>{line.summary}</p>
            <div class="buttons">
              {spoken ? button(line, 'said') : [button(line, 'quotation'), button(line, 'link')]}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
