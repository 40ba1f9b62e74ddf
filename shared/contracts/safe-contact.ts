import * as z from 'zod/mini';

/**
 * How somebody may be reached without being put at risk by whoever reads their mail or answers their telephone: `any`
 * way unless told; `conversation-only` is on the page that code and second fact open.
 */
export const safeContacts = ['any', 'no-mail', 'no-phone', 'conversation-only'] as const;
export type SafeContact = (typeof safeContacts)[number];
export const SafeContact = z.enum(safeContacts);
