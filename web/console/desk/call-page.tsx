import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { CallerView } from '../../../shared/contracts/caller.ts';
import type { Receipt } from '../../../shared/contracts/contact.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { spokenCode } from '../../../shared/texts/voice/spoken-codes.ts';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { usePageActs } from '../kit/page-acts.tsx';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { centerNow } from '../session/center-clock.ts';
import { type CallDraft, type CallWrong, cameTo, newCallDraft, wrongInCall } from './call-draft.ts';
import { CallerCases, CallForm, callFieldOf } from './call-form.tsx';
import { carryCall } from './carry-call.ts';
import { DangerAdvice } from './danger.tsx';
import type { DeskGiven } from './given.ts';
import { PersonFacts } from './person-facts.tsx';
import { useRecording } from './recording.ts';

const newDraft = () => newCallDraft(centerNow(), crypto.randomUUID());

/** What became of a call: its code to dictate, how far it came, and what is left to do. */
function Kept(props: DeskGiven & { receipt: Receipt; draft: CallDraft; another: () => void }) {
  const { desk, service, staff, language, at, receipt, draft, another, onSignedOut } = props;
  const { call: texts, record } = useDeskTexts();
  const [known, setKnown] = useState<DeskCase>();
  const [late, setLate] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const carry = async () => {
    const sent = await send(() => carryCall({ desk, staff, draft, receipt }));
    if (sent === undefined) return;
    if ('answer' in sent) {
      setKnown(sent.answer);
      setLate(sent.answer === undefined);
    } else if (draft.end === 'answered') {
      // What was said to the caller waits in the answer's box of the case.
      await desk.keepDraft(service.service, receipt.code, 'answer', { text: draft.answer }).catch(() => undefined);
    }
  };
  useEffect(() => void carry(), []);
  usePageActs('call', [
    { name: texts.another, key: 'c', act: another },
    { name: record.openCase, key: 'o', act: () => (location.hash = at('case', receipt.code)) },
  ]);
  const end = known && cameTo(known, draft);
  return (
    <>
      {receipt.advice !== undefined && <DangerAdvice numbers={service.emergencyNumbers} />}
      <div class="receipt">
        <FocusedHeading>{texts.kept}</FocusedHeading>
        <p role="status">
          {end === undefined ? (late ? texts.late : sending ? texts.carrying : '') : texts.ended[end]}
        </p>
        {end === 'answered' && known?.desk.dangerOpen && <p class="callout danger">{texts.rescueFirst}</p>}
        <p>{record.code}</p>
        <p class="code">
          <strong>{receipt.code}</strong>
        </p>
        <p class="spelled">
          <strong>{record.spell}</strong>: {spokenCode(receipt.code, language)}
        </p>
      </div>
      <TroubleBox trouble={trouble} who="works" />
      {trouble !== undefined && <p class="notice">{texts.stopped}</p>}
      <div class="buttons">
        {(trouble !== undefined || late) && (
          <button type="button" class="button primary" disabled={sending} onClick={carry}>
            {texts.goOn}
          </button>
        )}
        <button type="button" class={`button ${end === undefined ? 'secondary' : 'primary'}`} onClick={another}>
          {texts.another}
        </button>
        <a class="button secondary" href={at('case', receipt.code)}>
          {record.openCase}
        </a>
      </div>
    </>
  );
}

/** The number that calls, and what it has asked before. */
function Caller(
  props: DeskGiven & {
    draft: CallDraft;
    change: (part: Partial<CallDraft>) => void;
    wrong: boolean;
    view: CallerView | undefined;
    onView: (view: CallerView | undefined) => void;
  },
) {
  const { desk, service, at, draft, change, wrong, view, onView, onSignedOut } = props;
  const { call: texts, record } = useDeskTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const lookUp = async () => {
    const phone = draft.phone.trim();
    if (phone === '') return focusOn('message');
    const sent = await send(() => desk.caller(service.service, { phone }));
    if (sent === undefined || !('answer' in sent)) return;
    onView(sent.answer);
    focusOn('message');
  };
  return (
    <>
      <FindForm inLine button={texts.lookUp} onFind={lookUp}>
        <Line
          id="caller-number"
          inputMode="tel"
          label={texts.number}
          hint={texts.numberHint}
          wrong={wrong ? record.wrong.phone : undefined}
          maxLength={30}
          value={draft.phone}
          onValue={(phone) => {
            change({ phone, joins: '' });
            onView(undefined);
          }}
        />
      </FindForm>
      <TroubleBox trouble={trouble} who="works" />
      <p role="status" class={view === undefined && !sending ? 'visually-hidden' : undefined}>
        {sending
          ? texts.looking
          : view === undefined
            ? ''
            : view.cases.length === 0
              ? texts.unknown
              : texts.known(view.cases.length)}
      </p>
      {view !== undefined && <PersonFacts facts={view.facts} at={at} />}
      {view !== undefined && view.cases.length > 0 && <CallerCases view={view} at={at} />}
    </>
  );
}

/**
 * A call while it is on the line: who calls and what they asked before, what they ask now, and how it ends, with the
 * keyboard alone. What is sent is kept first, then taken, answered and closed or forwarded.
 */
export function CallPage(given: DeskGiven) {
  const { service, works } = given;
  const { call: texts, trouble: troubles, who } = useDeskTexts();
  const [view, setView] = useState<CallerView>();
  const recording = useRecording<CallDraft, CallWrong>(given, {
    name: `call.${service.service}`,
    begun: newDraft,
    wrongIn: wrongInCall,
    fields: Object.keys(callFieldOf) as CallWrong[],
  });
  const { draft, wrong, tries, receipt, sending, trouble, change, keep } = recording;
  useLayoutEffect(() => focusOn('caller-number'), [receipt]);
  const begin = () => {
    recording.begin();
    setView(undefined);
  };
  usePageActs('call-form', [{ name: texts.number, key: '/', act: () => focusOn('caller-number') }]);
  if (!works) {
    return (
      <>
        <FocusedHeading>{texts.title}</FocusedHeading>
        <p class="notice">{troubles['not-allowed'](who.works)}</p>
      </>
    );
  }
  if (receipt !== undefined) return <Kept {...given} receipt={receipt} draft={draft} another={begin} />;
  const numberWrong = wrong.includes('phone') || wrong.includes('phoneNeeded');
  return (
    <>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      <Caller {...given} draft={draft} change={change} wrong={numberWrong} view={view} onView={setView} />
      <CallForm
        {...given}
        draft={draft}
        wrong={wrong}
        change={change}
        view={view}
        tries={tries}
        sending={sending}
        trouble={trouble}
        onSend={keep}
      />
    </>
  );
}
