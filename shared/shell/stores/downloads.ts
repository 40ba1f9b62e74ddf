import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { s3 } from './s3.ts';

/** Five minutes to open a document, in seconds: an address that somebody copies is worth nothing soon after. */
export const downloadSeconds = 300;

/**
 * An address that downloads one kept document under a name of ours, for five minutes. It always downloads: what a
 * citizen sent is never shown as a page of this origin.
 */
export function downloadAddress(
  bucket: string,
  document: string,
  { fileName, contentType }: { fileName: string; contentType: string },
): Promise<string> {
  return getSignedUrl(
    s3,
    new GetObjectCommand({
      Bucket: bucket,
      Key: `kept/${document}`,
      ResponseContentType: contentType,
      ResponseContentDisposition: `attachment; filename="${fileName}"`,
    }),
    { expiresIn: downloadSeconds },
  );
}
