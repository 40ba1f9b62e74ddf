import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { HandOver } from '../../contracts/hand-over.ts';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** How many notes are shown: two a day for a fortnight. */
const shown = 30;

/** The latest notes of a service, newest first. */
export async function readHandOvers(tableName: string, service: string): Promise<HandOver[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'service = :service',
      ExpressionAttributeValues: { ':service': { S: service } },
      ScanIndexForward: false,
      Limit: shown,
    }),
  );
  return Items.map((item) => HandOver.parse(JSON.parse(item['note']?.S ?? 'null')));
}

/** Keeps a note for good; of two in the same millisecond the second is refused and can be sent again. */
export async function keepHandOver(tableName: string, service: string, note: HandOver): Promise<'kept' | 'taken'> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { service: { S: service }, at: { S: note.at }, note: { S: JSON.stringify(note) } },
        ConditionExpression: 'attribute_not_exists(service)',
      }),
    );
    return 'kept';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'taken';
    throw error;
  }
}
