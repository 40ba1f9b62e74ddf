import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Statistics, ToldFigure } from '../../shared/contracts/statistics.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { placeName } from '../../shared/core/knowledge/competence.ts';
import { charterTexts } from '../../shared/texts/charter/charter.ts';
import type { CharterTexts } from '../../shared/texts/charter/it.ts';
import { readableInstant, readableMonth } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { answerTimes, weeklyHours } from './service-page.ts';

type Value = ToldFigure['value'];
type Month = Statistics['months'][number];

/** The figures of a month by what they tell of. */
const readerOf = ({ figures }: Month) => {
  const known = new Map(figures.map(({ figure, by = '', of = '', value }) => [`${figure} ${by} ${of}`, value]));
  return (figure: string, by = '', of = ''): Value | undefined => known.get(`${figure} ${by} ${of}`);
};
type Read = ReturnType<typeof readerOf>;

/** A bar as wide as its share of the longest; nothing for what is not told. */
function bar(value: Value | undefined, longest: number): Markup | '' {
  if (typeof value !== 'number' || longest === 0) return '';
  const width = Math.round((value / longest) * 1000) / 10;
  return html`<svg class="figure-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${width}" height="10"/></svg>`;
}

/** Numbers as a table, each with its bar. */
function bars(
  caption: string,
  texts: CharterTexts,
  rows: readonly { name: string; value: Value | undefined }[],
): Markup {
  const longest = Math.max(0, ...rows.map(({ value }) => (typeof value === 'number' ? value : 0)));
  return html`<table class="figures">
      <caption>${caption}</caption>
      <thead><tr><th scope="col">${texts.what}</th><th scope="col">${texts.howMany}</th><td class="no-print"></td></tr></thead>
      <tbody>${rows.map(
        ({ name, value }) =>
          html`<tr><th scope="row">${name}</th><td class="figure">${value ?? '*'}</td><td class="bar-cell">${bar(value, longest)}</td></tr>`,
      )}</tbody>
    </table>`;
}

/** A part of a whole, and its share where both are told as numbers. */
function shareOf(part: Value | undefined, whole: Value | undefined, texts: CharterTexts): string {
  if (part === undefined || part === '*') return texts.notTold;
  if (typeof part !== 'number' || typeof whole !== 'number' || whole === 0) return String(part);
  return `${texts.of(String(part), String(whole))} (${texts.share(Math.round((part / whole) * 100))})`;
}

type Row = { name: string; promised?: string; measured: string };

function measuredTable(texts: CharterTexts, rows: readonly Row[]): Markup {
  return html`<table class="figures">
      <thead><tr><th scope="col">${texts.what}</th><th scope="col">${texts.promise}</th><th scope="col">${texts.result}</th></tr></thead>
      <tbody>${rows.map(
        ({ name, promised = '–', measured }) =>
          html`<tr><th scope="row">${name}</th><td>${promised}</td><td>${measured}</td></tr>`,
      )}</tbody>
    </table>`;
}

/** An average as a citizen reads it: whole numbers from ten on. */
function average(value: Value | undefined, unit: (told: string) => string, texts: CharterTexts, language: Language) {
  if (typeof value !== 'number') return texts.notTold;
  const told = value >= 10 ? Math.round(value) : value;
  return unit(told.toLocaleString(language));
}

function efficiency(service: PreparedService, texts: CharterTexts, language: Language, read: Read): Markup {
  const { rows } = texts;
  const answered = read('cases', 'state', 'answered');
  const calls = read('contacts', 'channel', 'phone');
  const longestWait = service.voiceMenu?.longestWaitSeconds;
  const hours = (figure: string) => average(read(figure), texts.hours, texts, language);
  const ofAnswered = (by: string, of: string) => shareOf(read('answered', by, of), answered, texts);
  return measuredTable(texts, [
    { name: rows.withinCharter, promised: rows.allOfThem, measured: ofAnswered('charter', 'within') },
    { name: rows.late, measured: ofAnswered('charter', 'late') },
    { name: rows.takenHours, promised: hours('promisedHours'), measured: hours('takenHours') },
    { name: rows.lateHours, promised: hours('latePromisedHours'), measured: hours('lateTakenHours') },
    { name: rows.withinDay, measured: ofAnswered('day', 'within') },
    { name: rows.firstContact, measured: ofAnswered('contact', 'first') },
    { name: rows.overdue, measured: shareOf(read('open', 'due', 'overdue'), read('cases', 'state', 'open'), texts) },
    { name: rows.reopened, measured: shareOf(read('cases', 'reopening', 'reopened'), read('cases'), texts) },
    {
      name: rows.wait,
      ...(longestWait !== undefined && { promised: texts.seconds(String(longestWait)) }),
      measured: average(read('waitSeconds'), texts.seconds, texts, language),
    },
    { name: rows.abandoned, measured: shareOf(read('calls', 'call', 'abandoned'), calls, texts) },
    { name: rows.unanswered, measured: shareOf(read('calls', 'call', 'unanswered'), calls, texts) },
  ]);
}

function transparency(service: PreparedService, texts: CharterTexts, language: Language, read: Read): Markup {
  const { rows, figures, by } = texts;
  const { channels, kinds } = wordsIn[language];
  const cases = read('cases');
  const tables = (['contacts', 'cases'] as const).map((figure) => {
    const ofChannels = Object.entries(channels).map(([of, name]) => ({ name, value: read(figure, 'channel', of) }));
    const ofKinds = service.kinds.map(({ kind }) => ({ name: kinds[kind], value: read(figure, 'kind', kind) }));
    const regions = Array.from({ length: 20 }, (_none, place) => String(place + 1).padStart(2, '0'));
    const ofRegions = [...regions, 'unknown'].map((of) => ({
      name: placeName(of) ?? texts.unknownRegion,
      value: read(figure, 'region', of),
    }));
    const whole = `${figures[figure]}: ${read(figure) ?? '*'}`;
    return html`<h4>${whole}</h4>
      <div class="columns">
      ${bars(`${figures[figure]} ${by.channel}`, texts, ofChannels)}
      ${bars(`${figures[figure]} ${by.kind}`, texts, ofKinds)}
      </div>
      <details><summary>${figures[figure]} ${by.region}</summary>${bars(`${figures[figure]} ${by.region}`, texts, ofRegions)}</details>`;
  });
  return html`${measuredTable(texts, [
    { name: rows.term, promised: rows.allOfThem, measured: shareOf(read('cases', 'term', 'told'), cases, texts) },
    { name: rows.referred, measured: shareOf(read('cases', 'competence', 'referred'), cases, texts) },
    { name: rows.refused, measured: shareOf(read('cases', 'competence', 'refused'), cases, texts) },
  ])}
    ${tables}`;
}

function clarity(texts: CharterTexts, read: Read): Markup {
  const { figures, values } = texts;
  const clear = Object.entries(values.clear).map(([of, name]) => ({ name, value: read('clear', 'value', of) }));
  const scale = (figure: 'stars' | 'faces') =>
    values[figure].map((name, place) => ({ name, value: read(figure, 'value', String(place + 1)) }));
  return html`<div class="columns">
      ${bars(figures.clear, texts, clear)}
      ${bars(figures.stars, texts, scale('stars'))}
      ${bars(figures.faces, texts, scale('faces'))}
    </div>`;
}

/** How many contacts and cases there were, month by month. */
function trend(texts: CharterTexts, language: Language, months: readonly Month[]): Markup {
  const told = months.toReversed().map((month) => ({ month: month.month, read: readerOf(month) }));
  const longest = Math.max(
    0,
    ...told.map(({ read }) => {
      const value = read('contacts');
      return typeof value === 'number' ? value : 0;
    }),
  );
  return html`<table class="figures">
      <caption>${texts.trend}</caption>
      <thead><tr><th scope="col">${texts.month}</th><th scope="col">${texts.figures.contacts}</th><th scope="col">${texts.figures.cases}</th><td class="no-print"></td></tr></thead>
      <tbody>${told.map(
        ({ month, read }) =>
          html`<tr><th scope="row">${readableMonth(month, language)}</th><td class="figure">${read('contacts') ?? '*'}</td><td class="figure">${read('cases') ?? '*'}</td><td class="bar-cell">${bar(read('contacts'), longest)}</td></tr>`,
      )}</tbody>
    </table>`;
}

function measured(service: PreparedService, language: Language, statistics: Statistics, shown: Month): Markup {
  const texts = charterTexts[language];
  const { commitments } = texts;
  const read = readerOf(shown);
  const month = readableMonth(shown.month, language);
  return html`<section aria-labelledby="measured">
      <h2 id="measured">${texts.measured(month)}</h2>
      <p class="hint">${texts.asOf(readableInstant(statistics.asOf, language))}</p>
      ${shown.running ? html`<p><strong>${texts.running}</strong></p>` : ''}
      <h3>${commitments.clarity}</h3>
      <p>${commitments.clarityLead}</p>
      ${clarity(texts, read)}
      <h3>${commitments.efficiency}</h3>
      <p>${commitments.efficiencyLead}</p>
      ${efficiency(service, texts, language, read)}
      <h3>${commitments.transparency}</h3>
      <p>${commitments.transparencyLead}</p>
      ${transparency(service, texts, language, read)}
      <p class="hint">${texts.signs}</p>
    </section>
    ${trend(texts, language, statistics.months)}
    <nav class="no-print" aria-label="${texts.months}">
      <h2>${texts.months}</h2>
      <ul class="month-list">${statistics.months.map(
        ({ month: other }) =>
          html`<li><a href="${addresses.charter(language, service.service, other)}"${other === shown.month ? html` aria-current="page"` : ''}>${readableMonth(other, language)}</a></li>`,
      )}</ul>
    </nav>`;
}

/**
 * What a service promises, and what it did in a month (`YYYY-MM`; the last one that is over unless it is told), as a page
 * that needs no script.
 */
export function charterPage(
  service: PreparedService,
  language: Language,
  { statistics, month }: { statistics: Statistics; month: string | undefined },
): string {
  const texts = charterTexts[language];
  const { months } = statistics;
  const shown =
    months.find((one) => one.month === month) ?? months.find(({ running }) => running === undefined) ?? months[0];
  const data = (format?: string) => addresses.statistics(service.service, format);
  return layout({
    language,
    service,
    title: texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.charter(other, service.service, month),
    body: html`<h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    <section aria-labelledby="promised">
      <h2 id="promised">${texts.promised}</h2>
      <div class="columns">
        <div><h3>${textsIn[language].service.answerTimes}</h3>${answerTimes(service, language)}</div>
        <div><h3>${textsIn[language].service.hours}</h3>${weeklyHours(service, language)}
        <p class="hint">${textsIn[language].service.hoursNote}</p>
        <p><a href="${addresses.service(language, service.service)}#contacts">${textsIn[language].layout.contacts}</a></p></div>
      </div>
    </section>
    ${shown === undefined ? html`<p>${texts.nothing}</p>` : measured(service, language, statistics, shown)}
    <p>${texts.data} <a href="${data('json')}">JSON</a> <a href="${data('csv')}" download>CSV</a></p>`,
  });
}
