import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { bearerOf, seesCases, staffOf, worksOnCases } from '../../shared/core/staff.ts';
import { contributionsApi } from './contributions/contributions-api.ts';
import { ContributionsRoom } from './contributions/contributions-room.tsx';
import { contributionsWord, entersContributions } from './contributions/words.ts';
import { deskApi } from './desk/desk-api.ts';
import { ReserveRoom } from './desk/reserve-room.tsx';
import { Desk } from './desk.tsx';
import { Duty } from './duty.tsx';
import { editorApi } from './editor/editor-api.ts';
import { contentsWord, entersEditorsRoom } from './editor/words.ts';
import { EditorsRoom } from './editor.tsx';
import { eventApi } from './event/event-api.ts';
import { EventRoom } from './event/event-room.tsx';
import { eventWord, tellsEvents } from './event/words.ts';
import { type Route, routeOf } from './kit/addresses.ts';
import { AsOf } from './kit/as-of.tsx';
import { useLanguage, useTexts } from './kit/language.ts';
import { DoneBox } from './kit/parts.tsx';
import { type KnownPostures, ledgersEveryMs, usePostures } from './officer/ledgers.ts';
import { Oversight } from './oversight/oversight.tsx';
import { oversightOf, oversightWords } from './oversight/words.ts';
import { Overview } from './overview.tsx';
import { isDeskWord } from './routes.ts';
import { callingWith, officersApi } from './session/api.ts';
import type { ConsoleService } from './session/center.ts';
import { renew, type Session, type Settings } from './session/sign-in.ts';
import { tracingApi } from './tracing/tracing-api.ts';
import { TracingRoom } from './tracing/tracing-room.tsx';
import { entersTracing, tracingWord } from './tracing/words.ts';

/** The page that the address names, as it changes. */
function useRoute(): Route {
  const [hash, setHash] = useState(location.hash.startsWith('#/') ? location.hash : '');
  useEffect(() => {
    // An address inside the page, such as #main, leads to no other view.
    const onHash = () => {
      if (location.hash === '' || location.hash.startsWith('#/')) setHash(location.hash);
    };
    addEventListener('hashchange', onHash);
    // Whoever was quicker than this effect has gone on already.
    onHash();
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return routeOf(hash);
}

/** The calls of officers and desk, with the token of whoever is signed in and in the language of the page. */
function useCenter(settings: Settings, session: Session) {
  const live = useRef(session);
  const language = useLanguage();
  const languageNow = useRef(language);
  languageNow.current = language;
  return useMemo(() => {
    const call = callingWith(
      async (fresh) => {
        // A token that ends while it travels would be refused.
        if (fresh || live.current.endsAt - Date.now() < 60_000) {
          const next = await renew(settings, live.current);
          if (next) live.current = next;
          else if (fresh) return undefined;
        }
        return live.current.idToken;
      },
      () => languageNow.current,
    );
    return {
      api: officersApi(call),
      desk: deskApi(call),
      editor: editorApi(call),
      event: eventApi(call),
      contributions: contributionsApi(call),
      tracing: tracingApi(call),
    };
  }, [settings]);
}

/** Since when the postures that are shown hold; of several the oldest, so that it is true of all of them. */
function PosturesAsOf(props: { services: readonly string[]; known: KnownPostures | undefined }) {
  const { services, known } = props;
  const { silent } = useTexts();
  const failing = services.some((service) => known?.failing.includes(service));
  const times = services.map((service) => known?.of[service]?.at);
  const at = times.includes(undefined) || times.length === 0 ? undefined : Math.min(...times.map((time) => time ?? 0));
  if (at !== undefined) return <AsOf at={at} failing={failing} staleAfterMs={4 * ledgersEveryMs} />;
  return failing ? (
    <p class="notice stale" role="alert">
      {silent}
    </p>
  ) : null;
}

/** Whether the page that a word names shows the posture of its service: the duty's pages, and what no room is named by. */
const showsPosture = (word: string | undefined): boolean =>
  !isDeskWord(word) &&
  ![eventWord, contributionsWord, tracingWord, contentsWord].some((room) => room === word) &&
  !oversightWords.some((room) => room === word);

/** The console of somebody who is signed in: what the address names, of the services that the token is for. */
export function SignedIn(props: {
  settings: Settings;
  session: Session;
  services: readonly ConsoleService[];
  /** What is done before somebody leaves. */
  leaving: { current: () => Promise<void> };
  onSignedOut: () => void;
}) {
  const { settings, session, services, leaving, onSignedOut } = props;
  const { claims } = session;
  const texts = useTexts();
  const route = useRoute();
  const { api, desk, editor, event, contributions, tracing } = useCenter(settings, session);
  const [done, setDone] = useState('');
  // What was done is old news once another form is open.
  useEffect(() => {
    if (route.word !== undefined) setDone('');
  }, [route.word, route.id]);
  const governed = services.filter(({ service }) => bearerOf(claims, service).reads);
  const mine = services.filter((one) => {
    const staff = staffOf(claims, one.service);
    const rooms = entersEditorsRoom(staff) || oversightOf(staff).length > 0 || entersContributions(staff, one);
    return governed.includes(one) || seesCases(staff) || rooms || staff.roles.reserve;
  });
  leaving.current = async () => {
    const works = services.filter((one) => worksOnCases(staffOf(claims, one.service)));
    await Promise.all(works.map((one) => desk.presence(one.service, { presence: 'signed-out' })));
  };
  const names = governed.map(({ service }) => service);
  const { value: known, refresh } = usePostures(api, names, onSignedOut);
  const service = mine.find((one) => one.service === route.service) ?? (mine.length === 1 ? mine[0] : undefined);
  const go = (hash: string, words = '') => {
    setDone(words);
    location.hash = hash;
    scrollTo(0, 0);
  };
  const page = () => {
    if (mine.length === 0) return <p class="notice">{texts.signIn.nothing}</p>;
    if (!service) return <Overview services={mine} known={known?.of ?? {}} claims={claims} />;
    const staff = staffOf(claims, service.service);
    const duty = governed.includes(service);
    if (route.word === eventWord && tellsEvents(staff))
      return <EventRoom key={service.service} {...{ event, service, staff, onSignedOut }} id={route.id} />;
    if (route.word === contributionsWord && entersContributions(staff, service))
      return (
        <ContributionsRoom key={service.service} {...{ contributions, service, staff, onSignedOut }} id={route.id} />
      );
    if (staff.roles.reserve && !seesCases(staff) && !duty)
      return (
        <ReserveRoom key={service.service} {...{ desk, service, onSignedOut }} trains={route.word === 'training'} />
      );
    if (route.word === tracingWord && entersTracing(staff, service))
      return <TracingRoom key={service.service} {...{ tracing, service, staff, onSignedOut }} id={route.id} />;
    const [first, ...more] = oversightOf(staff);
    const only = !duty && !seesCases(staff) && !entersEditorsRoom(staff);
    const over = [first, ...more].find((one) => one === route.word) ?? (only ? first : undefined);
    // Shifts are a page of the desk to whoever works there.
    if (over !== undefined && !(over === 'shifts' && seesCases(staff)))
      return (
        <Oversight
          key={service.service}
          {...{ desk, contributions, service, staff, onSignedOut }}
          word={over}
          works={false}
          several={mine.length > 1}
        />
      );
    if (entersEditorsRoom(staff) && (route.word === contentsWord || (!duty && !seesCases(staff))))
      return (
        <EditorsRoom
          key={service.service}
          {...{ service, staff, duty, editor, go, onSignedOut }}
          id={route.word === contentsWord ? route.id : undefined}
        />
      );
    const word = isDeskWord(route.word) ? route.word : duty ? undefined : 'worklist';
    const shared = { key: service.service, service, several: mine.length > 1, go, onSignedOut };
    if (word !== undefined && seesCases(staff))
      return <Desk {...shared} desk={desk} event={event} staff={staff} word={word} id={route.id} duty={duty} />;
    const posture = known?.of[service.service];
    if (posture === undefined) return known?.failing.includes(service.service) ? null : <p>{texts.loading}</p>;
    const bearer = bearerOf(claims, service.service);
    return <Duty {...shared} api={api} known={posture} bearer={bearer} route={route} refresh={refresh} />;
  };
  return (
    <>
      <DoneBox words={done} />
      {page()}
      {(service === undefined || (governed.includes(service) && showsPosture(route.word))) && (
        <PosturesAsOf services={service === undefined ? names : [service.service]} known={known} />
      )}
    </>
  );
}
