import { useState } from 'preact/hooks';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { Line } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { useNow, When } from '../kit/times.tsx';
import { Carried } from './carried.tsx';
import type { CaseGiven } from './given.ts';

type Entry = { at: string; what: string; by?: string | undefined; text?: string | undefined; kind: 'note' | 'act' };

/** What the desk did and wrote, one list, the oldest first. */
export function entriesOf(known: DeskCase, texts: ReturnType<typeof useDeskTexts>['handle']): Entry[] {
  const { notes, asks, referrals, pauses, rescue, owner } = known.desk;
  const entries: Entry[] = [
    ...notes.map(({ at, by, text, review }): Entry => {
      const what = review === undefined ? texts.record.note : texts.record.reviewed[review];
      return { at, by, text, what, kind: 'note' };
    }),
    ...asks.map(({ at, by, to, text }): Entry => ({ at, by, text, what: texts.record.asked(to), kind: 'act' })),
    ...asks.flatMap(({ answered, to }): Entry[] =>
      answered === undefined
        ? []
        : [{ at: answered.at, by: answered.by, text: answered.text, what: texts.record.askAnswered(to), kind: 'act' }],
    ),
    ...referrals.map(({ at, by, to, text }): Entry => ({ at, by, text, what: texts.record.referred(to), kind: 'act' })),
    ...referrals
      .filter(({ state }) => state !== 'sent')
      .map(
        ({ since, to, state, answer, competent }): Entry => ({
          at: since,
          text: [answer, competent && texts.record.competent(competent)].filter(Boolean).join(' · ') || undefined,
          what: texts.record.referral(to, texts.record.states[state]),
          kind: 'act',
        }),
      ),
    ...pauses.map(
      ({ from, by, reason }): Entry => ({
        at: from,
        by,
        what: texts.record.paused(texts.choices[reason] ?? reason),
        kind: 'act',
      }),
    ),
    ...(rescue === undefined
      ? []
      : [
          {
            at: rescue.at,
            by: rescue.by,
            what: texts.record.rescue(texts.choices[rescue.to] ?? rescue.to),
            kind: 'act' as const,
          },
        ]),
    ...(owner === undefined ? [] : [{ at: owner.since, by: owner.by, what: texts.record.owner, kind: 'act' as const }]),
  ];
  return entries.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** What the desk wrote and did with a case, notes in a colour of their own. */
export function DeskRecord({ known }: { known: DeskCase }) {
  const { handle: texts } = useDeskTexts();
  const entries = entriesOf(known, texts);
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="desk-record">
      <h2 id="desk-record">{texts.record.title}</h2>
      <ol class="desk-record">
        {entries.map(({ at, what, by, text, kind }, index) => (
          <li key={index} class={kind}>
            <strong>{what}</strong>
            {by !== undefined && `, ${by}`}, <When at={at} />
            {text !== undefined && <p class="words">{text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

type AnswerSeen = DeskCase['desk']['answers'][number];

/** One answer that has not arrived: it leaves soon and can be kept back, waits to be posted, or came back. */
function AnswerState(given: CaseGiven & { answer: AnswerSeen }) {
  const { desk, known, staff, works, answer, onActed, onChanged, onSignedOut } = given;
  const { handle: texts } = useDeskTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const now = useNow();
  const [receipt, setReceipt] = useState('');
  const { state, leavesAt, to, channel } = answer;
  const left = leavesAt === undefined ? 0 : Math.ceil((Date.parse(leavesAt) - now) / 1000);
  const byHand = channel === 'letter' || channel === 'pec';
  const act = async (body: Extract<CaseActBody, { act: 'withhold' | 'record-dispatch' }>, done: string) => {
    const sent = await send(() => desk.act('actOnCase', known, body));
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, done);
    else if (sent.trouble.what === 'changed' || sent.trouble.what === 'not-possible') await onChanged();
  };
  const fetchFile = async () => {
    const sent = await send(() => desk.answerToSend(known.service, known.code, answer.answer));
    if (sent === undefined || !('answer' in sent)) return;
    // Downloaded, never shown as a page of this origin.
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([sent.answer]));
    link.download = `${known.code}-${answer.answer}.${channel === 'pec' ? 'eml' : 'html'}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div class={`callout${state === 'bounced' ? ' danger' : ''}`}>
      <p>
        <strong>{texts.answerStates[state]}</strong> {to ?? texts.channels[channel]}
        {state === 'to-leave' && !byHand && left > 0 && ` · ${texts.leavesIn(left)}`}
        {state === 'to-leave' && byHand && ` · ${texts.toBeSent}`}
        {state === 'withheld' && answer.because !== undefined && ` ${texts.withheldBecause[answer.because]}`}
        {answer.protocol !== undefined && ` · ${texts.outgoingNumber(answer.protocol)}`}
      </p>
      {answer.text !== undefined && <blockquote class="words">{answer.text}</blockquote>}
      <Carried known={known} answer={answer} />
      <TroubleBox trouble={trouble} who="works" />
      {works && state === 'to-leave' && (
        <div class="buttons no-print">
          {mayAct(staff, 'withhold') && (
            <button
              type="button"
              class="button primary"
              disabled={sending}
              onClick={() => act({ act: 'withhold', answer: answer.answer }, texts.withheld)}
            >
              {texts.withhold}
            </button>
          )}
          {byHand && mayAct(staff, 'record-dispatch') && (
            <button type="button" class="button secondary" disabled={sending} onClick={fetchFile}>
              {texts.fetchFile}
            </button>
          )}
          {channel === 'pec' && mayAct(staff, 'record-dispatch') && (
            <Line
              id={`receipt-${answer.answer}`}
              label={texts.providerReceipt}
              maxLength={200}
              value={receipt}
              onValue={setReceipt}
            />
          )}
          {byHand && mayAct(staff, 'record-dispatch') && (
            <button
              type="button"
              class="button secondary"
              disabled={sending || (channel === 'pec' && receipt.trim() === '')}
              onClick={() =>
                act(
                  {
                    act: 'record-dispatch',
                    answer: answer.answer,
                    outcome: 'sent',
                    ...(receipt.trim() !== '' && { reference: receipt.trim() }),
                  },
                  texts.dispatched,
                )
              }
            >
              {texts.dispatch}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** Answers that are on their way, were kept back or came back; those that left stand in the conversation. */
export function AnswersOnTheWay(given: CaseGiven) {
  const unsent = given.known.desk.answers.filter(({ state }) => state !== 'sent');
  return (
    <>
      {unsent.slice(-3).map((answer) => (
        <AnswerState key={answer.answer} {...given} answer={answer} />
      ))}
    </>
  );
}
