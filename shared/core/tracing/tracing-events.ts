import type { LedgerEvent } from '../../contracts/declaration.ts';
import type { OpenTracing, TracingDesk } from '../../contracts/tracing.ts';
import { areaName } from '../posture/area-names.ts';
import { takesTracing } from '../posture/event-page.ts';
import { ledgerOf } from '../posture/ledger.ts';
import { postureAt } from '../posture/posture-at.ts';

/** The events in which somebody may be looked for at an ISO instant: declared, opened, and not closed again. */
export function openEvents(events: readonly LedgerEvent[], at: string): OpenTracing['events'] {
  return postureAt(events, at)
    .declarations.filter(({ said }) => takesTracing(said))
    .map(({ declaration, area }) => ({ event: declaration, name: areaName(area) }))
    .slice(0, 50);
}

/** Every event that ever took in whom people look for, the newest first, with the coordination that it names. */
export function tracedEvents(events: readonly LedgerEvent[], at: string): TracingDesk['events'] {
  const open = new Set(openEvents(events, at).map(({ event }) => event));
  return Object.values(ledgerOf(events).declarations)
    .flatMap(({ declaration, declaredAt, area, said }) =>
      said?.tracing === undefined
        ? []
        : [{ declaredAt, event: declaration, name: areaName(area), coordination: said.tracing.coordination }],
    )
    .sort((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))
    .slice(0, 200)
    .map(({ declaredAt: _at, ...one }) => ({ ...one, open: open.has(one.event) }));
}
