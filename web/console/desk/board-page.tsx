import { useState } from 'preact/hooks';
import { type BoardLine, type BoardView, boardOf, hoursAhead } from '../../../shared/contracts/board.ts';
import { boardChart } from '../../../shared/core/cases/board.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useTimes, useWhen } from '../kit/times.tsx';
import { BarChart } from './bar-chart.tsx';
import { BoardTable } from './board-table.tsx';
import { FigurePage } from './figure-page.tsx';
import type { DeskGiven } from './given.ts';
import { useLineName } from './line-name.ts';
import { ProposalPage } from './proposal-page.tsx';

type Board = Extract<BoardView, { is: 'board' }>;

const everyMs = 30_000;
/** What the end of an address names instead of a figure. */
const proposalId = 'proposal';

/** Hours, people, and what the figures leave out. */
function Around({ given, board }: { given: DeskGiven; board: Board }) {
  const { board: texts } = useDeskTexts();
  const when = useWhen();
  const nameOf = useLineName(given);
  const { hours, people, more, small } = board;
  const changes = hours.changesAt === undefined ? undefined : when(hours.changesAt);
  return (
    <>
      <p>
        {hours.open ? texts.hours.open(changes) : texts.hours.closed(changes)}{' '}
        {texts.people(people.present, people.break, people.known)}{' '}
        {people.coming !== undefined && texts.coming(people.coming, hoursAhead)}
      </p>
      {more.length > 0 && <p class="callout">{texts.more(more.map((id) => nameOf({ of: 'lane', id })).join(', '))}</p>}
      {small.length > 0 && <p class="hint">{texts.small(small.map(nameOf).join(', '))}</p>}
    </>
  );
}

/** Figures by colleague: shown where the service names the agreement that the law asks for, and only when asked for. */
function ByColleague(props: { board: Board; shown: boolean; onShow: (shown: boolean) => void }) {
  const { board, shown, onShow } = props;
  const { board: texts } = useDeskTexts();
  const { date } = useTimes();
  const { agreement } = board;
  if (agreement === undefined) return <p class="hint">{texts.noAgreement}</p>;
  return (
    <>
      <p class="hint">{texts.agreement(agreement.act, date(agreement.date))}</p>
      <button type="button" class="button secondary no-print" aria-pressed={shown} onClick={() => onShow(!shown)}>
        {shown ? texts.hideColleagues : texts.showColleagues}
      </button>
    </>
  );
}

function WholeBoard(given: DeskGiven) {
  const { desk, service, onSignedOut } = given;
  const { board: texts, many, reserve } = useDeskTexts();
  const { loading } = useTexts();
  const nameOf = useLineName(given);
  const [colleagues, setColleagues] = useState(false);
  const {
    value: board,
    trouble,
    refresh,
    at: since,
  } = usePolled({
    name: `${service.service} board ${colleagues}`,
    ask: async () => (await desk.board(service.service, { do: 'look', ...(colleagues && { colleagues }) })) as Board,
    everyMs,
    onSignedOut,
  });
  const linesOf = (of: BoardLine['of']) => board?.lines.filter((line) => line.of === of) ?? [];
  const isLeast = ({ of, id }: BoardLine) => (of === 'lane' ? board?.more.includes(id) : board?.more.length) === true;
  const lanes = linesOf('lane');
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {board === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="board" />
      {board !== undefined && (
        <>
          <Around given={given} board={board} />
          <figure>
            <figcaption>{texts.chart}</figcaption>
            <BarChart
              id="waiting-by-lane"
              title={texts.chart}
              described={texts.chartHint}
              bars={boardChart(lanes, 'waiting')}
              name={(key) => nameOf(lanes.find((line) => line.key === key) ?? { of: 'lane', id: key })}
            />
          </figure>
          {boardOf
            .filter((of) => linesOf(of).length > 0)
            .map((of) => (
              <BoardTable
                key={of}
                given={given}
                of={of}
                lines={linesOf(of)}
                isLeast={isLeast}
                {...(of === 'lane' && board.today && { today: board.today })}
              />
            ))}
          {board.heldAnswers !== undefined && board.heldAnswers > 0 && (
            <p class="callout">
              <a href={given.at('reserve')}>{reserve.held.waiting(board.heldAnswers)}</a>
            </p>
          )}
          {board.reviews !== undefined && (
            <p>{texts.review.counts(board.reviews.drawn, board.reviews.reviewed, board.reviews.toCorrect)}</p>
          )}
          <p class="buttons no-print">
            <a class="button secondary" href={given.at('board', proposalId)}>
              {texts.proposal.link}
            </a>{' '}
            <a class="button secondary" href={given.at('review')}>
              {texts.review.link}
            </a>{' '}
            <a class="button secondary" href={given.at('given')}>
              {many.given.title}
            </a>
          </p>
          <ByColleague board={board} shown={colleagues} onShow={setColleagues} />
        </>
      )}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}

/** What waits now, by lane and by team; or the cases behind a figure, or how to rebalance, as the address says. */
export const BoardPage = (given: DeskGiven) =>
  given.id === undefined ? (
    <WholeBoard {...given} />
  ) : given.id === proposalId ? (
    <ProposalPage {...given} />
  ) : (
    <FigurePage {...given} />
  );
