import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { forYourSiteTexts } from '../../shared/texts/for-your-site.ts';
import { openDataTexts } from '../../shared/texts/open-data.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';

/** The two lines that put a service on a page of somebody else, as they are copied. */
export const snippetOf = (service: string, language: Language, origin: string): string =>
  `<div data-sportello="${service}" data-language="${language}"></div>\n<script src="${origin}/assets/widget.js" async></script>`;

/**
 * How a service is put on a page of somebody else, and what of it may be copied. The script of the pages writes the
 * portal's own address into what is copied; without script a word stands for it.
 */
export function forYourSitePage(definition: PreparedService, language: Language): string {
  const { service, name } = definition;
  const texts = forYourSiteTexts[language];
  const origin = `https://${texts.origin}`;
  const policy = `script-src ${origin}; connect-src ${origin}`;
  return layout({
    language,
    service: definition,
    title: texts.title,
    emergencyNumbers: definition.emergencyNumbers,
    inLanguage: (other) => addresses.forYourSite(other, service),
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(name[language])}</p>
    <h2>${texts.snippet}</h2>
    <p>${texts.snippetText}</p>
    <pre class="words" tabindex="0" data-own-address="${origin}">${snippetOf(service, language, origin)}</pre>
    <p class="hint">${texts.languages}</p>
    <h2>${texts.shows}</h2>
    <p>${texts.showsText}</p>
    <h2>${texts.keeps}</h2>
    <p>${texts.keepsText}</p>
    <h2>${texts.policy}</h2>
    <p>${texts.policyText}</p>
    <pre class="words" tabindex="0" data-own-address="${origin}">${policy}</pre>
    <p><a href="${addresses.openDataPage(language, service)}">${openDataTexts[language].title}</a></p>
    </div>`,
  });
}
