import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ServiceRecords, type ServiceRecordsProps } from './service-records.ts';

/** The records of one service, in a stack that no other service touches and that nobody deletes by mistake. */
export class ServiceRecordsStack extends Stack {
  readonly records: ServiceRecords;

  constructor(scope: Construct, id: string, props: ServiceRecordsProps & StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.records = new ServiceRecords(this, props);
  }
}
