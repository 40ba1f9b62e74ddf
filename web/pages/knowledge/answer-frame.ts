import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { layout } from '../layout.ts';
import { html, type Markup } from '../markup.ts';

/** What every page of answers is made in: whose it is, for whom, what is declared now, where it stands on the site. */
export type Reader = {
  definition: PreparedService;
  language: Language;
  notices: Markup;
  /** Address of the portal, without a slash at the end. */
  site: string;
};

/** The box to search in: a form that asks by an address, so that it works without script and can be kept. */
export function searchBox({ definition: { service }, language }: Reader, query = ''): Markup {
  const texts = knowledgeIn[language];
  return html`<form class="search" role="search" method="get" action="${addresses.searchAnswers(service)}">
    <input type="hidden" name="language" value="${language}">
    <div class="field">
      <label for="search">${texts.search}</label>
      <p class="hint" id="search-hint">${texts.searchHint}</p>
      <input id="search" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" aria-describedby="search-hint" data-search="${service}">
    </div>
    <button class="button primary" type="submit">${texts.searchButton}</button>
    <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service)}"></div>
  </form>
  <div class="found" data-found></div>`;
}

/** What to do when no page answered: a person does. */
export function askBox({ definition: { service }, language }: Reader): Markup {
  const texts = knowledgeIn[language];
  return html`<section class="ask" aria-labelledby="ask">
    <h2 id="ask">${texts.ask}</h2>
    <p>${texts.askText}</p>
    <p class="buttons"><a class="button secondary" href="${addresses.contact(language, service)}">${texts.askButton}</a></p>
  </section>`;
}

/** A whole page of answers; `address` is its own in each language, without the site. */
export function answerFrame(
  { definition, language, notices, site }: Reader,
  page: { title: string; body: Markup; address: (language: Language) => string; unlisted?: boolean },
): string {
  return layout({
    language,
    service: definition,
    title: page.title,
    emergencyNumbers: definition.emergencyNumbers,
    inLanguage: page.address,
    notices,
    current: 'answers',
    site,
    ...(page.unlisted && { unlisted: true }),
    body: page.body,
  });
}
