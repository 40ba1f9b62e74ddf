import { getItem, hastyDynamodb, number, putIf, text } from '../../shared/shell/stores/dynamodb.ts';

/** How long a sighting is kept: a week, in seconds. */
const keptSeconds = 604_800;

/**
 * Notes that a genuine code was asked for while the register did not know it, and tells since when (epoch milliseconds)
 * that has been so: a code that stays unknown is a contact that was accepted and has not arrived.
 */
export async function unknownSince(tableName: string, code: string, now: Date): Promise<number> {
  const first = {
    TableName: tableName,
    Item: {
      code: text(code),
      firstSeen: number(now.getTime()),
      expiresAt: number(Math.floor(now.getTime() / 1000) + keptSeconds),
    },
    ConditionExpression: 'attribute_not_exists(code)',
  };
  if (await putIf(first, hastyDynamodb)) return now.getTime();
  const seen = { TableName: tableName, Key: { code: text(code) }, ConsistentRead: false };
  const sighting = await getItem(seen, hastyDynamodb);
  return Number(sighting?.['firstSeen']?.N ?? now.getTime());
}
