import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { hasOwnDoor } from '../../shared/core/contributions/own-door.ts';
import { forYourSiteTexts } from '../../shared/texts/for-your-site.ts';
import { knowledgeIn } from '../../shared/texts/knowledge/knowledge.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { openDataTexts } from '../../shared/texts/open-data.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { call112Lines } from './call-112.ts';
import { waysToContribute } from './contribution-frame.ts';
import { wayToEasyWords } from './easy-page.ts';
import { endedBox } from './ended-page.ts';
import { searchBox, waysToLists } from './find-answers.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

type Weekday = keyof PreparedService['hours']['weekly'];
const week: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * The first page of a service, before the form: what one can do, how to reach it and when, how long it takes, and who
 * else answers what.
 */
export function servicePage(service: PreparedService, language: Language): string {
  const texts = textsIn[language];
  const { name, description, emergencyStatement, categories } = service;
  const elsewhere = categories.filter(({ competence, advice }) => competence === 'other' && advice !== undefined);
  return layout({
    language,
    service,
    title: name[language],
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.service(other, service.service),
    current: 'service',
    body: html`<h1>${name[language]}</h1>
    <p class="lead">${description[language]}</p>
    <div class="callout"><p>${emergencyStatement[language]}</p>
    ${call112Lines()}
    ${wayToEasyWords(service)}</div>
    ${endedBox(service, language)}
    ${answered(service, language)}
    ${
      service.ended === undefined
        ? html`<section aria-labelledby="what">
      <h2 id="what">${texts.service.whatToDo}</h2>
      <ul class="actions">
        ${service.kinds
          // What others may read has a form of its own, below.
          .filter(({ kind }) => !hasOwnDoor(service, kind))
          .map(
            ({ kind, name: kindName, hint }) =>
              html`<li><a href="${addresses.contact(language, service.service, kind)}">${kindName[language]}</a><p class="hint">${hint[language]}</p></li>`,
          )}
      </ul>
    </section>`
        : ''
    }
    ${waysToContribute({ service, language })}
    ${service.ended === undefined ? reached(service, language) : ''}
    ${about(service, language)}
    ${
      elsewhere.length === 0
        ? ''
        : html`<section aria-labelledby="elsewhere" data-element="faq">
      <h2 id="elsewhere">${texts.service.competenceTitle}</h2>
      <p>${texts.service.competenceLead}</p>
      ${elsewhere.map(({ name: subject, advice }) => html`<details><summary>${subject[language]}</summary><p>${advice?.[language]}</p></details>`)}
    </section>`
    }
    <p><a href="${addresses.openDataPage(language, service.service)}">${openDataTexts[language].title}</a> –
      <a href="${addresses.forYourSite(language, service.service)}">${forYourSiteTexts[language].title}</a></p>`,
  });
}

/** The search of what is answered already, and the lists in which one need not know its words. */
function answered(service: PreparedService, language: Language): Markup {
  const reader = { definition: service, language };
  const { title, lists } = knowledgeIn[language];
  return html`<section aria-labelledby="answers">
      <h2 id="answers">${title}</h2>
      ${searchBox(reader)}
      ${waysToLists(reader, service.firstLists ?? [])}
      <p><a href="${addresses.answers(language, service.service)}">${lists.articles}</a></p>
    </section>`;
}

/** Who stands behind the service: what an administration has not said of itself is left out. */
function about({ about, administration, website }: PreparedService, language: Language): Markup | '' {
  if (about === undefined) return '';
  const texts = textsIn[language];
  const { about: words } = texts.service;
  const said = (['purpose', 'runBy', 'funding', 'responsible'] as const).map((member) => {
    const told = about[member];
    return told === undefined ? '' : html`<div><dt>${words[member]}</dt><dd>${told[language]}</dd></div>`;
  });
  const { commitments = [] } = about;
  return html`<section aria-labelledby="about">
      <h2 id="about">${words.title}</h2>
      <dl class="summary">
        ${said}
        ${commitments.length === 0 ? '' : html`<div><dt>${words.commitments}</dt><dd><ul>${commitments.map((each) => html`<li>${each[language]}</li>`)}</ul></dd></div>`}
      </dl>
      <p><a href="${website}">${texts.layout.website}<span class="visually-hidden">: ${administration[language]}</span></a></p>
    </section>`;
}

const reach = (address: string): Markup =>
  address.includes('@') ? html`<a href="mailto:${address}">${address}</a>` : html`${address}`;

/** Days with the same hours, one after the other, told together: Monday to Friday. */
export function weeklyHours({ hours: { weekly } }: PreparedService, language: Language): Markup {
  const { service: texts } = textsIn[language];
  const told = (day: Weekday) => weekly[day].map(({ from, to }) => texts.fromTo(from, to)).join(', ') || texts.closed;
  const runs: { first: Weekday; last: Weekday; told: string }[] = [];
  for (const day of week) {
    const run = runs.at(-1);
    if (run?.told === told(day)) run.last = day;
    else runs.push({ first: day, last: day, told: told(day) });
  }
  const dayNames = (first: Weekday, last: Weekday) => {
    if (first === last) return texts.days[first];
    const tell = week.indexOf(last) === week.indexOf(first) + 1 ? texts.dayPair : texts.daySpan;
    return tell(texts.days[first], texts.days[last]);
  };
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return html`<dl class="summary hours">
    ${runs.map(
      ({ first, last, told: when }) =>
        html`<div><dt>${capital(dayNames(first, last))}</dt><dd>${capital(when)}</dd></div>`,
    )}
    <div><dt>${texts.holidays}</dt><dd>${texts.closed}</dd></div>
  </dl>`;
}

/** By when a service promises an answer, and by which rule. */
export function answerTimes({ charter, kinds }: PreparedService, language: Language): Markup {
  const { service: texts } = textsIn[language];
  const { kinds: names } = wordsIn[language];
  const told = (target: typeof charter.firstAnswer) => {
    if ('workingMinutes' in target) return texts.workingMinutes(Math.ceil(target.workingMinutes / 60));
    return 'days' in target ? texts.calendarDays(target.days) : texts.calendarMonths(target.months);
  };
  return html`<ul>
    <li>${texts.firstAnswer(told(charter.firstAnswer))}</li>
    ${kinds.map(({ kind, duty }) => duty && html`<li>${texts.termOf(names[kind], told(duty.term))} <span class="hint">${duty.source[language]}</span></li>`)}
  </ul>
  <p class="hint">${charter.source[language]}</p>`;
}

/** When one can call, how else one reaches the service, how long it takes, and where one's request stands. */
function reached(service: PreparedService, language: Language): Markup {
  const texts = textsIn[language];
  return html`<div class="columns">
    <section aria-labelledby="hours" id="contacts" data-element="contacts">
      <h2 id="hours">${texts.service.hours}</h2>
      <p class="open-now" data-open-now role="status" hidden data-open="${texts.service.openNow}" data-closed="${texts.service.closedNow}" data-open-until="${texts.service.openUntil('@')}" data-closed-until="${texts.service.closedUntil('@')}"></p>
      <p data-nobody-reads role="status" hidden><strong>${wordsIn[language].nobodyReads}</strong></p>
      ${weeklyHours(service, language)}
      <p class="hint">${texts.service.hoursNote}</p>
      <p><a href="${addresses.state(language, service.service)}">${texts.service.live}</a></p>
    </section>
    <section aria-labelledby="ways">
      <h2 id="ways">${texts.service.otherWays}</h2>
      <dl class="summary">
        ${service.phones.map(
          ({ number, display, name: phoneName, freeOfCharge }) =>
            html`<div><dt>${phoneName[language]}</dt><dd><a class="phone" href="tel:${number}">${display}</a> <span class="hint">${freeOfCharge ? texts.service.free : texts.service.charged}</span></dd></div>`,
        )}
        ${service.channels
          .filter(({ channel, address }) => channel !== 'phone' && channel !== 'form' && address !== undefined)
          .map(
            ({ channel, address }) =>
              html`<div><dt>${texts.service.channels[channel]}</dt><dd>${reach(address ?? '')}</dd></div>`,
          )}
      </dl>
      <h2>${texts.service.answerTimes}</h2>
      ${answerTimes(service, language)}
      <h2>${texts.service.code}</h2>
      <p>${texts.service.codeLead}</p>
      <p><a class="button secondary" href="${addresses.status(language, service.service)}">${texts.layout.follow}</a></p>
    </section>
  </div>`;
}
