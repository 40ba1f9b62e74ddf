import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb, getItem, number, text } from './dynamodb.ts';

/** The step that a service's own load adds to its plan at an instant: 1 while one is kept whose end has not come. */
export async function readStep(tableName: string, service: string, now: Date): Promise<0 | 1> {
  const step = await getItem({ TableName: tableName, Key: { service: text(service) } });
  const until = step?.['until']?.S;
  return until !== undefined && Date.parse(until) > now.getTime() ? 1 : 0;
}

/** Keeps a step until its end, and why; the item goes by itself a day later. */
export async function keepStep(
  tableName: string,
  { service, until, because }: { service: string; until: string; because: string },
): Promise<void> {
  await dynamodb.send(
    new PutItemCommand({
      TableName: tableName,
      Item: {
        service: text(service),
        until: text(until),
        because: text(because),
        expiresAt: number(Math.ceil(Date.parse(until) / 1000) + 86_400),
      },
    }),
  );
}
