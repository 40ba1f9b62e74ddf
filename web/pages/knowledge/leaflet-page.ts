import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, type Reader } from './answer-frame.ts';
import { fullDay } from './full-day.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** From the page of a life event to its leaflet. */
export const wayToLeaflet = ({ definition: { service }, language }: Reader, id: string): Markup =>
  html`<p class="no-print"><a class="button secondary" href="${addresses.leaflet(language, service, id)}">${knowledgeIn[language].leaflet.link}</a></p>`;

/** A measure on paper: what it gives, to whom, where and by when one asks for it. */
function measure({ title, language: written, texts: words = {} }: PublicContent, { language }: Reader): Markup {
  const texts = knowledgeIn[language];
  const rows = [
    [texts.conditions, list(words['conditions']).join('; ')],
    [texts.amount, text(words['amount'])],
    [texts.apply, text(words['apply'])],
    [texts.deadline, text(words['deadline'])],
  ] as const;
  return html`<section class="on-paper" lang="${written}"><h3>${title}</h3>
    <p>${text(words['summary'])}</p>
    <dl class="summary">${rows.map(([name, value]) => (value === '' ? '' : html`<div><dt lang="${language}">${name}</dt><dd>${value}</dd></div>`))}</dl></section>`;
}

/** Who answers: the service itself, by the numbers that it has; one that has ended is called no more. */
function whomToAsk({ definition, language }: Reader): Markup {
  const { leaflet: texts, askText } = knowledgeIn[language];
  const { name, phones, ended } = definition;
  if (ended !== undefined) return html``;
  return html`<section aria-labelledby="call"><h2 id="call">${texts.call}</h2>
    <ul>${phones.map((phone) => html`<li>${name[language]}, ${phone.name[language]}: <a href="tel:${phone.number}">${phone.display}</a>${phone.freeOfCharge ? html` (${texts.free})` : ''}</li>`)}</ul>
    <p>${askText}</p></section>`;
}

/**
 * A life event as a page to print: what may be due, what to take along, what to do, whom to ask, when it was checked, and
 * its address in letters. `gathered` is what leads on from it.
 */
export function leafletPage(
  reader: Reader,
  { content, gathered, today }: { content: PublicContent; gathered: readonly PublicContent[]; today: string },
): string {
  const { definition, language, site } = reader;
  const texts = knowledgeIn[language];
  const { leaflet } = texts;
  const title = leaflet.title(content.title);
  const measures = gathered.filter(({ kind }) => kind === 'measure');
  const steps = gathered.filter(({ kind, texts: words }) => kind === 'article' && list(words?.['steps']).length > 0);
  const guides = gathered.filter(({ kind }) => kind === 'guide');
  const papers = new Set(measures.flatMap(({ texts: words }) => list(words?.['papers'])));
  const checked = [content, ...measures, ...steps].flatMap(({ checkedOn }) => checkedOn ?? []).sort()[0];
  return answerFrame(reader, {
    title,
    unlisted: true,
    address: (other) => addresses.leaflet(other, definition.service, content.id),
    body: html`<article class="column answer leaflet">
    <p class="way-back no-print"><a href="${addresses.answersOf(language, definition.service, 'life-events', content.id)}">${content.title}</a></p>
    <h1>${title}</h1>
    <p class="lead" lang="${content.language}">${text(content.texts?.['summary'])}</p>
    <p class="buttons"><button class="button secondary" type="button" data-print-page hidden>${texts.guide.print}</button></p>
    ${measures.length === 0 ? '' : html`<section aria-labelledby="due"><h2 id="due">${leaflet.measures}</h2>${measures.map((one) => measure(one, reader))}</section>`}
    ${papers.size === 0 ? '' : html`<section aria-labelledby="bring"><h2 id="bring">${leaflet.bring}</h2><ul class="to-tick">${[...papers].map((paper) => html`<li>${paper}</li>`)}</ul></section>`}
    ${steps.length === 0 ? '' : html`<section aria-labelledby="to-do"><h2 id="to-do">${leaflet.todo}</h2>${steps.map((one) => html`<section class="on-paper" lang="${one.language}"><h3>${one.title}</h3><ol>${list(one.texts?.['steps']).map((step) => html`<li>${step}</li>`)}</ol></section>`)}</section>`}
    ${guides.length === 0 ? '' : html`<section class="no-print" aria-labelledby="more"><h2 id="more">${leaflet.more}</h2><ul>${guides.map((one) => html`<li><a href="${addresses.answersOf(language, definition.service, 'guides', one.id)}">${one.title}</a></li>`)}</ul></section>`}
    ${whomToAsk(reader)}
    <section aria-labelledby="sources"><h2 id="sources">${texts.sources}</h2>
    ${checked === undefined ? '' : html`<p>${leaflet.oldest(fullDay(checked, language))}</p>`}
    <p>${leaflet.printed(fullDay(today, language))} ${[content, ...measures].some(({ checkWithAdministration }) => checkWithAdministration) ? texts.withAdministration : ''}</p>
    <p>${leaflet.address}: <span class="plain-address">${site}${addresses.answersOf(language, definition.service, 'life-events', content.id)}</span></p></section>
    </article>`,
  });
}
