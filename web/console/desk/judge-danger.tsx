import { useState } from 'preact/hooks';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import { type DangerKind, dangerKinds } from '../../../shared/contracts/danger.ts';
import { present } from '../../../shared/core/present.ts';
import { Select, TextArea } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import { HeardSentence } from './danger.tsx';
import type { CaseGiven } from './given.ts';
import { heardIn } from './heard.ts';

/** Whether there was danger to life, said by whoever works on the case, under the sentences in which it was heard. */
export function JudgeDanger(given: CaseGiven) {
  const { desk, known, works, onActed, onChanged, onSignedOut } = given;
  const { danger, judge } = useDeskTexts();
  const [kind, setKind] = useState<DangerKind | ''>('');
  const [reason, setReason] = useState('');
  const { sending, trouble, send } = useSending(onSignedOut);
  const heard = heardIn(known);
  const { judged } = known;
  const act = async (body: CaseActBody, done: string) => {
    const sent = await send(() => desk.act('actOnCase', known, body));
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, done);
    else if (sent.trouble.what === 'changed') await onChanged();
  };
  const why = present({ reason: reason.trim() || undefined });
  return (
    <section aria-labelledby="judge-danger">
      <h2 id="judge-danger">{judge.title}</h2>
      {heard.length === 0 && <p>{judge.nothingHeard}</p>}
      {heard.map((one, index) => (
        <HeardSentence key={index} heard={one} lang={known.language} />
      ))}
      {judged !== undefined && (
        <p>
          <strong>{judge.judged[judged.judged]}</strong>
          {judged.kind !== undefined && ` (${danger.kinds[judged.kind]})`}, <When at={judged.at} />
          {judged.reason !== undefined && <span class="words"> «{judged.reason}»</span>}
        </p>
      )}
      {works && !known.erased && (
        <div class="no-print">
          <p class="hint">{judge.hint}</p>
          <Select<DangerKind | ''>
            id="danger-kind"
            label={judge.kind}
            options={[['', judge.asHeard], ...dangerKinds.map((one) => [one, danger.kinds[one]] as const)]}
            value={kind}
            onValue={setKind}
          />
          <TextArea
            id="danger-reason"
            label={judge.reason}
            rows={2}
            maxLength={1000}
            value={reason}
            onValue={setReason}
          />
          <TroubleBox trouble={trouble} who="works" />
          <div class="buttons">
            <button
              type="button"
              class="button secondary"
              disabled={sending}
              onClick={() =>
                act({ act: 'was-danger', ...present({ kind: kind || undefined }), ...why }, judge.done.danger)
              }
            >
              {judge.wasDanger}
            </button>
            <button
              type="button"
              class="button secondary"
              disabled={sending}
              onClick={() => act({ act: 'was-none', ...why }, judge.done.none)}
            >
              {judge.wasNone}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
