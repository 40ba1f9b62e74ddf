import type { RequestOptions } from 'node:http';
import { account, region } from '../template/identity.ts';

/** Services that the stage answers. */
export type CalledService =
  | 'dynamodb'
  | 'sqs'
  | 's3'
  | 'ses'
  | 'sns'
  | 'secretsmanager'
  | 'events'
  | 'apigateway'
  | 'lambda'
  | 'scheduler';

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
  if (target === undefined && place === 'events') return byPath(options.path ?? '/') ?? place;
  return target === undefined ? place : (byTarget[target.slice(0, target.lastIndexOf('.'))] ?? place);
}

/** Services whose calls are known by their path. */
function byPath(path: string): CalledService | undefined {
  if (path.startsWith('/v2/apis/')) return 'apigateway';
  if (path.startsWith('/schedule')) return 'scheduler';
  return /^\/\d{4}-\d{2}-\d{2}\/(functions|event-source-mappings)\//.test(path) ? 'lambda' : undefined;
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
  if (service === 'apigateway' || service === 'lambda' || service === 'scheduler')
    return controlCall(service, options, textOf(body));
  if (service === 'ses') {
    const text = textOf(body, 200);
    const action =
      /(?:^|&)Action=([A-Za-z]+)/.exec(text)?.[1] ?? (options.method === 'GET' ? 'GetAccount' : 'SendEmail');
    return { name: `ses.${action}`, needs: [{ action: `ses:${action}` }] };
  }
  if (service === 'sns') {
    const action = /(?:^|&)Action=([A-Za-z]+)/.exec(textOf(body, 200))?.[1] ?? 'Publish';
    return { name: `sns.${action}`, needs: [{ action: `sns:${action}` }] };
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

/** A call that governs: limits of API Gateway and Lambda, schedules. */
function controlCall(service: 'apigateway' | 'lambda' | 'scheduler', options: RequestOptions, text: string): Called {
  const method = options.method ?? 'GET';
  const [path = '/', query = ''] = (options.path ?? '/').split('?');
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const parameters = new URLSearchParams(query);
  if (service === 'apigateway') {
    const arn = `arn:aws:apigateway:${region}::/${parts.slice(1).join('/')}`;
    return { name: `apigateway.${method}`, needs: [{ action: `apigateway:${method}`, arn }] };
  }
  if (service === 'scheduler') {
    const [, name] = parts;
    if (name === undefined) return { name: 'scheduler.ListSchedules', needs: [{ action: 'scheduler:ListSchedules' }] };
    const verb = { POST: 'Create', PUT: 'Update', DELETE: 'Delete' }[method] ?? 'Get';
    const group = parameters.get('groupName') ?? /"GroupName":"([^"]+)"/.exec(text)?.[1] ?? 'default';
    const role = /"RoleArn":"([^"]+)"/.exec(text)?.[1];
    return {
      name: `scheduler.${verb}Schedule`,
      needs: [
        {
          action: `scheduler:${verb}Schedule`,
          arn: `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`,
        },
        ...(role === undefined ? [] : [{ action: 'iam:PassRole', arn: role }]),
      ],
    };
  }
  const [, kind, id = '', what = ''] = parts;
  if (what === 'invocations') {
    const [name = ''] = id.startsWith('arn:') ? [id.split(':').slice(0, 7).join(':')] : id.split(':');
    const arn = name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
    return { name: 'lambda.Invoke', needs: [{ action: 'lambda:InvokeFunction', arn }] };
  }
  const verb = { PUT: kind === 'functions' ? 'Put' : 'Update', DELETE: 'Delete' }[method] ?? 'Get';
  if (kind === 'event-source-mappings') {
    const arn = `arn:aws:lambda:${region}:${account}:event-source-mapping:${id}`;
    return { name: `lambda.${verb}EventSourceMapping`, needs: [{ action: `lambda:${verb}EventSourceMapping`, arn }] };
  }
  const noun = what === 'provisioned-concurrency' ? 'ProvisionedConcurrencyConfig' : 'FunctionConcurrency';
  // An alias stands for its function here, in policies too.
  const arn = id.startsWith('arn:') ? id : `arn:aws:lambda:${region}:${account}:function:${id}`;
  return { name: `lambda.${verb}${noun}`, needs: [{ action: `lambda:${verb}${noun}`, arn }] };
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
