import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { TracingHandOver } from '../../../shared/contracts/tracing.ts';
import { toldOfPerson } from '../../../shared/core/tracing/tracing.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { html, written } from '../markup.ts';

type Search = TracingHandOver['buildings'][number]['searches'][number];

/** Their name is the heading, and where they lived that of the building. */
const inHeadings: readonly string[] = ['soughtName', 'address', 'municipality'];
const shown = [...toldOfPerson.filter((fact) => !inHeadings.includes(fact)), 'phone', 'email', 'code'] as const;

/** A list that is handed over, ready to print: a section for each building, and the hand-over itself at its head. */
export function handOverPage(view: TracingHandOver, { name }: PreparedService, language: Language): string {
  const { list, facts } = tracingRoomIn[language];
  const person = (one: Search) =>
    html`<article><h3>${one.soughtName ?? ''}</h3><dl>${shown.flatMap((fact) => {
      const value = one[fact];
      return value === undefined ? [] : [html`<div><dt>${facts[fact]}</dt><dd>${value}</dd></div>`];
    })}</dl></article>
`;
  return written(html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${list.title}</title>
<style>body{font:11pt/1.4 sans-serif;margin:2cm}h2{break-after:avoid;border-bottom:1px solid}article{break-inside:avoid;margin:0 0 1em}dl{margin:0}dl div{display:flex;gap:.6em}dt{min-width:11em}dd{margin:0;white-space:pre-wrap}</style></head>
<body>
<h1>${list.title}</h1>
<p>${name[language]}. ${list.to(view.to)} ${list.by(view.by, readableInstant(view.at, language))} ${list.count(view.count)}</p>
<p><strong>${list.confidential}</strong></p>
${view.buildings.map(({ building, searches }) => html`<section><h2>${building ?? list.noBuilding}</h2>${searches.map(person)}</section>`)}
</body>
</html>
`);
}
