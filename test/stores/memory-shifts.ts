import type { KnownCompany } from '../../shared/contracts/company.ts';
import type { SavedView } from '../../shared/contracts/saved-view.ts';
import type { ShiftChange } from '../../shared/contracts/shift.ts';
import type { KnownPresence, Shifts } from '../../shared/shell/stores/shifts.ts';

/** Shifts in memory. */
export function memoryShifts(): Shifts {
  const changes: ShiftChange[] = [];
  const handed = { count: 0, to: new Map<string, string>() };
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
    handed: async () => ({ count: handed.count, to: new Map(handed.to) }),
    async noteHanded(subject, at, seen, { others, past }) {
      const gone = past.filter((one) => one !== subject);
      const most = gone.length > 0 || seen.count === 0 ? seen.count : seen.count + (others ?? Number.POSITIVE_INFINITY);
      if (handed.count > most) return false;
      for (const one of gone) handed.to.delete(one);
      handed.to.set(subject, at);
      handed.count += 1;
      return true;
    },
    takeBackHanded: async (subject) => void handed.to.delete(subject),
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
