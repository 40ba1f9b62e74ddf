import * as z from 'zod/mini';

/** How long a service's own load gives it the plan one step higher: 30 minutes, in milliseconds. */
export const STEP_LENGTH = 30 * 60_000;

/** A CloudWatch alarm that changed its state, as EventBridge tells it; only what is read here. */
export const AlarmStateChange = z.object({
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    alarmName: z.string().check(z.minLength(1), z.maxLength(255)),
    state: z.object({ value: z.string(), reason: z.optional(z.string()) }),
    configuration: z.optional(z.object({ description: z.optional(z.string()) })),
  }),
});
export type AlarmStateChange = z.infer<typeof AlarmStateChange>;

/** The alarms on the load of services, by name. */
export type LoadAlarms = readonly { alarm: string; service: string }[];

/**
 * What an alarm leads to: the service whose plan goes one step up, until when, and in words why. Undefined for an alarm
 * that is over or that is none of ours. A later alarm lengthens the step and never makes it two.
 */
export function stepFor(
  { detail }: AlarmStateChange,
  alarms: LoadAlarms,
  now: string,
): { service: string; until: string; because: string } | undefined {
  const service = alarms.find(({ alarm }) => alarm === detail.alarmName)?.service;
  if (service === undefined || detail.state.value !== 'ALARM') return undefined;
  const impact = (detail.configuration?.description ?? '').replace(/\s*Runbook: \S+$/, '');
  return {
    service,
    until: new Date(Date.parse(now) + STEP_LENGTH).toISOString(),
    because: (impact || detail.alarmName).slice(0, 300),
  };
}
