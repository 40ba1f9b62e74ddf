import type { DangerKind } from '../../shared/contracts/danger.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { leaving } from './leave.ts';

/** Words that were typed, numbered, and what was heard in them. */
export type WordsInPage = { at: number; words: string; language: Language };
export type HeardInPage = { at: number; kind: DangerKind | undefined };

/** How long nothing is typed before the words are listened to: milliseconds. */
const pause = 800;

/**
 * Shows or takes away something in the page; the field that is typed in stays where it is on the screen, also where the
 * browser does not see to that itself.
 */
function keepingPlace(change: () => void): void {
  const field = document.activeElement;
  const top = () => field?.getBoundingClientRect().top ?? 0;
  const before = top() + scrollY;
  const from = scrollY;
  change();
  if (field === null || field === document.body) return;
  // The browser's own correction comes with the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const moved = top() + scrollY - before;
      if (moved !== 0 && scrollY === from) window.scrollBy({ top: moved, behavior: 'instant' });
    }),
  );
}

/**
 * Listens for danger in what is typed into the form around `box`, and shows there whom to call. No word leaves the
 * page, the focus stays, nothing is held up; where the lists cannot be fetched, the next step gives the same advice.
 */
export function adviseWhileTyping(box: HTMLElement): void {
  const fields = ['subject', 'message', 'title', 'text', 'seenWhere', 'signs', 'q'].flatMap((name) => {
    const field = box.closest('form')?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? [field] : [];
  });
  let thread: Worker | undefined;
  let advice: Promise<Partial<Record<DangerKind, string>>> | undefined;
  let at = 0;
  let shown: DangerKind | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (kind: DangerKind | undefined, markup: string | undefined) => {
    if (kind === shown) return;
    shown = kind;
    keepingPlace(() => {
      box.innerHTML = markup ?? '';
    });
    leaving(document, box);
  };
  const hear = async ({ data }: MessageEvent<HeardInPage>) => {
    const told = data.kind === undefined ? undefined : (await advice)?.[data.kind];
    // Meanwhile something else was typed: what is shown belongs to the words that stand there.
    if (data.at === at) show(told === undefined ? undefined : data.kind, told);
  };
  const listen = () => {
    const words = fields
      .map(({ value }) => value)
      .filter((value) => value !== '')
      .join('\n\n');
    at += 1;
    if (words.trim() === '') return show(undefined, undefined);
    if (thread === undefined) {
      thread = new Worker('/assets/listen-for-danger.js');
      thread.addEventListener('message', hear);
      advice = fetch(box.dataset['advice'] ?? '').then(
        (file) => (file.ok ? file.json() : {}),
        () => ({}),
      );
    }
    thread.postMessage({ at, words, language: document.documentElement.lang } as WordsInPage);
  };
  for (const field of fields)
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(listen, pause);
    });
  // A form that comes back with its words is listened to at once; some browsers put them in a little later.
  const listenAtOnce = () => {
    if (fields.some(({ value }) => value !== '')) listen();
  };
  listenAtOnce();
  addEventListener('pageshow', listenAtOnce, { once: true });
}
