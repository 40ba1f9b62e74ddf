import type { ProtocolBatch, ProtocolCancellation, ProtocolDay } from '../../contracts/protocol.ts';

/** The protocol of one service: append-only, one conditional write per batch, cancellation and closed day. */
export type Protocol = {
  /** The newest batch of a year (year 0: where the protocol begins), as it is now. */
  last(year: number): Promise<ProtocolBatch | undefined>;
  /** Appends a batch unless its place is taken: of two writers the second is told. */
  append(batch: ProtocolBatch): Promise<'appended' | 'taken'>;
  /** One batch of a year. */
  batch(year: number, batch: number): Promise<ProtocolBatch | undefined>;
  /** The batches of a year from one on, in order, in pages: who stops reading costs nothing more. */
  batches(year: number, from: number): AsyncIterable<ProtocolBatch[]>;
  /** Keeps a cancellation unless the number is cancelled already. */
  cancel(cancellation: ProtocolCancellation): Promise<'cancelled' | 'stands'>;
  /** The cancellations among the numbers `from` to `to` of a year, in order. */
  cancellations(year: number, from: number, to: number): Promise<ProtocolCancellation[]>;
  /** Keeps the register of a day unless the day has one. */
  keepDay(day: ProtocolDay): Promise<'kept' | 'stands'>;
  /** The register of one day (`YYYY-MM-DD`), if it was closed. */
  day(day: string): Promise<ProtocolDay | undefined>;
  /** The latest closed day of a year. */
  lastDay(year: number): Promise<ProtocolDay | undefined>;
};
