import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { placeName } from '../../../shared/core/knowledge/competence.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { html, type Markup } from '../markup.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Facts as rows; those that nobody wrote are left out. */
const rowsOf = (rows: readonly (readonly [name: string, value: Markup | string])[]): Markup =>
  html`<dl class="summary">${rows.map(([name, value]) => (value === '' ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>`;

/** Where an administration is competent, and how it is reached. */
export function administration({ facts = {}, texts: words = {} }: PublicContent, language: Language): Markup {
  const { network: texts } = knowledgeIn[language];
  const link = (member: string, scheme: string) => {
    const value = text(facts[member]);
    return value === ''
      ? ''
      : html`<a href="${scheme}${scheme === 'tel:' ? value.replaceAll(' ', '') : value}">${value}</a>`;
  };
  const places = list(facts['territory']).map((code) => placeName(code) ?? code);
  return html`${facts['orients'] === true ? html`<p class="notice">${texts.orients}</p>` : ''}
    ${rowsOf([
      [texts.territory, places.length === 0 ? texts.country : places.join(', ')],
      [texts.territoryNote, text(words['territoryNote'])],
      [texts.phone, link('phone', 'tel:')],
      [texts.email, link('email', 'mailto:')],
      [texts.pec, link('pec', 'mailto:')],
      [texts.hours, text(words['hours'])],
      [texts.website, link('website', '')],
      [texts.ipa, text(facts['ipa'])],
    ])}`;
}

/** What a good practice was for, what it cost, and what came of it. */
export function practice({ facts = {}, texts: words = {} }: PublicContent, language: Language): Markup {
  const { network: texts } = knowledgeIn[language];
  return html`${facts['example'] === true ? html`<p class="notice"><strong>${texts.example}</strong></p>` : ''}
    ${rowsOf([
      [texts.who, text(words['who'])],
      [texts.aim, text(words['aim'])],
      [texts.cost, text(words['cost'])],
      [texts.result, text(words['result'])],
      [texts.contact, text(words['contact'])],
    ])}`;
}

/** Where a material is, and in words what is seen or heard in it. */
export function material({ texts: words = {} }: PublicContent, language: Language): Markup {
  const { network: texts } = knowledgeIn[language];
  return html`<p><a class="button secondary" href="${text(words['href'])}">${texts.open}</a></p>
    <p>${text(words['alternative'])}</p>`;
}
