import { BoardAsked, type BoardView, hoursAhead, maximumBoardList } from '../../shared/contracts/board.ts';
import { boardLines, boardList, lineKey, placesOf, toldLines } from '../../shared/core/cases/board.ts';
import { isOpen, nextChangeAt } from '../../shared/core/hours/calendar.ts';
import { present } from '../../shared/core/present.ts';
import { isAtWork, shiftWithin } from '../../shared/core/shifts.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { arrivedToday, boardState } from './board-state.ts';
import { actRefused, type Desk, type DeskRequest, demand, logAct } from './desk.ts';
import { judgeHeldAnswer, showHeldAnswers } from './held-answers.ts';
import { keepListRead } from './keep-read.ts';
import { moveCases, proposeMoves } from './move-cases.ts';
import { editReserve, showReserve } from './reserve.ts';
import { countReviews, readSampled, reviewSampled, showSample } from './review-sample.ts';
import { showPeople } from './show-people.ts';
import { train } from './train.ts';

// The board of supervisors: what waits now, by lane and team. It reads the index of the list in bounded pages, a thousand
// cases of a lane, the first due first, however many are open.

type Asked<Do extends BoardAsked['do']> = Extract<BoardAsked, { do: Do }>;

/** Throws the Refusal `act-refused` where figures of one person are asked for and no union agreement allows them. */
function demandAgreement(desk: Desk): void {
  if (desk.definition.desk?.unionAgreement !== undefined) return;
  logAct(desk, 'see-board', { refused: 'no-union-agreement' });
  throw actRefused('no-union-agreement');
}

async function look(desk: Desk, { colleagues: withColleagues = false }: Asked<'look'>): Promise<BoardView> {
  demand(desk, 'see-board');
  if (withColleagues) demandAgreement(desk);
  const { definition, now } = desk;
  const at = now.toISOString();
  const [{ state, more }, periods, reviews, today] = await Promise.all([
    boardState(desk),
    desk.periods(),
    countReviews(desk),
    arrivedToday(desk),
  ]);
  const { timeZone, hours, holidayDates } = definition;
  const rules = { timeZone, weekly: hours.weekly, holidays: holidayDates };
  const { colleagues } = state;
  const atWork = colleagues.filter(({ presence }) => isAtWork(presence, at));
  const coming = colleagues.filter(
    ({ shift, presence }) => !isAtWork(presence, at) && shiftWithin(shift?.week ?? [], at, hoursAhead) !== undefined,
  );
  const onBreak = atWork.filter(({ presence }) => presence?.presence === 'break').length;
  return {
    is: 'board',
    service: definition.service,
    at,
    ...toldLines(boardLines(state), withColleagues),
    more,
    hours: { open: isOpen(rules, periods, at), ...present({ changesAt: nextChangeAt(rules, periods, at) }) },
    people: { present: atWork.length - onBreak, break: onBreak, known: colleagues.length, coming: coming.length },
    reviews,
    today,
    heldAnswers: state.items.filter(({ answerHeld }) => answerHeld).length,
    ...present({ agreement: definition.desk?.unionAgreement }),
  };
}

async function list(desk: Desk, { of, id, what }: Asked<'list'>): Promise<BoardView> {
  demand(desk, 'see-board');
  const { definition } = desk;
  const { state, more } = await boardState(desk);
  const key = lineKey(definition.service, of, id);
  const places = placesOf(state);
  const { small } = toldLines(boardLines(state, places), false);
  if (of === 'colleague' || small.some((team) => team.of === of && team.id === id)) demandAgreement(desk);
  const counted = boardList(places, key, what);
  await keepListRead(desk, { board: key, what });
  return {
    is: 'list',
    service: definition.service,
    key,
    what,
    count: counted.length,
    items: counted.slice(0, maximumBoardList),
    more: counted.length > maximumBoardList || (of === 'lane' ? more.includes(id) : more.length > 0),
  };
}

/** What is done with each thing that is asked of the board. */
const table: { [Do in BoardAsked['do']]: (desk: Desk, asked: Asked<Do>) => Promise<BoardView> } = {
  look,
  list,
  preview: moveCases,
  move: moveCases,
  propose: proposeMoves,
  sample: showSample,
  'read-sampled': readSampled,
  review: reviewSampled,
  people: showPeople,
  train,
  'held-answers': showHeldAnswers,
  'judge-held-answer': judgeHeldAnswer,
  reserve: showReserve,
  'edit-reserve': editReserve,
};

/**
 * The board of a service, the cases behind one of its figures, and moves of them. Throws the Refusals `not-allowed`,
 * `invalid`, and `act-refused` with `no-union-agreement` for figures of one person that no agreement allows.
 */
export async function superviseDesk(desk: Desk, request: DeskRequest): Promise<Reply> {
  const asked = await readAs(BoardAsked, request);
  const view = await (table[asked.do] as (desk: Desk, asked: BoardAsked) => Promise<BoardView>)(desk, asked);
  logAct(desk, `board-${asked.do}`, 'cases' in view ? { count: view.cases.length } : {});
  return { status: 200, body: view };
}
