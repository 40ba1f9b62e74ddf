import type { PublicContribution } from '../../../shared/contracts/contribution.ts';
import { addresses } from '../addresses.ts';
import { contributionFrame, type Giver, takes, textsFor } from '../contribution-frame.ts';
import { fullDay } from '../knowledge/full-day.ts';
import { html, type Markup } from '../markup.ts';
import { outcomeMark } from './list-page.ts';

const paragraphs = (text: string): Markup[] =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p class="as-typed">${part}</p>`);

/** What became of an idea: the word, when, and the reason where one was given. */
function outcomeBox(giver: Giver, { kind, outcome }: PublicContribution): Markup | '' {
  if (kind !== 'idea') return '';
  return html`<section class="stage" aria-labelledby="outcome">
      <h2 id="outcome">${textsFor(giver).outcome}</h2>
      ${outcomeMark(giver, { kind, outcome })}
      ${outcome?.words === undefined ? '' : html`<p class="as-typed">${outcome.words}</p>`}
      ${outcome === undefined ? '' : html`<p class="hint">${fullDay(outcome.at.slice(0, 10), giver.language)}</p>`}
    </section>`;
}

function dialogueBox(giver: Giver, { dialogue, language }: PublicContribution): Markup | '' {
  if (dialogue === undefined) return '';
  const { dialogue: texts } = textsFor(giver);
  return html`<section aria-labelledby="dialogue"><h2 id="dialogue">${texts.title}</h2>
      <dl class="dialogue">${dialogue.map(({ who, text }) => html`<div class="${who}"><dt>${texts[who]}</dt><dd lang="${language}" class="as-typed">${text}</dd></div>`)}</dl></section>
    `;
}

/** One published story or idea: as its moderators let it be read, in the language of its author. */
export function contributionPage(giver: Giver, { one, site }: { one: PublicContribution; site: string }): string {
  const { service, language } = giver;
  const texts = textsFor(giver);
  const list = addresses.contributions(language, service.service, { kind: one.kind });
  return contributionFrame(giver, {
    title: one.title,
    description: texts.lists[one.kind].lead,
    site,
    // A story is its author's to take back: it is found by its list, and not by what others copied.
    unlisted: true,
    inLanguage: (other) => addresses.contributions(other, service.service, { id: one.id }),
    body: html`<article class="column">
    <p class="way-back"><a href="${list}">${texts.lists[one.kind].title}</a></p>
    <h1 lang="${one.language}">${one.title}</h1>
    <p class="hint">${texts.published(fullDay(one.publishedAt.slice(0, 10), language))}${one.by === undefined ? '' : ` ${texts.by(one.by)}`}</p>
    ${one.example ? html`<p class="notice"><strong>${texts.example}</strong></p>` : ''}
    ${outcomeBox(giver, one)}
    ${dialogueBox(giver, one)}
    ${one.dialogue === undefined ? '' : html`<h2>${texts.asWritten}</h2>`}
    <div lang="${one.language}">${paragraphs(one.text)}</div>
    ${takes(service, one.kind) ? html`<p class="buttons"><a class="button secondary" href="${addresses.giveContribution(language, service.service, one.kind)}">${texts.give[one.kind].title}</a></p>` : ''}
    </article>`,
  });
}

/** What stands at the address of one that was published and is no more: nothing of what it was. */
export function gonePage(giver: Giver): string {
  const { service, language } = giver;
  const { gone, section } = textsFor(giver);
  return contributionFrame(giver, {
    title: gone.title,
    unlisted: true,
    inLanguage: (other) => addresses.service(other, service.service),
    body: html`<div class="column"><h1>${gone.title}</h1>
    <p class="lead">${gone.text}</p>
    <p class="buttons"><a class="button secondary" href="${addresses.service(language, service.service)}#contribute">${section}</a></p></div>`,
  });
}
