/**
 * Hears danger in words as the server does, in a thread of the page: the words stay where they are, and whoever types
 * is not held up. The list of the page's own language comes first, then that of the browser's where it is another; the
 * next step hears by all of them.
 */
import { type Language, languages } from '../../shared/contracts/text.ts';
import type { DangerList, LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import type { HeardInPage, WordsInPage } from './advise-while-typing.ts';

const lists = new Map<Language, DangerList>();
let rules: LifeFirstRules | undefined;
let last: WordsInPage | undefined;

function answer(): void {
  if (last === undefined || rules === undefined) return;
  const danger = hearDanger(last.words, rules);
  const heard: HeardInPage = { at: last.at, kind: danger.level === 'none' ? undefined : danger.kind };
  postMessage(heard);
}

/** Fetches the lists of these languages and hears by them; that of `own` stands for one that is not there. */
async function listen(own: Language, more: readonly Language[]): Promise<void> {
  await Promise.all(
    more.map(async (language) => {
      const file = await fetch(`danger-${language}.json`);
      if (file.ok) lists.set(language, (await file.json()) as DangerList);
    }),
  );
  const first = lists.get(own);
  if (first === undefined) return;
  const { it = first, en = first, de = first } = Object.fromEntries(lists) as Partial<Record<Language, DangerList>>;
  rules = { it, en, de };
  answer();
}

addEventListener('message', ({ data }: MessageEvent<WordsInPage>) => {
  const isFirst = last === undefined;
  last = data;
  if (!isFirst) return answer();
  // What cannot be fetched is not heard here: the next step hears it.
  void listenIn(data.language).catch(() => undefined);
});

async function listenIn(own: Language): Promise<void> {
  await listen(own, [own]);
  const more = languages.filter((other) => other !== own && navigator.language.startsWith(other));
  if (more.length > 0) await listen(own, more);
}
