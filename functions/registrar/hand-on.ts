import type { AttachmentsOffered, FormalContact } from '../../shared/contracts/handed-on.ts';
import { isCallBackDue } from '../../shared/core/cases/decide-call-back.ts';
import { nationalNumber } from '../../shared/core/cases/phone.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import type { Queue } from '../../shared/shell/queues/contacts-queue.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { type CallBackTurns, takeCallBack } from './call-back-turns.ts';
import type { HandingOn } from './register-contact.ts';

/** What is handed on to: the queues of attachments and of the protocol, the turns, and the secret of their keys. */
export type Neighbours = {
  attachments: Queue;
  protocol: Queue;
  turns: CallBackTurns;
  hmac: () => Promise<Hmac>;
  clock: () => Date;
};

/**
 * Hands on what others must do; who waits to be called back is known by keyed digests of their number, alone and with
 * the kind.
 */
export function handingOnOf(service: string, register: Register, neighbours: Neighbours): HandingOn {
  const { attachments, protocol, turns, hmac, clock } = neighbours;
  const turnOf = async (caseId: string, asked: string) =>
    takeCallBack(turns, { asker: keyedDigest(asked, await hmac()), caseId, now: clock() }, async (holder) =>
      isCallBackDue((await readCase(register, holder)).state),
    );
  return {
    attachments(caseId) {
      const offered: AttachmentsOffered = { contract: 'attachments-offered.v1', service, caseId };
      return attachments.leave(JSON.stringify(offered));
    },
    formal(contact) {
      const formal: FormalContact = { contract: 'formal-contact.v1', service, ...contact };
      return protocol.leave(JSON.stringify(formal));
    },
    async turnOf({ caseId, phone, kind, category }) {
      const number = nationalNumber(phone);
      return number === '' ? caseId : turnOf(caseId, `call-back|${number}|${kind}|${category ?? ''}`);
    },
    async numberTurnOf({ caseId, phone }) {
      const number = nationalNumber(phone);
      return number === '' ? caseId : turnOf(caseId, `call-back|${number}`);
    },
    async noteServed({ phone, at }) {
      const number = nationalNumber(phone);
      if (number === '') return undefined;
      await turns.noteServed({ caller: keyedDigest(`served|${number}`, await hmac()), at, now: clock() });
      return turns.holderOf(keyedDigest(`call-back|${number}`, await hmac()));
    },
    async servedAt(phone) {
      return turns.servedAt(keyedDigest(`served|${nationalNumber(phone)}`, await hmac()));
    },
  };
}
