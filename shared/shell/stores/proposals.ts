import { gunzipSync, gzipSync } from 'node:zlib';
import { noProposals, type ProposalState } from '../../core/posture/episodes.ts';
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

/** Keeps what the machine remembers unless somebody was quicker. */
export async function keepProposals(
  tableName: string,
  state: ProposalState,
  readVersion: number,
): Promise<'kept' | 'changed meanwhile'> {
  const isUnchanged = await putIf({
    TableName: tableName,
    Item: {
      service: text(state.service),
      version: number(readVersion + 1),
      state: { B: gzipSync(JSON.stringify(state)) },
    },
    ConditionExpression: 'attribute_not_exists(service) OR #version = :read',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':read': number(readVersion) },
  });
  return isUnchanged ? 'kept' : 'changed meanwhile';
}
