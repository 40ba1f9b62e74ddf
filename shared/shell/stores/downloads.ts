import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { s3 } from './s3.ts';

/** Five minutes to open a document, in seconds: an address that somebody copies is worth nothing soon after. */
export const downloadSeconds = 300;

/** Types that a browser shows without running anything of them, each with what its answer says that it is. */
const shownTypes: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'text/plain': 'text/plain; charset=utf-8',
};

/**
 * An address that shows one kept document, for five minutes, from the documents' own origin; undefined for a type that
 * is downloaded alone. Whatever the document is, it is answered as the type that was found in it.
 */
export async function previewAddress(
  bucket: string,
  document: string,
  contentType: string,
): Promise<string | undefined> {
  const shown = shownTypes[contentType.split(';')[0]?.trim().toLowerCase() ?? ''];
  if (shown === undefined) return undefined;
  return getSignedUrl(
    s3,
    new GetObjectCommand({
      Bucket: bucket,
      Key: `kept/${document}`,
      ResponseContentType: shown,
      ResponseContentDisposition: 'inline',
    }),
    { expiresIn: downloadSeconds },
  );
}

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
