import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { markdown } from '../markdown.ts';
import { html, type Markup } from '../markup.ts';
import { administration, material, practice } from './network-facts.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** The words of an article: what to do first, then the rest. */
function article({ texts: words = {} }: PublicContent, language: Language): Markup {
  const steps = list(words['steps']);
  const body = text(words['body']);
  return html`${steps.length === 0 ? '' : html`<h2>${knowledgeIn[language].steps}</h2><ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
    ${body === '' ? '' : html`<div class="words">${markdown(body)}</div>`}`;
}

/** What a measure gives, to whom, and how one comes by it. */
function measure({ texts: words = {} }: PublicContent, language: Language): Markup {
  const texts = knowledgeIn[language];
  const bullets = (lines: string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  const rows: [string, Markup | string][] = [
    [texts.conditions, bullets(list(words['conditions']))],
    [texts.amount, text(words['amount'])],
    [texts.apply, text(words['apply'])],
    [texts.pays, text(words['pays'])],
    [texts.deadline, text(words['deadline'])],
    [texts.papers, bullets(list(words['papers']))],
    [texts.ifRefused, text(words['ifRefused'])],
  ];
  return html`<dl class="summary">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** What stands on a page below its summary, by kind; an article's where none is named. */
const bodies: Readonly<Record<string, (content: PublicContent, language: Language) => Markup>> = {
  measure,
  administration,
  practice,
  material,
};

/** What stands on the page of a content below its summary, in the language of its words. */
export const bodyOf = (content: PublicContent): Markup => (bodies[content.kind] ?? article)(content, content.language);
