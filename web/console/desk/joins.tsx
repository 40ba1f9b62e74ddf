import { useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { Line } from '../kit/fields.tsx';
import { FindForm, focusOn, ReasonForm, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { Facts } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { CaseGiven } from './given.ts';

type Suggestion = DeskCase['suggestions'][number];

/** Says what joining does and asks why, before anything is done. */
function ConfirmForm(given: CaseGiven & { other: string; onCancel: () => void }) {
  const { desk, known, other, onActed, onChanged, onCancel, onSignedOut } = given;
  const { join } = useDeskTexts();
  const { actions } = useTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const confirm = async (reason: string) => {
    const sent = await send(() => desk.act('joinCase', known, { caseId: other, reason }));
    if (sent === undefined) return;
    if ('answer' in sent) {
      onActed(sent.answer, join.done(other, known.code));
      onCancel();
    } else if (sent.trouble.what === 'changed') await onChanged();
  };
  return (
    <ReasonForm
      class="declare confirm"
      id="join-reason"
      label={join.reason}
      hint={join.reasonHint}
      wrong={join.reasonWrong}
      maxLength={1000}
      submit={join.button}
      cancel={actions.cancel}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="works" />}
      onSend={confirm}
      onCancel={onCancel}
    >
      <h3>{join.confirmTitle}</h3>
      <p>{join.confirmLead(other, known.code)}</p>
    </ReasonForm>
  );
}

function SuggestionCard(props: CaseGiven & { suggestion: Suggestion; onStart: () => void; started: boolean }) {
  const { at, works, suggestion, onStart, started } = props;
  const { join, kinds, channels, stages, case: texts } = useDeskTexts();
  const { caseId, kind, channel, stage, receivedAt, reasons, counted } = suggestion;
  return (
    <article class="contact" aria-label={caseId}>
      <h3>
        <a href={at('case', caseId)} class="case-code">
          {caseId}
        </a>
      </h3>
      <p>
        <strong>{join.because(reasons.map((reason) => join.reasons[reason]).join(', '))}</strong>
      </p>
      <Facts
        rows={[
          [texts.kind, `${kinds[kind]}, ${channels[channel]}`],
          [texts.stage, stages[stage]],
          [texts.receivedAt, <When at={receivedAt} />],
          [texts.countedName, texts.counted(counted.attempts, counted.persons)],
        ]}
      />
      {works && !started && (
        <div class="buttons">
          <button type="button" class="button secondary" onClick={onStart}>
            {join.start}
            <span class="visually-hidden"> {caseId}</span>
          </button>
        </div>
      )}
    </article>
  );
}

/** Another case that somebody knows to be the same matter: by its code. */
function ByCode({
  known,
  codePrefix,
  onStart,
}: {
  known: DeskCase;
  codePrefix: string;
  onStart: (code: string) => void;
}) {
  const { join, worklist } = useDeskTexts();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string>();
  const start = () => {
    const code = spellingOf(typed, codePrefix);
    const complaint =
      code === undefined ? worklist.wrongCode(codePrefix) : code === known.code ? join.sameCase : undefined;
    setWrong(complaint);
    if (code === undefined || complaint !== undefined) focusOn('join-code');
    else onStart(code);
  };
  return (
    <details>
      <summary>{join.byCode}</summary>
      <FindForm button={join.start} onFind={start}>
        <Line id="join-code" label={join.code} maxLength={80} value={typed} onValue={setTyped} wrong={wrong} />
      </FindForm>
    </details>
  );
}

/** Other cases of the same person with the reason why they are suggested; a person decides, and says why. */
export function Joins(given: CaseGiven) {
  const { known, service, works } = given;
  const { join } = useDeskTexts();
  const [other, setOther] = useState<string>();
  const suggestions = known.suggestions.filter(({ caseId }) => !known.joined.includes(caseId));
  const mayJoin = works && known.joinedTo === undefined;
  if (!mayJoin && suggestions.length === 0) return null;
  const confirm =
    other === undefined ? null : (
      <ConfirmForm key={other} {...given} other={other} onCancel={() => setOther(undefined)} />
    );
  return (
    <section aria-labelledby="joins">
      <h2 id="joins">{suggestions.length > 0 ? join.title : join.none}</h2>
      {suggestions.length > 0 && <p>{join.lead}</p>}
      {suggestions.map((suggestion) => (
        <div key={suggestion.caseId}>
          <SuggestionCard
            {...given}
            works={mayJoin}
            suggestion={suggestion}
            started={other === suggestion.caseId}
            onStart={() => setOther(suggestion.caseId)}
          />
          {other === suggestion.caseId && confirm}
        </div>
      ))}
      {mayJoin && <ByCode known={known} codePrefix={service.codePrefix} onStart={setOther} />}
      {!suggestions.some(({ caseId }) => caseId === other) && confirm}
    </section>
  );
}
