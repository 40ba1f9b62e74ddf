import { Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** Accepts one cdk-nag finding on one resource, with the reason beside the resource it is about. */
export function waive(resource: IConstruct, finding: string, reason: string): void {
  Validations.of(resource).acknowledge({ id: `AwsSolutions::AwsSolutions-${finding}`, reason });
}

/** Accepts that a role may use every object of a bucket under `objects` (for instance `incoming/*`), for a reason. */
export function waiveObjects(resource: IConstruct, bucket: IBucket, objects: string, reason: string): void {
  // The finding names the bucket as the template does, and that is known only once the stacks have met.
  resource.node.addValidation({
    validate: () => {
      const { 'Fn::ImportValue': arn } = Stack.of(resource).resolve(bucket.bucketArn);
      waive(resource, `IAM5[Resource::${arn}/${objects}]`, reason);
      return [];
    },
  });
}
