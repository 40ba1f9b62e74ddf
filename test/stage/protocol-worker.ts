import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';

// A function's environment, as Lambda would start it: asked for a batch by its parent, it answers with what failed.
const { handler } = await import('../../functions/protocol/on-formal-contact.ts');

process.on('disconnect', () => process.exit(0));
process.on('message', async (event: SQSEvent) => {
  const { batchItemFailures } = (await handler(event, {} as Context)) as SQSBatchResponse;
  process.send?.({ failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) });
});
process.send?.({ ready: true });
