import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import { answerIdOfMany, answerOfMany, correctionOfMany } from '../../shared/core/cases/answer-to-many.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Called by settle-answer for a part of one answer to many (ADR 41). Which cases have it, the register alone knows: so a
// message that comes again, whoever died on the way, gives the others theirs and nobody a second one.

type Work = { service: string; register: Register };
type Given = Extract<AnswerNews, { news: 'many' }>;
type TakenBack = Extract<AnswerNews, { news: 'many-back' }>;

/** Cases changed at once: quick, and few for a table that is cold. */
const atOnce = 10;

/** Does one thing to each case; throws the first failure once all others were tried, so that the message comes again. */
async function each(codes: readonly string[], act: (code: string, index: number) => Promise<boolean>): Promise<number> {
  let next = 0;
  let done = 0;
  const failures: unknown[] = [];
  const takeTurns = async () => {
    for (let index = next++; index < codes.length; index = next++)
      try {
        if (await act(codes[index] as string, index)) done += 1;
      } catch (error) {
        failures.push(error);
      }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, codes.length) }, takeTurns));
  if (failures.length > 0) throw failures[0];
  return done;
}

/**
 * Gives each case of the list its answer, in its own language and by its own way, on the version that was frozen: what
 * changed since is passed by.
 */
export async function giveMany({ service, register }: Work, news: Given, now: Date): Promise<void> {
  const { cases, batch } = news;
  const at = now.toISOString();
  const given = await each(
    cases.map(({ code }) => code),
    async (code, index) => {
      const seen = cases[index]?.version ?? 0;
      const answer = answerIdOfMany(batch, code, sha256);
      const { state, last } = await readCase(register, code);
      if (state.stage !== 'none' && state.answers.some((known) => known.answer === answer)) return false;
      const seenNow = { version: last?.version ?? 0, seen, answer, code };
      const { corrects } = news;
      const would =
        corrects === undefined
          ? answerOfMany(state, seenNow, news)
          : correctionOfMany(state, seenNow, { ...news, corrects });
      if ('skip' in would) return false;
      return !('refused' in (await changeCase({ register, caseId: code, command: would.command, at, seen })));
    },
  );
  logLine({ level: 'info', function: 'answers', service, batch, many: cases.length, given });
}

/**
 * Takes the answer back from every case that it has not left yet. Messages come in no order: a case that has not been
 * given it notes that it was taken back, and is then another than when the list was frozen, so that it is passed by.
 */
export async function takeBackMany({ service, register }: Work, news: TakenBack, now: Date): Promise<void> {
  const { cases, batch, by, subject } = news;
  const at = now.toISOString();
  const back = await each(
    cases.map(({ code }) => code),
    async (code, index) => {
      const answer = answerIdOfMany(batch, code, sha256);
      const command = { type: 'WithholdAnswer', answer, because: 'staff', by, subject } as const;
      const seen = cases[index]?.version ?? 0;
      const noted = await changeCase({ register, caseId: code, command: { ...command, beforehand: true }, at, seen });
      if (!('refused' in noted)) return true;
      if (!('refused' in (await changeCase({ register, caseId: code, command, at })))) return true;
      const owed = { type: 'WithdrawCorrection', by, subject, batch } as const;
      return !('refused' in (await changeCase({ register, caseId: code, command: owed, at })));
    },
  );
  logLine({ level: 'info', function: 'answers', service, batch, many: cases.length, takenBack: back });
}
