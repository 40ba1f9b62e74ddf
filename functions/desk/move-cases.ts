import type { BoardAsked, BoardView, MoveSkip, MoveTo } from '../../shared/contracts/board.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { lanesInOrder } from '../../shared/core/cases/worklist.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import { isPresent } from '../../shared/core/shifts.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { boardState } from './board-state.ts';
import { type Desk, demand, invalid, logAct } from './desk.ts';
import { type Destination, type Move, moveOf } from './rules/moved-case.ts';
import { proposedMoves } from './rules/proposed-moves.ts';

// Cases that a supervisor moves together: previewed, then done, each by itself on the version that was seen (ADR 52).

type Asked<Do extends BoardAsked['do']> = Extract<BoardAsked, { do: Do }>;

/** Cases that are moved at once. */
const atOnce = 10;

/** Where the cases go; throws the Refusal `invalid` for nobody of this desk and for a lane that cases are not moved to. */
async function destination({ shifts, definition, now }: Desk, to: MoveTo): Promise<Destination> {
  if (to.to === 'list') return to;
  if (to.to === 'lane') {
    // What comes into the urgent lane was said to be a danger by somebody, case by case.
    const lanes = lanesInOrder(definition.lanes).filter((lane) => lane !== 'urgent');
    if (!lanes.includes(to.lane)) throw invalid({ pointer: '/to/lane', detail: `must be one of ${lanes.join(', ')}` });
    return to;
  }
  const [known, presences] = await Promise.all([shifts.shifts(), shifts.presences()]);
  const { subject } = to;
  const there = presences.find((one) => one.subject === subject);
  const name = known.find((one) => one.subject === subject)?.shift.name ?? there?.name;
  if (name === undefined) throw invalid({ pointer: '/to/subject', detail: 'must be a colleague of this desk' });
  return { to: 'colleague', subject, name, isThere: isPresent(there?.presence, now.toISOString()) };
}

const skips: Readonly<Record<string, MoveSkip>> = { conflict: 'changed', closed: 'closed', 'nothing-new': 'same' };

/** Does to a case what moves it, each act on the version that the one before made; why not, where one is refused. */
async function done({ register }: Desk, caseId: string, seen: number, commands: readonly CaseCommand[], at: string) {
  let version = seen;
  for (const command of commands) {
    const outcome = await changeCase({ register, caseId, command, at, seen: version });
    if ('refused' in outcome) return skips[outcome.refused] ?? 'refused';
    version = outcome.version;
  }
  return undefined;
}

/** What a move does, or would do, to each case of a frozen list; in the order of the list. */
export async function moveCases(desk: Desk, asked: Asked<'move' | 'preview'>): Promise<BoardView> {
  demand(desk, 'move-cases');
  const { register, officer, now } = desk;
  const at = now.toISOString();
  const reason = asked.do === 'move' ? asked.reason : '';
  const move: Move = { by: officer.name, subject: officer.subject, at, reason, to: await destination(desk, asked.to) };
  const one = async ({ code, version: seen }: (typeof asked.cases)[number]) => {
    const entries = await register.read(code);
    const would = moveOf(caseOf(openEntries(entries)), { version: entries.length, seen }, move);
    const isWanted = asked.do === 'move' && 'commands' in would;
    const skipped = isWanted ? await done(desk, code, seen, would.commands, at) : undefined;
    const because = 'skipped' in would ? would.skipped : skipped;
    if (asked.do === 'move') logAct(desk, 'move', { code, to: asked.to.to, ...present({ skipped: because }) });
    return { code, ...present({ skipped: because }) };
  };
  const cases: Awaited<ReturnType<typeof one>>[] = [];
  for (let from = 0; from < asked.cases.length; from += atOnce) {
    cases.push(...(await Promise.all(asked.cases.slice(from, from + atOnce).map(one))));
  }
  return { is: 'moves', done: asked.do === 'move', cases };
}

/** How the cases of those who are away or have most might be shared out; a person decides. */
export async function proposeMoves(desk: Desk): Promise<BoardView> {
  demand(desk, 'move-cases');
  const { definition, shifts } = desk;
  const [{ state }, known, presences] = await Promise.all([boardState(desk), shifts.shifts(), shifts.presences()]);
  const nameOf = (subject: string) =>
    known.find((one) => one.subject === subject)?.shift.name ??
    presences.find((one) => one.subject === subject)?.name ??
    subject;
  const moves = proposedMoves(state.items, state.colleagues, definition, state.at);
  return {
    is: 'proposal',
    moves: moves.map(({ item, to, because }) => ({
      code: item.caseId,
      version: item.version,
      lane: item.lane,
      kind: item.kind,
      ...present({ dueAt: item.dueAt }),
      from: item.owner?.name ?? '',
      to: { subject: to, name: nameOf(to) },
      because,
    })),
  };
}
