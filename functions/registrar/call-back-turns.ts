import { getItem, number, putIf, text } from '../../shared/shell/stores/dynamodb.ts';

/** How long a call-back that nobody ended keeps others of the same caller with it: a month, in seconds. */
const longestTurn = 31 * 86_400;

/**
 * The case in charge of calling `asker` back: `caseId`, unless another has it and `isDue` says that it still is.
 * One conditional write where nobody asked before; of two at once one wins and the other learns of it.
 */
export async function takeCallBack(
  tableName: string,
  { asker, caseId, now }: { asker: string; caseId: string; now: Date },
  isDue: (caseId: string) => Promise<boolean>,
): Promise<string> {
  /** Takes the turn where nobody has it, or the case that is `held` does. */
  const take = (held: string) =>
    putIf({
      TableName: tableName,
      Item: {
        asker: text(asker),
        caseId: text(caseId),
        expiresAt: number(Math.floor(now.getTime() / 1000) + longestTurn),
      },
      ConditionExpression: 'attribute_not_exists(asker) OR caseId = :caseId',
      ExpressionAttributeValues: { ':caseId': text(held) },
    });
  if (await take(caseId)) return caseId;
  const turn = await getItem({ TableName: tableName, Key: { asker: text(asker) } });
  const holder = turn?.['caseId']?.S;
  if (holder !== undefined && (await isDue(holder))) return holder;
  if (await take(holder ?? '')) return caseId;
  throw new Error('the call-back was taken by another contact in the same moment');
}
