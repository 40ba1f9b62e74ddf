import type { KnownCompany } from '../../shared/contracts/company.ts';
import type { SavedView } from '../../shared/contracts/saved-view.ts';
import type { ShiftChange } from '../../shared/contracts/shift.ts';
import type { KnownPresence, Shifts } from '../../shared/shell/stores/shifts.ts';

/** Shifts in memory. */
export function memoryShifts(): Shifts {
  const changes: ShiftChange[] = [];
  const views = new Map<string, Map<string, { view: SavedView; keptAt: string }>>();
  const company = new Map<string, KnownCompany>();
  const presences = new Map<string, KnownPresence>();
  return {
    async shifts() {
      const latest = new Map<string, ShiftChange>();
      for (const change of changes) latest.set(change.subject, change);
      return [...latest.values()].map(({ subject, version, after }) => ({ subject, version, shift: after }));
    },
    presences: async () => [...presences.values()],
    changes: async () => [...changes],
    async change(change) {
      const { subject, version } = change;
      if (changes.some((one) => one.subject === subject && one.version === version)) return 'conflict';
      changes.push(change);
      return 'kept';
    },
    setPresence: async (known) => void presences.set(known.subject, known),
    views: async (subject) => [...(views.get(subject)?.values() ?? [])],
    async keepView(subject, view, now) {
      const own = views.get(subject) ?? new Map<string, { view: SavedView; keptAt: string }>();
      views.set(subject, own.set(view.name, { view, keptAt: now.toISOString() }));
    },
    dropView: async (subject, name) => void views.get(subject)?.delete(name),
    company: async () => [...company.values()],
    setCompany: async (known) => void company.set(known.subject, known),
  };
}
