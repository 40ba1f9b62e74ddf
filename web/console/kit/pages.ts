import { useEffect, useState } from 'preact/hooks';
import { type Polled, type Polling, usePolled } from './polling.ts';

/** Asks for so many pages of something, one after the other, each from where the last ended. */
export async function pagesOf<View extends { next?: string | undefined }>(
  ask: (after: string | undefined) => Promise<View>,
  pages: number,
): Promise<View[]> {
  const views: View[] = [];
  while (views.length < pages) {
    const last = views.at(-1);
    if (last !== undefined && last.next === undefined) break;
    views.push(await ask(last?.next));
  }
  return views;
}

/** Something that is asked for page after page; `more` shows one page more, and all of them are asked for anew. */
export function usePolledPages<Value>(
  given: Omit<Polling<Value>, 'ask'> & { ask: (pages: number) => Promise<Value> },
): Polled<Value> & { showMore: () => void } {
  const [pages, setPages] = useState(1);
  const polled = usePolled({ ...given, ask: () => given.ask(pages) });
  useEffect(() => {
    if (pages > 1) polled.refresh();
  }, [pages]);
  return { ...polled, showMore: () => setPages(pages + 1) };
}
