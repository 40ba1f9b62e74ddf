/**
 * Searches the answers of a service in the page itself: the index is fetched when somebody begins to type, and from then
 * on no network is needed and no word leaves the device. Below a message it shows what may answer it already.
 */
import type { IndexFile } from '../../shared/contracts/content/index-file.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { isPaged, pagedKinds } from '../../shared/core/knowledge/paged-kinds.ts';
import { type Found, openIndex } from '../../shared/core/knowledge/search/article-index.ts';
import { knowledgeIn } from '../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../pages/addresses.ts';
import { html, type Markup } from '../pages/markup.ts';

type Search = ReturnType<typeof openIndex>;

/** How long nothing is typed before it is searched for: milliseconds. */
const pause = 150;

const language: Language = languages.find((known) => known === document.documentElement.lang) ?? 'it';
const texts = knowledgeIn[language];
const indexes = new Map<string, Promise<Search>>();

function indexOf(service: string): Promise<Search> {
  const known = indexes.get(service);
  if (known) return known;
  const opened = fetch(addresses.answersIndex(language, service), { headers: { Accept: 'application/json' } }).then(
    async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return openIndex((await answer.json()) as IndexFile);
    },
  );
  indexes.set(service, opened);
  // What could not be fetched is asked for again with the next letter; the button asks the server all the same.
  opened.catch(() => indexes.delete(service));
  return opened;
}

function lines(found: readonly Found[], service: string, apart: boolean): Markup {
  const to = apart ? html` target="_blank" rel="noopener"` : '';
  return html`<ul class="actions answers">${found.map(({ kind, id, title, summary }) =>
    isPaged(kind)
      ? html`<li><a href="${addresses.answersOf(language, service, pagedKinds[kind], id)}"${to}>${title}${apart ? html`<span class="visually-hidden"> ${texts.newTab}</span>` : ''}</a>
      <p class="hint">${summary}</p>${apart ? '' : html`<p class="hint kind">${texts.kinds[kind]}</p>`}</li>`
      : '',
  )}</ul>`;
}

/** Searches for what a field holds each time that typing pauses, and hands on what was found for what stands there. */
function searching(fields: readonly Field[], service: string, show: (found: Found[], words: string) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at = 0;
  const search = async () => {
    at += 1;
    const asked = at;
    const words = fields
      .map(({ value }) => value.trim())
      .filter((value) => value !== '')
      .join(' ');
    const found = words.length < 3 ? [] : (await indexOf(service))(words, 20);
    if (asked === at) show(found, words);
  };
  for (const field of fields)
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void search().catch(() => undefined), pause);
    });
  void search().catch(() => undefined);
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The box of a search: what is found stands below it while somebody types. */
function searchBelow(field: HTMLInputElement): void {
  const { search: service = '' } = field.dataset;
  const box = field.closest('form')?.parentElement?.querySelector<HTMLElement>('[data-found]');
  // What the page came with is listed by it already; what was typed while this was loading is not.
  const begun = field.defaultValue;
  if (!box) return;
  searching([field], service, (found, words) => {
    if (field.value === begun && begun !== '') return;
    const told = found.length === 0 ? texts.nothingFound : texts.found(found.length);
    box.innerHTML =
      words.length < 3 ? '' : html`<p role="status">${told}</p>${lines(found, service, false)}`.toString();
  });
}

/**
 * What may answer a message already, below it. It goes where advice on a danger stands: that is read first, and alone.
 */
function mayAnswer(box: HTMLElement): void {
  const { maybe: service = '' } = box.dataset;
  const form = box.closest('form');
  const advice = form?.querySelector('[data-advice]');
  const field = form?.elements.namedItem('message');
  if (!(field instanceof HTMLTextAreaElement)) return;
  const calm = () => (advice?.childElementCount ?? 0) === 0;
  const unless = () => {
    box.hidden = !calm() || box.childElementCount === 0;
  };
  if (advice) new MutationObserver(unless).observe(advice, { childList: true });
  searching([field], service, (found) => {
    const first = found.slice(0, 3);
    box.innerHTML =
      first.length === 0
        ? ''
        : html`<p><strong>${texts.maybe}</strong> ${texts.maybeText}</p>${lines(first, service, true)}`.toString();
    unless();
  });
}

const inputs = document.querySelectorAll<HTMLInputElement>('input[data-search]:not([data-searching])');
for (const field of inputs) {
  field.dataset['searching'] = '';
  searchBelow(field);
}
for (const box of document.querySelectorAll<HTMLElement>('[data-maybe]:not([data-searching])')) {
  box.dataset['searching'] = '';
  mayAnswer(box);
}
