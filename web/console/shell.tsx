import { useEffect, useRef, useState } from 'preact/hooks';
import { LanguageContext, useTexts } from './kit/language.ts';
import { type ConsoleLanguage, consoleLanguages, consoleTexts } from './kit/texts.ts';
import { useNow, useTimes } from './kit/times.tsx';
import type { ConsoleService } from './session/center.ts';
import { goToSignIn, openSession, type Session, type Settings, signOut } from './session/sign-in.ts';
import { SignedIn } from './signed-in.tsx';

/** What the console knows once it has started: where to sign in, and which services there are. */
export type Started = { settings: Settings; services: readonly ConsoleService[] };

/** Where somebody stands: `over` after a session that ended, `failed` when the sign-in or the start did not work. */
type Phase = { what: 'starting' } | { what: 'out'; why?: 'failed' | 'over' } | { what: 'in'; session: Session };

const languageKey = 'sportello.language';

/** How long signing out waits for the center to take back what somebody has, in ms. */
const longestGoodbye = 4_000;
const pause = (ms: number) => new Promise<void>((over) => setTimeout(over, ms));

function Clock() {
  const texts = useTexts();
  const { moment } = useTimes();
  return <span class="clock">{texts.time(moment(useNow(1_000)))}</span>;
}

function Languages({ language, onChoose }: { language: ConsoleLanguage; onChoose: (to: ConsoleLanguage) => void }) {
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">Lingua / Language / Sprache</legend>
      {consoleLanguages.map((one) => (
        <button key={one} type="button" aria-pressed={one === language} onClick={() => onChoose(one)} lang={one}>
          {one.toUpperCase()}
          <span class="visually-hidden"> {consoleTexts[one].language}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Header(props: {
  session: Session | undefined;
  language: ConsoleLanguage;
  onLanguage: (to: ConsoleLanguage) => void;
  onSignOut: (() => void) | undefined;
}) {
  const { session, language, onLanguage, onSignOut } = props;
  const texts = useTexts();
  const { claims } = session ?? {};
  return (
    <header class="console-header">
      <div class="container">
        <strong class="console-name">Sportello · {texts.title}</strong>
        {session !== undefined && <Clock />}
        <span class="who">
          {claims !== undefined && <span>{String(claims['name'] ?? claims['email'] ?? '')}</span>}
          <Languages language={language} onChoose={onLanguage} />
          {onSignOut !== undefined && (
            <button type="button" class="sign-out" onClick={onSignOut}>
              {texts.signIn.out}
            </button>
          )}
        </span>
      </div>
    </header>
  );
}

/** The page of whoever is not signed in, and why. */
function SignInPage({ why, onSignIn }: { why: 'failed' | 'over' | undefined; onSignIn: () => void }) {
  const { signIn } = useTexts();
  return (
    <div class="column">
      <h1>{signIn.title}</h1>
      <p class="lead">{signIn.lead}</p>
      {why !== undefined && <p class="notice">{signIn[why]}</p>}
      <p>
        <button type="button" class="button primary" onClick={onSignIn}>
          {signIn.button}
        </button>
      </p>
    </div>
  );
}

/** Language, title and the page's own `lang`: what the reader chose holds in this tab. */
function useChosenLanguage() {
  const [language, setLanguage] = useState<ConsoleLanguage>(
    consoleLanguages.find((one) => one === sessionStorage.getItem(languageKey)) ?? 'it',
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${consoleTexts[language].title} – Sportello`;
    sessionStorage.setItem(languageKey, language);
  }, [language]);
  return { language, setLanguage };
}

/** The console around its pages: header, language, sign-in, and what the signed-in person sees. */
export function Shell({ start }: { start: () => Promise<Started> }) {
  const { language, setLanguage } = useChosenLanguage();
  const [started, setStarted] = useState<Started>();
  const [phase, setPhase] = useState<Phase>({ what: 'starting' });
  const texts = consoleTexts[language];
  const fail = () => setPhase({ what: 'out', why: 'failed' });
  useEffect(() => {
    (async () => {
      const found = await start();
      setStarted(found);
      const session = await openSession(found.settings);
      setPhase(session ? { what: 'in', session } : { what: 'out' });
    })().catch(fail);
  }, []);
  const session = phase.what === 'in' ? phase.session : undefined;
  const { settings, services = [] } = started ?? {};
  const leaving = useRef<() => Promise<void>>(async () => undefined);
  const leave =
    settings &&
    session &&
    (async () => {
      // Whoever cannot tell the center that they go goes all the same: the end of the shift tells it.
      await Promise.race([leaving.current().catch(() => undefined), pause(longestGoodbye)]);
      await signOut(settings, session);
    });
  return (
    <LanguageContext.Provider value={language}>
      <a class="skip-link" href="#main">
        {texts.skip}
      </a>
      <Header session={session} language={language} onLanguage={setLanguage} onSignOut={leave} />
      <main id="main" tabIndex={-1}>
        <div class="container">
          {phase.what === 'starting' && <p>{texts.loading}</p>}
          {phase.what === 'out' && (
            <SignInPage
              why={phase.why}
              onSignIn={() => (settings ? goToSignIn(settings).catch(fail) : location.reload())}
            />
          )}
          {session && settings && (
            <SignedIn
              settings={settings}
              session={session}
              services={services}
              leaving={leaving}
              onSignedOut={() => setPhase({ what: 'out', why: 'over' })}
            />
          )}
        </div>
      </main>
    </LanguageContext.Provider>
  );
}
