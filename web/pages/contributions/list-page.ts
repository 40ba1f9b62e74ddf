import type { ContributionKind, ContributionLine } from '../../../shared/contracts/contribution.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { addresses } from '../addresses.ts';
import { contributionFrame, type Giver, takes, textsFor } from '../contribution-frame.ts';
import { fullDay } from '../knowledge/full-day.ts';
import { html, type Markup } from '../markup.ts';

/** What became of an idea, in a word; of one on which nobody has said anything yet, that. */
export function outcomeMark(giver: Giver, { kind, outcome }: Pick<ContributionLine, 'kind' | 'outcome'>): Markup | '' {
  if (kind !== 'idea') return '';
  const word =
    outcome === undefined ? textsFor(giver).noOutcome : contributionsIn[giver.language].outcomes[outcome.outcome];
  return html`<p class="outcome ${outcome?.outcome ?? 'none'}"><strong>${word}</strong></p>`;
}

const dayOf = (instant: string) => instant.slice(0, 10);

/** Contributions as links with how they begin; each in the language of its author. */
export function linesOf(giver: Giver, lines: readonly ContributionLine[], level: 2 | 3 = 2): Markup {
  const { service, language } = giver;
  const texts = textsFor(giver);
  return html`<ul class="contributions">${lines.map((line) => {
    const link = html`<a href="${addresses.contributions(language, service.service, { id: line.id })}" lang="${line.language}">${line.title}</a>`;
    return html`<li>${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
      ${outcomeMark(giver, line)}
      <p lang="${line.language}">${line.begins}</p>
      ${line.dialogue ? html`<p class="hint">${texts.asDialogue}</p>` : ''}
      <p class="hint">${texts.published(fullDay(dayOf(line.publishedAt), language))}${line.by === undefined ? '' : ` ${texts.by(line.by)}`}${line.example ? html`. <strong>${texts.example}</strong>` : ''}</p></li>`;
  })}</ul>`;
}

/** The published stories, or the published ideas with what became of each, and the way to add one's own. */
export function listPage(
  giver: Giver,
  kind: ContributionKind,
  { lines, site }: { lines: readonly ContributionLine[]; site: string },
): string {
  const { service, language } = giver;
  const texts = textsFor(giver);
  const { title, lead, none } = texts.lists[kind];
  const give = takes(service, kind)
    ? html`<p class="buttons"><a class="button primary" href="${addresses.giveContribution(language, service.service, kind)}">${texts.give[kind].title}</a>
      <a class="button secondary" href="${addresses.ownContribution(language, service.service)}">${texts.ways.own.name}</a></p>`
    : '';
  return contributionFrame(giver, {
    title,
    description: lead,
    site,
    inLanguage: (other) => addresses.contributions(other, service.service, { kind }),
    body: html`<div class="column">
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    ${give}
    ${lines.length === 0 ? html`<p>${none}</p>` : linesOf(giver, lines)}
    </div>`,
  });
}
