import * as z from 'zod/mini';
import { ProposalRule } from './proposal.ts';

/**
 * Where alerts are read: an https address, or a file or folder (`file:…/`). At each poll `{day}` and `{yesterday}` (a
 * bulletin of the late evening is found after midnight) and `{since}` (a day ago) are filled in.
 */
export const AlertSource = z.strictObject({
  kind: z.enum(['bulletin', 'cap', 'quakes']),
  address: z.string().check(z.regex(/^(https|file):\/\/\S+$/), z.maxLength(500)),
});
export type AlertSource = z.infer<typeof AlertSource>;

/** From where alerts come, and what follows from them. */
export const Alerting = z.strictObject({ rule: ProposalRule, sources: z.array(AlertSource).check(z.maxLength(20)) });
