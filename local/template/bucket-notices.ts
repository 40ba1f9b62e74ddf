import { type Properties, region } from './identity.ts';
import type { Application, Resource } from './template.ts';

/** One queue that hears of new objects in a bucket, as the template says. */
export type BucketNotice = {
  id: string;
  bucketArn: string;
  event: string;
  prefix: string;
  suffix: string;
  queue: string;
};

/** A way an object comes to be, in the words of S3's events. */
export type Creation = 'Put' | 'Post' | 'Copy' | 'CompleteMultipartUpload';

/** What is told of an object. */
export type CreatedObject = { bucket: string; key: string; size: number; eTag: string; creation: Creation };

/** The queues that hear of new objects, by bucket; what cannot be honoured goes to `refuse` in a sentence. */
export function bucketNotices(
  application: Application,
  refuse: (line: string) => void,
): Record<string, BucketNotice[]> {
  const notices: Record<string, BucketNotice[]> = {};
  for (const bucket of application.ofType('AWS::S3::Bucket')) {
    const wanted: Properties[] = bucket.properties['NotificationConfiguration']?.QueueConfigurations ?? [];
    for (const [index, { Event, Queue, Filter }] of wanted.entries()) {
      const notice = noticeOf(bucket, { Event, Filter }, index, application.find(String(Queue)));
      if (typeof notice === 'string')
        refuse(`AWS::S3::Bucket.NotificationConfiguration of ${bucket.logicalId}: ${notice}`);
      else notices[bucket.name] = [...(notices[bucket.name] ?? []), notice];
    }
  }
  return notices;
}

function noticeOf(
  bucket: Resource,
  { Event, Filter }: Properties,
  index: number,
  queue: Resource | undefined,
): BucketNotice | string {
  if (queue?.type !== 'AWS::SQS::Queue') return 'its queue is not in the templates';
  if (!String(Event).startsWith('s3:ObjectCreated:')) return `${Event} is not told, only new objects are`;
  const rules: Properties[] = Filter?.S3Key?.Rules ?? [];
  const rule = (name: string) =>
    String(rules.find((each) => String(each['Name']).toLowerCase() === name)?.['Value'] ?? '');
  return {
    id: `${bucket.logicalId}-${index}`,
    bucketArn: bucket.arn,
    event: String(Event),
    prefix: rule('prefix'),
    suffix: rule('suffix'),
    queue: queue.name,
  };
}

/** Tells whether a queue wants to hear of an object. */
export function wantsNotice(notice: BucketNotice, key: string, creation: Creation): boolean {
  const event = notice.event === 's3:ObjectCreated:*' || notice.event === `s3:ObjectCreated:${creation}`;
  return event && key.startsWith(notice.prefix) && key.endsWith(notice.suffix);
}

/**
 * The message of S3 on a new object (event structure 2.1): the key as a form writes it, the time in ms of the stage's
 * clock.
 */
export function noticeOfObject(notice: BucketNotice, object: CreatedObject, now: number, id: string): object {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: new Date(now).toISOString(),
        eventName: `ObjectCreated:${object.creation}`,
        userIdentity: { principalId: 'AWS:ONEMACHINE' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': id, 'x-amz-id-2': id },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: notice.id,
          bucket: { name: object.bucket, ownerIdentity: { principalId: 'ONEMACHINE' }, arn: notice.bucketArn },
          object: {
            key: encodeURIComponent(object.key).replaceAll('%2F', '/').replaceAll('%20', '+'),
            size: object.size,
            eTag: object.eTag,
            sequencer: now.toString(16).toUpperCase().padStart(16, '0'),
          },
        },
      },
    ],
  };
}

/** What S3 sends to a queue once, when it is first told to notify it. */
export function testNotice(bucket: string, now: number, id: string): object {
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(now).toISOString(),
    Bucket: bucket,
    RequestId: id,
    HostId: id,
  };
}

/**
 * The object that a request to S3 would create, by method, path with query, and headers; undefined when it creates
 * none.
 */
export function createdBy(request: {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, unknown>;
}): { path: string; key: string; creation: Creation } | undefined {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const parameters = new URLSearchParams(query);
  const encoded = path.split('/').slice(2).join('/');
  if (encoded === '') return undefined;
  let key: string;
  try {
    key = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  const object = (creation: Creation) => ({ path, key, creation });
  if (request.method === 'POST' && parameters.has('uploadId')) return object('CompleteMultipartUpload');
  if (request.method !== 'PUT' || parameters.has('partNumber')) return undefined;
  return object(request.headers['x-amz-copy-source'] === undefined ? 'Put' : 'Copy');
}
