import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Staff, seesCases, worksOnCases } from '../../shared/core/staff.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { WayToContributions } from './contributions/way-to-contributions.tsx';
import { entersContributions } from './contributions/words.ts';
import type { DeskApi } from './desk/desk-api.ts';
import { useDeskChanges } from './desk/desk-changes.ts';
import type { DeskGiven, DeskWord } from './desk/given.ts';
import { WayToContents } from './editor/way-to-contents.tsx';
import { entersEditorsRoom } from './editor/words.ts';
import type { EventApi } from './event/event-api.ts';
import { WayToEvents } from './event/event-room.tsx';
import { WordOfHour } from './event/word-of-hour.tsx';
import { tellsEvents } from './event/words.ts';
import { addressOf, allServices } from './kit/addresses.ts';
import { useKeptChoice } from './kit/kept-choice.ts';
import { useDeskTexts, useLanguage } from './kit/language.ts';
import { ActsContext, ActsList, type KnownActs } from './kit/page-acts.tsx';
import { deskRoutes } from './routes.ts';
import type { ConsoleService } from './session/center.ts';
import { draftsOf } from './session/kept-drafts.ts';
import { WayToTracing } from './tracing/way-to-tracing.tsx';
import { entersTracing } from './tracing/words.ts';

/** The ways between the pages of the desk, and out of it. */
function DeskMenu(props: {
  service: ConsoleService;
  staff: Staff;
  word: DeskWord;
  duty: boolean;
  several: boolean;
  at: DeskGiven['at'];
  onAgain: () => void;
  children: ComponentChildren;
}) {
  const { service, staff, word, duty, several, at, onAgain, children } = props;
  const { nav } = useDeskTexts();
  const ways = (Object.keys(deskRoutes) as DeskWord[]).flatMap((to) => {
    const { sees, name } = deskRoutes[to];
    return name !== undefined && sees(staff) ? [{ to, name: nav[name] }] : [];
  });
  return (
    <nav aria-label={nav.label} class="desk-nav no-print">
      <span class="desk-of">{service.name[useLanguage()]}</span>
      <ul>
        {ways.map(({ to, name }) => (
          <li key={to}>
            <a href={at(to)} aria-current={to === word ? 'page' : undefined} onClick={() => to === word && onAgain()}>
              {name}
            </a>
          </li>
        ))}
        {duty && (
          <li>
            <a href={addressOf(service.service)}>{nav.duty}</a>
          </li>
        )}
        {several && (
          <li>
            <a href={allServices}>{nav.services}</a>
          </li>
        )}
      </ul>
      {entersEditorsRoom(staff) && <WayToContents service={service} />}
      {entersContributions(staff, service) && <WayToContributions service={service} />}
      {entersTracing(staff, service) && <WayToTracing service={service} />}
      {tellsEvents(staff) && <WayToEvents service={service} />}
      {children}
    </nav>
  );
}

/** That answers of the reserve wait for a supervisor, on whatever page of the desk they are but where they are read. */
function HeldWaiting({ listChanges, staff, at, word }: DeskGiven & { word: DeskWord }) {
  const { reserve } = useDeskTexts();
  const count = listChanges.held.length;
  const isTold = mayAct(staff, 'judge-held-answer') && word !== 'reserve' && count > 0;
  return (
    <div role="status">
      {isTold && (
        <p class="callout">
          <a href={at('reserve')}>{reserve.held.waiting(count)}</a>
        </p>
      )}
    </div>
  );
}

/** Cases that colleagues gave to the reader: news on whatever page they are. */
function GivenCases({ listChanges, at, id }: DeskGiven) {
  const { worklist } = useDeskTexts();
  const codes = listChanges.given.filter((code) => code !== id);
  return (
    <div role="status" class="news no-print">
      {codes.length > 0 && (
        <p class="callout">
          {worklist.givenToYou(codes.length)}{' '}
          {codes.map((code) => (
            <a key={code} href={at('case', code)} class="case-code">
              {code}{' '}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

/** The desk of one service: its menu, and the page that the address names. */
export function Desk(props: {
  desk: DeskApi;
  event: EventApi;
  service: ConsoleService;
  staff: Staff;
  word: DeskWord;
  id: string | undefined;
  /** Whether the reader also sees the posture of the service, and other services. */
  duty: boolean;
  several: boolean;
  go: (hash: string, done?: string) => void;
  onSignedOut: () => void;
}) {
  const { desk, event, service, staff, word, id, duty, several, go, onSignedOut } = props;
  const { readOnly, worklist } = useDeskTexts();
  const language = useLanguage();
  const { subject } = staff.officer;
  const drafts = useMemo(() => draftsOf(subject, sessionStorage), [subject]);
  const works = worksOnCases(staff);
  /** The way to the page where the reader is already begins it anew: its address does not change. */
  const [begun, setBegun] = useState(0);
  const at = (to: DeskWord, which?: string) => addressOf(service.service, to, which);
  const { page: Page, anew = false } = deskRoutes[word];
  const [keys, setKeys] = useKeptChoice('keys', true);
  const [sound, setSound] = useKeptChoice('sound', false);
  const listChanges = useDeskChanges({ desk, service: service.service, subject, sound, onSignedOut });
  const acts = useMemo<KnownActs>(() => new Map(), []);
  const given: DeskGiven = { listChanges, desk, service, staff, works, drafts, language, id, at, go, onSignedOut };
  return (
    <ActsContext.Provider value={acts}>
      <DeskMenu
        service={service}
        staff={staff}
        word={word}
        duty={duty}
        several={several}
        at={at}
        onAgain={() => setBegun(begun + 1)}
      >
        <label class="check sound no-print">
          <input type="checkbox" checked={sound} onChange={({ currentTarget }) => setSound(currentTarget.checked)} />
          <span>{worklist.sound}</span>
        </label>
        <ActsList keys={keys} onKeys={setKeys} />
      </DeskMenu>
      <GivenCases {...given} />
      <HeldWaiting {...given} word={word} />
      <WordOfHour {...{ event, service, onSignedOut }} tells={tellsEvents(staff)} />
      {!works && seesCases(staff) && <p class="hint">{readOnly}</p>}
      <Page key={`${word}/${anew ? begun : (id ?? '')}`} {...given} />
    </ActsContext.Provider>
  );
}
