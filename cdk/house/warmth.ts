/**
 * Write and read units a second that a register takes at once: three writes for each contact of an emergency (body and
 * keys exceed one unit, urgent ones get a second event), never less than DynamoDB gives anyway (limits of new on-demand
 * tables: 4,000 writes, 12,000 reads). Warm throughput never falls again, so it follows the emergency plan from the first
 * day.
 */
export function warmthFor(contactsPerSecond: number) {
  return {
    writeUnitsPerSecond: Math.max(4_000, contactsPerSecond * 3),
    readUnitsPerSecond: Math.max(12_000, contactsPerSecond * 6),
  };
}
