import type { BoardAsked, BoardView } from '../../shared/contracts/board.ts';
import { isoOf } from '../../shared/core/hours/zone.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { actOn } from './act-on-case.ts';
import { boardState } from './board-state.ts';
import { type Desk, demand, invalid } from './desk.ts';
import { keepSampleRead } from './keep-read.ts';
import { readRegistered } from './show-case.ts';

// The first answers of somebody of the reserve wait until a supervisor has read them.

type Asked<Do extends BoardAsked['do']> = Extract<BoardAsked, { do: Do }>;

/** Answers that are shown at once: each is a read of its case. */
const shownAtOnce = 20;

/** Seconds in which a cleared answer can still be withheld. */
const withholdSeconds = 30;

/** The answers that wait for a supervisor, with what was asked; that they were read is kept. */
export async function showHeldAnswers(desk: Desk, _asked: Asked<'held-answers'>): Promise<BoardView> {
  demand(desk, 'judge-held-answer');
  const { state } = await boardState(desk);
  const waiting = state.items.filter(({ answerHeld }) => answerHeld === true);
  const answers = await Promise.all(
    waiting.slice(0, shownAtOnce).map(async ({ caseId }) => {
      const { read } = await readRegistered(desk, caseId);
      const held = read.desk.answers.find((answer) => answer.held === true && answer.state === 'to-leave');
      if (held?.text === undefined) return [];
      await keepSampleRead(desk, caseId);
      const asked = read.messages.findLast(({ from }) => from === 'citizen')?.text ?? read.contacts[0]?.message ?? '';
      const { answer, by, at, text } = held;
      return [{ code: caseId, version: read.version, answer, by, at, asked, text, language: read.language }];
    }),
  );
  return { is: 'held-answers', answers: answers.flat(), more: waiting.length > shownAtOnce };
}

/**
 * Lets a held answer leave, or keeps it back with words for whoever gave it. Throws the Refusals `invalid` where it is
 * wrong and nothing is said, `changed-meanwhile` and `act-refused`.
 */
export async function judgeHeldAnswer(desk: Desk, asked: Asked<'judge-held-answer'>): Promise<BoardView> {
  demand(desk, 'judge-held-answer');
  const { code, version, answer, right, words } = asked;
  if (!right && words === undefined) throw invalid({ pointer: '/words', detail: 'must say what is to be corrected' });
  const { read } = await readRegistered(desk, code);
  const giver = read.desk.answers.find((known) => known.answer === answer)?.subject;
  const { name: by, subject } = desk.officer;
  const leavesAt = isoOf(desk.now.getTime() + withholdSeconds * 1000);
  await actOn(desk, code, version, {
    type: 'JudgeHeldAnswer',
    ...{ by, subject, answer, right, leavesAt },
    ...(words !== undefined && { note: words }),
  });
  if (right && giver !== undefined) await countRight(desk, giver);
  return { is: 'held-judged', code, right };
}

/** Counts a right answer of somebody; what cannot be counted is one answer more that waits. */
async function countRight({ reserveAsks, inForce }: Desk, subject: string): Promise<void> {
  try {
    const [asks, open] = await Promise.all([reserveAsks.asks(), inForce()]);
    const ask = asks.find((one) => one.subject === subject && open.has(one.declaration) && one.answer?.comes === true);
    if (ask === undefined) return;
    await reserveAsks.keep({ ...ask, reviewed: (ask.reviewed ?? 0) + 1, revision: ask.revision + 1 });
  } catch (error) {
    logLine({ level: 'error', function: 'desk', what: 'review not counted', ...errorLine(error) });
  }
}
