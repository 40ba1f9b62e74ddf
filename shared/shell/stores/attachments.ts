import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { AttachmentAsked } from '../../contracts/attachment.ts';
import { objectPrefix } from '../../contracts/object-prefixes.ts';
import { s3 } from './s3.ts';

/** Ten minutes to upload, in seconds. */
const uploadSeconds = 600;

const incoming = (attachment: string) => `${objectPrefix.incoming}${attachment}`;
const kept = (attachment: string) => `${objectPrefix.kept}${attachment}`;

/** A form that uploads one file of the asked type and exactly the asked size to `incoming/`. */
export async function presignUpload(
  bucket: string,
  attachment: string,
  { contentType, bytes, fileName }: AttachmentAsked,
): Promise<{ url: string; fields: Record<string, string> }> {
  return createPresignedPost(s3, {
    Bucket: bucket,
    Key: incoming(attachment),
    Fields: { 'Content-Type': contentType, 'x-amz-meta-file-name': encodeURIComponent(fileName) },
    Conditions: [
      ['content-length-range', bytes, bytes],
      ['eq', '$Content-Type', contentType],
    ],
    Expires: uploadSeconds,
  });
}

/** A file as it lies in the bucket: its bytes, the type it claims and the name it was given. */
export type StoredFile = { bytes: Uint8Array; contentType: string; fileName: string };

/** An uploaded file, or undefined when nobody uploaded it; read whole, since its size is bounded. */
export const readUpload = (bucket: string, attachment: string): Promise<StoredFile | undefined> =>
  readFile(bucket, incoming(attachment));

/** A file that is kept already, or undefined when none is. */
export const readKept = (bucket: string, attachment: string): Promise<StoredFile | undefined> =>
  readFile(bucket, kept(attachment));

/** Bytes of an uploaded file, without reading it; undefined when nobody uploaded it. */
export async function uploadedBytes(bucket: string, attachment: string): Promise<number | undefined> {
  try {
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: incoming(attachment) }));
    return ContentLength;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}

async function readFile(bucket: string, key: string): Promise<StoredFile | undefined> {
  try {
    const { Body, ContentType, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) return undefined;
    return {
      bytes: await Body.transformToByteArray(),
      contentType: ContentType ?? '',
      fileName: fileNameOf(Metadata?.['file-name'] ?? ''),
    };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Whoever uploads past our form may write the name as they like. */
function fileNameOf(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/**
 * Keeps the very bytes of an upload that were checked, once: whoever still holds the upload's form may change what lies
 * in `incoming/` at any moment, but not what is kept. Tells whether a file was kept before.
 */
export async function keepChecked(bucket: string, attachment: string, file: StoredFile): Promise<'kept' | 'there'> {
  try {
    await s3.send(new PutObjectCommand({ ...putOf(bucket, attachment, file), IfNoneMatch: '*' }));
    return 'kept';
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return 'there';
    throw error;
  }
}

const putOf = (
  bucket: string,
  document: string,
  { bytes, contentType, fileName = '' }: { bytes: Uint8Array; contentType: string; fileName?: string | undefined },
) => ({
  Bucket: bucket,
  Key: kept(document),
  Body: bytes,
  ContentType: contentType,
  // However it is asked for: what a stranger sent is saved, and no page of this origin.
  ContentDisposition: 'attachment',
  Metadata: { 'file-name': encodeURIComponent(fileName.toWellFormed()) },
});

/**
 * Keeps a file that did not come as an upload, such as one of a mail or a scan; the same `document` again is the same
 * file.
 */
export async function keepDocument(
  bucket: string,
  document: string,
  file: { bytes: Uint8Array; contentType: string; fileName?: string | undefined },
): Promise<void> {
  await s3.send(new PutObjectCommand(putOf(bucket, document, file)));
}

/** Removes an upload that has been attached or refused. */
export async function dropUpload(bucket: string, attachment: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: incoming(attachment) }));
}
