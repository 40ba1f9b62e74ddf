import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  StreamViewType,
  Table,
  TableEncryption,
  type WarmThroughput,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface HouseTableProps {
  /** Name of the partition key, a string. */
  partitionKey: string;
  /** The sort key, when items of one partition are kept in order: a string unless its type is said. */
  sortKey?: string | { name: string; type: AttributeType };
  /** Key that encrypts the table: a service's own where the items are a service's. */
  key: IKey;
  /** True where functions are woken by new items. */
  stream?: boolean;
  /** Attribute (epoch seconds) after which an item is deleted. */
  expiry?: string;
  /** Units a second that the table takes from its first second on; without it, DynamoDB's own 4,000 and 12,000. */
  warmThroughput?: WarmThroughput;
}

/** A table as this house keeps them: on demand, encrypted, restorable to any second of 35 days, hard to delete. */
export function houseTable(scope: Construct, id: string, props: HouseTableProps): Table {
  const { partitionKey, sortKey, key, stream, expiry, warmThroughput } = props;
  return new Table(scope, id, {
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    ...(sortKey && {
      sortKey: typeof sortKey === 'string' ? { name: sortKey, type: AttributeType.STRING } : sortKey,
    }),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...(stream && { stream: StreamViewType.NEW_IMAGE }),
    ...(expiry && { timeToLiveAttribute: expiry }),
    ...(warmThroughput && { warmThroughput }),
  });
}
