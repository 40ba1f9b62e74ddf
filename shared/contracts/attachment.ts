import * as z from 'zod/mini';
import { AttachmentId } from './arrival.ts';

/** The types an attachment may have: documents and photographs that a desk can open safely. */
export const attachmentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
/** 10 MB: a phone's photograph or a scanned letter. */
export const maximumAttachmentBytes = 10_485_760;

/** S3's form has about ten fields: the key, the policy, its signature and what was asked. */
export const maximumUploadFields = 30;

/** The body of `POST …/attachments`. */
export const AttachmentAsked = z.strictObject({
  fileName: z.string().check(z.trim(), z.minLength(1), z.maxLength(150), z.regex(/^[^\u0000-\u001f\u007f/\\]*$/)),
  contentType: z.enum(attachmentTypes),
  bytes: z.int().check(z.minimum(1), z.maximum(maximumAttachmentBytes)),
});
export type AttachmentAsked = z.infer<typeof AttachmentAsked>;

/** The answer: where to send the file as a form (multipart/form-data, the fields first, then `file`). */
export const AttachmentUpload = z.strictObject({
  attachmentId: AttachmentId,
  url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2000)),
  fields: z
    .record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(8192)))
    .check(z.refine((fields) => Object.keys(fields).length <= maximumUploadFields, { error: 'too many fields' })),
});
export type AttachmentUpload = z.infer<typeof AttachmentUpload>;
