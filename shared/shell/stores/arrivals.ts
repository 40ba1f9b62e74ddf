import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { NewObject } from '../../contracts/object-created.ts';
import { present } from '../../core/present.ts';
import { s3 } from './s3.ts';

/**
 * An object as it was put: its bytes and when it came (ISO instant); without bytes where it is larger than what was
 * asked for.
 */
export type Arrival = {
  bytes: Uint8Array | undefined;
  size: number;
  cameAt: string;
  /** It was taken in where it was exported from. */
  imported?: true;
};

/**
 * Reads an object whole, of `largest` bytes at most; undefined when it is not there (any more). With `version`, it is
 * the object that was put then, whatever has taken its name since.
 */
export async function readArrival(
  bucket: string,
  key: string,
  largest: number,
  version?: string,
): Promise<Arrival | undefined> {
  try {
    const { Body, ContentLength, LastModified, Metadata } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...present({ VersionId: version }) }),
    );
    const size = ContentLength ?? 0;
    const cameAt = (LastModified ?? new Date(0)).toISOString();
    const imported = present({ imported: Metadata?.['imported'] === undefined ? undefined : (true as const) });
    if (size > largest) {
      (Body as { destroy?: () => void } | undefined)?.destroy?.();
      return { bytes: undefined, size, cameAt, ...imported };
    }
    return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), size, cameAt, ...imported };
  } catch (error) {
    if (error instanceof NoSuchKey || (error as S3ServiceException).name === 'NoSuchVersion') return undefined;
    throw error;
  }
}

/**
 * Moves an arrival within its bucket, so that what is left where it arrived is what waits. Copied before it is deleted:
 * whoever dies in between does it again. Where the bucket keeps versions, it is the one that was told of.
 */
export async function moveArrival(
  { bucket, key, version }: Pick<NewObject, 'bucket' | 'key' | 'version'>,
  to: string,
): Promise<void> {
  const source = `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const CopySource = version === undefined ? source : `${source}?versionId=${encodeURIComponent(version)}`;
  await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}
