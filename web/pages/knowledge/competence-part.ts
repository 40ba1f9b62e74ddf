import type * as z from 'zod/mini';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { Competence } from '../../../shared/contracts/content/view.ts';
import { provincesByName } from '../../../shared/core/knowledge/competence.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import type { Reader } from './answer-frame.ts';
import { linesOf } from './answers-page.ts';

/**
 * "Who is competent for this, here": a form that asks by an address, so that it works without script, and its answer;
 * where nobody is known that is said.
 */
export function competencePart(
  reader: Reader,
  { themes, asked }: { themes: readonly z.infer<typeof Theme>[]; asked: Competence | undefined },
): Markup {
  const { definition, language } = reader;
  const { competence: texts } = knowledgeIn[language];
  const chosen = (value: string, given: string | undefined) => (value === given ? html` selected` : '');
  return html`<section aria-labelledby="competent">
    <h2 id="competent">${texts.title}</h2>
    <form method="get" action="${addresses.answersOf(language, definition.service, 'administrations').split('?')[0]}">
      <input type="hidden" name="language" value="${language}">
      <div class="field"><label for="theme">${texts.theme}</label>
      <select id="theme" name="theme" required>
        <option value="">${texts.choose}</option>
        ${themes.map(({ theme, name }) => html`<option value="${theme}"${chosen(theme, asked?.theme)}>${name[language]}</option>`)}
      </select></div>
      <div class="field"><label for="municipality">${texts.municipality}</label>
      <p class="hint" id="municipality-hint">${texts.municipalityHint}</p>
      <input id="municipality" name="municipality" type="text" maxlength="100" autocomplete="off" aria-describedby="municipality-hint" list="municipalities" data-municipalities value="${asked?.municipality ?? ''}">
      <datalist id="municipalities"></datalist></div>
      <div class="field"><label for="place">${texts.place}</label>
      <select id="place" name="place">
        <option value="">${texts.anywhere}</option>
        ${provincesByName.map(({ code, name, region }) => html`<option value="${code}"${chosen(code, asked?.place?.slice(0, 3))}>${name} (${region})</option>`)}
      </select></div>
      <button class="button primary" type="submit">${texts.ask}</button>
    </form>
    ${asked === undefined ? '' : answer(reader, asked)}
  </section>`;
}

function answer(reader: Reader, asked: Competence): Markup {
  const { competence: texts } = knowledgeIn[reader.language];
  const { competent, orients, municipality, which } = asked;
  if (which !== undefined) return chooseOne(reader, { ...asked, which });
  const here = municipality === undefined ? '' : html`<p>${municipality}</p>`;
  if (competent !== undefined)
    return html`<div role="status">${here}<p><strong>${texts.competent}</strong></p>${linesOf([competent], reader)}</div>`;
  return html`<div role="status">${here}<p><strong>${texts.hole}</strong></p>
    ${orients === undefined ? html`<p>${texts.askUs}</p>` : html`<p>${texts.orients}</p>${linesOf([orients], reader)}`}</div>`;
}

/** The municipalities of the name that was written, each with its own answer; or that none is called so. */
function chooseOne(
  { definition, language }: Reader,
  { theme, municipality = '', which }: Competence & { which: NonNullable<Competence['which']> },
): Markup {
  const { competence: texts } = knowledgeIn[language];
  if (which.length === 0) return html`<div role="status"><p><strong>${texts.noSuch(municipality)}</strong></p></div>`;
  const here = addresses.answersOf(language, definition.service, 'administrations');
  return html`<div role="status"><p><strong>${texts.which(municipality)}</strong></p>
    <ul>${which.map(({ place, name }) => html`<li><a href="${here}&theme=${theme}&place=${place}&municipality=${encodeURIComponent(name)}">${name}</a></li>`)}</ul></div>`;
}
