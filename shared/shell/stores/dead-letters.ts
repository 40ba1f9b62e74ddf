import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient({ maxAttempts: 3 });

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
        ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }])),
        receives: { N: String(receives) },
      },
    }),
  );
}
