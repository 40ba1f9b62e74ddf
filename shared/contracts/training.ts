import * as z from 'zod/mini';
import { CaseTemplates } from './answer-template.ts';
import { DeskCase } from './desk.ts';
import { Identifier, Kind } from './kind.ts';
import { Language, line, prose, Translated } from './text.ts';

/** What is right to do with a rehearsed case: answer it from a template, or leave it to whoever works at the desk. */
const RightAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), template: Identifier }),
  z.strictObject({ do: z.literal('leave') }),
]);

/** A case to train with: what somebody might write, what is right to do, and why. */
export const RehearsedCase = z.strictObject({
  id: Identifier,
  kind: Kind,
  language: Language,
  name: line(100),
  message: prose(2000),
  right: RightAct,
  because: Translated,
});
export type RehearsedCase = z.infer<typeof RehearsedCase>;

/** The rehearsed cases of a service: `shared/services/<service>/training.json`. */
export const RehearsedCases = z.strictObject({
  $schema: z.optional(z.string()),
  cases: z.array(RehearsedCase).check(z.maxLength(100)),
});

/** A rehearsed case as the desk would show it, with the templates it would be offered; it stands in no register. */
export const TrainingCase = z.strictObject({
  id: Identifier,
  known: DeskCase,
  templates: CaseTemplates.shape.templates,
  right: RightAct,
  because: Translated,
});
export type TrainingCase = z.infer<typeof TrainingCase>;
