import { useState } from 'preact/hooks';
import type { GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { GuideWalk } from '../../../shared/contracts/guide-walk.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { AskedBox, StepSaid } from '../kit/asked-guide.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { memberAt, type Trouble } from '../kit/trouble.ts';
import type { DeskGiven } from './given.ts';
import { guidePiece, type UsedPage } from './used-pages.ts';

type Given = Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'> & {
  language: Language;
  /** How far whoever wrote got in a guide by themselves. */
  walk?: GuideWalk | undefined;
  onInsert: (text: string, page: UsedPage) => void;
};

/** Answers without those that the center names as wrong: a guide may ask otherwise than it did. */
function withoutWrong(answers: Answers, { wrong = [] }: Trouble): Answers {
  const named = new Set(wrong.map(({ pointer }) => memberAt(pointer).replace('answers/', '')));
  return Object.fromEntries(Object.entries(answers).filter(([question]) => !named.has(question)));
}

/** The guides, the one that is asked with what was answered in it, and whether its walk is still the guide's own. */
function useGuides({ desk, service, language, walk, onSignedOut }: Omit<Given, 'onInsert'>) {
  const [guides, setGuides] = useState<readonly PublicLine[]>();
  const [guide, setGuide] = useState<PublicLine>();
  const [answers, setAnswers] = useState<Answers>({});
  const [step, setStep] = useState<GuideStep>();
  const [gone, setGone] = useState(false);
  const [lost, setLost] = useState(false);
  const { trouble, send } = useSending(onSignedOut);
  const list = async () => {
    // None may be there yet: then they are asked for again.
    if (guides !== undefined && guides.length > 0) return;
    const sent = await send(() => desk.guides(service.service, language));
    if (sent === undefined || !('answer' in sent)) return;
    setGuides(sent.answer);
    const begun = sent.answer.find(({ id }) => id === walk?.guide);
    setGone(walk !== undefined && begun === undefined);
    if (walk !== undefined && begun !== undefined) await goOn(begun, walk.answers);
  };
  /** Opens a guide where its walk ended; what it asks otherwise by now is asked again. */
  const goOn = async (line: PublicLine, walked: Answers) => {
    const sent = await ask(line, walked, true);
    if (sent === undefined || !('trouble' in sent)) return;
    const sound = sent.trouble.what === 'invalid' ? withoutWrong(walked, sent.trouble) : walked;
    if (Object.keys(sound).length === Object.keys(walked).length) return setGone(sent.trouble.what === 'not-found');
    await ask(line, sound, true);
    setLost(true);
  };
  const ask = async (line: PublicLine, given: Answers, finish = false) => {
    const sent = await send(() =>
      desk.consult(service.service, line.id, language, { answers: given, ...(finish && { finish }) }),
    );
    if (sent === undefined || !('answer' in sent)) return sent;
    setGuide(line);
    setAnswers(given);
    setStep(sent.answer);
    return sent;
  };
  const again = (question: string) => {
    const { [question]: _taken, ...kept } = answers;
    if (guide !== undefined) void ask(guide, kept);
  };
  const leave = () => setStep(undefined);
  const isWalked = walk !== undefined && step?.guide === walk.guide;
  const changed = isWalked && (lost || (walk.version ?? step.version) !== step.version);
  return { guides, guide, answers, step, gone, changed, trouble, list, ask, again, leave };
}

/**
 * The guides of a service, asked beside a case and while somebody is on the line: by the rules and words that citizens
 * are asked by, in the citizen's language, and from where whoever wrote left off. What comes out goes into the answer;
 * what is answered here is kept nowhere else.
 */
export function AskGuide({ onInsert, ...given }: Given) {
  const { language, walk } = given;
  const { answers: texts } = useDeskTexts();
  const { guide: words } = knowledgeIn[language];
  const { guides, guide, answers, step, gone, changed, trouble, list, ask, again, leave } = useGuides(given);
  const { next } = step ?? {};
  return (
    <details class="ask-guide no-print" onToggle={({ currentTarget }) => currentTarget.open && void list()}>
      <summary>{walk === undefined ? texts.guides : texts.goOnGuide}</summary>
      {gone && <p class="notice">{texts.guideGone}</p>}
      <TroubleBox trouble={trouble} who="sees" />
      {step === undefined && (
        <ul class="plain">
          {(guides ?? []).map((line) => (
            <li key={line.id} lang={line.language}>
              <button type="button" class="link" onClick={() => void ask(line, {})}>
                {line.title}
              </button>
              <p class="hint">{line.summary}</p>
            </li>
          ))}
        </ul>
      )}
      {guides?.length === 0 && <p>{texts.noGuides}</p>}
      {guide !== undefined && step !== undefined && (
        <section aria-label={step.title}>
          <p lang={step.language}>
            <strong>{step.title}</strong>
          </p>
          {changed && <p class="notice">{texts.guideChanged}</p>}
          {next !== undefined && (
            <AskedBox
              key={next.id}
              asked={next}
              language={language}
              onAnswer={(answer) => void ask(guide, { ...answers, [next.id]: answer })}
            />
          )}
          <StepSaid step={step} onAgain={again} />
          <div class="buttons">
            {next !== undefined && step.given.length > 0 && (
              <button type="button" class="button secondary small" onClick={() => void ask(guide, answers, true)}>
                {words.finish}
              </button>
            )}
            {next === undefined && (
              <button
                type="button"
                class="button secondary small"
                onClick={() => {
                  const { text, page } = guidePiece(step, guide, location.origin);
                  onInsert(text, page);
                }}
              >
                {texts.insertGuide}
              </button>
            )}
            <button type="button" class="button secondary small" onClick={leave}>
              {texts.otherGuide}
            </button>
          </div>
        </section>
      )}
    </details>
  );
}
