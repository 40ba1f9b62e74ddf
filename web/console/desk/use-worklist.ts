import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePolled } from '../kit/polling.ts';
import type { DeskGiven } from './given.ts';
import { type KeptList, keptLists } from './kept-lists.ts';
import { type ListFilter, queryOf } from './list-filter.ts';
import { type Row, readPages, rowsAfter } from './worklist-pages.ts';

/** How often the list is read whole where nobody told of a change, in ms. */
const everyMs = 60_000;
/** After a change the index may be a moment late: in ms. */
const soonMs = 1_500;

/**
 * The list as somebody looks at it: rows stay where they are, what is new waits to be shown, and whoever comes back
 * from a case is where they were.
 */
export function useWorklist(given: DeskGiven, filter: ListFilter) {
  const { desk, service, staff, id: lane, listChanges, onSignedOut } = given;
  const name = [staff.officer.subject, service.service, lane ?? '', filter] as const;
  const [kept] = useState(() => keptLists.find(...name));
  const [pages, setPages] = useState(kept?.pages ?? 1);
  const [shown, setShown] = useState<{ rows: Row[]; more: boolean } | undefined>(kept);
  /** Whether the next answer is shown as it is: somebody asked for more of it. */
  const asItIs = useRef(false);
  const polled = usePolled({
    name: JSON.stringify(name),
    ask: () => readPages((cursor) => desk.worklist(service.service, { ...queryOf(lane, filter), cursor }), pages),
    everyMs,
    onSignedOut,
  });
  const { value: now, refresh } = polled;
  const changed = listChanges.told?.changed ?? [];
  useEffect(() => {
    if (now === undefined) return;
    const whole = asItIs.current;
    asItIs.current = false;
    setShown((before) => ({
      rows: before === undefined || whole ? now.items : rowsAfter(before.rows, now, changed).rows,
      more: now.more,
    }));
  }, [now]);
  useEffect(() => {
    if (listChanges.told === undefined || (changed.length === 0 && !listChanges.told.missed)) return undefined;
    refresh();
    const timer = setTimeout(refresh, soonMs);
    return () => clearTimeout(timer);
  }, [listChanges.told]);
  useEffect(() => {
    if (pages > (kept?.pages ?? 1)) refresh();
  }, [pages]);
  const rows = shown?.rows;
  const { urgent, seen } = listChanges;
  useEffect(() => {
    // What is in the rows is no news, also where it was told only later.
    if (rows !== undefined) seen(rows.map(({ caseId }) => caseId));
  }, [urgent, rows]);
  const place = useKeptPlace({ rows: [], more: false, pages, scrollY: 0, ...shown }, kept, name);
  const news = shown === undefined || now === undefined ? [] : rowsAfter(shown.rows, now, changed).news;
  return {
    ...polled,
    shown,
    news,
    showNews: () => now !== undefined && setShown({ rows: now.items, more: now.more }),
    showMore: () => {
      asItIs.current = true;
      setPages(pages + 1);
    },
    onOpen: place.onOpen,
  };
}

/** Keeps where somebody is in a list, and brings them back to it: height, and the row that was opened. */
function useKeptPlace(list: KeptList, kept: KeptList | undefined, name: readonly [string, string, string, ListFilter]) {
  const latest = useRef<KeptList>(list);
  const { scrollY: height = 0, opened } = latest.current;
  latest.current = { ...list, scrollY: height, ...(opened !== undefined && { opened }) };
  // In the same moment as the page comes and goes: a list that is kept later is not found by who comes back at once.
  useLayoutEffect(() => {
    if (kept !== undefined) {
      const row = kept.opened === undefined ? null : document.getElementById(`row-${kept.opened}`);
      row?.focus({ preventScroll: true });
      scrollTo(0, kept.scrollY);
    }
    const onScroll = () => {
      latest.current = { ...latest.current, scrollY };
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      if (latest.current.rows.length > 0) keptLists.keep(latest.current, ...name);
    };
  }, []);
  return {
    onOpen: (code: string) => {
      latest.current = { ...latest.current, scrollY, opened: code };
    },
  };
}
