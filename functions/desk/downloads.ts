import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

// An emulator on one machine has no DNS name for each bucket; AWS takes both styles.
const s3 = new S3Client({ maxAttempts: 3, forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined });

/** Five minutes to open a document, in seconds: an address that somebody copies is worth nothing soon after. */
export const downloadSeconds = 300;

/**
 * An address that downloads one kept document under a name of ours, for five minutes. It always downloads: what a citizen sent
 * is never shown as a page of this origin.
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
