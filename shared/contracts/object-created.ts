import * as z from 'zod/mini';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/** S3's message on new objects (event structure 2.x), as far as we read it; later minor versions add members. */
const ObjectsCreated = z.object({
  Records: z
    .array(
      z.object({
        eventVersion: z.string().check(z.regex(/^2\.\d+$/), z.maxLength(10)),
        eventName: z.string().check(z.regex(/^ObjectCreated:/), z.maxLength(100)),
        eventTime: z.iso.datetime().check(z.maxLength(40)),
        s3: z.object({
          bucket: z.object({ name: text(63) }),
          object: z.object({
            key: text(9216),
            size: z.int().check(z.minimum(0)),
            eTag: text(200),
            versionId: z.optional(z.nullable(text(1024))),
          }),
        }),
      }),
    )
    .check(z.maxLength(100)),
});

/** What S3 sends once when a queue is first told: no object. */
const TestEvent = z.object({ Service: z.literal('Amazon S3'), Event: z.literal('s3:TestEvent') });

/** A new object: `version` where its bucket keeps versions, `createdAt` an ISO instant, `size` in bytes. */
export type NewObject = {
  bucket: string;
  key: string;
  size: number;
  eTag: string;
  createdAt: string;
  version?: string;
};

/**
 * The new objects that a message of S3 tells of, none for its test event; undefined when the text is no such message.
 */
export function newObjects(message: string): NewObject[] | undefined {
  let content: unknown;
  try {
    content = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (TestEvent.safeParse(content).success) return [];
  const parsed = ObjectsCreated.safeParse(content);
  if (!parsed.success) return undefined;
  const objects: NewObject[] = [];
  for (const { eventTime: createdAt, s3 } of parsed.data.Records) {
    const { key, size, eTag, versionId } = s3.object;
    try {
      // Keys are written as forms write them.
      const plain = decodeURIComponent(key.replaceAll('+', ' '));
      objects.push({
        bucket: s3.bucket.name,
        key: plain,
        size,
        eTag,
        createdAt,
        ...(versionId ? { version: versionId } : {}),
      });
    } catch {
      return undefined;
    }
  }
  return objects;
}
