import { useMemo, useState } from 'preact/hooks';
import { type Staff, seesCases, worksOnCases } from '../../shared/core/staff.ts';
import type { DeskApi } from './desk/desk-api.ts';
import type { DeskGiven, DeskWord } from './desk/given.ts';
import { addressOf, allServices } from './kit/addresses.ts';
import { useDeskTexts, useLanguage } from './kit/language.ts';
import { deskRoutes } from './routes.ts';
import type { ConsoleService } from './session/center.ts';
import { draftsOf } from './session/kept-drafts.ts';

/** The ways between the pages of the desk, and out of it. */
function DeskMenu(props: {
  service: ConsoleService;
  staff: Staff;
  word: DeskWord;
  duty: boolean;
  several: boolean;
  at: DeskGiven['at'];
  onAgain: () => void;
}) {
  const { service, staff, word, duty, several, at, onAgain } = props;
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
    </nav>
  );
}

/** The desk of one service: its menu, and the page that the address names. */
export function Desk(props: {
  desk: DeskApi;
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
  const { desk, service, staff, word, id, duty, several, go, onSignedOut } = props;
  const { readOnly } = useDeskTexts();
  const language = useLanguage();
  const { subject } = staff.officer;
  const drafts = useMemo(() => draftsOf(subject, sessionStorage), [subject]);
  const works = worksOnCases(staff);
  /** The way to the page where the reader is already begins it anew: its address does not change. */
  const [begun, setBegun] = useState(0);
  const at = (to: DeskWord, which?: string) => addressOf(service.service, to, which);
  const { page: Page, anew = false } = deskRoutes[word];
  const given: DeskGiven = { desk, service, staff, works, drafts, language, id, at, go, onSignedOut };
  return (
    <>
      <DeskMenu
        service={service}
        staff={staff}
        word={word}
        duty={duty}
        several={several}
        at={at}
        onAgain={() => setBegun(begun + 1)}
      />
      {!works && seesCases(staff) && <p class="hint">{readOnly}</p>}
      <Page key={`${word}/${anew ? begun : (id ?? '')}`} {...given} />
    </>
  );
}
