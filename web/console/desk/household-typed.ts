import type { HouseholdView } from '../../../shared/contracts/household.ts';
import type { InspectionOutcome, PromisedThing } from '../../../shared/contracts/household-event.ts';
import { instantOfWallTime } from '../kit/rome-time.ts';
import type { HouseholdActName } from './act-table.ts';

/** What somebody has typed of a household: of all acts, each as its field has it. */
export type HouseholdTyped = {
  act: HouseholdActName;
  /** Day and hour in Rome. */
  on: string;
  /** A day in Rome: something is owed until it is over. */
  by: string;
  outcome: InspectionOutcome;
  of: PromisedThing;
  /** A promise that this keeps or ends; empty for none. */
  promise: string;
  end: 'kept' | 'not-kept';
  /** The case in which it is noted. */
  code: string;
  /** The code of a case that joins. */
  joins: string;
  asked: HouseholdView['cases'][number]['asked'];
  text: string;
};

const isAgain = ({ act, outcome }: HouseholdTyped) => act === 'inspect-household' && outcome === 'to-inspect-again';
const hasWords = ({ act }: HouseholdTyped) => act !== 'join-household';
const endOf = (day: string) => instantOfWallTime(`${day}T23:59`);

/** The members that must be filled in and are not; `joins` is the code that was typed in its one spelling. */
export function lacksIn(typed: HouseholdTyped, joins: string | undefined): string[] {
  const { act, on, by, text } = typed;
  const isSeen = act === 'visit-household' || act === 'inspect-household';
  return [
    ...(isSeen && instantOfWallTime(on) === undefined ? ['on'] : []),
    ...((act === 'promise-household' || isAgain(typed)) && endOf(by) === undefined ? ['by'] : []),
    ...(act === 'join-household' && joins === undefined ? ['joins'] : []),
    ...(hasWords(typed) && text.trim().length < 3 ? ['text'] : []),
  ];
}

/** The body of the act, of what was typed for it alone. */
export function actOf(typed: HouseholdTyped, household: string): Record<string, unknown> {
  const { act, on, by, outcome, of, promise, end, asked } = typed;
  const text = typed.text.trim();
  const keeps = promise === '' ? {} : { keeps: promise };
  switch (act) {
    case 'visit-household':
      return { act, on: instantOfWallTime(on), text, ...keeps };
    case 'inspect-household':
      return {
        act,
        on: instantOfWallTime(on),
        outcome,
        text,
        ...keeps,
        ...(isAgain(typed) && { againBy: endOf(by) }),
      };
    case 'promise-household':
      return { act, of, dueAt: endOf(by), text };
    case 'end-promise':
      return { act, promise, kept: end === 'kept', text };
    case 'join-household':
      return { act, household, asked };
    case 'leave-household':
      return { act, reason: text };
  }
}

/** The case that an act is done on: that of the promise, the one that joins, else the one that was chosen. */
export function codeOfAct(
  typed: HouseholdTyped,
  { owed }: Pick<HouseholdView, 'owed'>,
  joins: string | undefined,
): string {
  if (typed.act === 'join-household') return joins ?? '';
  const promised = typed.act === 'leave-household' ? undefined : owed.find(({ promise }) => promise === typed.promise);
  return promised?.code ?? typed.code;
}
