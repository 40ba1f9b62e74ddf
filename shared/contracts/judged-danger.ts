import * as z from 'zod/mini';
import { dangerKinds } from './danger.ts';
import { ServiceId } from './kind.ts';
import { Language } from './text.ts';

/** What somebody of the staff found of a case: whether there was danger to life. */
export const judgements = ['danger', 'none'] as const;
export type Judgement = (typeof judgements)[number];

/** A week of ISO 8601, such as `2026-W48`. */
export const IsoWeek = z.string().check(z.regex(/^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/), z.maxLength(8));

/**
 * What is counted together: whether the case lay in the urgent lane, what was found, of which kind, in which language.
 */
export const JudgedCell = z.strictObject({
  inLane: z.boolean(),
  judged: z.enum(judgements),
  kind: z.enum(dangerKinds),
  language: Language,
});
export type JudgedCell = z.infer<typeof JudgedCell>;

const Count = z.int().check(z.minimum(0), z.maximum(1_000_000));

/** The answer of `GET …/judged-danger`: counts by week, the newest first; nobody's words, nobody's code. */
export const JudgedDanger = z.strictObject({
  service: ServiceId,
  weeks: z
    .array(
      z.strictObject({
        week: IsoWeek,
        /** Without `count` where there are fewer than five, so that nobody is found by it. */
        cells: z.array(z.strictObject({ ...JudgedCell.shape, count: z.optional(Count) })).check(z.maxLength(120)),
        /** Of the urgent lane, all kinds and languages; left out where it would tell of a cell that is hidden. */
        lane: z.optional(z.strictObject({ danger: Count, none: Count })),
      }),
    )
    .check(z.maxLength(60)),
});
export type JudgedDanger = z.infer<typeof JudgedDanger>;
