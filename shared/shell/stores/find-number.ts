import type { ProtocolBatch, ProtocolEntry } from '../../contracts/protocol.ts';
import { entriesOf, maximumInBatch } from '../../core/protocol.ts';
import type { Protocol } from './protocol.ts';

/** The batch that holds a number, found by halving: a batch has a hundred numbers at most, some have none. */
export async function batchWith(protocol: Protocol, year: number, number: number): Promise<ProtocolBatch | undefined> {
  let low = Math.ceil(number / maximumInBatch);
  let high = (await protocol.last(year))?.batch ?? 0;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const batch = await protocol.batch(year, middle);
    if (batch === undefined) return undefined;
    if (number >= batch.first && number <= batch.last) return batch;
    if (number < batch.first) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}

/** The registration with a number of a year, if it was assigned. */
export async function findEntry(
  protocol: Protocol,
  { year, number }: { year: number; number: number },
): Promise<ProtocolEntry | undefined> {
  const batch = await batchWith(protocol, year, number);
  return batch && entriesOf(batch)[number - batch.first];
}
