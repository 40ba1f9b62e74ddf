import { setTimeout as pause } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { serveParent } from '../subject.ts';

/**
 * The least that registers contacts: four pollers, batches of ten, one conditional PutItem each through the AWS SDK.
 */
const [, , dynamodbEndpoint = '', sqsEndpoint = '', queueUrl = '', table = ''] = process.argv;
const common = { region: 'eu-south-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
const sqs = new SQSClient({ ...common, endpoint: sqsEndpoint });
const dynamodb = new DynamoDBClient({ ...common, endpoint: dynamodbEndpoint });
const pollers = 4;
let registered = 0;

async function register({ Body = '' }: Message): Promise<void> {
  const { id, receivedAt } = JSON.parse(Body) as { id: string; receivedAt: string };
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: table,
        Item: { caseId: { S: id }, version: { N: '1' }, at: { S: receivedAt }, events: { S: Body } },
        ConditionExpression: 'attribute_not_exists(caseId)',
      }),
    );
    registered += 1;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function poll(): Promise<void> {
  for (;;) {
    try {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
      );
      if (Messages.length === 0) continue;
      await Promise.all(Messages.map(register));
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
    } catch {
      await pause(200);
    }
  }
}

for (let poller = 0; poller < pollers; poller += 1) void poll();
serveParent({}, { registered: async () => registered });
