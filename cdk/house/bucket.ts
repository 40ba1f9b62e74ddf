import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface HouseBucketProps {
  /** Key that encrypts the objects; without it S3's own. */
  key?: IKey;
  /** Bucket that gets the access log, under a prefix of its own; absent only for that bucket itself. */
  accessLog?: { bucket: Bucket; prefix: string };
  lifecycle?: LifecycleRule[];
  cors?: CorsRule[];
  /** True (the default) where an overwritten or deleted object can still be brought back. */
  versioned?: boolean;
}

/** A bucket as this house keeps them: closed to the public, TLS only, encrypted, never deleted with its stack. */
export function houseBucket(scope: Construct, id: string, props: HouseBucketProps): Bucket {
  const { key, accessLog, lifecycle = [], cors, versioned = true } = props;
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    lifecycleRules: lifecycle,
    ...(key
      ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    ...(accessLog && { serverAccessLogsBucket: accessLog.bucket as IBucket, serverAccessLogsPrefix: accessLog.prefix }),
    ...(cors && { cors }),
  });
}

/** The bucket that keeps for 90 days who asked for objects of the others, each under a prefix of its own. */
export const accessLogBucket = (scope: Construct, id: string): Bucket =>
  houseBucket(scope, id, { versioned: false, lifecycle: [{ id: 'old', expiration: Duration.days(90) }] });
