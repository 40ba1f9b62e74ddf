import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { readableDate } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { call112Lines } from './call-112.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** Says that a service has ended, since when, and who answers instead; nothing while it has not. */
export function endedBox({ ended }: Pick<PreparedService, 'ended'>, language: Language): Markup | '' {
  if (ended === undefined) return '';
  const { service: texts } = textsIn[language];
  return html`<div class="callout" id="ended">
    <p><strong>${texts.endedTitle}</strong></p>
    <p>${texts.ended(readableDate(ended.on, language))}</p>
    <p>${ended.instead[language]}${ended.website === undefined ? '' : html` <a href="${ended.website}">${texts.endedSite}</a>`}</p>
  </div>`;
}

/** What stands in place of the form of a service that has ended: danger first, then who answers instead. */
export function endedPage(service: PreparedService, language: Language): string {
  const { service: texts, layout: menu } = textsIn[language];
  return layout({
    language,
    service,
    title: texts.endedTitle,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.contact(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    <h1>${service.name[language]}</h1>
    <div class="callout"><p>${service.emergencyStatement[language]}</p>
    ${call112Lines()}</div>
    ${endedBox(service, language)}
    <p><a class="button secondary" href="${addresses.status(language, service.service)}">${menu.follow}</a></p>
    </div>`,
  });
}
