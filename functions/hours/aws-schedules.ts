import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { busNames, busSource } from '../../shared/contracts/posture-changed.ts';
import { present } from '../../shared/core/present.ts';
import type { SchedulePlane } from './follow-schedules.ts';

const scheduler = new SchedulerClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 4000, throwOnRequestTimeout: true },
});

/**
 * The schedules of one group, whose one-off ones put their moment on a bus with the rights of a role, or set it aside
 * in a queue when the bus does not take it.
 */
export function awsSchedules(input: {
  group: string;
  busArn: string;
  roleArn: string;
  deadLettersArn: string;
}): SchedulePlane {
  const { group, busArn, roleArn, deadLettersArn } = input;
  return {
    async list() {
      const found: Record<string, { enabled: boolean }> = {};
      let NextToken: string | undefined;
      do {
        const page = await scheduler.send(new ListSchedulesCommand({ GroupName: group, ...present({ NextToken }) }));
        for (const { Name, State } of page.Schedules ?? []) found[Name ?? ''] = { enabled: State !== 'DISABLED' };
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return found;
    },
    async create({ name, at, moment }) {
      await scheduler
        .send(
          new CreateScheduleCommand({
            Name: name,
            GroupName: group,
            Description: `${moment.what} of a declaration of ${moment.service}`,
            // An instant in UTC: in Rome one hour of the year is told twice.
            ScheduleExpression: `at(${at.slice(0, 19)})`,
            ScheduleExpressionTimezone: 'UTC',
            FlexibleTimeWindow: { Mode: 'OFF' },
            ActionAfterCompletion: 'DELETE',
            Target: {
              Arn: busArn,
              RoleArn: roleArn,
              EventBridgeParameters: { DetailType: busNames[moment.what], Source: busSource },
              Input: JSON.stringify(moment),
              RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 900 },
              DeadLetterConfig: { Arn: deadLettersArn },
            },
          }),
        )
        .catch((error) => {
          if (!(error instanceof ConflictException)) throw error;
        });
    },
    async remove(name) {
      await scheduler.send(new DeleteScheduleCommand({ Name: name, GroupName: group })).catch((error) => {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      });
    },
    async turn(name, enabled) {
      // An update replaces the whole schedule, so it repeats what is there.
      const {
        Arn: _arn,
        CreationDate,
        LastModificationDate,
        $metadata,
        ...present
      } = await scheduler.send(new GetScheduleCommand({ Name: name, GroupName: group }));
      await scheduler.send(
        new UpdateScheduleCommand({
          ...(present as ConstructorParameters<typeof UpdateScheduleCommand>[0]),
          State: enabled ? 'ENABLED' : 'DISABLED',
        }),
      );
    },
  };
}
