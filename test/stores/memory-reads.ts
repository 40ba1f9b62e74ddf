import type { Read } from '../../shared/core/cases/reads.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import type { Reads } from '../../shared/shell/stores/reads.ts';

/** Reads in memory; `all` are those that were kept, oldest first. */
export function memoryReads(): Reads & { all(): Read[] } {
  const kept = new Map<string, { read: Read; name: string }>();
  return {
    async keep(read, name) {
      const key = `${read.of}|${name}`;
      if (!kept.has(key)) kept.set(key, { read, name });
    },
    async latest(of, limit) {
      return [...kept.values()]
        .filter(({ read }) => read.of === of)
        .sort((one, other) => (one.name < other.name ? 1 : -1))
        .map(({ read }) => read)
        .slice(0, limit);
    },
    async *ofDay(day) {
      yield [...kept.values()].map(({ read }) => read).filter(({ at }) => dayInRome(Date.parse(at)) === day);
    },
    all: () => [...kept.values()].map(({ read }) => read),
  };
}
