import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { knowledgeIn } from '../../shared/texts/knowledge/knowledge.ts';
import { addresses } from './addresses.ts';
import { html, type Markup } from './markup.ts';

/** Whose answers are looked for, and in which language. */
type Asked = { definition: PreparedService; language: Language };

/** The sorts of pages that have a list of their own, in the order of the first page. */
export const sorts = ['life-events', 'guides', 'measures', 'administrations', 'practices', 'materials'] as const;
/** The box to search in: a form that asks by an address, so that it works without script and can be kept. */
export function searchBox({ definition: { service }, language }: Asked, query = ''): Markup {
  const texts = knowledgeIn[language];
  return html`<form class="search" role="search" method="get" action="${addresses.searchAnswers(service)}">
    <input type="hidden" name="language" value="${language}">
    <div class="field">
      <label for="search">${texts.search}</label>
      <p class="hint" id="search-hint">${texts.searchHint}</p>
      <input id="search" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" aria-describedby="search-hint" data-search="${service}">
    </div>
    <p class="buttons"><button class="button primary" type="submit">${texts.searchButton}</button></p>
    <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service)}"></div>
  </form>
  <div class="found" data-found></div>`;
}

/** The lists of answers as links, each with a line of what is in it; none where there are none. */
export function waysToLists(
  { definition: { service }, language }: Asked,
  filled: readonly (typeof sorts)[number][],
): Markup {
  const { lists, listLeads } = knowledgeIn[language];
  if (filled.length === 0) return html``;
  return html`<ul class="actions">${filled.map((sort) => html`<li><a href="${addresses.answersOf(language, service, sort)}">${lists[sort]}</a><p class="hint">${listLeads[sort]}</p></li>`)}</ul>`;
}
