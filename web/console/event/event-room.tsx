import { useState } from 'preact/hooks';
import type { EventAct } from '../../../shared/contracts/event-page.ts';
import type { EventsToTell } from '../../../shared/contracts/officer-view.ts';
import { areaName } from '../../../shared/core/posture/area-names.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import { eventTexts } from '../../../shared/texts/event.ts';
import { eventRoomTexts } from '../../../shared/texts/event-room.ts';
import { addressOf } from '../kit/addresses.ts';
import { ProblemBox, ReasonForm } from '../kit/form.tsx';
import { useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading, LevelBadge } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { useTimes } from '../kit/times.tsx';
import type { Trouble } from '../kit/trouble.ts';
import type { ConsoleService } from '../session/center.ts';
import { centerNow } from '../session/center-clock.ts';
import type { EventApi } from './event-api.ts';
import { draftOf, pageOf } from './event-draft.ts';
import { EventForm } from './event-form.tsx';
import { EventTracing } from './event-tracing.tsx';

type ToTell = EventsToTell['events'][number];
type RoomGiven = {
  event: EventApi;
  service: ConsoleService;
  staff: Staff;
  onTold: (view: EventsToTell, words: string) => void;
  refresh: () => Promise<unknown>;
  onSignedOut: () => void;
};

/** What was not possible as a sentence; of words that nothing may say the center's own, which names them. */
function useProblem() {
  const { refused } = eventRoomTexts[useLanguage()];
  return (trouble: Trouble | undefined): string | undefined => {
    if (trouble === undefined) return undefined;
    const { what, refused: why = '', detail } = trouble;
    return (what === 'changed' ? refused['changed'] : refused[why]) ?? refused[what] ?? detail ?? refused['other'];
  };
}

/** Who wrote what stands, who has read it, and the acts on it. */
function Standing({
  one,
  act,
  sending,
  staff,
  problem,
}: {
  one: ToTell;
  act: (act: EventAct, words: string) => Promise<void>;
  sending: boolean;
  staff: Staff;
  problem: string | undefined;
}) {
  const texts = eventRoomTexts[useLanguage()];
  const { moment } = useTimes();
  const [withdrawing, setWithdrawing] = useState(false);
  const { telling } = one.said ?? {};
  if (telling === undefined) return null;
  const { by, at, page, reviewed, urgentUntil } = telling;
  const own = by.subject === staff.officer.subject;
  return (
    <div class="callout">
      <p class="lead" lang="it">
        {page.word.text.it}
      </p>
      <p class="hint">{texts.by(by.name, moment(at))}</p>
      <p>
        {reviewed === undefined
          ? texts.notRead(moment(urgentUntil))
          : texts.readBy(reviewed.by.name, moment(reviewed.at))}
      </p>
      {reviewed === undefined && own && <p class="hint">{texts.ownWords}</p>}
      <div class="buttons">
        {reviewed === undefined && !own && (
          <button
            type="button"
            class="button primary"
            disabled={sending}
            onClick={() => act({ act: 'review' }, texts.reviewed)}
          >
            {texts.review}
          </button>
        )}
        {!withdrawing && (
          <button type="button" class="button secondary" onClick={() => setWithdrawing(true)}>
            {texts.withdraw}
          </button>
        )}
      </div>
      {withdrawing && (
        <ReasonForm
          id="withdraw-reason"
          label={texts.reason}
          wrong={texts.reasonWrong}
          maxLength={2000}
          submit={texts.withdraw}
          cancel={texts.cancel}
          sending={sending}
          problem={<ProblemBox problem={problem} />}
          onCancel={() => setWithdrawing(false)}
          onSend={(reason) => act({ act: 'withdraw', reason }, texts.withdrawn)}
        >
          <p>{texts.withdrawLead}</p>
        </ReasonForm>
      )}
    </div>
  );
}

/** One event: what stands of it, and the form that tells or corrects it. */
function OneEvent({ one, ...given }: RoomGiven & { one: ToTell }) {
  const { event, service, staff, onTold, refresh, onSignedOut } = given;
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const problemOf = useProblem();
  const { sending, trouble, send } = useSending(onSignedOut);
  const { telling, turn = 0 } = one.said ?? {};
  const act = async (asked: EventAct, words: string) => {
    const sent = await send(() => event.tell(service.service, one.declaration, turn, asked));
    if (sent === undefined) return;
    if ('answer' in sent) onTold(sent.answer, words);
    else if (sent.trouble.what === 'changed') await refresh();
  };
  const problem = problemOf(trouble);
  const { level, area, declaration } = one;
  return (
    <section aria-labelledby={`event-${declaration}`}>
      <h2 id={`event-${declaration}`}>
        <LevelBadge level={level} /> {areaName(area)[language]}
      </h2>
      <p>
        <a href={`/v1/services/${service.service}/events/${encodeURIComponent(declaration)}?language=${language}`}>
          {texts.see}
        </a>
      </p>
      <Standing one={one} act={act} sending={sending} staff={staff} problem={problem} />
      {service.tracing && <EventTracing one={one} staff={staff} sending={sending} act={act} />}
      <h3>{telling === undefined ? texts.tell : texts.correct}</h3>
      <EventForm
        begun={draftOf(telling?.page)}
        sending={sending}
        problem={problem}
        onSend={(draft) => act({ act: 'tell', page: pageOf(draft, centerNow(), telling?.page) }, texts.told)}
      />
    </section>
  );
}

/** The room of whoever tells what is known: each event that is declared, or the one that the address names. */
export function EventRoom(props: {
  event: EventApi;
  service: ConsoleService;
  staff: Staff;
  id: string | undefined;
  onSignedOut: () => void;
}) {
  const { event, service, staff, id, onSignedOut } = props;
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const { loading } = useTexts();
  const [done, setDone] = useState({ words: '', times: 0 });
  const { value, refresh, replace } = usePolled({
    name: service.service,
    ask: () => event.events(service.service),
    everyMs: 15_000,
    onSignedOut,
  });
  const events = (value?.events ?? []).filter(({ declaration }) => id === undefined || declaration === id);
  const onTold = (view: EventsToTell, words: string) => {
    replace(view);
    setDone({ words, times: done.times + 1 });
  };
  return (
    <>
      <FocusedHeading>
        {texts.title} – {service.name[language]}
      </FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <p class="no-print">
        <a href={addressOf(service.service)}>{texts.back}</a>
      </p>
      <DoneBox words={done.words} />
      {value === undefined && <p>{loading}</p>}
      {value !== undefined && events.length === 0 && <p class="notice">{texts.nothing}</p>}
      {events.map((one) => (
        // A new form once something was done: what others did meanwhile leaves what is typed.
        <OneEvent
          key={`${one.declaration}/${done.times}`}
          {...{ one, event, service, staff, onTold, refresh, onSignedOut }}
        />
      ))}
    </>
  );
}

/** The way to the room of events, for whoever may tell of them. */
export function WayToEvents({ service }: { service: ConsoleService }) {
  const language = useLanguage();
  return (
    <a class="button secondary" href={addressOf(service.service, 'event')}>
      {eventTexts[language].word}
    </a>
  );
}
