import type { PublicContent, PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, askBox, type Reader } from './answer-frame.ts';
import { linesOf, wayBack } from './answers-page.ts';
import { bodyOf } from './content-body.ts';
import { fullDay } from './full-day.ts';
import { wayToLeaflet } from './leaflet-page.ts';
import { usefulBox } from './usefulness.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What must be known before the words are: another language, nobody's review, an age, an end. */
function marks(content: PublicContent, language: Language, today: string): Markup {
  const texts = knowledgeIn[language];
  const { urgentUntil, reviewBy, validTo } = content;
  return html`${content.language === language ? '' : html`<p class="notice"><strong>${texts.otherLanguage}</strong> ${texts.inDanger}</p>`}
    ${urgentUntil === undefined ? '' : html`<p class="notice alert"><strong>${texts.urgent}.</strong> ${texts.urgentText}</p>`}
    ${content.state === 'over' ? html`<p class="notice"><strong>${texts.over(fullDay(validTo ?? today, language))}</strong> ${texts.overHint}</p>` : ''}
    ${reviewBy !== undefined && reviewBy < today ? html`<p class="notice">${texts.toCheck(fullDay(reviewBy, language))}</p>` : ''}`;
}

/** Where a page comes from, and when somebody last looked. */
function sources(content: PublicContent, language: Language): Markup {
  const texts = knowledgeIn[language];
  const { checkedOn, checkWithAdministration } = content;
  return html`<section class="sources" aria-labelledby="sources">
    <h2 id="sources">${texts.sources}</h2>
    ${checkWithAdministration ? html`<p><strong>${texts.withAdministration}</strong></p>` : ''}
    <ul>${content.sources.map(({ name, url, law, publishedOn, consultedOn }) => {
      const days = [
        ...(publishedOn === undefined ? [] : [texts.publishedOn(fullDay(publishedOn, language))]),
        ...(consultedOn === undefined ? [] : [texts.consulted(fullDay(consultedOn, language))]),
      ];
      return html`<li>${url === undefined ? name : html`<a href="${url}">${name}</a>`}${law === undefined ? '' : html`, ${law}`}${days.length === 0 ? '' : html` <span class="hint">(${days.join(', ')})</span>`}</li>`;
    })}</ul>
    ${checkedOn === undefined ? '' : html`<p class="hint">${texts.checked(fullDay(checkedOn, language))}</p>`}
  </section>`;
}

/** Pages that lead on from one, under headings; those without any are left out. */
export type LeadsOn = readonly {
  title: keyof Pick<ReturnType<typeof textsOf>, 'more' | 'partOf' | 'narrower'>;
  lines: readonly PublicLine[];
}[];
const textsOf = (language: Language) => knowledgeIn[language];

/** One page of answers: its words, where they come from, and what leads on. */
export function contentPage(
  reader: Reader,
  {
    content,
    sort,
    leadsOn,
    today,
    theme,
    category,
    experts,
    within = html``,
  }: {
    content: PublicContent;
    sort: string;
    leadsOn: LeadsOn;
    today: string;
    /** The name of its theme, in the reader's language. */
    theme?: string | undefined;
    /** What the form puts a question about the page under. */
    category?: string | undefined;
    /** The group of experts that answers it. */
    experts?: string | undefined;
    /** What stands between the words and where they come from, such as the questions of a guide. */
    within?: Markup;
  },
): string {
  const { definition, language } = reader;
  const { kind, title, state, texts: words = {} } = content;
  const texts = knowledgeIn[language];
  const foreign = content.language === language ? '' : html` lang="${content.language}"`;
  return answerFrame(reader, {
    title,
    ...(text(words['summary']) !== '' && { description: text(words['summary']) }),
    isArticle: true,
    ...(theme !== undefined && { feeds: [{ theme: content.theme, name: theme }] }),
    address: (other) => addresses.answersOf(other, definition.service, sort, content.id),
    ...(state === 'over' && { unlisted: true }),
    body: html`<article class="column answer">
    ${wayBack(reader)}
    ${marks(content, language, today)}
    <div${foreign}>
    <h1>${title}</h1>
    ${
      state === 'over'
        ? ''
        : html`<p class="lead">${text(words['summary'])}</p>
    ${bodyOf(content)}`
    }
    </div>
    ${state === 'over' ? '' : within}
    ${kind === 'life-event' && state !== 'over' ? wayToLeaflet(reader, content.id) : ''}
    ${leadsOn.map(({ title: heading, lines }) =>
      lines.length === 0 ? '' : html`<section><h2>${texts[heading]}</h2>${linesOf(lines, reader, true)}</section>`,
    )}
    ${sources(content, language)}
    ${state === 'over' ? '' : usefulBox(reader, `${kind}/${content.id}`)}
    ${askBox(reader, { title, category, experts })}
    </article>`,
  });
}

/** What stands at the address of a page that was withdrawn: since when, why, and what replaces it. */
export function gonePage(
  reader: Reader,
  {
    at,
    reason,
    instead,
    address,
  }: { at: string; reason: string; instead?: PublicLine | undefined; address: (language: Language) => string },
): string {
  const { language } = reader;
  const texts = knowledgeIn[language];
  return answerFrame(reader, {
    title: texts.goneTitle,
    unlisted: true,
    address,
    body: html`<div class="column">
    ${wayBack(reader)}
    <h1>${texts.goneTitle}</h1>
    <p class="lead">${texts.goneOn(fullDay(at, language))}</p>
    <p>${texts.goneBecause} ${reason}</p>
    ${instead === undefined ? '' : html`<h2>${texts.goneInstead}</h2>${linesOf([instead], reader)}`}
    ${searchBoxBelow(reader)}
    ${askBox(reader)}
    </div>`,
  });
}

const searchBoxBelow = (reader: Reader) =>
  html`<p><a href="${addresses.answers(reader.language, reader.definition.service)}">${knowledgeIn[reader.language].lists.articles}</a></p>`;
