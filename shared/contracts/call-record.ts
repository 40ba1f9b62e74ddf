import * as z from 'zod/mini';
import { callOutcomes } from './arrival.ts';
import { ReceiptCode } from './contact.ts';
import { Identifier } from './kind.ts';
import { Instant, Language, maximumTextLength } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
/** Names of the exchange's own: one line, without what would be a mark of a page. */
const oneLine = z.regex(/^[^\u0000-\u001f\u007f<>]*$/);
/**
 * A place where something is kept: an address of the web, or a path or name at the exchange; nothing that a browser
 * would run.
 */
const Place = z
  .string()
  .check(z.maxLength(500), oneLine, z.regex(/^(?:https?:\/\/|s3:\/\/|file:\/\/|(?![A-Za-z][A-Za-z0-9+.-]*:(?!\\)))/));
/** A day of telephone: no call lasts longer. */
const Seconds = z.int().check(z.minimum(0), z.maximum(86_400));

/** Records in one request. */
export const maximumRecords = 100;
/**
 * 256 KB: what a request with call records may weigh: one of FreeSWITCH with its log may take 60 KB, percent-encoded
 * twice.
 */
export const maximumRecordsBytes = 262_144;

/**
 * One record of one call, as this platform would like it: what an interactive voice response or a telephone exchange
 * knows of a call at an instant. Several records of one call are normal, and so are late and repeated ones.
 */
export const CallRecord = z.strictObject({
  /** The source that the key belongs to; another one is refused. */
  source: z.optional(Identifier),
  /** The exchange's own id of the call, the same in every record of it. */
  externalId: z.string().check(z.trim(), z.minLength(1), z.maxLength(200), oneLine),
  /** Which of two records of the same instant is the later one. */
  sequence: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000_000))),
  /** What instant the record tells of; left out, the latest instant in it. */
  asOf: z.optional(Instant),
  /** The caller's number; left out, empty, `anonymous` or whatever is no number: the caller is not known. */
  caller: z.optional(z.nullable(text(100))),
  dialled: z.optional(text(100)),
  language: z.optional(Language),
  /** Keys pressed, first to last; the first one that leads to a kind of request decides the kind. */
  menuChoices: z.optional(z.array(text(40)).check(z.maxLength(20))),
  queue: z.optional(text(100)),
  startedAt: Instant,
  /** When the caller began to wait for an operator, and when one answered. */
  queuedAt: z.optional(Instant),
  answeredAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  waitSeconds: z.optional(Seconds),
  talkSeconds: z.optional(Seconds),
  outcome: z.enum(callOutcomes),
  /** Where the recording or the voicemail is kept, in the exchange's own words; no key or token in it. */
  recording: z.optional(Place),
  /** What the caller said to the voicemail or the menu, where the exchange writes it down. */
  transcript: z.optional(text(maximumTextLength)),
});
export type CallRecord = z.infer<typeof CallRecord>;

/** What may be posted: one record, or up to a hundred. */
export const CallRecords = z.union([
  CallRecord,
  z.array(CallRecord).check(z.minLength(1), z.maxLength(maximumRecords)),
]);

/** The 202 answer: each call with the code of its case, once. */
export const CallAccepted = z.strictObject({
  calls: z
    .array(
      z.strictObject({
        code: ReceiptCode,
        externalId: z.string().check(z.minLength(1), z.maxLength(200)),
      }),
    )
    .check(z.maxLength(maximumRecords)),
});
export type CallAccepted = z.infer<typeof CallAccepted>;
