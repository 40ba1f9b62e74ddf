import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeStacks } from '../../local/events/described.ts';
import { resolveApplication } from '../../local/template/template.ts';

const queues = Object.fromEntries(
  Array.from({ length: 250 }, (_, index) => [`Queue${index}`, { Type: 'AWS::SQS::Queue', Properties: {} }]),
);
const application = resolveApplication(
  {
    'a-center': {
      Resources: queues,
      Outputs: { Address: { Value: 'https://a.example/?b=1&c=<d>' }, QueueUrl: { Value: { Ref: 'Queue7' } } },
    },
    'b-center': { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } },
  },
  new Map(),
  { sqs: 'http://127.0.0.1:1', gateway: 'http://127.0.0.1:2' },
);

let server: Server;
let client: CloudFormationClient;
beforeAll(async () => {
  const answer = describeStacks(application, (value) => value.replace('https://a.example', 'http://here'));
  server = createServer((request, response) => {
    void text(request).then((form) => {
      const { status, xml } = answer(form);
      response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  client = new CloudFormationClient({
    region: 'eu-south-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'stage', secretAccessKey: 'stage' },
  });
});
afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

describe('CloudFormation as AWS’s own client reads it on one machine', () => {
  test('has a stack for each template, with its outputs resolved for this machine', async () => {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackName }) => StackName)).toEqual(['a-center', 'b-center']);
    expect(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])).toEqual([
      ['Address', 'http://here/?b=1&c=<d>'],
      ['QueueUrl', 'http://127.0.0.1:1/000000000000/a-center-Queue7'],
    ]);
  });

  test('lists the resources of a stack in pages of a hundred', async () => {
    const pages: number[] = [];
    for await (const page of paginateListStackResources({ client }, { StackName: 'a-center' }))
      pages.push(page.StackResourceSummaries?.length ?? 0);
    expect(pages).toEqual([100, 100, 50]);
  });

  test('refuses a stack that no template makes as AWS does', async () => {
    await expect(client.send(new DescribeStacksCommand({ StackName: 'c-center' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id c-center does not exist',
    });
  });
});
