import type { RegisterEntry } from '../contracts/case-event.ts';
import type { LedgerEntry } from '../contracts/declaration.ts';
import type { ProtocolBatch, ProtocolCancellation } from '../contracts/protocol.ts';
import type { Sha256 } from './chain.ts';
import { type DayLeaf, leafText } from './day-tree.ts';
import { dayOf } from './days-to-close.ts';

/** The leaf of an entry of the register: its case is its chain. */
export const leafOfEntry = ({
  caseId,
  version,
  hash,
}: Pick<RegisterEntry, 'caseId' | 'version' | 'hash'>): DayLeaf => ({
  chain: caseId,
  version,
  hash,
});

/** The leaf of an act of the ledger, which is one chain. */
export const leafOfAct = ({ version, hash }: Pick<LedgerEntry, 'version' | 'hash'>): DayLeaf => ({
  chain: 'ledger',
  version,
  hash,
});

/** The leaf of a batch of the protocol: each year is a chain. */
export const leafOfBatch = ({ year, batch, hash }: Pick<ProtocolBatch, 'year' | 'batch' | 'hash'>): DayLeaf => ({
  chain: `protocol ${String(year).padStart(4, '0')}`,
  version: batch,
  hash,
});

/** The leaf of a cancelled protocol number, which is cancelled once. */
export const leafOfCancellation = ({ number, reason, by, at }: ProtocolCancellation, sha256: Sha256): DayLeaf => ({
  chain: `cancelled ${number}`,
  version: 1,
  hash: sha256(JSON.stringify([number, reason, by.subject, by.name, at])),
});

/** The texts of leaves by the day (in Rome) that they belong to. */
export type LeavesByDay = Map<string, string[]>;

/** Notes a leaf under the day of an instant; what is not `after` a day, where one is named, is passed over. */
export function noteLeaf(leaves: LeavesByDay, at: string, leaf: DayLeaf, after?: string): void {
  const day = dayOf(new Date(at));
  if (after !== undefined && day <= after) return;
  const texts = leaves.get(day);
  if (texts === undefined) leaves.set(day, [leafText(leaf)]);
  else texts.push(leafText(leaf));
}

/** The texts of a day's leaves in their order. */
export const leavesOf = (leaves: LeavesByDay, day: string): readonly string[] => leaves.get(day)?.sort() ?? [];

/** The earliest day with a leaf. */
export const firstDay = (leaves: LeavesByDay): string | undefined => [...leaves.keys()].sort()[0];
