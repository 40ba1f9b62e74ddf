import type { PreparedService } from '../../shared/contracts/service.ts';
import type { FeltQuake, ServiceState } from '../../shared/contracts/service-state.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { eventTexts, wordsFor } from '../../shared/texts/event.ts';
import { feltLines } from '../../shared/texts/felt-quake.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { html, type Markup, written } from './markup.ts';

/** Where the page's script puts an instant into a text of its own. */
const gap = '@';

/**
 * The box of the notices that hold. The script fills it once the page is open and whenever they change; being there
 * from the start, it is a live region that screen readers announce. Without script a link leads to the page that tells
 * them.
 */
export function noticesBox(service: PreparedService, language: Language, now?: Markup): Markup {
  const { service: texts } = textsIn[language];
  return html`${boxOf(service, language, now ?? ordinaryNotice(service, language))}
${now === undefined ? html`<noscript><p class="notice"><a href="${addresses.state(language, service.service)}">${texts.live}</a></p></noscript>` : ''}`;
}

/** What a service always says on its own pages. */
function ordinaryNotice({ notices }: PreparedService, language: Language): Markup {
  const ordinary = notices.ordinary?.[language];
  return ordinary === undefined ? html`` : html`<p class="notice">${ordinary}</p>`;
}

/** What the script needs to say the word of the hour, and to lead to the page of the event. */
function wordGaps({ service }: PreparedService, language: Language): Markup {
  const { word, urgent, onlyItalian, toPage } = eventTexts[language];
  return html` data-event="${addresses.event(language, service, gap)}" data-word="${word}" data-urgent="${urgent}" data-only-italian="${onlyItalian}" data-to-page="${toPage}"`;
}

function boxOf(service: PreparedService, language: Language, shown: Markup): Markup {
  const { service: texts } = textsIn[language];
  const { alert, emergency } = wordsIn[language].levels;
  return html`<div class="notices" role="status" aria-label="${texts.notices}" data-notices="/v1/services/${service.service}" data-alert="${alert}" data-emergency="${emergency}" data-until="${texts.noticeUntil(gap)}"${wordGaps(service, language)}>${shown}</div>`;
}

/**
 * The box of what is declared for one of several services, on a page of the whole site: filled by the script from the
 * list of all services, and named after its own. Without script each service's card leads to the page that tells it.
 */
export function noticesBoxIn(service: PreparedService, language: Language, shown: Markup = html``): Markup {
  const { service: texts } = textsIn[language];
  const { alert, emergency } = wordsIn[language].levels;
  const name = service.name[language];
  return html`<div class="notices" role="status" aria-label="${texts.notices}: ${name}" data-notices="/v1/services" data-service="${service.service}" data-name="${name}" data-alert="${alert}" data-emergency="${emergency}" data-until="${texts.noticeUntil(gap)}"${wordGaps(service, language)}>${shown}</div>
`;
}

/**
 * The notices of a state: shocks that nobody has decided on, then each area's own or the one that holds for the whole
 * service; empty where there is none.
 */
export function noticesOf({ service, areas, notice, quakes = [] }: ServiceState, language: Language): Markup {
  const felt = quakeNotices(quakes, language);
  if (areas === undefined || areas.length === 0) {
    return html`${felt}${notice === undefined ? '' : html`<p class="notice">${notice[language]}</p>`}`;
  }
  return html`${felt}${areaNotices(service, areas, language, '')}`;
}

/** *Hai sentito una scossa?* for each shock: whom to call first, what INGV says, for whom, what to do. */
export function quakeNotices(quakes: readonly FeltQuake[], language: Language): Markup {
  return html`${quakes.map((quake) => {
    const { question, first, lines, page } = feltLines(quake, language);
    return html`<p class="notice felt" data-felt><strong>${question}</strong> <a href="tel:112"><strong>${first}</strong></a> ${lines.map((line) => html`<span>${line}</span> `)}${page === undefined ? '' : html`<a class="to-event" href="${page.address}" rel="external">${page.name}</a>`}</p>`;
  })}`;
}

type Areas = NonNullable<ServiceState['areas']>;

/** The word of the hour below a notice; in Italian and marked so where nobody has put it into the reader's language. */
function wordOf(word: Areas[number]['word'], language: Language): Markup {
  if (word === undefined) return html``;
  const { word: name, urgent, onlyItalian } = eventTexts[language];
  const { text, language: written } = wordsFor(word.text, language);
  const marks = [...(word.urgent ? [urgent] : []), ...(written === language ? [] : [onlyItalian])];
  return html`<span class="word"><strong>${name}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}:</strong> <span lang="${written}">${text}</span></span>`;
}

function areaNotices(service: string, areas: Areas, language: Language, whose: string): Markup {
  const { service: texts } = textsIn[language];
  return html`${areas.map(
    ({ name, level, notice: own, endsAt, event, word }) =>
      html`<p class="notice ${level}"><strong>${whose}${wordsIn[language].levels[level]} – ${name[language]}.</strong> ${own[language]} <span class="until">${texts.noticeUntil(readableInstant(endsAt, language))}</span>${wordOf(word, language)}${event === undefined ? '' : html`<a class="to-event" href="${addresses.event(language, service, event)}">${eventTexts[language].toPage}</a>`}</p>`,
  )}`;
}

/**
 * A page that was built ahead, with what a service has declared and which shocks nobody has decided on in its boxes: as
 * the script would fill them, so that nothing moves once the page is open. It is the page itself where there is nothing
 * of either, or where it has no box.
 */
export function inNotices(page: string, service: PreparedService, language: Language, state: ServiceState): string {
  const { areas = [], quakes = [] } = state;
  if (areas.length + quakes.length === 0) return page;
  const felt = quakeNotices(quakes, language);
  const name = `${service.name[language]}: `;
  const inPage = written(noticesBoxIn(service, language));
  const shown = page.replace(inPage, () =>
    written(noticesBoxIn(service, language, html`${felt}${areaNotices(service.service, areas, language, name)}`)),
  );
  const [opened = ''] = written(boxOf(service, language, html``)).split('</div>');
  const from = shown.indexOf(opened);
  if (from < 0) return shown;
  const to = shown.indexOf('</div>', from) + '</div>'.length;
  const own =
    areas.length === 0 ? ordinaryNotice(service, language) : areaNotices(service.service, areas, language, '');
  return `${shown.slice(0, from)}${written(boxOf(service, language, html`${felt}${own}`))}${shown.slice(to)}`;
}
