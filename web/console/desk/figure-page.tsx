import { useState } from 'preact/hooks';
import {
  type BoardAsked,
  type BoardView,
  boardCounts,
  boardOf,
  maximumMoved,
} from '../../../shared/contracts/board.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import type { DeskGiven } from './given.ts';
import { figureOf, useLineName } from './line-name.ts';
import { LaneTable } from './list-rows.tsx';
import { MoveChosen, type Moves, movedIn, Skipped } from './move-chosen.tsx';

const everyMs = 30_000;

type ListAsked = Extract<BoardAsked, { do: 'list' }>;
type List = Extract<BoardView, { is: 'list' }>;

/** The figure that the end of an address names; the first of the board for what names none. */
export function askedList(id: string | undefined): ListAsked {
  const { of, id: named, what } = figureOf(id) ?? {};
  return {
    do: 'list',
    of: boardOf.find((one) => one === of) ?? 'lane',
    what: boardCounts.find((one) => one === what) ?? 'waiting',
    id: named ?? 'urgent',
  };
}

/** The cases that a figure of the board counts. */
export function FigurePage(given: DeskGiven) {
  const { desk, service, staff, id, at, onSignedOut } = given;
  const { board } = useDeskTexts();
  const { loading } = useTexts();
  const asked = askedList(id);
  const name = useLineName(given);
  const {
    value,
    trouble,
    refresh,
    at: since,
  } = usePolled({
    name: `${service.service} board ${id}`,
    ask: async () => (await desk.board(service.service, asked)) as List,
    everyMs,
    onSignedOut,
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [moved, setMoved] = useState<Moves>();
  const gone = new Set(moved?.cases.flatMap(({ code, skipped }) => (skipped === undefined ? [code] : [])));
  // The list follows the register by a second or two.
  const rows = (value?.items ?? []).filter(({ caseId }) => !gone.has(caseId));
  const onChoose = ({ caseId }: { caseId: string }, isChosen: boolean) => {
    const rest = [...(chosen ?? [])].filter((code) => code !== caseId);
    setChosen(new Set(isChosen ? [...rest, caseId] : rest));
  };
  const picked = rows
    .filter(({ caseId }) => chosen?.has(caseId))
    .slice(0, maximumMoved)
    .map(({ caseId: code, version }) => ({ code, version }));
  const owner = value?.items[0]?.owner?.name;
  const line = name({ of: asked.of, id: asked.id, ...(owner !== undefined && { name: owner }) });
  return (
    <>
      <p class="no-print">
        <a href={at('board')}>{board.back}</a>
      </p>
      <FocusedHeading>{board.list(board.columns[asked.what], line)}</FocusedHeading>
      <DoneBox words={moved === undefined ? '' : board.move.done(movedIn(moved))} />
      {moved !== undefined && <Skipped given={given} moves={moved} />}
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="board" />
      {value !== undefined && (
        <>
          <p>{value.count === 0 ? board.none : board.counted(value.count, value.items.length)}</p>
          {value.more && value.count === value.items.length && <p class="hint">{board.listMore}</p>}
          {rows.length > 0 && (
            <>
              <button
                type="button"
                class="button secondary no-print"
                aria-pressed={chosen !== undefined}
                onClick={() => setChosen(chosen === undefined ? new Set() : undefined)}
              >
                {board.move.choose}
              </button>
              <LaneTable
                name={board.list(board.columns[asked.what], line)}
                rows={rows}
                at={at}
                onOpen={() => undefined}
                subject={staff.officer.subject}
                choosing={chosen === undefined ? undefined : { chosen, onChoose }}
              />
            </>
          )}
          {chosen !== undefined && (
            <MoveChosen
              given={given}
              chosen={picked}
              onMoved={(moves) => {
                setMoved(moves);
                setChosen(undefined);
                void refresh();
              }}
            />
          )}
        </>
      )}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
