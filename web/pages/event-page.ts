import type { EventFact, EventNumber, SaidWords } from '../../shared/contracts/event-page.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { EventView, FeltQuake } from '../../shared/contracts/service-state.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { type EventList, eventLists } from '../../shared/core/posture/event-page.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { eventTexts, wordsFor } from '../../shared/texts/event.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { tracingIn } from '../../shared/texts/tracing/tracing.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { call112Lines } from './call-112.ts';
import { wayToEasyWords } from './easy-page.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { quakeNotices } from './notices.ts';

/** Words in the reader's language, or in Italian with their own `lang` and a mark. */
function said(words: SaidWords, language: Language): Markup {
  const { text, language: written } = wordsFor(words, language);
  if (written === language) return html`${text}`;
  return html`<span lang="${written}">${text}</span> <span class="tag">${eventTexts[language].onlyItalian}</span>`;
}

/** Who says a line, since when, and until when. */
function span({ source, from, until }: EventFact | EventNumber, language: Language): Markup {
  const texts = eventTexts[language];
  const when = [texts.since(readableInstant(from, language)), texts.until(readableInstant(until, language))];
  return html`<span class="hint said">${texts.source(source)} – ${when.join(', ')}</span>`;
}

function listOf(name: EventList, facts: readonly EventFact[], language: Language): Markup {
  if (facts.length === 0) return html``;
  return html`<section class="event-${name}" aria-labelledby="${name}">
    <h2 id="${name}">${eventTexts[language].lists[name]}</h2>
    <ul>${facts.map((fact) => html`<li>${said(fact.text, language)} ${span(fact, language)}</li>`)}</ul>
  </section>`;
}

function numbersOf(numbers: readonly EventNumber[], language: Language): Markup {
  if (numbers.length === 0) return html``;
  const texts = eventTexts[language];
  return html`<section aria-labelledby="event-numbers">
    <h2 id="event-numbers">${texts.numbers}</h2>
    <dl class="summary">${numbers.map(
      (one) =>
        html`<div><dt>${texts.numberKinds[one.kind]}</dt><dd><a class="phone" href="tel:${one.number.replaceAll(' ', '')}">${one.number}</a> ${said(one.name, language)} ${span(one, language)}</dd></div>`,
    )}</dl>
  </section>`;
}

/** Whether some of the words are not there in a language. */
function isInItalian({ told }: EventView, language: Language): boolean {
  if (told === undefined || language === 'it') return false;
  const words = [told.word?.text, ...eventLists.flatMap((name) => told[name].map(({ text }) => text))];
  return [...words, ...told.numbers.map(({ name }) => name)].some((one) => one !== undefined && !one[language]);
}

function told(view: EventView, language: Language): Markup {
  const texts = eventTexts[language];
  if (view.told === undefined) return html`<p>${texts.nothingTold}</p>`;
  const { word, nextUpdateAt, urgentUntil, toldAt, numbers } = view.told;
  const at = (instant: string) => readableInstant(instant, language);
  const update = (instant: string) =>
    Date.parse(instant) > Date.parse(view.asOf)
      ? html`<p><strong>${texts.nextUpdate(at(instant))}</strong></p>`
      : html`<p class="notice">${texts.nextUpdateLate(at(instant))}</p>`;
  return html`${
    isInItalian(view, language)
      ? html`<p class="notice"><strong>${texts.onlyItalian}.</strong> ${texts.onlyItalianText}</p>`
      : ''
  }
    ${urgentUntil === undefined ? '' : html`<p class="notice alert" data-urgent><strong>${texts.urgent}.</strong> ${texts.urgentText(at(urgentUntil))}</p>`}
    ${
      word === undefined
        ? ''
        : html`<section class="callout word" aria-labelledby="word" data-word>
      <h2 id="word">${texts.word}</h2>
      <p class="lead">${said(word.text, language)}</p>
      <p>${span(word, language)}</p>
    </section>`
    }
    ${eventLists.slice(0, 2).map((name) => listOf(name, view.told?.[name] ?? [], language))}
    ${numbersOf(numbers, language)}
    ${eventLists.slice(2).map((name) => listOf(name, view.told?.[name] ?? [], language))}
    ${nextUpdateAt === undefined ? '' : update(nextUpdateAt)}
    <p class="hint">${texts.toldAt(at(toldAt))}</p>`;
}

/**
 * The page of an event: what to do now before what is known, each line with who says so and until when; it needs no
 * script, and whatever is not there in the reader's language is there in Italian, with 112 above. Shocks that nobody has
 * decided on stand on top.
 */
export function eventPage(
  service: PreparedService,
  language: Language,
  view: EventView,
  quakes: readonly FeltQuake[] = [],
): string {
  const texts = eventTexts[language];
  const title = texts.title(wordsIn[language].levels[view.level], view.name[language]);
  return layout({
    language,
    service,
    title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.event(other, service.service, view.event),
    saysNotices: true,
    body: html`<article class="reading event" data-event-page>
    ${quakeNotices(quakes, language)}
    <h1>${title}</h1>
    <p class="notice ${view.level}">${view.notice[language]} <span class="until">${textsIn[language].service.noticeUntil(readableInstant(view.endsAt, language))}</span></p>
    <p class="hint">${texts.declared(readableInstant(view.declaredAt, language))}</p>
    ${told(view, language)}
    ${view.tracing ? html`<p class="buttons"><a class="button primary" href="${addresses.tracing(language, service.service, view.event)}" data-tracing>${tracingIn[language].title}</a></p>` : ''}
    ${call112Lines()}
    ${wayToEasyWords(service)}
    <div class="buttons">
      <a class="button primary" href="${addresses.contact(language, service.service)}">${textsIn[language].layout.write}</a>
      <a class="button secondary" href="${addresses.service(language, service.service)}">${textsIn[language].layout.contacts}</a>
    </div>
    </article>`,
  });
}

/** What stands at the address of an event whose declaration is over: nothing of what was told, and the way on. */
export function closedEventPage(service: PreparedService, language: Language): string {
  const texts = eventTexts[language];
  return layout({
    language,
    service,
    title: texts.over,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.service(other, service.service),
    unlisted: true,
    body: html`<div class="reading">
    <h1>${texts.over}</h1>
    <p class="lead">${texts.overText}</p>
    <div class="buttons">
      <a class="button primary" href="${addresses.service(language, service.service)}">${service.name[language]}</a>
      <a class="button secondary" href="${addresses.answers(language, service.service)}">${textsIn[language].layout.answers}</a>
    </div>
    </div>`,
  });
}
