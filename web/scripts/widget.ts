/**
 * A service on a page of somebody else: whether it is open, what is declared, and a search of its answers. It asks the
 * service's own center and nobody else, sends no cookie and keeps nothing; what it draws stands in a shadow root, so the
 * page around it changes nothing of it.
 */
import type { Language } from '../../shared/contracts/text.ts';
import { type WidgetTexts, widgetTexts } from '../../shared/texts/widget.ts';

type Translated = Readonly<Record<Language, string>>;
type State = {
  name: Translated;
  open: boolean;
  nextChangeAt?: string;
  notice?: Translated;
  areas?: readonly { name: Translated; notice: Translated; event?: string }[];
  emergencyNumbers: readonly { number: string; name: Translated }[];
};
type Found = {
  advice?: { text: string; emergencyNumbers: readonly string[]; todo: readonly string[] };
  contents: readonly { title: string; summary: string; address: string }[];
};
/** One place on the page with its service, its words and where the center answers. */
type Place = { root: ShadowRoot; service: string; language: Language; site: string; texts: WidgetTexts };

const style = `
:host { all: initial; display: block; font-family: system-ui, sans-serif; font-size: 1rem; line-height: 1.5; color: #17324d; }
section { border: 1px solid #5d7083; border-radius: 4px; padding: 1rem; background: #fff; max-width: 40rem; }
h2 { font-size: 1.25rem; margin: 0 0 .5rem; } p { margin: .5rem 0; } ul { margin: .5rem 0; padding-left: 1.25rem; }
a { color: #004080; } label { display: block; font-weight: 600; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #5d7083; border-radius: 4px; }
button { font: inherit; margin-top: .5rem; padding: .5rem 1rem; border: 0; border-radius: 4px; background: #004080; color: #fff; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid #b35c00; outline-offset: 2px; }
.danger { border-left: 6px solid #b3002d; padding-left: .75rem; } .notice { border-left: 6px solid #b35c00; padding-left: .75rem; }
`;

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  own: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), own);
  made.append(...inside);
  return made;
}

/** A way to the center: it opens beside the page, and tells it nothing of where somebody came from. */
const way = (href: string, textContent: string) =>
  element('a', { href, textContent, target: '_blank', rel: 'noopener noreferrer' });
const dial = (number: string, textContent: string) => element('a', { href: `tel:${number}`, textContent });

async function ask<Told>({ site, service }: Place, path: string): Promise<Told> {
  const answer = await fetch(`${site}/v1/services/${service}${path}`, {
    headers: { Accept: 'application/json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json() as Promise<Told>;
}

/** Whether it is open, and until when, as its clocks show it. */
function opening({ open, nextChangeAt }: State, { language, texts }: Place): string {
  if (nextChangeAt === undefined) return open ? texts.open : texts.closed;
  const when = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Rome',
  }).format(new Date(nextChangeAt));
  return (open ? texts.openUntil : texts.closedUntil).replace('@', when);
}

/** What is declared, each with the way to its page. */
function notices({ notice, areas = [] }: State, { language, site, service, texts }: Place): Node[] {
  const general = notice === undefined ? [] : [element('p', { className: 'notice' }, notice[language])];
  const each = areas.map(({ name, notice: told, event }) => {
    const line = element('p', { className: 'notice' }, element('strong', {}, name[language]), ` ${told[language]} `);
    const page = `${site}/v1/services/${service}/events/${encodeURIComponent(event ?? '')}?language=${language}`;
    if (event !== undefined) line.append(way(page, texts.whatToDo));
    return line;
  });
  return [...general, ...each];
}

/** What a search found; whom to call stands above it where the words speak of danger to life. */
function result({ advice, contents }: Found, { site, texts }: Place): Node[] {
  const calls =
    advice === undefined
      ? []
      : [
          element(
            'div',
            { className: 'danger' },
            element('p', {}, element('strong', {}, advice.text)),
            element('p', {}, ...advice.emergencyNumbers.flatMap((number) => [dial(number, number), ' '])),
            element('ul', {}, ...advice.todo.map((line) => element('li', {}, line))),
          ),
        ];
  const lines = contents
    .slice(0, 5)
    .map(({ title, summary, address }) =>
      element('li', {}, way(new URL(address, site).href, title), element('br'), summary),
    );
  return [...calls, lines.length === 0 ? element('p', {}, texts.nothing) : element('ul', {}, ...lines)];
}

/** The box of the search: what is typed goes to the center when it is sent, and not before. */
function searchBox(place: Place): Node[] {
  const { texts, language } = place;
  const field = element('input', { id: 'words', type: 'search', maxLength: 200, autocomplete: 'off', required: true });
  const found = element('div', {});
  found.setAttribute('role', 'status');
  const form = element('form', {}, element('label', { htmlFor: 'words' }, texts.search), field);
  form.setAttribute('role', 'search');
  form.append(element('button', { type: 'submit' }, texts.button));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const query = new URLSearchParams({ language, q: field.value });
    ask<Found>(place, `/articles?${query}`).then(
      (told) => found.replaceChildren(...result(told, place)),
      () => found.replaceChildren(element('p', { className: 'danger' }, texts.silent)),
    );
  });
  return [form, found];
}

async function show(place: Place): Promise<void> {
  const { root, service, language, site, texts } = place;
  const title = element('h2', {}, way(`${site}/${language}/${service}/`, texts.title));
  const told = element('div', {});
  const calls = element('p', {}, `${texts.danger} `, dial('112', '112'));
  const box = element('section', { lang: language }, title, calls, told, ...searchBox(place));
  root.replaceChildren(box);
  try {
    const state = await ask<State>(place, '');
    title.replaceChildren(way(`${site}/${language}/${service}/`, state.name[language]));
    const numbers = state.emergencyNumbers.flatMap(({ number, name }) => [
      dial(number, `${number} ${name[language]}`),
      ' ',
    ]);
    calls.replaceChildren(`${texts.danger} `, ...numbers);
    told.replaceChildren(...notices(state, place), element('p', {}, opening(state, place)));
  } catch {
    // The name and the way to the service are there all the same.
    told.replaceChildren(element('p', {}, texts.silent));
  }
}

const own = document.currentScript as HTMLScriptElement | null;
const site = own === null ? '' : new URL(own.src).origin;
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

function showAll() {
  for (const host of document.querySelectorAll<HTMLElement>('[data-sportello]')) {
    const { sportello: service = '', language: asked = document.documentElement.lang.slice(0, 2) } = host.dataset;
    if (host.shadowRoot !== null || !/^[a-z0-9-]+$/.test(service)) continue;
    const language: Language = asked === 'en' || asked === 'de' ? asked : 'it';
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    void show({ root, service, language, site, texts: widgetTexts[language] });
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', showAll);
else showAll();
