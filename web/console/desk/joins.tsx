import { useEffect, useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { Facts, TroubleBox, useDeskTexts, useSending, When } from '../kit/desk-parts.tsx';
import { Field } from '../kit/parts.tsx';
import { Line } from '../kit/typed-fields.tsx';
import type { CaseGiven } from './case-page.tsx';

type Suggestion = DeskCase['suggestions'][number];

/** Says what joining does and asks why, before anything is done. */
function ConfirmForm(given: CaseGiven & { other: string; onCancel: () => void }) {
  const { desk, known, other, onActed, onChanged, onCancel, onSignedOut } = given;
  const texts = useDeskTexts();
  const { join } = texts;
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  useEffect(() => document.getElementById('join-reason')?.focus(), []);
  const confirm = async () => {
    const missing = reason.trim().length < 3;
    setWrong(missing);
    if (missing) return document.getElementById('join-reason')?.focus();
    const sent = await send(() => desk.join(known, { caseId: other, reason: reason.trim() }));
    if (sent === undefined) return;
    if ('answer' in sent) {
      onActed(sent.answer, join.done(other, known.code));
      onCancel();
    } else if (sent.trouble.what === 'changed') await onChanged();
  };
  return (
    <form
      class="declare confirm"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <h3>{join.confirmTitle}</h3>
      <p>{join.confirmLead(other, known.code)}</p>
      <Field id="join-reason" label={join.reason} hint={join.reasonHint} wrong={wrong ? join.reasonWrong : undefined}>
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={1000}
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Field>
      <TroubleBox trouble={trouble} who="works" />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? texts.sending : join.button}
        </button>
        <button type="button" class="button secondary" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
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
    const found = code === undefined ? worklist.wrongCode(codePrefix) : code === known.code ? join.sameCase : undefined;
    setWrong(found);
    if (code === undefined || found !== undefined) return document.getElementById('join-code')?.focus();
    return onStart(code);
  };
  return (
    <details>
      <summary>{join.byCode}</summary>
      <form
        class="find"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Line id="join-code" label={join.code} maxLength={80} value={typed} onValue={setTyped} wrong={wrong} />
        <button type="submit" class="button secondary">
          {join.start}
        </button>
      </form>
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
