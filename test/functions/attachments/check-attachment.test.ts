import { describe, expect, test } from '@jest/globals';
import { checkAttachment } from '../../../functions/attachments/rules/check-attachment.ts';
import { attachmentTypes, maximumAttachmentBytes } from '../../../shared/contracts/attachment.ts';

const photo = {
  bytes: 2048,
  claimed: 'image/jpeg',
  found: 'image/jpeg',
  sha256: 'ab'.repeat(32),
  fileName: 'frana.jpg',
};

describe('an uploaded file', () => {
  test('becomes part of the case with its type, size and digest; its name stays with the personal part', () => {
    expect(checkAttachment('a-1', photo)).toEqual({
      type: 'AttachAttachment',
      checked: {
        attachment: 'a-1',
        contentType: 'image/jpeg',
        bytes: 2048,
        sha256: 'ab'.repeat(32),
        personal: { fileName: 'frana.jpg' },
      },
    });
  });

  test.each(attachmentTypes)('of the type %s is taken as what it is', (type) => {
    expect(checkAttachment('a-1', { ...photo, claimed: type, found: type })).toMatchObject({
      type: 'AttachAttachment',
    });
  });

  test.each<[string, Partial<typeof photo> | { found: undefined } | 'none']>([
    ['missing', 'none'],
    ['too-large', { bytes: maximumAttachmentBytes + 1 }],
    ['type-not-accepted', { claimed: 'application/x-msdownload', found: 'application/x-msdownload' }],
    ['type-not-accepted', { found: undefined }],
    ['type-differs-from-content', { claimed: 'application/pdf' }],
  ])('is refused as %s', (reason, change) => {
    const upload = change === 'none' ? undefined : { ...photo, ...change };

    expect(checkAttachment('a-1', upload)).toEqual({ type: 'RefuseAttachment', attachment: 'a-1', reason });
  });

  test('of exactly the largest size is still taken', () => {
    const largest = { ...photo, bytes: maximumAttachmentBytes };

    expect(checkAttachment('a-1', largest)).toMatchObject({ type: 'AttachAttachment' });
  });
});
