import type { ContributionKind } from '../../shared/contracts/contribution.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { type ContributionPageTexts, contributionPagesIn } from '../../shared/texts/contributions/pages/pages.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { addresses } from './addresses.ts';
import { layout, type Page } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** Whose page it is and for whom. */
export type Giver = { service: PreparedService; language: Language };

/** The texts of a page of stories and ideas: its own, and those of every form. */
export type GiverTexts = ContributionPageTexts & { form: Texts['form'] };

export const textsFor = ({ language }: Giver): GiverTexts => ({
  ...contributionPagesIn[language],
  form: textsIn[language].form,
});

/** Whether a service takes contributions of a kind; one that has ended takes none. */
export const takes = ({ contributions, ended }: PreparedService, kind: ContributionKind): boolean =>
  ended === undefined && (contributions?.kinds.includes(kind) ?? false);

/** A whole page of stories and ideas. */
export function contributionFrame(
  { service, language }: Giver,
  page: Pick<Page, 'title' | 'body' | 'inLanguage' | 'unlisted' | 'description' | 'site'>,
): string {
  return layout({ language, service, emergencyNumbers: service.emergencyNumbers, ...page });
}

/** The ways to stories and ideas, on the page of a service that takes them. */
export function waysToContribute(giver: Giver): Markup | '' {
  const { service, language } = giver;
  const { kinds } = service.contributions ?? { kinds: [] };
  if (kinds.length === 0 || service.ended !== undefined) return '';
  const texts = textsFor(giver);
  const way = (address: string, { name, hint }: { name: string; hint: string }) =>
    html`<li><a href="${address}">${name}</a><p class="hint">${hint}</p></li>`;
  const list = (kind: ContributionKind) => addresses.contributions(language, service.service, { kind });
  return html`<section aria-labelledby="contribute">
      <h2 id="contribute">${texts.section}</h2>
      <p>${texts.sectionLead}</p>
      <ul class="actions">
        ${takes(service, 'story') ? way(addresses.giveContribution(language, service.service, 'story'), texts.ways.story) : ''}
        ${takes(service, 'story') ? way(list('story'), texts.ways.stories) : ''}
        ${takes(service, 'idea') ? way(list('idea'), texts.ways.idea) : ''}
        ${way(addresses.ownContribution(language, service.service), texts.ways.own)}
      </ul>
    </section>`;
}
