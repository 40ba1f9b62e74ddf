import { startEmulator } from '../local/emulators/process.ts';
import { awsCall } from '../local/template/aws-call.ts';
import { forkChild, type Subject } from './subject.ts';

/**
 * Starts the bare pipe on a data folder: the stage's own emulators, started as the stage starts them, and nothing else
 * of it.
 */
export async function startPipe(data: string): Promise<Subject> {
  const plan = { data, clockOffset: 0, settings: {}, log: () => {} };
  const [queues, dynamodb] = await Promise.all([
    startEmulator({ ...plan, name: 'queues' }),
    startEmulator({ ...plan, name: 'dynamodb' }),
  ]);
  const { QueueUrl } = await awsCall<{ QueueUrl: string }>('sqs', queues.endpoint, 'CreateQueue', {
    QueueName: 'pipe',
    Attributes: { VisibilityTimeout: '60' },
  });
  await awsCall('dynamodb', dynamodb.endpoint, 'CreateTable', {
    TableName: 'pipe',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'caseId', AttributeType: 'S' },
      { AttributeName: 'version', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'caseId', KeyType: 'HASH' },
      { AttributeName: 'version', KeyType: 'RANGE' },
    ],
  });
  const [intake, registrar] = await Promise.all([
    forkChild('./pipe/intake.ts', [queues.endpoint, QueueUrl]),
    forkChild('./pipe/registrar.ts', [dynamodb.endpoint, queues.endpoint, QueueUrl, 'pipe']),
  ]);
  return {
    url: String(intake.ready['url']),
    registered: async () => Number(await registrar.ask('registered')),
    pids: async () => [intake.pid, registrar.pid, queues.pid ?? 0, dynamodb.pid ?? 0],
    async stop() {
      await Promise.all([intake.stop(), registrar.stop()]);
      await Promise.all([queues.close(), dynamodb.close()]);
    },
  };
}
