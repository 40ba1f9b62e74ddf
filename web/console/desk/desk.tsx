import { useContext, useMemo, useState } from 'preact/hooks';
import { type Staff, seesCases, worksOnCases } from '../../../shared/core/staff.ts';
import { useDeskTexts } from '../kit/desk-parts.tsx';
import { LanguageContext } from '../kit/parts.tsx';
import type { ConsoleService } from '../session/center.ts';
import { type Drafts, draftsOf } from '../session/kept-drafts.ts';
import type { ConsoleLanguage } from '../texts.ts';
import { CasePage } from './case-page.tsx';
import type { DeskApi } from './desk-api.ts';
import { HeldMailsPage, heldBoxOf } from './held-mails-page.tsx';
import { ProtocolPage } from './protocol-page.tsx';
import { RecordPage } from './record-page.tsx';
import { WorklistPage } from './worklist-page.tsx';

/** The screens of the desk by their word in the address, after the service's. */
export const deskScreens = ['worklist', 'case', 'record', 'held-mails', 'protocol'] as const;
export type DeskScreen = (typeof deskScreens)[number];

/** The screen that a word of the address names; the worklist for whoever has no other place to begin. */
export const deskScreen = (what: string | undefined): DeskScreen | undefined =>
  deskScreens.find((screen) => screen === what);

/** Who sees the mails that were laid aside, and decides on them. */
const decidesOnMails = ({ roles }: Staff): boolean => roles.operator || roles.supervisor;

/** What every screen of the desk is given. */
export type DeskGiven = {
  desk: DeskApi;
  service: ConsoleService;
  staff: Staff;
  /** Whether the reader works on cases or only looks. */
  works: boolean;
  drafts: Drafts;
  language: ConsoleLanguage;
  /** The address of a screen of this service: its word and, where it has one, a code, lane, day or number; never anything personal. */
  at: (screen: DeskScreen, id?: string) => string;
  /** Goes to an address and says what was done. */
  go: (hash: string, said?: string) => void;
  onSignedOut: () => void;
};

/** The desk of one service: the way between its screens, and the one that the address names. */
export function Desk(props: {
  desk: DeskApi;
  service: ConsoleService;
  staff: Staff;
  screen: DeskScreen;
  id: string | undefined;
  /** Whether the reader also sees the posture of the service, and other services. */
  duty: boolean;
  several: boolean;
  go: (hash: string, said?: string) => void;
  onSignedOut: () => void;
}) {
  const { desk, service, staff, screen, id, duty, several, go, onSignedOut } = props;
  const { nav, readOnly } = useDeskTexts();
  const language = useContext(LanguageContext);
  const { subject } = staff.officer;
  const drafts = useMemo(() => draftsOf(subject, sessionStorage), [subject]);
  const works = worksOnCases(staff);
  /** The way to the screen where the reader is already begins it anew: its address does not change. */
  const [begun, setBegun] = useState(0);
  const at = (to: DeskScreen, which?: string) =>
    `#/${service.service}/${to}${which === undefined ? '' : `/${encodeURIComponent(which)}`}`;
  const given: DeskGiven = { desk, service, staff, works, drafts, language, at, go, onSignedOut };
  const ways: [DeskScreen, string][] = [
    ['worklist', nav.worklist],
    ...(works ? [['record', nav.record] as [DeskScreen, string]] : []),
    ...(decidesOnMails(staff) ? [['held-mails', nav.heldMails] as [DeskScreen, string]] : []),
    ['protocol', nav.protocol],
  ];
  return (
    <>
      <nav aria-label={nav.label} class="desk-nav no-print">
        <span class="desk-of">{service.name[language]}</span>
        <ul>
          {ways.map(([to, name]) => (
            <li key={to}>
              <a
                href={at(to)}
                aria-current={to === screen ? 'page' : undefined}
                onClick={() => to === screen && setBegun(begun + 1)}
              >
                {name}
              </a>
            </li>
          ))}
          {duty && (
            <li>
              <a href={`#/${service.service}`}>{nav.duty}</a>
            </li>
          )}
          {several && (
            <li>
              <a href="#/">{nav.services}</a>
            </li>
          )}
        </ul>
      </nav>
      {!works && seesCases(staff) && <p class="hint">{readOnly}</p>}
      {screen === 'worklist' && <WorklistPage key={id ?? ''} {...given} {...(id === undefined ? {} : { lane: id })} />}
      {screen === 'case' && <CasePage key={id ?? ''} {...given} code={id ?? ''} />}
      {screen === 'record' && <RecordPage key={begun} {...given} />}
      {screen === 'held-mails' && <HeldMailsPage key={id ?? ''} {...given} box={heldBoxOf(id)} />}
      {screen === 'protocol' && <ProtocolPage key={id ?? ''} {...given} which={id} />}
    </>
  );
}
