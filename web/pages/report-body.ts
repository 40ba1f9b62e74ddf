import type { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import type { Language, Translated } from '../../shared/contracts/text.ts';
import { areaName } from '../../shared/texts/area-names.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { levelNames } from '../../shared/texts/level-names.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { html, type Markup } from './markup.ts';

type Rows = readonly (readonly (string | number)[])[];

/** What is counted by name in a report. */
export type Counted = 'kinds' | 'lanes' | 'channels';

/** The report on a declaration, in tables; `nameOf` says what a kind, a lane or a channel is called. */
export function reportBody(given: {
  serviceName: Translated;
  language: Language;
  report: DeclarationReport;
  nameOf: (what: Counted, name: string) => string;
}): Markup {
  const { serviceName, language, report, nameOf } = given;
  const texts = reportTexts[language];
  const { level, area, declaredAt, until, over, asOf, acts, received, byHour, backlog, answers, read } = report;
  const at = (instant: string) => readableInstant(instant, language);
  const { before, during } = received;
  const counted = (what: Counted): Rows =>
    [...new Set([...Object.keys(before[what]), ...Object.keys(during[what])])]
      .sort()
      .map((name) => [nameOf(what, name), before[what][name] ?? 0, during[what][name] ?? 0]);
  const stretches = [answers.before, answers.during, ...(answers.after === undefined ? [] : [answers.after])];
  const of = (told: (stretch: (typeof stretches)[number]) => string | number) => stretches.map(told);
  const wait = (minutes: number | undefined) => (minutes === undefined ? '–' : texts.minutes(minutes));
  const phases = [texts.before, texts.during];
  return html`<h1>${texts.title}</h1>
    <p class="lead">${serviceName[language]}</p>
    ${read.complete ? '' : html`<p class="callout">${texts.incomplete}</p>`}
    <dl class="summary">
      <div><dt>${texts.level}</dt><dd>${levelNames[language][level]}</dd></div>
      <div><dt>${texts.area}</dt><dd>${areaName(area)[language]}</dd></div>
      <div><dt>${texts.since}</dt><dd>${at(declaredAt)}</dd></div>
      <div><dt>${texts.until}</dt><dd>${over ? at(until) : texts.stillHolds}</dd></div>
      <div><dt>${texts.asOf}</dt><dd>${at(asOf)}</dd></div>
    </dl>
    ${table(
      texts.acts,
      [texts.when, texts.what, texts.who, texts.why],
      acts.map((act) => [
        at(act.at),
        `${texts.act[act.type]}${act.level === undefined ? '' : `: ${levelNames[language][act.level]}`}`,
        act.by,
        act.reason,
      ]),
    )}
    ${table(
      texts.received,
      ['', ...phases],
      [
        [texts.contacts, before.contacts, during.contacts],
        [texts.urgent, before.urgent, during.urgent],
      ],
    )}
    ${table(texts.kinds, ['', ...phases], counted('kinds'))}
    ${table(texts.lanes, ['', ...phases], counted('lanes'))}
    ${table(texts.channels, ['', ...phases], counted('channels'))}
    ${table(
      texts.answers,
      ['', ...phases, ...(answers.after === undefined ? [] : [texts.after])],
      [
        [texts.given, ...of(({ given }) => given)],
        [texts.share, ...of(({ share }) => (share === undefined ? '–' : `${Math.round(share * 100)}%`))],
        [texts.median, ...of(({ medianWait }) => wait(medianWait))],
        [texts.ninetieth, ...of(({ ninetiethWait }) => wait(ninetiethWait))],
      ],
    )}
    ${table(texts.backlog, [texts.atStart, texts.atEnd], [[backlog.atStart, backlog.atEnd]])}
    ${table(
      texts.byHour,
      [texts.hour, texts.contacts, texts.urgent],
      byHour.map(({ from, contacts, urgent }) => [at(from), contacts, urgent]),
    )}`;
}

function table(caption: string, heads: readonly string[], rows: Rows): Markup {
  return html`<div class="table-box" role="region" tabindex="0" aria-label="${caption}"><table>
    <caption>${caption}</caption>
    <thead><tr>${heads.map((head) => (head === '' ? html`<td></td>` : html`<th scope="col">${head}</th>`))}</tr></thead>
    <tbody>${rows.map(
      (row) =>
        html`<tr>${row.map((cell, index) => (index === 0 && heads[0] === '' ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`,
    )}</tbody>
  </table></div>`;
}
