import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';

/** What somebody who was answered says of it: it closes nothing and opens nothing. */
export function rate(command: CaseCommand<'Rate'>, { history }: KnownCase): Decision {
  const { scale, value, choices } = command;
  if (!history.some(({ stage }) => stage === 'answered')) return { refused: 'not-answered' };
  return [{ type: 'Rated', scale, value, ...present({ choices }) }];
}

/** What a second pair of eyes found. */
export function review(command: CaseCommand<'Review'>, _state: KnownCase): Decision {
  const { by, subject, criteria, note } = command;
  const personal = note === undefined ? {} : { personal: { message: note } };
  return [{ type: 'Reviewed', by, ...present({ subject }), criteria, ...personal }];
}
