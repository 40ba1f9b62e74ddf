import { gunzipSync, gzipSync } from 'node:zlib';
import { noProposals, type ProposalState, withShortWords } from '../../core/posture/episodes.ts';
import { getItem, number, putIf, text } from './dynamodb.ts';

/** What the machine remembers for a service, with the version under which it may be changed (0: nothing yet). */
export async function readProposals(
  tableName: string,
  service: string,
): Promise<{ state: ProposalState; version: number }> {
  const item = await getItem({ TableName: tableName, Key: { service: text(service) } });
  const compressed = item?.['state']?.B;
  if (compressed === undefined) return { state: noProposals(service), version: 0 };
  // Compressed: the statements of 187 zones over two days are a few hundred kilobytes as text, and an item holds 400.
  const state = JSON.parse(gunzipSync(compressed).toString('utf8')) as ProposalState;
  return { state, version: Number(item?.['version']?.N) };
}

/** What the machine remembers for a service, kept under a version: of two writers at once the second is told. */
export type Proposals = {
  read(): Promise<{ state: ProposalState; version: number }>;
  keep(state: ProposalState, readVersion: number): Promise<'kept' | 'changed meanwhile'>;
};

/** The proposals of a service in DynamoDB. */
export const dynamodbProposals = (tableName: string, service: string): Proposals => ({
  read: () => readProposals(tableName, service),
  keep: (state, readVersion) => keepProposals(tableName, state, readVersion),
});

/** Bytes of a compressed state: an item of DynamoDB holds 400 KB with its other members. */
const mostBytes = 380_000;

/** A state as it is kept: where it is too large for an item, the words of its messages are cut short. */
export function keepable(state: ProposalState): { state: ProposalState; compressed: Uint8Array } {
  const compressed = gzipSync(JSON.stringify(state));
  if (compressed.length <= mostBytes) return { state, compressed };
  const short = withShortWords(state);
  return { state: short, compressed: gzipSync(JSON.stringify(short)) };
}

/**
 * Keeps what the machine remembers unless somebody was quicker. What stands under the next version and is alike is this
 * very state: the answer of a first try was lost, and the SDK's second met its own work.
 */
export async function keepProposals(
  tableName: string,
  given: ProposalState,
  readVersion: number,
): Promise<'kept' | 'changed meanwhile'> {
  const { state, compressed } = keepable(given);
  const isUnchanged = await putIf({
    TableName: tableName,
    Item: {
      service: text(state.service),
      version: number(readVersion + 1),
      state: { B: compressed },
    },
    ConditionExpression: 'attribute_not_exists(service) OR #version = :read',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':read': number(readVersion) },
  });
  if (isUnchanged) return 'kept';
  const standing = await readProposals(tableName, state.service);
  const isOurs = standing.version === readVersion + 1 && JSON.stringify(standing.state) === JSON.stringify(state);
  return isOurs ? 'kept' : 'changed meanwhile';
}
