import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { LedgerEntry } from '../shared/contracts/declaration.ts';
import type { Sha256 } from '../shared/core/chain.ts';
import { type LeavesByDay, leafOfAct, noteLeaf } from '../shared/core/day-leaves.ts';
import type { DayRoot } from '../shared/core/day-root.ts';
import { brokenLink } from '../shared/core/posture/ledger-chain.ts';
import { isAct, itemAct } from '../shared/shell/stores/ledger.ts';
import { type PublishedRoot, verifyRoots } from './verify-roots.ts';

/** One item of a ledger: an act, or what stands where an act should. */
export type FoundAct = { entry: LedgerEntry } | { version: number; unreadable: string };

/** What the verification of one ledger found; `lastHash` names the whole of it. */
export type LedgerVerdict = {
  acts: number;
  lastHash: string | undefined;
  /** Acts of days that have no root yet. */
  open: number;
  /** Every place where it does not hold, as a sentence; where an act is broken, nothing is said of what comes after. */
  findings: string[];
};

const reasons: Record<NonNullable<ReturnType<typeof brokenLink>>['because'], string> = {
  gap: 'the act before it is missing',
  previous: 'it does not follow the act before it: the hash it names is another',
  content: 'its content is not what its hash was made of',
  time: 'its time is not that of its act, or before the act before it',
};

/**
 * Verifies the ledger of one service: every act follows the one before it and is what its hash was made of, and every
 * day's root is of the acts that are there. Items from version 1 in order.
 */
export async function verifyLedger(
  items: readonly FoundAct[],
  against: { roots: readonly DayRoot[]; published?: readonly PublishedRoot[]; sha256: Sha256 },
): Promise<LedgerVerdict> {
  const { sha256 } = against;
  const entries: LedgerEntry[] = [];
  const leaves: LeavesByDay = new Map();
  let finding: string | undefined;
  for (const item of items) {
    if ('unreadable' in item) {
      finding = `act ${item.version} of the ledger: it cannot be read: ${item.unreadable}`;
      break;
    }
    entries.push(item.entry);
    noteLeaf(leaves, item.entry.at, leafOfAct(item.entry));
  }
  const broken = brokenLink(entries, sha256);
  if (broken !== undefined) finding = `act ${broken.version} of the ledger: ${reasons[broken.because]}`;
  const { open, findings } =
    finding === undefined ? await verifyRoots({ ...against, leaves, called: 'acts' }) : { open: 0, findings: [] };
  return {
    acts: items.length,
    lastHash: entries.at(-1)?.hash,
    open,
    findings: finding === undefined ? findings.map(({ day, reason }) => `ledger, day ${day}: ${reason}`) : [finding],
  };
}

/** Every item of a service's ledger, oldest first, what is no act told apart. */
export async function actsFound(dynamodb: DynamoDBClient, table: string, service: string): Promise<FoundAct[]> {
  const found: FoundAct[] = [];
  let from: QueryCommand['input']['ExclusiveStartKey'];
  do {
    const page = await dynamodb.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'service = :service',
        ExpressionAttributeValues: { ':service': { S: service } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const item of (page.Items ?? []).filter(isAct)) {
      try {
        found.push({ entry: itemAct(item as Parameters<typeof itemAct>[0]) });
      } catch (error) {
        const unreadable =
          (error as { issues?: { path: PropertyKey[] }[] }).issues?.[0]?.path.join('/') ?? String(error);
        found.push({ version: Number(item['version']?.N), unreadable });
      }
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
}
