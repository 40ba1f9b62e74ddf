import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HandOver } from '../../shared/contracts/hand-over.ts';
import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../shared/contracts/proposal.ts';
import { bearerOf, seesCases, staffOf } from '../../shared/core/staff.ts';
import { Desk, deskScreen } from './desk/desk.tsx';
import { deskApi } from './desk/desk-api.ts';
import { deskTexts } from './kit/desk-texts.ts';
import { FocusedHeading, LanguageContext, useNow, useTexts, useTimes } from './kit/parts.tsx';
import { type Draft, draftFromDeclaration, draftFromProposal, newDraft } from './officer/declaration-draft.ts';
import { DeclareForm } from './officer/declare-form.tsx';
import { typedWords } from './officer/form-parts.tsx';
import { waits } from './officer/proposals.tsx';
import { ReportView } from './officer/report-view.tsx';
import { ServiceView, StateStrip } from './officer/service-view.tsx';
import { RefuseForm, RenewForm, StandDownForm } from './officer/short-forms.tsx';
import { type Api, callingWith, officersApi, Refused } from './session/api.ts';
import type { ConsoleService } from './session/center.ts';
import { centerNow, setClock } from './session/center-clock.ts';
import { draftsOf } from './session/kept-drafts.ts';
import { goToSignIn, openSession, renew, type Session, type Settings, signOut } from './session/sign-in.ts';
import { type ConsoleLanguage, consoleLanguages, consoleTexts } from './texts.ts';

/** What is known of a service, and since when. */
type Known = { view: LedgerView; proposals: readonly Proposal[]; notes: readonly HandOver[]; at: number };

/** How often the ledger is read anew, in ms, while somebody looks. */
const everyMs = 5_000;

type Place = { service: string | undefined; what: string | undefined; id: string | undefined };

function placeOf(hash: string): Place {
  const [service, what, id] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { service: service || undefined, what: what || undefined, id: id || undefined };
}

function usePlace(): Place {
  const [hash, setHash] = useState(location.hash.startsWith('#/') ? location.hash : '');
  useEffect(() => {
    // An address inside the page, such as #main, leads to no other view.
    const follow = () => {
      if (location.hash === '' || location.hash.startsWith('#/')) setHash(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return placeOf(hash);
}

/** Reads ledger and proposals of the services again and again while the page is looked at; one that does not answer keeps what was known. */
function useKnown(api: Api, services: readonly string[], onSignedOut: () => void) {
  const [known, setKnown] = useState<Record<string, Known>>({});
  const [failing, setFailing] = useState<readonly string[]>([]);
  const begun = useRef(0);
  const shown = useRef(0);
  const refresh = useCallback(async () => {
    if (services.length === 0) return;
    begun.current += 1;
    const turn = begun.current;
    const read = await Promise.allSettled(
      services.map(async (service): Promise<[string, Known]> => {
        const [view, proposals, notes] = await Promise.all([
          api.ledger(service),
          api.proposals(service),
          // Without the notes an officer can still declare.
          api.handOvers(service).catch(() => []),
        ]);
        return [service, { view, proposals, notes, at: centerNow() }];
      }),
    );
    const refused = read.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (refused.some((failure) => failure instanceof Refused && failure.status === 401)) return onSignedOut();
    // What was asked earlier and comes later is older than what is shown.
    if (turn < shown.current) return;
    shown.current = turn;
    const answered = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    setKnown((before) => ({ ...before, ...Object.fromEntries(answered) }));
    setFailing(services.filter((_service, place) => read[place]?.status === 'rejected'));
  }, [api, services.join(' ')]);
  useEffect(() => {
    refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, everyMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [refresh]);
  return { known, failing, refresh };
}

function Freshness({ at, failing }: { at: number | undefined; failing: boolean }) {
  const texts = useTexts();
  const { clock } = useTimes();
  const now = useNow(everyMs);
  if (at === undefined) {
    return failing ? (
      <p class="notice stale" role="alert">
        {texts.silent}
      </p>
    ) : null;
  }
  // A line that hangs says nothing, not even that it failed.
  return failing || now - at > 4 * everyMs ? (
    <p class="notice stale" role="alert">
      {texts.stale(clock(at))}
    </p>
  ) : (
    <p class="hint as-of">{texts.asOf(clock(at))}</p>
  );
}

/** The way to the worklist of a service, for whoever sees its cases. */
function WayToDesk({ service }: { service: ConsoleService }) {
  const language = useLanguage();
  return (
    <a class="button secondary" href={`#/${service.service}/worklist`}>
      {deskTexts[language].nav.worklist}
      <span class="visually-hidden"> {service.name[language]}</span>
    </a>
  );
}

function Overview({
  services,
  known,
  claims,
}: {
  services: readonly ConsoleService[];
  known: Record<string, Known>;
  claims: Session['claims'];
}) {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <>
      <FocusedHeading>{texts.services}</FocusedHeading>
      <ul class="cards">
        {services.map((service) => {
          const here = known[service.service];
          const waiting = here?.proposals.filter(waits).length ?? 0;
          const governs = bearerOf(claims, service.service).reads;
          return (
            <li key={service.service} class={`card ${here?.view.posture ?? 'ordinary'}`}>
              <h2>{service.name[language]}</h2>
              {governs &&
                (here === undefined ? <p>{texts.loading}</p> : <StateStrip service={service} view={here.view} />)}
              {waiting > 0 && <p class="waiting">{texts.toWatch(waiting)}</p>}
              <p class="card-links">
                {governs && (
                  <a class="button primary" href={`#/${service.service}`}>
                    {texts.open}
                    <span class="visually-hidden"> {service.name[language]}</span>
                  </a>
                )}
                {seesCases(staffOf(claims, service.service)) && <WayToDesk service={service} />}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const useLanguage = () => {
  const texts = useTexts();
  return consoleLanguages.find((language) => consoleTexts[language] === texts) ?? 'it';
};

function Signed({
  settings,
  session,
  services,
  onSignedOut,
}: {
  settings: Settings;
  session: Session;
  services: readonly ConsoleService[];
  onSignedOut: () => void;
}) {
  const texts = useTexts();
  const language = useLanguage();
  const place = usePlace();
  const [said, setSaid] = useState('');
  // What was done is old news once another form is open.
  useEffect(() => {
    if (place.what !== undefined) setSaid('');
  }, [place.what, place.id]);
  const live = useRef(session);
  const languageNow = useRef(language);
  languageNow.current = language;
  const { api, desk } = useMemo(() => {
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
    return { api: officersApi(call), desk: deskApi(call) };
  }, [settings]);
  const { claims } = session;
  const governed = services.filter(({ service }) => bearerOf(claims, service).reads);
  const mine = services.filter((one) => governed.includes(one) || seesCases(staffOf(claims, one.service)));
  const { known, failing, refresh } = useKnown(
    api,
    governed.map(({ service }) => service),
    onSignedOut,
  );
  const service = mine.find((one) => one.service === place.service) ?? (mine.length === 1 ? mine[0] : undefined);
  const here = service && known[service.service];
  const bearer = bearerOf(claims, service?.service ?? '');
  // The oldest of what is shown: the line below must be true of all of it.
  const looked = service === undefined ? governed.map((one) => known[one.service]) : [here];
  const at =
    looked.length === 0 || looked.includes(undefined) ? undefined : Math.min(...looked.map((one) => one?.at ?? 0));
  const silent = service === undefined ? failing.length > 0 : failing.includes(service.service);
  const drafts = draftsOf(bearer.officer.subject, sessionStorage);
  const opened = useRef<LedgerView['declarations'][number]>(undefined);

  const go = (hash: string, words = '') => {
    setSaid(words);
    location.hash = hash;
    scrollTo(0, 0);
  };
  const body = () => {
    if (mine.length === 0) return <p class="notice">{texts.signIn.nothing}</p>;
    if (!service) return <Overview services={mine} known={known} claims={claims} />;
    const staff = staffOf(claims, service.service);
    const duty = governed.includes(service);
    const screen = deskScreen(place.what) ?? (duty ? undefined : 'worklist');
    if (screen !== undefined && seesCases(staff)) {
      return (
        <Desk
          key={service.service}
          desk={desk}
          service={service}
          staff={staff}
          screen={screen}
          id={place.id}
          duty={duty}
          several={mine.length > 1}
          go={go}
          onSignedOut={onSignedOut}
        />
      );
    }
    if (!here) return silent ? null : <p>{texts.loading}</p>;
    const back = `#/${service.service}`;
    const typed = typedWords(drafts, `duty.${service.service}.${place.what ?? ''}.${place.id ?? ''}`);
    const given = {
      api,
      service,
      view: here.view,
      by: bearer.officer,
      roster: here.view.roster ?? [],
      refresh,
      typed,
      onDone: (words: string) => go(back, words),
      onCancel: () => {
        typed.drop();
        go(back);
      },
    };
    if (place.what === 'report' && place.id !== undefined) {
      return (
        <ReportView
          key={place.id}
          api={api}
          service={service}
          declaration={place.id}
          language={language}
          reader={bearer.officer.name}
        />
      );
    }
    const inForce = here.view.declarations.find((one) => one.declaration === place.id);
    if (inForce !== undefined) opened.current = inForce;
    // One that ends while its form is open stays there, with what was typed, to be told of.
    const declaration = opened.current?.declaration === place.id ? opened.current : undefined;
    const proposal = here.proposals.find(({ id }) => id === place.id);
    if (bearer.declares && place.what !== undefined) {
      const key = `${service.service}/${place.what}/${place.id ?? ''}`;
      const form = (start: () => Draft) => (
        <DeclareForm key={key} {...given} start={start} {...(proposal === undefined ? {} : { proposal })} />
      );
      if (place.what === 'declare') return form(() => newDraft(service, centerNow()));
      if (place.what === 'confirm' && proposal !== undefined)
        return form(() => draftFromProposal(service, proposal, reasonOf(proposal), centerNow()));
      if (place.what === 'refuse' && proposal !== undefined)
        return <RefuseForm key={key} {...given} proposal={proposal} />;
      if (declaration !== undefined) {
        if (place.what === 'change') return form(() => draftFromDeclaration(service, declaration, centerNow()));
        if (place.what === 'renew') return <RenewForm key={key} {...given} declaration={declaration} />;
        if (place.what === 'stand-down') return <StandDownForm key={key} {...given} declaration={declaration} />;
      }
    }
    return (
      <>
        {mine.length > 1 && (
          <p class="no-print">
            <a href="#/">{texts.allServices}</a>
          </p>
        )}
        <FocusedHeading key={service.service}>{service.name[language]}</FocusedHeading>
        <p class="no-print">
          <WayToDesk service={service} />
        </p>
        <ServiceView
          service={service}
          view={here.view}
          proposals={here.proposals}
          notes={here.notes}
          api={api}
          refresh={refresh}
          note={typedWords(drafts, `duty.${service.service}.hand-over`)}
          declares={bearer.declares}
          reader={bearer.officer.name}
        />
      </>
    );
  };
  const reasonOf = ({ cause, publishedAt }: Proposal) =>
    texts.proposals.reason(
      texts.proposals.cause[cause],
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        dateStyle: 'short',
        timeStyle: 'short',
        timeZone: 'Europe/Rome',
      }).format(new Date(publishedAt)),
    );
  return (
    <>
      <p role="status" class={said === '' ? 'visually-hidden' : 'success'}>
        {said}
      </p>
      {body()}
      {deskScreen(place.what) === undefined && <Freshness at={at} failing={silent} />}
    </>
  );
}

function Clock() {
  const texts = useTexts();
  const { moment } = useTimes();
  return <span class="clock">{texts.time(moment(useNow(1_000)))}</span>;
}

type Phase = { what: 'starting' } | { what: 'out'; why?: 'failed' | 'over' } | { what: 'in'; session: Session };

function Console() {
  const [language, setLanguage] = useState<ConsoleLanguage>(
    consoleLanguages.find((one) => one === sessionStorage.getItem('sportello.language')) ?? 'it',
  );
  const [settings, setSettings] = useState<Settings>();
  const [services, setServices] = useState<readonly ConsoleService[]>([]);
  const [phase, setPhase] = useState<Phase>({ what: 'starting' });
  const texts = consoleTexts[language];

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${texts.title} – Sportello`;
    sessionStorage.setItem('sportello.language', language);
  }, [language]);
  useEffect(() => {
    const read = async (file: string) => {
      const answer = await fetch(file);
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return answer.json();
    };
    (async () => {
      const [where, known] = await Promise.all([
        read('/console/settings.json'),
        read('/console/services.json'),
        setClock().catch(() => undefined),
      ]);
      setSettings(where);
      setServices(known);
      const session = await openSession(where);
      setPhase(session ? { what: 'in', session } : { what: 'out' });
    })().catch(() => setPhase({ what: 'out', why: 'failed' }));
  }, []);

  const claims = phase.what === 'in' ? phase.session.claims : undefined;
  return (
    <LanguageContext.Provider value={language}>
      <a class="skip-link" href="#main">
        {texts.skip}
      </a>
      <header class="console-header">
        <div class="container">
          <strong class="console-name">Sportello · {texts.title}</strong>
          {phase.what === 'in' && <Clock />}
          <span class="who">
            {claims !== undefined && <span>{String(claims['name'] ?? claims['email'] ?? '')}</span>}
            <fieldset class="languages">
              <legend class="visually-hidden">Lingua / Language / Sprache</legend>
              {consoleLanguages.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === language}
                  onClick={() => setLanguage(one)}
                  lang={one}
                >
                  {one.toUpperCase()}
                  <span class="visually-hidden"> {consoleTexts[one].language}</span>
                </button>
              ))}
            </fieldset>
            {phase.what === 'in' && settings && (
              <button type="button" class="sign-out" onClick={() => signOut(settings, phase.session)}>
                {texts.signIn.out}
              </button>
            )}
          </span>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="container">
          {phase.what === 'starting' && <p>{texts.loading}</p>}
          {phase.what === 'out' && (
            <div class="reading">
              <h1>{texts.signIn.title}</h1>
              <p class="lead">{texts.signIn.lead}</p>
              {phase.why !== undefined && <p class="notice">{texts.signIn[phase.why]}</p>}
              <p>
                <button
                  type="button"
                  class="button primary"
                  onClick={() =>
                    settings
                      ? goToSignIn(settings).catch(() => setPhase({ what: 'out', why: 'failed' }))
                      : location.reload()
                  }
                >
                  {texts.signIn.button}
                </button>
              </p>
            </div>
          )}
          {phase.what === 'in' && settings && (
            <Signed
              settings={settings}
              session={phase.session}
              services={services}
              onSignedOut={() => setPhase({ what: 'out', why: 'over' })}
            />
          )}
        </div>
      </main>
    </LanguageContext.Provider>
  );
}

const place = document.getElementById('console');
if (place) {
  place.replaceChildren();
  render(<Console />, place);
}
