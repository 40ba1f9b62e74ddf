import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb, getItem, text } from './dynamodb.ts';

/** Notes the last canary of a service whose mail SES has taken: one item a service. */
export async function keepMailed(
  tableName: string,
  { service, caseId }: { service: string; caseId?: string | undefined },
  now: Date,
): Promise<void> {
  await dynamodb.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { service: text(service), caseId: text(caseId ?? ''), mailedAt: text(now.toISOString()) },
    }),
  );
}

/** The code of the last canary of a service whose mail SES has taken. */
export async function lastMailed(tableName: string, service: string): Promise<string | undefined> {
  const item = await getItem({ TableName: tableName, Key: { service: text(service) } });
  return item?.['caseId']?.S;
}
