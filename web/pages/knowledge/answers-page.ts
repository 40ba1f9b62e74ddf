import type * as z from 'zod/mini';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Danger } from '../../../shared/core/danger/danger.ts';
import { isPaged, pagedKinds } from '../../../shared/core/knowledge/paged-kinds.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { searchBox, sorts, waysToLists } from '../find-answers.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, askBox, type Reader } from './answer-frame.ts';

export type Sort = (typeof sorts)[number] | 'articles';

type Themes = readonly z.infer<typeof Theme>[];

/** Pages as links with a line of what each is about; one in another language says so. */
export function linesOf(lines: readonly PublicLine[], { language }: Reader, withKind = false): Markup {
  const texts = knowledgeIn[language];
  return html`<ul class="actions answers">${lines.map(
    (
      line,
    ) => html`<li><a href="${line.address}"${line.language === language ? '' : html` lang="${line.language}"`}>${line.title}</a>
      <p class="hint"${line.language === language ? '' : html` lang="${line.language}"`}>${line.summary}</p>
      ${withKind ? html`<p class="hint kind">${texts.kinds[line.kind]}</p>` : ''}</li>`,
  )}</ul>`;
}

/** Pages under the themes of the service, in its order; themes without any are left out. */
function byTheme(lines: readonly PublicLine[], themes: Themes, reader: Reader): Markup {
  const { language } = reader;
  return html`${themes.map(({ theme, name, summary }) => {
    const own = lines.filter((line) => line.theme === theme);
    if (own.length === 0) return '';
    return html`<section aria-labelledby="${theme}">
      <h2 id="${theme}">${name[language]}</h2>
      <p class="hint">${summary[language]}</p>
      ${linesOf(own, reader)}
    </section>`;
  })}`;
}

/** The first page of answers: search, the other lists, and all articles by theme. */
export function answersPage(
  reader: Reader,
  { lines, themes }: { lines: readonly PublicLine[]; themes: Themes },
): string {
  const { definition, language } = reader;
  const { service } = definition;
  const texts = knowledgeIn[language];
  const of = (kinds: readonly string[]) => lines.filter(({ kind }) => kinds.includes(kind));
  const filled = sorts.filter((sort) => lines.some(({ kind }) => isPaged(kind) && pagedKinds[kind] === sort));
  return answerFrame(reader, {
    title: texts.title,
    description: texts.lead,
    feeds: themes.map(({ theme, name }) => ({ theme, name: name[language] })),
    address: (other) => addresses.answers(other, service),
    body: html`<h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    ${searchBox(reader)}
    ${lines.length === 0 ? html`<p>${texts.nothingYet}</p>` : ''}
    ${waysToLists(reader, filled)}
    ${byTheme(of(['article', 'question-and-answer']), themes, reader)}
    ${askBox(reader)}
    ${feedsBox(reader, themes)}`,
  });
}

/** Where feed readers find what is new: of all themes, and of each. */
function feedsBox({ definition: { service }, language }: Reader, themes: Themes): Markup {
  const { feeds: texts } = knowledgeIn[language];
  return html`<section aria-labelledby="feeds">
    <h2 id="feeds">${texts.title}</h2>
    <p>${texts.text}</p>
    <ul>
      <li><a href="${addresses.feed(language, service)}" type="application/atom+xml">${texts.all}</a></li>
      ${themes.map(({ theme, name }) => html`<li><a href="${addresses.feed(language, service, theme)}" type="application/atom+xml">${name[language]}</a></li>`)}
    </ul>
  </section>`;
}

/** All pages of one sort, by theme; `above` stands before them. */
export function listPage(
  reader: Reader,
  sort: Exclude<Sort, 'articles'>,
  { lines, themes, above = html`` }: { lines: readonly PublicLine[]; themes: Themes; above?: Markup },
): string {
  const { definition, language } = reader;
  const texts = knowledgeIn[language];
  return answerFrame(reader, {
    title: texts.lists[sort],
    description: texts.listLeads[sort],
    address: (other) => addresses.answersOf(other, definition.service, sort),
    body: html`${wayBack(reader)}
    <h1>${texts.lists[sort]}</h1>
    <p class="lead">${texts.listLeads[sort]}</p>
    ${above}
    ${lines.length === 0 ? html`<p>${texts.nothingYet}</p>` : byTheme(lines, themes, reader)}
    ${askBox(reader)}`,
  });
}

/** What a search found, the best first; where the words speak of danger, whom to call stands above all of it. */
export function foundPage(
  reader: Reader,
  { query, lines, danger }: { query: string; lines: readonly PublicLine[]; danger: Danger },
): string {
  const { definition, language } = reader;
  const texts = knowledgeIn[language];
  return answerFrame(reader, {
    title: texts.searchTitle(query),
    address: (other) => addresses.answers(other, definition.service, query),
    unlisted: true,
    body: html`${danger.level === 'none' ? '' : adviceBox(definition, language, danger)}
    ${wayBack(reader)}
    <h1>${texts.searchTitle(query)}</h1>
    ${searchBox(reader, query)}
    <p role="status">${lines.length === 0 ? texts.nothingFound : texts.found(lines.length)}</p>
    ${lines.length === 0 ? html`<p>${texts.nothingFoundHint}</p>` : linesOf(lines, reader, true)}
    ${askBox(reader)}`,
  });
}

/** The way back to the first page of answers. */
export function wayBack({ definition: { service }, language }: Reader): Markup {
  return html`<p class="way-back"><a href="${addresses.answers(language, service)}">${knowledgeIn[language].title}</a></p>`;
}
