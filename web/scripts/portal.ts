/** What a page gains with script; without it every page works all the same. */
import type { FeltQuake } from '../../shared/contracts/service-state.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { feltLines } from '../../shared/texts/felt-quake.ts';
import { adviseWhileTyping } from './advise-while-typing.ts';
import { answeredPages } from './answered-pages.ts';
import { toldAt } from './instants.ts';
import { leaving, loadedAnew } from './leave.ts';
import { receiptAgain } from './receipt.ts';
import { sendForm } from './send-form.ts';

type State = {
  service?: string;
  open?: boolean;
  nextChangeAt?: string;
  readsUrgentNow?: boolean;
  notice?: Record<string, string>;
  quakes?: FeltQuake[];
  areas?: {
    name: Record<string, string>;
    level: 'alert' | 'emergency';
    notice: Record<string, string>;
    endsAt: string;
    event?: string;
    word?: { text: Record<string, string>; urgent: boolean };
  }[];
};

/** How often a page that stays open asks again: milliseconds. */
const askAgain = 60_000;

const language = document.documentElement.lang;

function notice(className: string, ...parts: (string | Node)[]): HTMLElement {
  const line = Object.assign(document.createElement('p'), { className });
  line.append(...parts);
  return line;
}

type Word = NonNullable<NonNullable<State['areas']>[number]['word']>;

/** The word of the hour below a notice; in Italian and marked so where it is not there in the page's language. */
function wordOf({ text, urgent }: Word, { dataset }: HTMLElement): HTMLElement {
  const written = text[language] === undefined ? 'it' : language;
  const marks = [...(urgent ? [dataset['urgent']] : []), ...(written === language ? [] : [dataset['onlyItalian']])];
  const line = Object.assign(document.createElement('span'), { className: 'word' });
  const name = document.createElement('strong');
  name.textContent = `${dataset['word']}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}:`;
  line.append(name, ' ', Object.assign(document.createElement('span'), { lang: written, textContent: text[written] }));
  return line;
}

function linkTo(event: string, { dataset }: HTMLElement): HTMLElement {
  const link = Object.assign(document.createElement('a'), { className: 'to-event', textContent: dataset['toPage'] });
  link.href = (dataset['event'] ?? '')
    .replace('@', encodeURIComponent(event))
    .replace('%40', encodeURIComponent(event));
  return link;
}

/** A shock that nobody has decided on, as the page that is served writes it (web/pages/notices.ts). */
function feltQuake(quake: FeltQuake): HTMLElement {
  const { question, first, lines, page } = feltLines(quake, language as Language);
  const strong = (textContent: string) => Object.assign(document.createElement('strong'), { textContent });
  const call = Object.assign(document.createElement('a'), { href: 'tel:112' });
  call.append(strong(first));
  const told = lines.flatMap((textContent) => [Object.assign(document.createElement('span'), { textContent }), ' ']);
  const line = notice('notice felt', strong(question), ' ', call, ' ', ...told);
  line.dataset['felt'] = '';
  if (page !== undefined)
    line.append(
      Object.assign(document.createElement('a'), {
        className: 'to-event',
        href: page.address,
        rel: 'external',
        textContent: page.name,
      }),
    );
  return line;
}

/**
 * Puts the notices in force into their box, each area's own; nothing is touched, and so announced, unless it changed.
 */
function showNotices(box: HTMLElement, { areas = [], notice: general, quakes = [] }: State) {
  const lines = areas.map(({ name, level, notice: own, endsAt, event, word }) => {
    const strong = document.createElement('strong');
    const whose = box.dataset['name'] === undefined ? '' : `${box.dataset['name']}: `;
    strong.textContent = `${whose}${box.dataset[level]} – ${name[language]}.`;
    const until = Object.assign(document.createElement('span'), { className: 'until' });
    until.textContent = toldAt(box.dataset['until'], endsAt);
    const more = [...(word ? [wordOf(word, box)] : []), ...(event === undefined ? [] : [linkTo(event, box)])];
    return notice(`notice ${level}`, strong, ` ${own[language]} `, until, ...more);
  });
  // A page of the whole site says what is declared; what a service always says is on its own pages.
  const whole = box.dataset['service'] === undefined ? general?.[language] : undefined;
  if (lines.length === 0 && whole !== undefined) lines.push(notice('notice', whole));
  lines.unshift(...quakes.map(feltQuake));
  const shown = [...box.children].map(({ textContent }) => textContent);
  if (shown.join('\n') !== lines.map(({ textContent }) => textContent).join('\n')) box.replaceChildren(...lines);
}

/** Shows whether the phone is open now and until when; what cannot be known is not shown. */
function showOpen(line: HTMLElement, { open, nextChangeAt }: State) {
  if (open === undefined) return;
  const { open: isOpen, closed, openUntil, closedUntil } = line.dataset;
  line.textContent =
    nextChangeAt === undefined
      ? ((open ? isOpen : closed) ?? '')
      : toldAt(open ? openUntil : closedUntil, nextChangeAt);
  line.hidden = false;
}

/** Asks once for all boxes that are filled from an address. */
async function showState(address: string, boxes: readonly HTMLElement[]) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const told = (await answer.json()) as State & { services?: State[] };
  for (const box of boxes) {
    const state = told.services?.find(({ service }) => service === box.dataset['service']) ?? told;
    showNotices(box, state);
    for (const line of document.querySelectorAll<HTMLElement>('[data-open-now]')) showOpen(line, state);
    for (const line of document.querySelectorAll<HTMLElement>('[data-nobody-reads]'))
      line.hidden = state.readsUrgentNow !== false;
  }
}

/** Asks for every notice of the page that is shown; what cannot be asked stays as it was. */
function showNow() {
  if (document.visibilityState !== 'visible') return;
  const notices = [...document.querySelectorAll<HTMLElement>('[data-notices]')];
  for (const address of new Set(notices.map((box) => box.dataset['notices'] ?? ''))) {
    const boxes = notices.filter((box) => box.dataset['notices'] === address);
    void showState(address, boxes).catch(() => undefined);
  }
  const event = document.querySelector('[data-event-page]');
  if (event !== null) void showEvent(event).catch(() => undefined);
}

/** Makes an open page of an event the one that holds now: nothing is touched, and so read out, unless it changed. */
async function showEvent(shown: Element) {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok && answer.status !== 410) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const told = page.querySelector('[data-event-page], main .reading');
  if (told !== null && told.textContent !== shown.textContent) shown.replaceWith(told);
}

/** What a page loads beside this, where it has the place for it: a page that was put in runs no script itself. */
const beside = [
  ['[data-proof]', '/assets/proof.js'],
  ['[data-guide]', '/assets/guide.js'],
  ['[data-open-link]', '/assets/open-link.js'],
  ['[data-municipalities]', '/assets/municipalities.js'],
] as const;

function loadBeside(page: Document) {
  for (const [place, src] of beside)
    if (page.querySelector(place) !== null) page.head.append(Object.assign(page.createElement('script'), { src }));
}

/** Loads the search once somebody goes into a field that has one: whoever only reads fetches none of it. */
function searchWhenTyped(page: Document) {
  const box = page.querySelector('input[data-search], [data-maybe]');
  const form = box?.closest('form');
  const begin = () => page.head.append(Object.assign(page.createElement('script'), { src: '/assets/search.js' }));
  form?.addEventListener('focusin', begin, { once: true });
}

/** Puts the code of an address, `…/own/#FL-…`, into the field that asks for it. */
function codeOfAddress(page: Document) {
  const field = page.querySelector<HTMLInputElement>('[data-own] [name=code]');
  const code = location.hash.slice(1);
  if (field && field.value === '' && /^[A-Z0-9-]{10,40}$/.test(code)) field.value = code;
}

/** Makes the page work that is shown now: the one that was opened, or one that answers its form. */
function begin(page: Document) {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-sent]'))
    sendForm(form, (answered) => showAnswer(answered));
  for (const box of page.querySelectorAll<HTMLElement>('[data-advice]')) adviseWhileTyping(box);
  for (const button of page.querySelectorAll<HTMLElement>('[data-print-page]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  for (const box of page.querySelectorAll<HTMLElement>('[data-own-address]'))
    box.textContent = (box.textContent ?? '').replaceAll(box.dataset['ownAddress'] ?? '', location.origin);
  codeOfAddress(page);
  leaving(page);
  loadBeside(page);
  searchWhenTyped(page);
  showNow();
}

begin(document);
const showAnswer = answeredPages(begin);
loadedAnew(document);
// What cannot be asked now is not needed: the code is in the address.
receiptAgain(document, begin).catch(() => undefined);
setInterval(showNow, askAgain);
document.addEventListener('visibilitychange', showNow);
