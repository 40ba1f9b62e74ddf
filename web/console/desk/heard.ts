import type { DangerKind } from '../../../shared/contracts/danger.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';

export type Heard = NonNullable<DeskCase['contacts'][number]['danger']>;

/** What danger was heard in a case as far as it holds: in contacts and readings, in later messages, in files. */
export const heardIn = (known: DeskCase): Heard[] =>
  [...whatHolds(known), ...known.messages, ...known.documents].flatMap(({ danger }) => danger ?? []);

/** Whether a kind of danger was heard in a case, at whatever level. */
export const tellsOf = (known: DeskCase, kind: DangerKind): boolean =>
  heardIn(known).some((heard) => heard.kind === kind);
