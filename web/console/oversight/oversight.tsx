import type { ContributionsApi } from '../contributions/contributions-api.ts';
import { WayToContributions } from '../contributions/way-to-contributions.tsx';
import { entersContributions } from '../contributions/words.ts';
import type { ShiftsGiven } from '../desk/given.ts';
import { ShiftsPage } from '../desk/shifts-page.tsx';
import { addressOf, allServices } from '../kit/addresses.ts';
import { useDeskTexts, useLanguage } from '../kit/language.ts';
import { HoldsPage } from './holds-page.tsx';
import { ReadsPage } from './reads-page.tsx';
import { type OversightWord, oversightOf } from './words.ts';

/** What the pages over a service are given. */
export type OversightGiven = ShiftsGiven & { contributions: ContributionsApi };

/** The names of the pages over a service, as the menu and the first page call them. */
export function useOversightNames(): Record<OversightWord, string> {
  const { holds, reads, shifts } = useDeskTexts();
  return { holds: holds.nav, reads: reads.nav, shifts: shifts.nav };
}

const pages = { holds: HoldsPage, reads: ReadsPage, shifts: ShiftsPage } as const;

/** The pages of whoever watches over a service without seeing its cases: administrators and auditors. */
export function Oversight(given: OversightGiven & { word: OversightWord; several: boolean }) {
  const { service, staff, word, several } = given;
  const { nav } = useDeskTexts();
  const names = useOversightNames();
  const Page = pages[word];
  return (
    <>
      <nav aria-label={nav.oversight} class="desk-nav no-print">
        <span class="desk-of">{service.name[useLanguage()]}</span>
        <ul>
          {oversightOf(staff).map((to) => (
            <li key={to}>
              <a href={addressOf(service.service, to)} aria-current={to === word ? 'page' : undefined}>
                {names[to]}
              </a>
            </li>
          ))}
          {several && (
            <li>
              <a href={allServices}>{nav.services}</a>
            </li>
          )}
        </ul>
        {entersContributions(staff, service) && <WayToContributions service={service} />}
      </nav>
      <Page key={word} {...given} />
    </>
  );
}
