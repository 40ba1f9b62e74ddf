import { type BoardLine, type BoardOf, type BoardView, boardCounts } from '../../../shared/contracts/board.ts';
import { useDeskTexts } from '../kit/language.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { figureId, useLineName } from './line-name.ts';

/** One figure, with the way to the cases that it counts. */
function Figure(props: { given: DeskGiven; line: BoardLine; what: (typeof boardCounts)[number]; isLeast: boolean }) {
  const { given, line, what, isLeast } = props;
  const { board } = useDeskTexts();
  const name = useLineName(given)(line);
  const count = isLeast && line[what] > 0 ? board.atLeast(line[what]) : String(line[what]);
  if (line[what] === 0) return <>{count}</>;
  return (
    <a
      href={given.at('board', figureId(line.of, line.id, what))}
      aria-label={board.behind(board.columns[what], name, count)}
    >
      {count}
    </a>
  );
}

/** The lines of one sort with their figures: the numbers of the chart, too. */
export function BoardTable(props: {
  given: DeskGiven;
  of: BoardOf;
  lines: readonly BoardLine[];
  isLeast: (line: BoardLine) => boolean;
  /** What came today in each lane, and what of it was answered. */
  today?: Extract<BoardView, { is: 'board' }>['today'];
}) {
  const { given, of, lines, isLeast, today } = props;
  const { board } = useDeskTexts();
  const nameOf = useLineName(given);
  const { columns } = board;
  const ofToday = ({ id }: BoardLine) => {
    const { arrived = 0, answered = 0 } = today?.lanes.find(({ lane }) => lane === id) ?? {};
    const told = board.peopleOf(answered, arrived);
    return today?.more ? board.atLeast(told) : told;
  };
  const teams = lines.some(({ people }) => people !== undefined);
  return (
    <table class="stacked shifts board">
      <caption>{board.tables[of]}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.line[of]}</th>
          {boardCounts.map((what) => (
            <th key={what} scope="col">
              {columns[what]}
            </th>
          ))}
          <th scope="col">{columns.oldest}</th>
          {today !== undefined && <th scope="col">{columns.today}</th>}
          {teams && <th scope="col">{columns.people}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{nameOf(line)}</th>
            {boardCounts.map((what) => (
              <td
                key={what}
                data-label={columns[what]}
                class={what === 'overdue' && line[what] > 0 ? 'late' : undefined}
              >
                <Figure given={given} line={line} what={what} isLeast={isLeast(line)} />
              </td>
            ))}
            <td data-label={columns.oldest}>
              {line.oldest === undefined ? board.noOldest : <When at={line.oldest} />}
            </td>
            {today !== undefined && <td data-label={columns.today}>{ofToday(line)}</td>}
            {teams && <td data-label={columns.people}>{board.peopleOf(line.present ?? 0, line.people ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
