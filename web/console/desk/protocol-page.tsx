import { useEffect, useState } from 'preact/hooks';
import type { ProtocolDayView, ProtocolEntryView } from '../../../shared/contracts/protocol.ts';
import { dayAt } from '../../../shared/core/protocol.ts';
import { AsOf, Facts, TroubleBox, useDeskTexts, useReading, useSending, When } from '../kit/desk-parts.tsx';
import { Field, FocusedHeading, useTimes } from '../kit/parts.tsx';
import { DayOrHour, Line } from '../kit/typed-fields.tsx';
import { centerNow } from '../session/center-clock.ts';
import type { DeskGiven } from './desk.tsx';
import { typedNumber, writtenNumber } from './protocol-numbers.ts';

/** How often a day is read anew while somebody looks, in ms. */
const everyMs = 30_000;

/** The sender as one line; whoever gave no name is unknown. */
function Sender({ entry }: { entry: ProtocolEntryView }) {
  const { protocol } = useDeskTexts();
  const { name, surname, email, phone } = entry.sender;
  const who = [name, surname].filter((part) => part !== undefined).join(' ');
  return (
    <>{[who, email, phone].filter((part) => part !== undefined && part !== '').join(', ') || protocol.unknownSender}</>
  );
}

function Cancelled({ entry }: { entry: ProtocolEntryView }) {
  const { protocol } = useDeskTexts();
  if (entry.cancelled === undefined) return null;
  return (
    <p class="cancelled">
      <strong>{protocol.cancelled}</strong>: {protocol.cancelledBy(entry.cancelled.by)} <When at={entry.cancelled.at} />
      . «{entry.cancelled.reason}»
    </p>
  );
}

/** A day and a number to look for. */
function Find({ day, at, go }: Pick<DeskGiven, 'at' | 'go'> & { day: string }) {
  const { protocol: texts } = useDeskTexts();
  const [asked, setAsked] = useState(day);
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <div class="pair no-print">
      <form
        class="find"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (/^\d{4}-\d\d-\d\d$/.test(asked)) go(at('protocol', asked));
          else document.getElementById('protocol-day')?.focus();
        }}
      >
        <DayOrHour id="protocol-day" type="date" label={texts.day} value={asked} onValue={setAsked} />
        <button type="submit" class="button secondary">
          {texts.show}
        </button>
      </form>
      <form
        class="find"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const found = typedNumber(number);
          setWrong(found === undefined);
          if (found === undefined) document.getElementById('protocol-number')?.focus();
          else go(at('protocol', found));
        }}
      >
        <Line
          id="protocol-number"
          label={texts.number}
          hint={texts.numberHint}
          maxLength={30}
          value={number}
          onValue={setNumber}
          wrong={wrong ? texts.wrongNumber : undefined}
        />
        <button type="submit" class="button secondary">
          {texts.findButton}
        </button>
      </form>
    </div>
  );
}

function Seal({ view }: { view: ProtocolDayView }) {
  const { protocol: texts } = useDeskTexts();
  const { closed } = view;
  if (closed === undefined) return <p class="hint">{texts.open}</p>;
  return (
    <details>
      <summary>
        {texts.closed} <When at={closed.closedAt} />, {texts.count(closed.count)}
      </summary>
      <Facts
        rows={[
          [texts.root, <code class="digest">{closed.root}</code>],
          [texts.previousRoot, <code class="digest">{closed.previousRoot}</code>],
        ]}
      />
    </details>
  );
}

/** The register of one day in the order of its numbers, a page at a time, and its seal once it is closed. */
function DayPage(given: DeskGiven & { day: string }) {
  const { desk, service, at, day, onSignedOut } = given;
  const texts = useDeskTexts();
  const { protocol, channels } = texts;
  const { date } = useTimes();
  const [pages, setPages] = useState(1);
  const readAll = async () => {
    const views: ProtocolDayView[] = [];
    while (views.length < pages) {
      const last = views.at(-1);
      if (last !== undefined && last.next === undefined) break;
      views.push(await desk.protocolDay(service.service, day, last?.next));
    }
    return views;
  };
  const reading = useReading(`${service.service} ${day}`, readAll, everyMs, onSignedOut);
  const { value: views, trouble, refresh } = reading;
  useEffect(() => {
    if (pages > 1) refresh();
  }, [pages]);
  const [first] = views ?? [];
  const entries = views?.flatMap((view) => view.entries) ?? [];
  return (
    <>
      <FocusedHeading>
        {protocol.title}, {date(`${day}T12:00:00Z`)}
      </FocusedHeading>
      <Find {...given} />
      {views === undefined && trouble === undefined && <p>{texts.loading}</p>}
      {views === undefined && <TroubleBox trouble={trouble} who="sees" />}
      {first !== undefined && <Seal view={first} />}
      {views !== undefined && entries.length === 0 && <p>{protocol.none}</p>}
      {entries.length > 0 && (
        <table class="stacked protocol">
          <caption class="visually-hidden">{protocol.title}</caption>
          <thead>
            <tr>
              <th scope="col">{protocol.numberColumn}</th>
              <th scope="col">{protocol.sender}</th>
              <th scope="col">{protocol.subject}</th>
              <th scope="col">{protocol.case}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.number}>
                <th scope="row">
                  <a href={at('protocol', entry.number)}>{writtenNumber(entry.number)}</a>
                  <div class="hint">
                    <When at={entry.at} />
                  </div>
                </th>
                <td>
                  <Sender entry={entry} />
                </td>
                <td>
                  {entry.subject}
                  <Cancelled entry={entry} />
                </td>
                <td>
                  <a href={at('case', entry.caseId)}>{entry.caseId}</a>
                  <div class="hint">{channels[entry.channel]}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {views?.at(-1)?.next !== undefined && (
        <p>
          <button type="button" class="button secondary" onClick={() => setPages(pages + 1)}>
            {protocol.more}
          </button>
        </p>
      )}
      <AsOf reading={reading} />
    </>
  );
}

/** Cancels a number for a reason: it stays on the register, and cannot be brought back. */
function CancelForm(props: DeskGiven & { entry: ProtocolEntryView; onDone: () => void; onCancel: () => void }) {
  const { desk, service, onSignedOut, entry, onDone, onCancel } = props;
  const texts = useDeskTexts();
  const { protocol } = texts;
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  useEffect(() => document.getElementById('cancel-reason')?.focus(), []);
  const cancel = async () => {
    const missing = reason.trim().length < 3;
    setWrong(missing);
    if (missing) return document.getElementById('cancel-reason')?.focus();
    const outcome = await send(() => desk.cancelNumber(service.service, entry.number, { reason: reason.trim() }));
    if (outcome !== undefined && 'answer' in outcome) onDone();
  };
  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <h2>{protocol.cancelTitle}</h2>
      <p>{protocol.cancelLead}</p>
      <Field id="cancel-reason" label={protocol.reason} wrong={wrong ? protocol.reasonWrong : undefined}>
        {(described) => (
          <textarea
            {...described}
            rows={3}
            maxLength={2000}
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Field>
      <TroubleBox trouble={trouble} who="cancels" />
      <div class="buttons">
        <button type="submit" class="button primary emergency" disabled={sending}>
          {sending ? texts.sending : protocol.confirm}
        </button>
        <button type="button" class="button secondary" onClick={onCancel}>
          {protocol.keep}
        </button>
      </div>
    </form>
  );
}

/** One registration with all that the law wants kept of it (DPR 445/2000 art. 53). */
function NumberPage(given: DeskGiven & { number: string }) {
  const { desk, service, staff, at, number, onSignedOut } = given;
  const texts = useDeskTexts();
  const { protocol, channels, who } = texts;
  const [cancelling, setCancelling] = useState(false);
  const [done, setDone] = useState('');
  const reading = useReading(
    `${service.service} ${number}`,
    () => desk.protocolEntry(service.service, number),
    everyMs,
    onSignedOut,
  );
  const { value: entry, trouble, refresh } = reading;
  return (
    <>
      <FocusedHeading>{protocol.entry(writtenNumber(number))}</FocusedHeading>
      <p role="status" class={done === '' ? 'visually-hidden' : 'success'}>
        {done}
      </p>
      {entry === undefined && trouble === undefined && <p>{texts.loading}</p>}
      {entry === undefined && trouble?.what === 'not-found' && <p class="notice">{protocol.noSuchNumber}</p>}
      {entry === undefined && trouble?.what !== 'not-found' && <TroubleBox trouble={trouble} who="sees" />}
      {entry !== undefined && (
        <>
          <Cancelled entry={entry} />
          <Facts
            rows={[
              [protocol.when, <When at={entry.at} />],
              [protocol.sender, <Sender entry={entry} />],
              [protocol.recipient, entry.recipient],
              [protocol.subject, entry.subject],
              [protocol.channel, channels[entry.channel]],
              [protocol.received, <When at={entry.receivedAt} />],
              [protocol.senderReference, entry.senderReference],
              [protocol.case, <a href={at('case', entry.caseId)}>{entry.caseId}</a>],
              [protocol.digest, <code class="digest">{entry.sha256}</code>],
            ]}
          />
          <p>
            <a href={at('protocol', dayAt(entry.at))}>{protocol.backToDay}</a>
          </p>
          {entry.cancelled === undefined && !staff.roles.supervisor && (
            <p class="hint">{protocol.onlyBy(who.cancels)}</p>
          )}
          {entry.cancelled === undefined && staff.roles.supervisor && !cancelling && (
            <p class="no-print">
              <button type="button" class="button secondary" onClick={() => setCancelling(true)}>
                {protocol.cancel}
              </button>
            </p>
          )}
          {cancelling && entry.cancelled === undefined && (
            <CancelForm
              {...given}
              entry={entry}
              onCancel={() => setCancelling(false)}
              onDone={async () => {
                setCancelling(false);
                setDone(protocol.done(writtenNumber(number)));
                await refresh();
              }}
            />
          )}
        </>
      )}
    </>
  );
}

/** The protocol: the register of a day (today's unless told otherwise), or one number. */
export function ProtocolPage(given: DeskGiven & { which: string | undefined }) {
  const { which } = given;
  const number = which === undefined || /^\d{4}-\d\d-\d\d$/.test(which) ? undefined : typedNumber(which);
  if (number !== undefined) return <NumberPage {...given} number={number} />;
  const today = dayAt(new Date(centerNow()).toISOString());
  return <DayPage {...given} day={which !== undefined && /^\d{4}-\d\d-\d\d$/.test(which) ? which : today} />;
}
