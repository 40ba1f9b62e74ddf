import { number, putIf, text } from '../../shared/shell/stores/dynamodb.ts';

/**
 * New cases by mail that one address is answered within an hour. Nobody writes more: it is a machine that does not say
 * so, and two machines that answer each other never end. The number is ours.
 */
export const answersAnHour = 20;

/**
 * Takes one of the answers that an address may get in the hour of an arrival (ISO instant), `answersAnHour` unless
 * `allowed` says otherwise; false when none is left. Asked again for the same mail it gives the same answer. `who`
 * names the address without telling it.
 */
export async function takeAnswer(
  tableName: string,
  { who, mail, arrivedAt, allowed = answersAnHour }: { who: string; mail: string; arrivedAt: string; allowed?: number },
): Promise<boolean> {
  const hour = new Date(arrivedAt).toISOString().slice(0, 13);
  const expiresAt = Math.floor(Date.parse(arrivedAt) / 1000) + 2 * 86_400;
  for (let answer = 0; answer < allowed; answer += 1) {
    const isTaken = await putIf({
      TableName: tableName,
      Item: {
        box: text(`answered#${who}`),
        heldAt: text(`${hour}#${answer}`),
        mail: text(mail),
        expiresAt: number(expiresAt),
      },
      ConditionExpression: 'attribute_not_exists(heldAt) OR mail = :mail',
      ExpressionAttributeValues: { ':mail': text(mail) },
    });
    if (isTaken) return true;
  }
  return false;
}
