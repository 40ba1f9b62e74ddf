import { getItem, number, putIf, text } from '../../shared/shell/stores/dynamodb.ts';

/** Who calls whom back: one conditional write gives a caller's turn to a case, and of two at once one learns of it. */
export type CallBackTurns = {
  /** The case that has the turn of `asker`, as it is now. */
  holderOf(asker: string): Promise<string | undefined>;
  /**
   * Gives the turn to a case where nobody has it, or that case itself, or the one that is `over`; tells whether it did.
   */
  take(turn: { asker: string; caseId: string; over?: string | undefined; now: Date }): Promise<boolean>;
  /** Keeps that somebody answered a caller at an ISO instant in UTC, unless they were answered later than that. */
  noteServed(served: { caller: string; at: string; now: Date }): Promise<void>;
  /** When a caller was last answered, as an ISO instant in UTC. */
  servedAt(caller: string): Promise<string | undefined>;
};

/** How long a call-back that nobody ended keeps others of the same caller with it: a month, in seconds. */
const longestTurn = 31 * 86_400;

/** The turns in DynamoDB. */
export const dynamodbCallBackTurns = (tableName: string): CallBackTurns => ({
  async holderOf(asker) {
    const turn = await getItem({ TableName: tableName, Key: { asker: text(asker) } });
    return turn?.['caseId']?.S;
  },
  take: ({ asker, caseId, over = caseId, now }) =>
    putIf({
      TableName: tableName,
      Item: {
        asker: text(asker),
        caseId: text(caseId),
        expiresAt: number(Math.floor(now.getTime() / 1000) + longestTurn),
      },
      // Its own too: a write whose answer was lost is made again, and meets itself.
      ConditionExpression: 'attribute_not_exists(asker) OR caseId = :caseId OR caseId = :over',
      ExpressionAttributeValues: { ':caseId': text(caseId), ':over': text(over) },
    }),
  async noteServed({ caller, at, now }) {
    await putIf({
      TableName: tableName,
      Item: {
        asker: text(caller),
        servedAt: text(at),
        expiresAt: number(Math.floor(now.getTime() / 1000) + longestTurn),
      },
      ConditionExpression: 'attribute_not_exists(asker) OR servedAt < :at',
      ExpressionAttributeValues: { ':at': text(at) },
    });
  },
  async servedAt(caller) {
    const served = await getItem({ TableName: tableName, Key: { asker: text(caller) } });
    return served?.['servedAt']?.S;
  },
});

/**
 * The case in charge of calling `asker` back: `caseId`, unless another has the turn and `isDue` says that its call is
 * still owed. Throws where others were quicker.
 */
export async function takeCallBack(
  turns: CallBackTurns,
  { asker, caseId, now }: { asker: string; caseId: string; now: Date },
  isDue: (caseId: string) => Promise<boolean>,
): Promise<string> {
  if (await turns.take({ asker, caseId, now })) return caseId;
  const holder = await turns.holderOf(asker);
  if (holder !== undefined && (await isDue(holder))) return holder;
  if (await turns.take({ asker, caseId, over: holder, now })) return caseId;
  throw new Error('the call-back was taken by another contact in the same moment');
}
