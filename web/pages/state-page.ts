import type { PreparedService } from '../../shared/contracts/service.ts';
import type { EffectiveHours, ServiceState } from '../../shared/contracts/service-state.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { readableDay, readableInstant, readableTime } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { endedBox } from './ended-page.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { noticesOf } from './notices.ts';

/** Whether a service is open, until when, and what holds where, as of one instant: a page that needs no script. */
export function statePage(
  service: PreparedService,
  language: Language,
  { state, hours }: { state: ServiceState; hours: EffectiveHours },
): string {
  const { service: texts, layout: menu } = textsIn[language];
  const { open, nextChangeAt, asOf, expectedWaitSeconds: wait } = state;
  const told = open ? texts.openUntil : texts.closedUntil;
  const openNow = open ? texts.openNow : texts.closedNow;
  return layout({
    language,
    service,
    title: texts.live,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.state(other, service.service),
    unlisted: true,
    notices: noticesOf(state, language),
    body: html`<div class="column">
    <h1>${texts.live}</h1>
    ${endedBox(service, language)}
    <p class="lead">${service.name[language]}</p>
    <p class="hint">${texts.liveLead(readableInstant(asOf, language))}</p>
    ${state.areas === undefined ? html`<p>${texts.noNotice}</p>` : ''}
    <p class="open-now">${nextChangeAt === undefined ? openNow : told(readableInstant(nextChangeAt, language))}</p>
    ${state.readsUrgentNow ? '' : html`<p><strong>${wordsIn[language].nobodyReads}</strong></p>`}
    ${wait === undefined ? '' : html`<p>${texts.phoneWait(Math.ceil(wait / 60))}</p>`}
    <p>${service.phones.map(
      ({ number, display, name }, index) =>
        html`${index === 0 ? '' : ' – '}<a class="phone" href="tel:${number}">${display}</a> (${name[language]})`,
    )}</p>
    <h2>${texts.nextDays}</h2>
    <dl class="summary hours">
      ${hours.days.map((day) => html`<div><dt>${readableDay(day.date, language)}</dt><dd>${times(day, language)}</dd></div>`)}
    </dl>
    <div class="buttons">
      ${service.ended === undefined ? html`<a class="button primary" href="${addresses.contact(language, service.service)}">${menu.write}</a>` : ''}
      <a class="button secondary" href="${addresses.service(language, service.service)}">${menu.contacts}</a>
    </div>
    </div>`,
  });
}

function times({ open, because, holiday }: EffectiveHours['days'][number], language: Language): Markup {
  const { service: texts } = textsIn[language];
  const spans = open.map(({ from, to }) => {
    const [start, end] = [readableTime(from), readableTime(to)];
    return start === '00:00' && end === '00:00' ? texts.allDay : texts.fromTo(start, end === '00:00' ? '24:00' : end);
  });
  const why = [
    ...(because === 'declaration' ? [texts.byDeclaration] : []),
    ...(holiday === undefined ? [] : [holiday[language]]),
  ];
  return html`${spans.length === 0 ? texts.closed : spans.join(', ')}${why.length === 0 ? '' : html` <span class="hint">(${why.join(', ')})</span>`}`;
}
