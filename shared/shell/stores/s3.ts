import { S3Client } from '@aws-sdk/client-s3';

// An emulator on one machine has no DNS name for each bucket; AWS takes both styles.
/** S3 with three tries a call; files may be large, so a call has the time that its function has. */
export const s3 = new S3Client({ maxAttempts: 3, forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined });
