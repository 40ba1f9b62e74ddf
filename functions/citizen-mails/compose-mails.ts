import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { MailDue, WrittenMail } from '../../shared/contracts/mail.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { replyAddress } from '../../shared/core/cases/reply-address.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { declaredEvents } from '../../shared/shell/declared.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { mimeOf } from '../../shared/shell/mime.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { callBackMail } from './rules/call-back-mail.ts';
import { protocolMail, protocolNews } from './rules/protocol-mail.ts';
import { type ReceiptFacts, receiptAfterReading, receiptMail } from './rules/receipt-mail.ts';

/** Milliseconds that the notices in mails may lag behind a declaration. */
const freshFor = 1000;

/** Composes what citizens are mailed about their cases: each function gives messages for a mail queue (`mail-due.v1` as JSON). */
export function citizenMails(given: {
  definition: PreparedService;
  register: Register;
  ledgerTable: string;
  portalUrl: string;
  receiptSecretId: string;
}) {
  const { definition, register, ledgerTable, portalUrl, receiptSecretId } = given;
  const { service } = definition;
  const readAt = definition.mail.addresses?.find(({ channel }) => channel === 'email')?.address;

  /** Where an answer about one case is read; undefined where the service reads no mail. */
  const replyTo = async (caseId: string): Promise<string | undefined> =>
    readAt && replyAddress(readAt, caseId, hmacWith(await readSecret(receiptSecretId)));

  const declared = async (now: Date) =>
    declaredAt(await declaredEvents(ledgerTable, service, freshFor), now.toISOString());

  async function due(caseId: string, mail: WrittenMail, now: Date): Promise<string> {
    const composed: MailDue = {
      contract: 'mail-due.v1',
      caseId,
      service,
      to: mail.to,
      composedAt: now.toISOString(),
      raw: (await mimeOf(mail, now)).toString('base64'),
    };
    return JSON.stringify(composed);
  }

  return {
    /** The receipt of a case, with the notices that hold now. */
    async receipt(facts: ReceiptFacts, now: Date): Promise<string> {
      const texts = await textsIn(facts.language);
      const mail = receiptMail(facts, definition, texts, portalUrl, await declared(now), await replyTo(facts.caseId));
      return due(facts.caseId, mail, now);
    },
    /** What the receipt says that a reading makes due, where it makes one due. */
    async afterReading({ caseId, version }: RegisterEntry): Promise<ReceiptFacts[]> {
      const entries = (await register.read(caseId)).map((entry) => ({ ...entry, events: openEntry(entry) }));
      const facts = receiptAfterReading(caseId, entries, version);
      return facts === undefined ? [] : [facts];
    },
    /** The message after calls that reached nobody. */
    async callBackNews({ caseId, version }: RegisterEntry, now: Date): Promise<string[]> {
      const { state } = await readCase(register, caseId);
      const texts = await textsIn(state.stage === 'none' ? 'it' : state.language);
      const mail = callBackMail(
        { caseId, version },
        state,
        definition,
        texts,
        portalUrl,
        await declared(now),
        await replyTo(caseId),
      );
      return mail === undefined ? [] : [await due(caseId, mail, now)];
    },
    /** The message with a protocol number. */
    async numberNews({ caseId, version }: RegisterEntry, now: Date): Promise<string[]> {
      const told = protocolNews(await register.read(caseId), version, definition).map(async (facts) => {
        const texts = await textsIn(facts.language);
        const mail = protocolMail(facts, definition, texts, portalUrl, await declared(now), await replyTo(caseId));
        return due(caseId, mail, now);
      });
      return Promise.all(told);
    },
  };
}
