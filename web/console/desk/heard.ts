import type { DangerKind } from '../../../shared/contracts/danger.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';

export type Heard = NonNullable<DeskCase['contacts'][number]['danger']>;

/**
 * What danger was heard in a case as far as it holds: in contacts and readings, in messages, in files. The words of a
 * contact stand among the messages too, so each sentence is told once.
 */
export function heardIn(known: DeskCase): Heard[] {
  const heard = [...whatHolds(known), ...known.messages, ...known.documents].flatMap(({ danger }) => danger ?? []);
  return heard.filter(
    ({ kind, evidence }, index) =>
      heard.findIndex((other) => other.kind === kind && other.evidence === evidence) === index,
  );
}

/** Whether a kind of danger was heard in a case, at whatever level. */
export const tellsOf = (known: DeskCase, kind: DangerKind): boolean =>
  heardIn(known).some((heard) => heard.kind === kind);
