import {
  busNames,
  PostureChanged,
  ScheduledMoment,
  type ServiceStateChanged,
} from '../../../shared/contracts/posture-changed.ts';
import { declaredAt } from '../../../shared/core/posture/declared.ts';
import { serviceState } from '../../../shared/core/posture/service-state.ts';
import type { ServiceActs } from './wanted-schedules.ts';

/** An event of the bus, of the account or of nobody, as it wakes a function; only what is read here. */
export type Wake = { 'detail-type'?: string; source?: string; detail?: unknown };

const causes: Record<string, ServiceStateChanged['because']> = {
  [busNames.postureChanged]: 'declared',
  [busNames.end]: 'ended',
  [busNames.opening]: 'opening',
  [busNames.closing]: 'closing',
};

/**
 * What others are told of a service at an ISO instant when something was declared or ended, or it is time to open or
 * close: the state as the ledger makes it then, whatever the event believed. Undefined for other wakes and for a
 * service that is not here.
 */
export function stateNews(woke: Wake, each: readonly ServiceActs[], at: string): ServiceStateChanged | undefined {
  const because = causes[woke['detail-type'] ?? ''];
  if (because === undefined) return undefined;
  const { service } = (because === 'declared' ? PostureChanged : ScheduledMoment).parse(woke.detail);
  const acts = each.find(({ definition }) => definition.service === service);
  if (acts === undefined) return undefined;
  const { posture, open, nextChangeAt } = serviceState(acts.definition, declaredAt(acts.events, at), at);
  const next = nextChangeAt === undefined ? {} : { nextChangeAt };
  return { contract: 'service-state-changed.v1', service, at, because, posture, open, ...next };
}
