import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
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

/** An uploaded file, or undefined when nobody uploaded it; read whole, since its size is bounded. */
export async function readUpload(
  bucket: string,
  attachment: string,
): Promise<{ bytes: Uint8Array; contentType: string; fileName: string } | undefined> {
  try {
    const { Body, ContentType, Metadata } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: incoming(attachment) }),
    );
    if (Body === undefined) return undefined;
    return {
      bytes: await Body.transformToByteArray(),
      contentType: ContentType ?? '',
      fileName: decodeURIComponent(Metadata?.['file-name'] ?? ''),
    };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Copies an upload to where attached files are kept; the upload itself is dropped once the case knows. */
export async function keepUpload(bucket: string, attachment: string): Promise<void> {
  await s3.send(
    new CopyObjectCommand({ Bucket: bucket, Key: kept(attachment), CopySource: `${bucket}/${incoming(attachment)}` }),
  );
}

/**
 * Keeps a file that did not come as an upload, such as one of a mail or a scan; the same `document` again is the same
 * file.
 */
export async function keepDocument(
  bucket: string,
  document: string,
  { bytes, contentType, fileName = '' }: { bytes: Uint8Array; contentType: string; fileName?: string | undefined },
): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: kept(document),
      Body: bytes,
      ContentType: contentType,
      Metadata: { 'file-name': encodeURIComponent(fileName) },
    }),
  );
}

/** Removes an upload that has been attached or refused. */
export async function dropUpload(bucket: string, attachment: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: incoming(attachment) }));
}
