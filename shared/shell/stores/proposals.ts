import { gunzipSync, gzipSync } from 'node:zlib';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { noProposals, type ProposalState } from '../../core/posture/episodes.ts';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** What the machine remembers for a service, with the version under which it may be changed (0: nothing yet). */
export async function readProposals(
  tableName: string,
  service: string,
): Promise<{ state: ProposalState; version: number }> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tableName, Key: { service: { S: service } }, ConsistentRead: true }),
  );
  const kept = Item?.['state']?.B;
  if (kept === undefined) return { state: noProposals(service), version: 0 };
  // Compressed: the statements of 187 zones over two days are a few hundred kilobytes as text, and an item holds 400.
  const state = JSON.parse(gunzipSync(kept).toString('utf8')) as ProposalState;
  return { state, version: Number(Item?.['version']?.N) };
}

/** Keeps what the machine remembers unless somebody was quicker. */
export async function keepProposals(
  tableName: string,
  state: ProposalState,
  readVersion: number,
): Promise<'kept' | 'changed meanwhile'> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          service: { S: state.service },
          version: { N: String(readVersion + 1) },
          state: { B: gzipSync(JSON.stringify(state)) },
        },
        ConditionExpression: 'attribute_not_exists(service) OR #version = :read',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':read': { N: String(readVersion) } },
      }),
    );
    return 'kept';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'changed meanwhile';
    throw error;
  }
}
