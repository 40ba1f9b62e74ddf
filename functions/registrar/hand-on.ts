import type { AttachmentsOffered, FormalContact } from '../../shared/contracts/handed-on.ts';
import { nationalNumber } from '../../shared/core/cases/phone.ts';
import { environment } from '../../shared/shell/environment.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { takeCallBack } from './call-back-turns.ts';
import type { HandingOn } from './register-contact.ts';

/**
 * Hands on through the queues that the environment names (ATTACHMENTS_QUEUE_URL, PROTOCOL_QUEUE_URL); who waits to be
 * called back is known by a keyed digest of phone and kind (CALL_BACKS_TABLE, RECEIPT_SECRET_ID).
 */
export function handingOnOf(service: string, register: Register): HandingOn {
  const { ATTACHMENTS_QUEUE_URL, PROTOCOL_QUEUE_URL, CALL_BACKS_TABLE, RECEIPT_SECRET_ID } = environment(
    'ATTACHMENTS_QUEUE_URL',
    'PROTOCOL_QUEUE_URL',
    'CALL_BACKS_TABLE',
    'RECEIPT_SECRET_ID',
  );
  return {
    attachments(caseId) {
      const offered: AttachmentsOffered = { contract: 'attachments-offered.v1', service, caseId };
      return leaveInQueue(ATTACHMENTS_QUEUE_URL, JSON.stringify(offered));
    },
    formal(contact) {
      const formal: FormalContact = { contract: 'formal-contact.v1', service, ...contact };
      return leaveInQueue(PROTOCOL_QUEUE_URL, JSON.stringify(formal));
    },
    async callBackOf({ code, contact: { phone, kind, category } }) {
      const number = phone === undefined ? '' : nationalNumber(phone);
      if (number === '') return code;
      const hmac = await hmacOf(RECEIPT_SECRET_ID);
      const asker = keyedDigest(`call-back|${number}|${kind}|${category ?? ''}`, hmac);
      return takeCallBack(CALL_BACKS_TABLE, { asker, caseId: code, now: new Date() }, async (caseId) => {
        const { state } = await readCase(register, caseId);
        // A case that is not registered yet was taken a moment ago: its call-back is to come.
        return (
          state.stage === 'none' ||
          (state.stage !== 'closed' && state.callBack?.state !== 'reached' && state.callBack?.state !== 'given-up')
        );
      });
    },
  };
}
