import type { RequestOptions } from 'node:http';
import { account, region } from './template.ts';

/** Services that the stage answers. */
export type CalledService = 'dynamodb' | 'sqs' | 's3' | 'ses' | 'secretsmanager' | 'events';

/** What a request to AWS is: its name in the counts, such as `sqs.SendMessage`, and the permissions it needs. */
export type Called = { name: string; needs: { action: string; arn?: string | undefined }[] };

const byTarget: Record<string, CalledService> = {
  AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb',
  secretsmanager: 'secretsmanager',
  AWSEvents: 'events',
};

/** The service that a request is for, at a place that may answer several. */
export function serviceOf(place: CalledService, options: RequestOptions): CalledService {
  const headers = (options.headers ?? {}) as Record<string, string>;
  const target = headers['x-amz-target'] ?? headers['X-Amz-Target'];
  return target === undefined ? place : (byTarget[target.slice(0, target.lastIndexOf('.'))] ?? place);
}

/** SQS asks for the permission of the single call when a batch is sent. */
const singular: Record<string, string> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** Reads service, action and resource off a request before it leaves; the body is looked into as text, never parsed. */
export function callOf(service: CalledService, options: RequestOptions, body: string | Uint8Array | undefined): Called {
  const headers = (options.headers ?? {}) as Record<string, string>;
  if (service === 's3') return objectCall(options, headers);
  if (service === 'ses') {
    const text = textOf(body, 200);
    const action =
      /(?:^|&)Action=([A-Za-z]+)/.exec(text)?.[1] ?? (options.method === 'GET' ? 'GetAccount' : 'SendEmail');
    return { name: `ses.${action}`, needs: [{ action: `ses:${action}` }] };
  }
  const target = headers['x-amz-target'] ?? headers['X-Amz-Target'] ?? '';
  const action = target.slice(target.lastIndexOf('.') + 1);
  const name = `${service}.${action}`;
  const text = textOf(body);
  if (service === 'sqs') {
    const queue = /"QueueUrl":"[^"]*\/([^"/]+)"/.exec(text)?.[1];
    return {
      name,
      needs: [
        { action: `sqs:${singular[action] ?? action}`, arn: queue && `arn:aws:sqs:${region}:${account}:${queue}` },
      ],
    };
  }
  if (service === 'dynamodb') {
    if (action === 'BatchWriteItem' || action === 'BatchGetItem')
      return { name, needs: [{ action: `dynamodb:${action}` }] };
    const table = /"TableName":"([^"]+)"/.exec(text)?.[1]?.split('/').at(-1);
    const index = /"IndexName":"([^"]+)"/.exec(text)?.[1];
    const arn = table && `arn:aws:dynamodb:${region}:${account}:table/${table}${index ? `/index/${index}` : ''}`;
    return { name, needs: [{ action: `dynamodb:${action}`, arn }] };
  }
  if (service === 'secretsmanager') {
    const secret = /"SecretId":"([^"]+)"/.exec(text)?.[1];
    return {
      name,
      needs: [{ action: `secretsmanager:${action}`, arn: secret?.startsWith('arn:') ? secret : undefined }],
    };
  }
  const bus = /"EventBusName":"([^"]+)"/.exec(text)?.[1]?.split('/').at(-1);
  return {
    name,
    needs: [{ action: `events:${action}`, arn: `arn:aws:events:${region}:${account}:event-bus/${bus ?? 'default'}` }],
  };
}

function objectCall(options: RequestOptions, headers: Record<string, string>): Called {
  const [path = '/', query = ''] = (options.path ?? '/').split('?');
  const [bucket = '', ...rest] = path.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  const method = options.method ?? 'GET';
  const onBucket = `arn:aws:s3:::${bucket}`;
  const onObject = `${onBucket}/${key}`;
  const call = (name: string, action: string, arn: string): Called => ({
    name: `s3.${name}`,
    needs: [{ action: `s3:${action}`, arn }],
  });
  if (key === '') {
    if (method === 'POST') return { name: 's3.DeleteObjects', needs: [{ action: 's3:DeleteObject' }] };
    return call(method === 'HEAD' ? 'HeadBucket' : 'ListObjects', 'ListBucket', onBucket);
  }
  const part = /(?:^|&)(tagging|acl|retention|legal-hold)(?:=|&|$)/.exec(query)?.[1];
  if (part) {
    const verb = method === 'GET' ? 'Get' : method === 'DELETE' ? 'Delete' : 'Put';
    const noun =
      part === 'tagging'
        ? 'ObjectTagging'
        : part === 'acl'
          ? 'ObjectAcl'
          : part === 'retention'
            ? 'ObjectRetention'
            : 'ObjectLegalHold';
    return call(`${verb}${noun}`, `${verb}${noun}`, onObject);
  }
  if (method === 'GET') return call('GetObject', 'GetObject', onObject);
  if (method === 'HEAD') return call('HeadObject', 'GetObject', onObject);
  if (method === 'DELETE') return call('DeleteObject', 'DeleteObject', onObject);
  const source = headers['x-amz-copy-source'];
  if (source) {
    const from = decodeURIComponent(source).replace(/^\//, '').split('?')[0] ?? '';
    return {
      name: 's3.CopyObject',
      needs: [
        { action: 's3:PutObject', arn: onObject },
        { action: 's3:GetObject', arn: `arn:aws:s3:::${from}` },
      ],
    };
  }
  return call('PutObject', 'PutObject', onObject);
}

function textOf(body: string | Uint8Array | undefined, limit?: number): string {
  if (body === undefined) return '';
  if (typeof body === 'string') return limit ? body.slice(0, limit) : body;
  return Buffer.from(body.buffer, body.byteOffset, limit ? Math.min(limit, body.byteLength) : body.byteLength).toString(
    'latin1',
  );
}
