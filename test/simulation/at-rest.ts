import type { CaseEvent, RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ProtocolBatch } from '../../shared/contracts/protocol.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { openEntry } from '../../shared/core/chain.ts';
import type { Office } from './office.ts';
import type { Officers } from './officers.ts';
import type { Operators } from './operators.ts';
import type { Posted } from './post.ts';
import type { World } from './world.ts';

/** A case as the register tells it. */
export type Found = { code: string; entries: RegisterEntry[]; state: KnownCase };
/** A world at rest, and what was promised and asked in it. */
export type Rest = {
  world: World;
  /** What was promised to be registered. */
  contacts: readonly ContactAccepted[];
  /** What nobody was promised: its sender gave up. */
  givenUp: readonly ContactAccepted[];
  officers: Pick<Officers, 'asked'>;
  operators: Pick<Operators, 'asked'>;
  /** Absent where nothing of it is told. */
  office: Office | undefined;
  /** When the history came to rest. */
  now: Date;
  /** What the post has brought. */
  posted: readonly Posted[];
  cases: Map<string, Found>;
  batches: ProtocolBatch[];
};

/** The events of a case, in order. */
export const eventsOf = ({ entries }: Found): CaseEvent[] => entries.flatMap((entry) => openEntry(entry));
