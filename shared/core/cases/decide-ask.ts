import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { openAsks } from './desk-facts.ts';

/** What becomes of a case whose citizen is asked something. */
export function askCitizen(command: CaseCommand<'AskCitizen'>): Decision {
  const { question, by, subject, channel, until, regularise } = command;
  const members = present({ by, subject, channel, until, regularise });
  return [{ type: 'CitizenAsked', ...members, personal: { message: question } }];
}

/** What becomes of a case of which an expert group is asked something: it owes an answer. */
export function forward(command: CaseCommand<'Forward'>, { asks }: KnownCase): Decision {
  const { to, by, subject, ask, dueAt, direct, question } = command;
  if (ask !== undefined && asks.some((known) => known.ask === ask)) return { refused: 'nothing-new' };
  const personal = question === undefined ? {} : { personal: { message: question } };
  return [{ type: 'Forwarded', to, ...present({ by, subject, ask, dueAt, direct }), ...personal }];
}

/** What becomes of a case whose expert answers, whoever has the case. */
export function answerAsk(command: CaseCommand<'AnswerAsk'>, state: KnownCase): Decision {
  const { by, subject, ask, text } = command;
  if (!openAsks(state).some((open) => open.ask === ask)) return { refused: 'no-such-ask' };
  return [{ type: 'AskAnswered', by, ...present({ subject }), ask, personal: { message: text } }];
}

export function withdrawAsk(command: CaseCommand<'WithdrawAsk'>, state: KnownCase): Decision {
  const { by, subject, ask, reason } = command;
  if (!openAsks(state).some((open) => open.ask === ask)) return { refused: 'no-such-ask' };
  const personal = reason === undefined ? {} : { personal: { message: reason } };
  return [{ type: 'AskWithdrawn', by, ...present({ subject }), ask, ...personal }];
}

/** What becomes of a case whose expert is late, once. */
export function markAskOverdue({ ask, at }: CaseCommand<'MarkAskOverdue'>, state: KnownCase): Decision {
  const open = openAsks(state).find((known) => known.ask === ask);
  if (open === undefined) return { refused: 'no-such-ask' };
  const isLate = open.dueAt !== undefined && instantOf(open.dueAt) < instantOf(at);
  return isLate && !open.overdue ? [{ type: 'AskOverdue', ask }] : { refused: 'nothing-new' };
}
