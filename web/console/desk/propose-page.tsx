import { useState } from 'preact/hooks';
import { dayInRome } from '../../../shared/core/hours/zone.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { contentsWord, entersEditorsRoom } from '../editor/words.ts';
import { addressOf } from '../kit/addresses.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { centerNow } from '../session/center-clock.ts';
import type { CaseGiven } from './given.ts';
import { tellsOf } from './heard.ts';
import { lastAnswer, pageOfAnswer } from './page-of-answer.ts';

/** The theme that a draft begins under: that of the experts who were asked, else the first of the service. */
const themeOf = ({ service, known }: CaseGiven): string => {
  const asked = known.desk.asks.map(({ to }) => service.experts.find(({ name }) => Object.values(name).includes(to)));
  return [...asked, ...service.experts].find((one) => one !== undefined)?.themes[0] ?? 'altro';
};

const newMark = () => crypto.randomUUID().slice(0, 4);

/** Makes a draft of a good answer in one act; what its citizen allowed says which. */
export function ProposePage(given: CaseGiven) {
  const { desk, known, service, staff, works, onSignedOut } = given;
  const { answers: texts } = useDeskTexts();
  const [content, setContent] = useState<string>();
  const { sending, trouble, send } = useSending(onSignedOut);
  const answered = works && !known.erased && lastAnswer(known) !== undefined;
  if (!answered || known.urgent || tellsOf(known, 'violence') || !mayAct(staff, 'propose-article')) return null;
  const propose = async () => {
    const day = dayInRome(centerNow());
    const made = { theme: themeOf(given), administration: service.administration.it, day, mark: newMark() };
    const page = pageOfAnswer(known, made);
    if (page === undefined) return;
    const sent = await send(() => desk.propose(known.service, page.content, page.act));
    if (sent !== undefined && 'answer' in sent) setContent(page.content);
  };
  return (
    <section class="no-print" aria-labelledby="propose-title">
      <h2 id="propose-title">{texts.propose}</h2>
      <p>{known.desk.publication === true ? texts.allowed : texts.notAllowed}</p>
      <p role="status">{content === undefined ? '' : texts.proposed}</p>
      {content !== undefined && entersEditorsRoom(staff) && (
        <p>
          <a href={addressOf(service.service, contentsWord, content)}>{texts.openDraft}</a>
        </p>
      )}
      {content === undefined && (
        <button type="button" class="button secondary" disabled={sending} onClick={() => void propose()}>
          {texts.proposeButton}
        </button>
      )}
      <TroubleBox trouble={trouble} who="works" />
    </section>
  );
}
