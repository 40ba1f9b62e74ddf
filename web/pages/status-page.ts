import type { CaseStatus } from '../../shared/contracts/case-status.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { readableDate, readableInstant } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { WrongField } from '../../shared/texts/mend.ts';
import { ratingTexts } from '../../shared/texts/rating.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { dutyRows } from './duty-rows.ts';
import { errorSummary, hiddenField, lineField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/**
 * Step 4 of the citizen's line: a code is asked for and, once it is known, answered with how its case stands; a wrong
 * code comes back with what to mend. With the second fact it leads to the conversation.
 */
export function statusPage(
  service: PreparedService,
  language: Language,
  {
    status,
    code,
    errors = [],
    danger = false,
    elsewhere,
    now,
    rated = false,
  }: {
    status?: CaseStatus;
    /** When it is shown: an answer is rated for a month. */
    now?: Date;
    /** Whether what the citizen says of the answer was just kept. */
    rated?: boolean;
    code?: string;
    errors?: readonly WrongField[];
    danger?: boolean;
    /** The service that a code belongs to which is not known here. */
    elsewhere?: PreparedService;
  } = {},
): string {
  const texts = textsIn[language];
  const asking = status === undefined;
  const title = asking ? texts.status.title : texts.status.resultTitle;
  return layout({
    language,
    service,
    title: `${errors.length > 0 ? `${texts.form.errorPrefix} ` : ''}${title}`,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.status(other, service.service),
    current: 'status',
    unlisted: !asking || errors.length > 0,
    body: html`<div class="column">
    ${danger ? adviceBox(service, language) : ''}
    ${errorSummary(texts, errors, asking ? ['code', 'secondFact'] : ['secondFact'])}
    ${elsewhere === undefined ? '' : thereInstead(elsewhere, language, code ?? '')}
    ${asking ? askForCode(service, language, code, errors) : standing(service, language, status, { errors, rated, now })}
    </div>`,
  });
}

/** One press to the status of a code at the service that it is of. */
function thereInstead(other: PreparedService, language: Language, code: string): Markup {
  const texts = textsIn[language];
  return html`<form class="callout" method="post" action="${addresses.askStatus(language, other.service)}" accept-charset="utf-8">
      <p>${texts.status.elsewhere}<strong>${other.name[language]}</strong>.</p>
      ${hiddenField('code', code)}
      <button class="button primary" type="submit">${texts.status.openThere}</button>
    </form>`;
}

function askForCode(
  service: PreparedService,
  language: Language,
  code: string | undefined,
  errors: readonly WrongField[],
): Markup {
  const texts = textsIn[language];
  return html`<h1>${texts.status.title}</h1>
    <p class="lead">${texts.status.lead}</p>
    <form method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8" novalidate>
      ${lineField({ texts, errors, name: 'code', value: code, autocomplete: 'off', maximum: 60, required: true })}
      ${lineField({ texts, errors, name: 'secondFact', autocomplete: 'email', maximum: 254 })}
      <button class="button primary" type="submit">${texts.status.submit}</button>
    </form>`;
}

function standing(
  service: PreparedService,
  language: Language,
  status: CaseStatus,
  { errors, rated, now }: { errors: readonly WrongField[]; rated: boolean; now: Date | undefined },
): Markup {
  const texts = textsIn[language];
  const { name, explanation } = texts.stages[status.stage];
  return html`<h1>${texts.status.resultTitle}</h1>
    <p class="code small"><span class="visually-hidden">${texts.receipt.codeLabel}: </span>${status.code}</p>
    <section class="stage" aria-labelledby="stage-title">
      <h2 id="stage-title"><span class="visually-hidden">${texts.status.now}: </span>${name}</h2>
      <p>${explanation}</p>
    </section>
    <dl class="summary">
      ${status.receivedAt === undefined ? '' : html`<div><dt>${texts.status.receivedAt}</dt><dd>${readableInstant(status.receivedAt, language)}</dd></div>`}
      ${status.firstAnswerDueAt === undefined ? '' : html`<div><dt>${texts.status.dueAt}</dt><dd>${readableInstant(status.firstAnswerDueAt, language)}</dd></div>`}
      ${status.kind === undefined ? '' : dutyRows(service, language, status.kind)}
      ${status.callBack?.state === 'due' ? html`<div><dt>${texts.receipt.callBackDueAt}</dt><dd>${readableInstant(status.callBack.dueAt, language)}</dd></div>` : ''}
      ${(status.protocol ?? []).map(
        ({ number, assignedAt, cancelled }) =>
          html`<div><dt>${texts.status.protocol}</dt><dd>${number}, ${readableInstant(assignedAt, language)}${cancelled ? ` (${texts.status.protocolCancelled})` : ''}</dd></div>`,
      )}
    </dl>
    ${now === undefined ? '' : ratingPart(service, language, status, { now, rated })}
    ${status.callBack?.state === 'given-up' ? html`<p>${texts.status.calledInVain}</p>` : ''}
    ${
      status.history.length === 0
        ? ''
        : html`<h2>${texts.status.history}</h2>
    <ol class="history">${status.history.map(({ stage, at }) => html`<li><strong>${texts.stages[stage].name}</strong> <time datetime="${at}">${readableInstant(at, language)}</time></li>`)}</ol>`
    }
    ${
      status.stage === 'accepted' || status.stage === 'erased'
        ? ''
        : html`<h2>${texts.status.readMessages}</h2>
    <p>${texts.status.readMessagesLead}</p>
    <form method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8" novalidate>
      ${hiddenField('code', status.code)}
      ${lineField({ texts, errors, name: 'secondFact', autocomplete: 'email', maximum: 254, required: true, hint: '' })}
      <button class="button primary" type="submit">${texts.status.readMessages}</button>
    </form>`
    }
    <form class="again" method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8">
      ${hiddenField('code', status.code)}
      <button class="button secondary" type="submit">${texts.status.refresh}</button>
      <a href="${addresses.status(language, service.service)}">${texts.status.another}</a>
    </form>`;
}

/** Asks how the answer was: stars, and whether it was clear, by choice alone; what was said is chosen already. */
function ratingPart(
  { service }: PreparedService,
  language: Language,
  { code, rating }: CaseStatus,
  { now, rated }: { now: Date; rated: boolean },
): Markup | '' {
  if (rating === undefined || Date.parse(rating.until) < now.getTime()) return '';
  const texts = ratingTexts[language];
  const choice = (name: string, value: string, words: string, isChosen: boolean) =>
    html`<label class="choice"><input type="radio" name="${name}" value="${value}"${isChosen ? html` checked` : ''}> ${words}</label>`;
  return html`<section aria-labelledby="rating-title" class="rating">
      <h2 id="rating-title">${texts.title}</h2>
      ${rated ? html`<p role="status"><strong>${texts.thanks}</strong></p>` : ''}
      <p class="hint">${texts.lead(readableDate(dayInRome(Date.parse(rating.until)), language))}</p>
      <form method="post" action="${addresses.rateAnswer(language, service, code)}" accept-charset="utf-8">
        <fieldset><legend>${texts.clear}</legend>
        ${(['yes', 'partly', 'no'] as const).map((value) => choice('clear', value, texts.clarities[value], rating.clear === value))}
        </fieldset>
        <fieldset><legend>${texts.stars}</legend>
        ${texts.starNames.map((words, place) => choice('stars', String(place + 1), words, rating.stars === place + 1))}
        </fieldset>
        <button class="button secondary" type="submit">${texts.send}</button>
      </form>
    </section>`;
}
