import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { objectPrefix } from '../../contracts/object-prefixes.ts';
import { SearchManifest } from '../../contracts/search-manifest.ts';
import { s3 } from './s3.ts';

/** A manifest as it was read, with what says whether it has changed since. */
export type KnownManifest = { manifest: SearchManifest; tag: string };

/** Where the segments of one service's index lie, and the one list of them. */
export type SegmentObjects = {
  /** The manifest; `same` where it is still the one of this tag, undefined where there is none. */
  manifest(tag?: string): Promise<KnownManifest | 'same' | undefined>;
  /** Writes the manifest over the one of a tag, or where there is none; false where somebody else was faster. */
  putManifest(manifest: SearchManifest, tag: string | undefined): Promise<boolean>;
  /** The bytes of a segment; undefined where it is gone. */
  segment(hash: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  putSegment(hash: string, bytes: Uint8Array): Promise<void>;
  drop(hash: string): Promise<void>;
  /** Every segment that lies there, and since when. */
  kept(): AsyncIterable<{ hash: string; since: Date }>;
};

const manifestKey = `${objectPrefix.words}manifest.json`;
const keyOf = (hash: string) => `${objectPrefix.words}segments/${hash}`;

const statusOf = (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined);

/** What a call answers; `other` for errors of these statuses of HTTP. */
async function unless<Answer, Other>(call: Promise<Answer>, statuses: readonly number[], other: Other) {
  try {
    return await call;
  } catch (error) {
    if (statuses.includes(statusOf(error) ?? 0)) return other;
    throw error;
  }
}

/**
 * Segments in a bucket. The manifest is put on the state that was read (S3 User Guide, "How to prevent object overwrites
 * with conditional writes": If-Match and If-None-Match, 412 or 409 where another write came between).
 */
export function s3SegmentObjects(Bucket: string, client: S3Client = s3): SegmentObjects {
  return {
    async manifest(tag) {
      const given = { Bucket, Key: manifestKey, ...(tag !== undefined && { IfNoneMatch: tag }) };
      const read = unless(client.send(new GetObjectCommand(given)), [304], 'same' as const);
      const answer = await unless(read, [404], undefined);
      if (answer === undefined || answer === 'same') return answer;
      const manifest = SearchManifest.parse(JSON.parse((await answer.Body?.transformToString()) ?? ''));
      return { manifest, tag: answer.ETag ?? '' };
    },
    async putManifest(manifest, tag) {
      const put = new PutObjectCommand({
        Bucket,
        Key: manifestKey,
        Body: JSON.stringify(manifest),
        ContentType: 'application/json',
        ...(tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag }),
      });
      // A manifest that is gone is no state to write on, either.
      return (await unless(client.send(put), [404, 409, 412], 'moved' as const)) !== 'moved';
    },
    async segment(hash, abortSignal) {
      const get = client.send(new GetObjectCommand({ Bucket, Key: keyOf(hash) }), {
        ...(abortSignal && { abortSignal }),
      });
      const answer = await unless(get, [404], undefined);
      return answer?.Body?.transformToByteArray();
    },
    async putSegment(hash, bytes) {
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(hash), Body: bytes }));
    },
    async drop(hash) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(hash) }));
    },
    async *kept() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: keyOf('') }))
        for (const { Key = '', LastModified } of Contents)
          yield { hash: Key.slice(keyOf('').length), since: LastModified ?? new Date(0) };
    },
  };
}
