import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { layout, type Page } from '../layout.ts';
import { html, type Markup } from '../markup.ts';

/** What every page of answers is made in: whose it is, for whom, what is declared now, where it stands on the site. */
export type Reader = {
  definition: PreparedService;
  language: Language;
  notices: Markup;
  /** Address of the portal, without a slash at the end. */
  site: string;
};

/** What a question is about: the page from which it is asked, and what the form puts it under. */
export type AskedAbout = { title: string; category?: string | undefined; experts?: string | undefined };

/** The way into the form with its subject and category set: they go in the body, so that no address tells them. */
const askForm = ({ definition: { service }, language }: Reader, { title, category, experts }: AskedAbout): Markup =>
  html`<form method="post" action="${addresses.sendContact(service)}" accept-charset="utf-8">
      <input type="hidden" name="language" value="${language}">
      <input type="hidden" name="kind" value="information">
      ${category === undefined ? '' : html`<input type="hidden" name="category" value="${category}">`}
      ${experts === undefined ? '' : html`<input type="hidden" name="experts" value="${experts}">`}
      <input type="hidden" name="subject" value="${title.slice(0, 200)}">
      <p class="buttons"><button class="button secondary" type="submit" name="step" value="edit">${knowledgeIn[language].askButton}</button></p>
    </form>`;

/** What to do when no page answered: a person does; from a page, with what it is about already in the form. */
export function askBox(reader: Reader, about?: AskedAbout): Markup {
  const { definition, language } = reader;
  const texts = knowledgeIn[language];
  const way = html`<p class="buttons"><a class="button secondary" href="${addresses.contact(language, definition.service)}">${texts.askButton}</a></p>`;
  return html`<section class="ask" aria-labelledby="ask">
    <h2 id="ask">${texts.ask}</h2>
    <p>${texts.askText}</p>
    ${about === undefined ? way : askForm(reader, about)}
  </section>`;
}

/** A whole page of answers; `address` is its own in each language, without the site. */
export function answerFrame(
  { definition, language, notices, site }: Reader,
  page: Pick<Page, 'title' | 'body' | 'unlisted' | 'description' | 'isArticle' | 'feeds'> & {
    address: (language: Language) => string;
  },
): string {
  const { address, ...shown } = page;
  return layout({
    language,
    service: definition,
    emergencyNumbers: definition.emergencyNumbers,
    inLanguage: address,
    notices,
    current: 'answers',
    site,
    ...shown,
  });
}
