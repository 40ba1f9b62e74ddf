import { useState } from 'preact/hooks';
import { lanesInOrder } from '../../../shared/core/cases/worklist.ts';
import { AsOf } from '../kit/as-of.tsx';
import { focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { usePageActs } from '../kit/page-acts.tsx';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { FindCases } from './find-cases.tsx';
import type { DeskGiven } from './given.ts';
import { GroupChosen, useGrouping } from './group-chosen.tsx';
import { JudgedCounts } from './judged-counts.tsx';
import { chosenFilter } from './kept-lists.ts';
import { everything, filters, type ListFilter } from './list-filter.ts';
import { ListFilters } from './list-filters.tsx';
import { LaneTable } from './list-rows.tsx';
import { useWorklist } from './use-worklist.ts';
import { byLane, type Row } from './worklist-pages.ts';

/** The lanes and how many cases are open in each. */
function Lanes({ service, language, id: lane, at, listChanges }: DeskGiven) {
  const { worklist: texts } = useDeskTexts();
  const counts = new Map(listChanges.told?.lanes.map((one) => [one.lane, one]));
  const nameOf = (one: string) => service.lanes.find((known) => known.lane === one)?.name[language] ?? one;
  return (
    <nav aria-label={texts.lanes} class="lanes">
      <ul>
        {[undefined, ...lanesInOrder(service.lanes)].map((one) => {
          const count = one === undefined ? undefined : counts.get(one);
          return (
            <li key={one ?? ''}>
              <a href={at('worklist', one)} aria-current={one === lane ? 'page' : undefined}>
                {one === undefined ? texts.allLanes : nameOf(one)}
                {count !== undefined && (
                  <span class="count">
                    {' '}
                    {count.more ? texts.moreThan(count.open) : count.open}
                    <span class="visually-hidden"> {texts.openCases}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Moves the focus to another row: by so many, from the row that has it. */
function moveBy(rows: readonly Row[], step: number): void {
  const now = rows.findIndex(({ caseId }) => document.activeElement?.id === `row-${caseId}`);
  const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + step))];
  if (next !== undefined) focusOn(`row-${next.caseId}`);
}

/** What is open under one filter, in rows that stay where they are. */
function OpenCases(given: DeskGiven & { filter: ListFilter }) {
  const { desk, service, staff, language, works, id: lane, at, go, filter, onSignedOut } = given;
  const { loading } = useTexts();
  const { worklist, danger, acts, call } = useDeskTexts();
  const { shown, news, showNews, showMore, onOpen, at: since, trouble, refresh } = useWorklist(given, filter);
  const nameOf = (one: string) => service.lanes.find((known) => known.lane === one)?.name[language] ?? one;
  const groups = byLane<Row>(shown?.rows ?? []);
  const inOrder = [...groups.values()].flat();
  const numbers = service.emergencyNumbers.map(({ number }) => number);
  const urgentNews = news.filter(({ urgent }) => urgent).length;
  const { sending, trouble: noNext, send } = useSending(onSignedOut);
  const [nothing, setNothing] = useState(false);
  const next = async () => {
    const sent = await send(() => desk.next(service.service));
    if (sent === undefined || !('answer' in sent)) return;
    const { code } = sent.answer;
    setNothing(code === undefined);
    if (code !== undefined) go(at('case', code), worklist.handedOut);
  };
  const grouping = useGrouping(given, inOrder);
  usePageActs('list', [
    ...(works ? [{ name: worklist.next, key: 'n', act: next }] : []),
    { name: acts.down, key: 'j', act: () => moveBy(inOrder, 1) },
    { name: acts.up, key: 'k', act: () => moveBy(inOrder, -1) },
    {
      name: acts.openRow,
      key: 'o',
      act: () => document.activeElement instanceof HTMLAnchorElement && document.activeElement.click(),
    },
    ...(works ? [{ name: call.title, key: 'c', act: () => (location.hash = at('call')) }] : []),
    { name: acts.findCode, key: '/', act: () => focusOn('find-code') },
    ...(news.length > 0 ? [{ name: worklist.showNews, key: '.', act: showNews }] : []),
  ]);
  return (
    <>
      {works && (
        <p class="no-print">
          <button type="button" class="button primary" disabled={sending} onClick={next}>
            {worklist.next}
          </button>
        </p>
      )}
      <TroubleBox trouble={noNext} who="works" />
      {nothing && <p role="status">{worklist.nothingNext}</p>}
      <GroupChosen grouping={grouping} />
      {shown === undefined && trouble === undefined && <p>{loading}</p>}
      {shown === undefined && <TroubleBox trouble={trouble} who="sees" />}
      <div role="status" class="news">
        {news.length > 0 && (
          <p class={`callout${urgentNews > 0 ? ' danger' : ''}`}>
            <strong>{worklist.news(news.length, urgentNews)}</strong>{' '}
            <button type="button" class="button secondary" onClick={showNews}>
              {worklist.showNews}
            </button>
          </p>
        )}
      </div>
      {shown?.rows.some(({ urgent }) => urgent) && <p class="callout danger">{danger.list(numbers)}</p>}
      {[...groups].map(([key, rows]) => (
        <LaneTable
          key={key}
          name={nameOf(key)}
          rows={rows}
          at={at}
          onOpen={onOpen}
          subject={staff.officer.subject}
          choosing={grouping.choosing}
        />
      ))}
      {shown?.rows.length === 0 && (
        <p>{filters(filter) ? worklist.noneFiltered : lane === undefined ? worklist.none : worklist.noneInLane}</p>
      )}
      {shown !== undefined && (
        <p role="status" class="hint">
          {worklist.shown(shown.rows.length)}
        </p>
      )}
      {shown?.more && (
        <p>
          <button type="button" class="button secondary" onClick={showMore}>
            {worklist.more}
          </button>
        </p>
      )}
      <JudgedCounts {...given} />
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}

/**
 * Where the desk begins, and from where a case is opened: what is open, urgent first and then by due time, under the
 * filter that somebody chose. What comes meanwhile waits in a bar.
 */
export function WorklistPage(given: DeskGiven) {
  const { service, staff, at } = given;
  const { subject } = staff.officer;
  const { worklist } = useDeskTexts();
  const [filter, setFilter] = useState(() => chosenFilter.find(subject, service.service) ?? everything);
  const onFilter = (now: ListFilter, lane?: string | null) => {
    chosenFilter.keep(now, subject, service.service);
    setFilter(now);
    if (lane !== undefined) location.hash = at('worklist', lane ?? undefined);
  };
  return (
    <>
      <FocusedHeading>{worklist.title}</FocusedHeading>
      <FindCases {...given} />
      <Lanes {...given} />
      <ListFilters {...given} filter={filter} onFilter={onFilter} />
      <OpenCases key={JSON.stringify(filter)} {...given} filter={filter} />
    </>
  );
}
