import type { EventAct } from '../../../shared/contracts/event-page.ts';
import type { EventsToTell } from '../../../shared/contracts/officer-view.ts';
import type { ServiceState } from '../../../shared/contracts/service-state.ts';
import { asking, type Call } from '../session/api.ts';

/** What the room of events asks of the center. */
export type EventApi = ReturnType<typeof eventApi>;

/** The calls of whoever tells of events, and what anybody may read. Throws Refused. */
export function eventApi(call: Call) {
  const { get, post } = asking(call);
  return {
    events: (service: string) => get<EventsToTell>('showEventsToTell', { service }),
    /** One act on the turn that was seen, 0 where nothing was told yet. */
    tell: (service: string, event: string, turn: number, act: EventAct) =>
      post<EventsToTell>('tellEvent', { service, event }, act, { 'If-Match': `"${turn}"` }),
    state: (service: string) => get<ServiceState>('showService', { service }),
  };
}
