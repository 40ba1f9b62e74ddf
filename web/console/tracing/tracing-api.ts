import type {
  Traced,
  TracingAct,
  TracingDesk,
  TracingHandOver,
  TracingHandOverAsked,
} from '../../../shared/contracts/tracing.ts';
import { asking, type Call } from '../session/api.ts';

/** What the room of searches asks of the center. */
export type TracingApi = ReturnType<typeof tracingApi>;

/** The calls of whoever works on whom people look for. Throws Refused. */
export function tracingApi(call: Call) {
  const { get, post } = asking(call);
  return {
    desk: (service: string, event?: string) => get<TracingDesk>('showTracingDesk', { service }, { event }),
    search: (service: string, id: string) => get<Traced>('showTraced', { service, id }),
    /** One act on the version that was seen. */
    actOn: (service: string, id: string, version: number, act: TracingAct) =>
      post<Traced>('actOnTraced', { service, id }, act, { 'If-Match': `"${version}"` }),
    handOver: (service: string, asked: TracingHandOverAsked) =>
      post<TracingHandOver>('handOverTracing', { service }, asked),
    /** A list that was handed over, as a file. */
    list: (service: string, id: string, format: 'page' | 'csv') =>
      get<string>('showTracingHandOver', { service, id }, { format }),
  };
}
