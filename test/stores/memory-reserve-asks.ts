import type { ReserveAsk } from '../../shared/contracts/reserve-ask.ts';
import type { ReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';

/** Asks of the reserve in memory. */
export function memoryReserveAsks(): ReserveAsks {
  const known = new Map<string, ReserveAsk>();
  const keyOf = ({ version, subject }: ReserveAsk) => `${version}#${subject}`;
  return {
    asks: async () => [...known.values()],
    async keep(ask) {
      if ((known.get(keyOf(ask))?.revision ?? 0) !== ask.revision - 1) return 'changed meanwhile';
      known.set(keyOf(ask), ask);
      return 'kept';
    },
  };
}
