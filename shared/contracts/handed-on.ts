import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/** What the registrar leaves for whoever checks uploads: a case whose contact offers some. */
export const AttachmentsOffered = z.object({
  contract: z.literal('attachments-offered.v1'),
  service: ServiceId,
  caseId: ReceiptCode,
});
export type AttachmentsOffered = z.infer<typeof AttachmentsOffered>;

/** What the registrar leaves for the protocol: a formal contact that is registered and has no number yet. */
export const FormalContact = z.object({
  contract: z.literal('formal-contact.v1'),
  service: ServiceId,
  caseId: ReceiptCode,
  contact: ReceiptCode,
  receivedAt: Instant,
});
export type FormalContact = z.infer<typeof FormalContact>;
