import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { NightProps, ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByQueue, wakeByTime } from './house/wake.ts';
import type { ServiceRecords } from './service-records.ts';

/** The protocol of one service: formal contacts get their numbers, staff read and cancel. */
export class Protocol extends Construct {
  constructor(scope: Construct, id: string, { house, api, definition, own }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const environment = placesOf(service, own);

    const formalContact = new HouseFunction(this, 'FormalContact', {
      house,
      bundle: 'protocol-formal-contact',
      description: `Gives formal contacts of ${service} their protocol numbers`,
      errorImpact: `Formal instances to ${service} wait for their protocol number; they are registered and can be worked on.`,
      environment: { ...environment, QUEUE_URL: own.protocolDue.queue.queueUrl },
      memory: 512,
    });
    formalContact.allow(['sqs:ChangeMessageVisibility'], [own.protocolDue.queue.queueArn]);
    wakeByQueue(this, 'FormalContactSource', formalContact, {
      queue: own.protocolDue.queue,
      key: own.key,
      // One write gives numbers to a whole batch, so a second's wait is cheaper than many small ones.
      batch: 100,
      window: Duration.seconds(1),
      // Two writers meet at one place: more would only wait for one another.
      maximumConcurrency: 2,
    });
    house.alarms.addAge(this, 'QueueAge', own.protocolDue.queue, 3600, {
      chapter: 'protocol-queue-age',
      impact: `Formal instances to ${service} have waited more than an hour for their protocol number.`,
    });

    const staffRequest = new HouseFunction(this, 'StaffRequest', {
      house,
      bundle: 'protocol-staff-request',
      description: `Shows staff the protocol of ${service}, and cancels numbers`,
      errorImpact: `Staff of ${service} cannot read the protocol nor cancel a number; numbers are given all the same.`,
      environment,
    });
    for (const worker of [formalContact, staffRequest]) letNumber(worker, own);
    api.answer(staffRequest);
  }
}

/** Closes each day in the protocol of one service, by night. */
export class ProtocolNight extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: NightProps) {
    super(scope, id);
    const { service } = definition;
    const dayEnd = new HouseFunction(this, 'DayEnd', {
      house,
      bundle: 'protocol-day-end',
      description: `Closes the day in the protocol of ${service}`,
      errorImpact: `Yesterday's register of the protocol of ${service} is not closed yet.`,
      environment: { ...placesOf(service, own), ROOTS_TABLE: shared.roots.tableName },
      timeout: Duration.minutes(5),
    });
    dayEnd.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [shared.roots.tableArn]);
    dayEnd.allowKey(shared.key, keyUse.table);
    letNumber(dayEnd, own);
    wakeByTime(this, 'DayEndSchedule', dayEnd, { at: 'cron(5 0 * * ? *)', retries: 3 });
  }
}

const placesOf = (service: string, own: ServiceRecords) => ({
  SERVICE: service,
  REGISTER_TABLE: own.register.tableName,
  PROTOCOL_TABLE: own.protocol.tableName,
});

/** Lets a function read and write the protocol, and tell cases of their numbers. */
function letNumber(worker: HouseFunction, own: ServiceRecords): void {
  worker.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
  worker.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [own.protocol.tableArn]);
  worker.allowKey(own.key, keyUse.table);
}
