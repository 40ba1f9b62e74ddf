import type { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import type { Language, Translated } from '../../shared/contracts/text.ts';
import { areaName } from '../../shared/core/posture/area-names.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { reportTexts } from '../../shared/texts/officer/report.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
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
  const { level, area, declaredAt, until, over, asOf, acts, received, byHour, backlog, answers, calls, read } = report;
  const at = (instant: string) => readableInstant(instant, language);
  const { before, during } = received;
  const counted = (what: Counted): Rows =>
    [...new Set([...Object.keys(before[what]), ...Object.keys(during[what])])]
      .sort()
      .map((name) => [nameOf(what, name), before[what][name] ?? 0, during[what][name] ?? 0]);
  const stretchesOf = <Figures>(of: { before: Figures; during: Figures; after?: Figures | undefined }) => {
    const stretches = [of.before, of.during, ...(of.after === undefined ? [] : [of.after])];
    return (told: (stretch: Figures) => string | number) => stretches.map(told);
  };
  const of = stretchesOf(answers);
  const wait = (minutes: number | undefined) => (minutes === undefined ? '–' : texts.minutes(minutes));
  const seconds = (waited: number | undefined) => (waited === undefined ? '–' : texts.seconds(waited));
  const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(share * 100)}%`);
  const callsOf = calls === undefined ? undefined : stretchesOf(calls);
  const phases = [texts.before, texts.during];
  const threePhases = ['', ...phases, ...(answers.after === undefined ? [] : [texts.after])];
  return html`<h1>${texts.title}</h1>
    <p class="lead">${serviceName[language]}</p>
    ${read.complete ? '' : html`<p class="callout">${texts.incomplete}</p>`}
    <dl class="summary">
      <div><dt>${texts.level}</dt><dd>${wordsIn[language].levels[level]}</dd></div>
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
        `${texts.act[act.type]}${act.level === undefined ? '' : `: ${wordsIn[language].levels[act.level]}`}`,
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
    ${table(texts.answers, threePhases, [
      [texts.given, ...of(({ given }) => given)],
      [texts.share, ...of(({ share }) => percent(share))],
      [texts.median, ...of(({ medianWait }) => wait(medianWait))],
      [texts.ninetieth, ...of(({ ninetiethWait }) => wait(ninetiethWait))],
    ])}
    ${
      callsOf === undefined
        ? ''
        : table(texts.calls, threePhases, [
            [texts.taken, ...callsOf(({ taken }) => taken)],
            [texts.missed, ...callsOf(({ missed }) => missed)],
            [texts.takenShare, ...callsOf(({ share }) => percent(share))],
            [texts.median, ...callsOf(({ medianWaitSeconds }) => seconds(medianWaitSeconds))],
            [texts.ninetieth, ...callsOf(({ ninetiethWaitSeconds }) => seconds(ninetiethWaitSeconds))],
          ])
    }
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
