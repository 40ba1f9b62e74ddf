import type { Answered } from './send-form.ts';

/** One page as it stood: its title, what was on it with all that was typed, and how far it was scrolled. */
type Shown = { title: string; nodes: ChildNode[]; scrolled: number };

/** A place in the browser's history; `words` are those of a form whose check step is shown, for a reload. */
type Place = { page: string; words?: [string, string][] };

/** Pages that answer a form stand at the API's own addresses: a reload there asks to send again, as without script. */
const isAnswer = () => location.pathname.startsWith('/v1/');

/**
 * Shows the pages that answer forms within the page that is open, so that Back finds the form with every word in it:
 * `begin` makes a page work that was put in. A receipt is shown under an address of its own, and nothing of what was
 * written stays behind it.
 */
export function answeredPages(begin: (root: Document) => void): (answered: Answered) => void {
  const kept = new Map<string, Shown>();
  let current = (history.state as Place | null)?.page ?? newName();
  const stamp = (place: Place) => {
    if (!isAnswer()) history.replaceState(place, '');
  };

  const asShown = (): Shown => ({ title: document.title, nodes: [...document.body.childNodes], scrolled: scrollY });
  const put = ({ title, nodes, scrolled }: Shown) => {
    document.title = title;
    document.body.replaceChildren(...nodes);
    scrollTo(0, scrolled);
  };

  addEventListener('popstate', ({ state }) => {
    const place = state as Place | null;
    // A place without a name was made by a link within the page.
    if (place?.page === undefined) return stamp({ page: current });
    if (place.page === current) return;
    const shown = kept.get(place.page);
    if (shown === undefined) return location.reload();
    kept.set(current, asShown());
    current = place.page;
    put(shown);
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  });

  const { words } = (history.state as Place | null) ?? {};
  stamp({ page: current, ...(words && { words }) });
  if (words) fillIn(words);

  return ({ page, form }) => {
    const parsed = new DOMParser().parseFromString(page, 'text/html');
    const receipt = parsed.querySelector<HTMLElement>('[data-receipt]')?.dataset['receipt'];
    const typed = wordsOf(form);
    if (!isAnswer()) {
      if (receipt === undefined) kept.set(current, asShown());
      else forget();
      current = newName();
      const place: Place = { page: current, ...(receipt === undefined && { words: typed }) };
      history.pushState(place, '', receipt ?? location.pathname);
    }
    put({ title: parsed.title, nodes: [...parsed.body.childNodes], scrolled: 0 });
    begin(document);
    const first = document.querySelector<HTMLElement>('.error-summary') ?? document.querySelector<HTMLElement>('main');
    first?.focus();
  };

  function forget() {
    kept.clear();
    stamp({ page: newName() });
  }
}

const newName = () => `${Date.now()}-${Math.random()}`;

const wordsOf = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

/** Puts words back into the form of a page that was loaded anew. */
function fillIn(words: [string, string][]) {
  const form = document.querySelector<HTMLFormElement>('form[data-sent=once]');
  for (const [name, value] of form ? words : []) {
    const field = form?.elements.namedItem(name);
    if (field instanceof RadioNodeList) field.value = value;
    else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = field.value === value;
    else if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value;
    else if (field instanceof HTMLElement && 'value' in field) field.value = value;
  }
}
