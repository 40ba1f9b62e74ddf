import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { callTimeouts } from '../../shared/shell/stores/dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** How long a call-back that nobody ended keeps others of the same caller with it: a month, in seconds. */
const longestTurn = 31 * 86_400;

async function put(
  tableName: string,
  claim: { asker: string; caseId: string; expiresAt: number },
  condition: string,
  values: Record<string, { S: string } | { N: string }>,
): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { asker: { S: claim.asker }, caseId: { S: claim.caseId }, expiresAt: { N: String(claim.expiresAt) } },
        ConditionExpression: condition,
        ExpressionAttributeValues: values,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * The case in charge of calling `asker` back: `caseId`, unless another has it and `isDue` says that it still is.
 * One conditional write where nobody asked before; of two at once one wins and the other learns of it.
 */
export async function takeCallBack(
  tableName: string,
  { asker, caseId, now }: { asker: string; caseId: string; now: Date },
  isDue: (caseId: string) => Promise<boolean>,
): Promise<string> {
  const claim = { asker, caseId, expiresAt: Math.floor(now.getTime() / 1000) + longestTurn };
  const mine = { ':caseId': { S: caseId } };
  if (await put(tableName, claim, 'attribute_not_exists(asker) OR caseId = :caseId', mine)) return caseId;
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tableName, Key: { asker: { S: asker } }, ConsistentRead: true }),
  );
  const holder = Item?.['caseId']?.S;
  if (holder !== undefined && (await isDue(holder))) return holder;
  const before = { ':caseId': { S: holder ?? '' } };
  if (await put(tableName, claim, 'attribute_not_exists(asker) OR caseId = :caseId', before)) return caseId;
  throw new Error('the call-back was taken by another contact in the same moment');
}
