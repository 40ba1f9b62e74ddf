import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb, number, text } from './dynamodb.ts';

/** A message that its queue gave up on, with the reason, kept until somebody brings it back. */
export type DeadLetter = {
  letterId: string;
  service: string;
  queue: string;
  reason: string;
  receives: number;
  sentAt: string;
  keptAt: string;
  body: string;
};

/** Keeps a dead letter; the same letter kept twice is one. */
export async function keepDeadLetter(tableName: string, letter: DeadLetter): Promise<void> {
  const { receives, ...texts } = letter;
  await dynamodb.send(
    new PutItemCommand({
      TableName: tableName,
      Item: {
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, text(value)])),
        receives: number(receives),
      },
    }),
  );
}
