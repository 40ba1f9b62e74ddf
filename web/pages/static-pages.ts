import { contributionKinds } from '../../shared/contracts/contribution.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { ServiceState } from '../../shared/contracts/service-state.ts';
import { languages } from '../../shared/contracts/text.ts';
import { accessibilityPage } from './accessibility-page.ts';
import { addresses } from './addresses.ts';
import { askOwnPage } from './ask-own-page.ts';
import { checkProofPage } from './check-proof-page.ts';
import { takes } from './contribution-frame.ts';
import { easyPage } from './easy-page.ts';
import { forYourSitePage } from './for-your-site-page.ts';
import { formPage } from './form-page.ts';
import { givePage } from './give-page.ts';
import { homePage, notFoundPage } from './home-page.ts';
import { networkEntryPage } from './network-entry-page.ts';
import { inNotices } from './notices.ts';
import { openDataPage } from './open-data-page.ts';
import { toldWhole } from './open-graph.ts';
import { privacyPage } from './privacy-page.ts';
import { proposePracticePage } from './propose-practice-page.ts';
import { emptyReceiptPage } from './receipt-page.ts';
import { referralPage } from './referral-page.ts';
import { servicePage } from './service-page.ts';
import { statusPage } from './status-page.ts';

/** Every page that can be built ahead, by its address. */
export function staticPages(services: readonly PreparedService[]): Map<string, string> {
  const pages = new Map<string, string>([
    ['/', homePage(services, 'it')],
    ['/404.html', notFoundPage(services)],
  ]);
  for (const language of languages) {
    pages.set(addresses.home(language), homePage(services, language));
    pages.set(addresses.accessibility(language), accessibilityPage(services, language));
    pages.set(addresses.checkProof(language), checkProofPage(services, language));
    for (const definition of services) {
      const { service, kinds } = definition;
      if (definition.ended === undefined) pages.set(addresses.easyWords(service), easyPage(definition));
      pages.set(addresses.service(language, service), servicePage(definition, language));
      pages.set(addresses.privacy(language, service), privacyPage(definition, language));
      pages.set(addresses.receipt(language, service), emptyReceiptPage(definition, language));
      pages.set(addresses.status(language, service), statusPage(definition, language));
      pages.set(addresses.referral(language, service), referralPage(definition, language));
      pages.set(addresses.proposePracticePage(language, service), proposePracticePage(definition, language));
      pages.set(addresses.forYourSite(language, service), forYourSitePage(definition, language));
      pages.set(addresses.openDataPage(language, service), openDataPage(definition, language));
      pages.set(addresses.networkEntry(language, service), networkEntryPage(definition, language));
      pages.set(addresses.contact(language, service), formPage(definition, language));
      const giver = { service: definition, language };
      for (const kind of contributionKinds)
        if (takes(definition, kind))
          pages.set(addresses.giveContribution(language, service, kind), givePage(giver, kind));
      if (definition.contributions !== undefined)
        pages.set(addresses.ownContribution(language, service), askOwnPage(giver));
      // One for what has a form of its own too, where somebody kept its address: it leads there.
      for (const { kind } of kinds)
        pages.set(addresses.contact(language, service, kind), formPage(definition, language, { content: { kind } }));
    }
  }
  return pages;
}

/** The file that a page lies in, below the folder of all: `it/familyline/index.html`. */
export const fileOf = (address: string): string =>
  (address.endsWith('/') ? `${address}index.html` : address).replace(/^\//, '');

/**
 * Every page that is built ahead as it is served while the states are those, by its address: what is declared stands in
 * the page itself, and where the portal stands (`site`, without a slash at the end) in its addresses for machines.
 */
export function pagesIn(
  services: readonly PreparedService[],
  states: readonly ServiceState[],
  site = '',
): Map<string, string> {
  const pages = staticPages(services);
  for (const [address, page] of pages) {
    const language = languages.find((known) => address.startsWith(`/${known}/`)) ?? 'it';
    const noticed = states.reduce((shown, state) => {
      const service = services.find(({ service: name }) => name === state.service);
      return service === undefined ? shown : inNotices(shown, service, language, state);
    }, page);
    pages.set(address, toldWhole(noticed, site));
  }
  return pages;
}
