import { busNames, type CapacityRaised } from '../../shared/contracts/posture-changed.ts';
import { defaultProposalRule } from '../../shared/contracts/proposal.ts';
import { propose } from '../../shared/core/posture/proposals.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { tellBus } from '../../shared/shell/queues/bus.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepStep } from '../../shared/shell/stores/capacity-steps.ts';
import { keepProposals, readProposals } from '../../shared/shell/stores/proposals.ts';
import { AlarmStateChange, type LoadAlarms, stepFor } from './rules/load-alarm.ts';

const env = environment('CAPACITY_TABLE', 'PROPOSALS_TABLE', 'BUS_NAME', 'LOAD_ALARMS');
const rules = new Map(readServices().map(({ service, alerting }) => [service, alerting?.rule ?? defaultProposalRule]));

/** How often what the machine proposes may have been changed meanwhile by others. */
const tries = 5;

/**
 * An alarm on a service's load: its plan goes one step up for half an hour, and the duty officer is proposed an alert.
 */
export async function handler(event: unknown): Promise<void> {
  const now = new Date();
  const alarm = AlarmStateChange.parse(event);
  const step = stepFor(alarm, JSON.parse(env.LOAD_ALARMS) as LoadAlarms, now.toISOString());
  if (step === undefined) return;
  await keepStep(env.CAPACITY_TABLE, step);
  await tellBus(env.BUS_NAME, busNames.capacityRaised, {
    contract: 'capacity-raised.v1',
    ...step,
  } satisfies CapacityRaised);
  logLine({ level: 'warn', function: 'load', ...step });
  await suggest(step.service, alarm, step.because, now);
}

async function suggest(service: string, alarm: AlarmStateChange, detail: string, now: Date): Promise<void> {
  const reading = { kind: 'load' as const, source: alarm.detail.alarmName, at: alarm.time, detail };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { state, version } = await readProposals(env.PROPOSALS_TABLE, service);
    const { state: next } = propose(state, [reading], rules.get(service) ?? defaultProposalRule, now.toISOString());
    if ((await keepProposals(env.PROPOSALS_TABLE, next, version)) === 'kept') return;
  }
  throw new Error(`the proposals of ${service} changed ${tries} times meanwhile`);
}
