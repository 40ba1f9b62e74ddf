import type { CallBackTurns } from '../../functions/registrar/call-back-turns.ts';

/**
 * Turns to be called back in memory, for tests of what stands on them; they pass the same contract suite as the real
 * ones.
 */
export function memoryTurns(): CallBackTurns {
  const turns = new Map<string, string>();
  const served = new Map<string, string>();
  return {
    async holderOf(asker) {
      return turns.get(asker);
    },
    async take({ asker, caseId, over = caseId }) {
      const holder = turns.get(asker);
      if (holder !== undefined && holder !== caseId && holder !== over) return false;
      turns.set(asker, caseId);
      return true;
    },
    async noteServed({ caller, at }) {
      if (at > (served.get(caller) ?? '')) served.set(caller, at);
    },
    async servedAt(caller) {
      return served.get(caller);
    },
  };
}
