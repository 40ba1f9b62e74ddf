import type { ShiftChange } from '../../shared/contracts/shift.ts';
import type { KnownPresence, Shifts } from '../../shared/shell/stores/shifts.ts';

/** Shifts in memory. */
export function memoryShifts(): Shifts {
  const changes: ShiftChange[] = [];
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
  };
}
