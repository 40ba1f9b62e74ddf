import { useState } from 'preact/hooks';
import type { ProtocolDayView, ProtocolEntryView } from '../../../shared/contracts/protocol.ts';
import { dayAt } from '../../../shared/core/protocol.ts';
import { AsOf } from '../kit/as-of.tsx';
import { DayOrHour, Line } from '../kit/fields.tsx';
import { FindForm, focusOn, ReasonForm, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { pagesOf, usePolledPages } from '../kit/pages.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { useTimes, When } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import type { DeskGiven } from './given.ts';
import { typedNumber, writtenNumber } from './protocol-numbers.ts';

/** How often a day is asked for anew while somebody looks, in ms. */
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

/** A day as addresses name it. */
const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);

/** A day and a number to look for. */
function Find({ day, at, go }: Pick<DeskGiven, 'at' | 'go'> & { day: string }) {
  const { protocol: texts } = useDeskTexts();
  const [typedDay, setTypedDay] = useState(day);
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  const show = () => (isDay(typedDay) ? go(at('protocol', typedDay)) : focusOn('protocol-day'));
  const find = () => {
    const spelled = typedNumber(number);
    setWrong(spelled === undefined);
    if (spelled === undefined) focusOn('protocol-number');
    else go(at('protocol', spelled));
  };
  return (
    <div class="pair no-print">
      <FindForm button={texts.show} onFind={show}>
        <DayOrHour id="protocol-day" type="date" label={texts.day} value={typedDay} onValue={setTypedDay} />
      </FindForm>
      <FindForm button={texts.findButton} onFind={find}>
        <Line
          id="protocol-number"
          label={texts.number}
          hint={texts.numberHint}
          maxLength={30}
          value={number}
          onValue={setNumber}
          wrong={wrong ? texts.wrongNumber : undefined}
        />
      </FindForm>
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

function EntriesTable({ entries, at }: Pick<DeskGiven, 'at'> & { entries: readonly ProtocolEntryView[] }) {
  const { protocol, channels } = useDeskTexts();
  return (
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
  );
}

/** The register of one day in the order of its numbers, a page at a time, and its seal once it is closed. */
function DayPage(given: DeskGiven & { day: string }) {
  const { desk, service, at, day, onSignedOut } = given;
  const { loading } = useTexts();
  const { protocol } = useDeskTexts();
  const { date } = useTimes();
  const {
    value: views,
    at: since,
    trouble,
    refresh,
    showMore,
  } = usePolledPages({
    name: `${service.service} ${day}`,
    ask: (pages) => pagesOf((after) => desk.protocolDay(service.service, day, after), pages),
    everyMs,
    onSignedOut,
  });
  const [first] = views ?? [];
  const entries = views?.flatMap((view) => view.entries) ?? [];
  return (
    <>
      <FocusedHeading>
        {protocol.title}, {date(`${day}T12:00:00Z`)}
      </FocusedHeading>
      <Find {...given} />
      {views === undefined && trouble === undefined && <p>{loading}</p>}
      {views === undefined && <TroubleBox trouble={trouble} who="sees" />}
      {first !== undefined && <Seal view={first} />}
      {views !== undefined && entries.length === 0 && <p>{protocol.none}</p>}
      {entries.length > 0 && <EntriesTable entries={entries} at={at} />}
      {views?.at(-1)?.next !== undefined && (
        <p>
          <button type="button" class="button secondary" onClick={showMore}>
            {protocol.more}
          </button>
        </p>
      )}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}

/** Cancels a number for a reason: it stays on the register, and cannot be brought back. */
function CancelForm(props: DeskGiven & { entry: ProtocolEntryView; onDone: () => void; onCancel: () => void }) {
  const { desk, service, onSignedOut, entry, onDone, onCancel } = props;
  const { protocol } = useDeskTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const cancel = async (reason: string) => {
    const sent = await send(() => desk.cancelNumber(service.service, entry.number, { reason }));
    if (sent !== undefined && 'answer' in sent) onDone();
  };
  return (
    <ReasonForm
      class="declare"
      id="cancel-reason"
      label={protocol.reason}
      wrong={protocol.reasonWrong}
      rows={3}
      maxLength={2000}
      submit={protocol.confirm}
      button="primary emergency"
      cancel={protocol.keep}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="cancels" />}
      onSend={cancel}
      onCancel={onCancel}
    >
      <h2>{protocol.cancelTitle}</h2>
      <p>{protocol.cancelLead}</p>
    </ReasonForm>
  );
}

/** One registration with all that the law wants kept of it (DPR 445/2000 art. 53). */
function NumberPage(given: DeskGiven & { number: string }) {
  const { desk, service, staff, at, number, onSignedOut } = given;
  const { loading } = useTexts();
  const { protocol, channels, who } = useDeskTexts();
  const [cancelling, setCancelling] = useState(false);
  const [done, setDone] = useState('');
  const {
    value: entry,
    trouble,
    refresh,
  } = usePolled({
    name: `${service.service} ${number}`,
    ask: () => desk.protocolEntry(service.service, number),
    everyMs,
    onSignedOut,
  });
  return (
    <>
      <FocusedHeading>{protocol.entry(writtenNumber(number))}</FocusedHeading>
      <DoneBox words={done} />
      {entry === undefined && trouble === undefined && <p>{loading}</p>}
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
export function ProtocolPage(given: DeskGiven) {
  const { id } = given;
  const number = id === undefined || isDay(id) ? undefined : typedNumber(id);
  if (number !== undefined) return <NumberPage {...given} number={number} />;
  const today = dayAt(new Date(centerNow()).toISOString());
  return <DayPage {...given} day={isDay(id) ? id : today} />;
}
