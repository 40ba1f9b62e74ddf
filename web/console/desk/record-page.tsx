import type { Receipt } from '../../../shared/contracts/contact.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { spokenCode } from '../../../shared/texts/voice/spoken-codes.ts';
import { useDeskTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useWhen } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import { type ContactDraft, type ContactWrong, newContactDraft, wrongInContact } from './contact-draft.ts';
import { ContactForm, fieldOf } from './contact-form.tsx';
import { DangerAdvice } from './danger.tsx';
import type { DeskGiven } from './given.ts';
import { useRecording } from './recording.ts';

/** A new key for each contact: two presses of one form are one contact. */
const newDraft = () => newContactDraft(centerNow(), crypto.randomUUID());

/** The receipt of what was recorded: the code in large, and how it is dictated. */
function Recorded(props: DeskGiven & { receipt: Receipt; joins: boolean; another: () => void }) {
  const { service, language, at, receipt, joins, another } = props;
  const { record: texts } = useDeskTexts();
  const when = useWhen();
  const { code, advice, firstAnswerDueAt } = receipt;
  return (
    <>
      {advice !== undefined && <DangerAdvice numbers={service.emergencyNumbers} />}
      <div class="receipt">
        <FocusedHeading>{texts.done}</FocusedHeading>
        <p>{texts.code}</p>
        <p class="code">
          <strong>{code}</strong>
        </p>
        <p class="spelled">
          <strong>{texts.spell}</strong>: {spokenCode(code, language)}
        </p>
        <p>{texts.tell}</p>
        {!joins && firstAnswerDueAt !== undefined && <p>{texts.firstAnswer(when(firstAnswerDueAt))}</p>}
        {joins && <p>{texts.joinedLater}</p>}
      </div>
      <div class="buttons">
        <a class="button primary" href={at('case', code)}>
          {texts.openCase}
        </a>
        <button type="button" class="button secondary" onClick={another}>
          {texts.another}
        </button>
      </div>
    </>
  );
}

/**
 * The desk's own door to the citizen's line: writes down a letter, a fax, a visit or a call by hand, the paper that
 * nobody scanned, the person at the counter. The receipt leads to the case.
 */
export function RecordPage(given: DeskGiven) {
  const { service, works } = given;
  const { record: texts, trouble: troubles, who } = useDeskTexts();
  const { found, draft, latest, wrong, tries, receipt, sending, trouble, change, begin, keep } = useRecording<
    ContactDraft,
    ContactWrong
  >(given, {
    name: `contact.${service.service}`,
    begun: newDraft,
    wrongIn: wrongInContact,
    fields: Object.keys(fieldOf) as ContactWrong[],
  });
  if (!works) {
    return (
      <>
        <FocusedHeading>{texts.title}</FocusedHeading>
        <p class="notice">{troubles['not-allowed'](who.works)}</p>
      </>
    );
  }
  if (receipt !== undefined) {
    const joins = spellingOf(draft.joins, service.codePrefix) === receipt.code;
    return <Recorded {...given} receipt={receipt} joins={joins} another={begin} />;
  }
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {found !== undefined && draft.key === found.key && (
        <div class="notice">
          <p>{texts.kept}</p>
          <button type="button" class="button secondary" onClick={begin}>
            {texts.discard}
          </button>
        </div>
      )}
      <ContactForm
        {...given}
        draft={draft}
        wrong={wrong}
        change={change}
        changeFiles={(changed) => change({ files: changed(latest.current.files ?? []) })}
        tries={tries}
        sending={sending}
        trouble={trouble}
        onSend={keep}
      />
    </>
  );
}
