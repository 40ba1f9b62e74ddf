import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3 } from '../../shared/shell/stores/s3.ts';
import type { PagesPlane } from './serve-notices.ts';

/**
 * How long whoever stands between may keep a page, in seconds: so late is a notice that was declared a moment ago. A
 * browser asks each time, and keeps what has not changed.
 */
const cacheControl = 'public, max-age=0, s-maxage=5';

/** The pages of the portal in their bucket, which S3 encrypts with its own key: an ETag is the MD5 of the bytes. */
export function portalPages(bucket: string, site: string): PagesPlane {
  return {
    site,
    async list() {
      const lying = new Map<string, string>();
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, ...(ContinuationToken && { ContinuationToken }) }),
        );
        for (const { Key = '', ETag = '' } of page.Contents ?? []) lying.set(Key, ETag.replaceAll('"', ''));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return lying;
    },
    async put(file, page, built) {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: file,
          Body: page,
          ContentType: 'text/html; charset=utf-8',
          CacheControl: cacheControl,
          Metadata: { built },
        }),
      );
    },
  };
}
