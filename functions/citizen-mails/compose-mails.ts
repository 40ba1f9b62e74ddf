import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { MailDue, WrittenMail } from '../../shared/contracts/mail.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { replyAddress } from '../../shared/core/cases/reply-address.ts';
import { openEntries, openEntry } from '../../shared/core/chain.ts';
import { isOpen } from '../../shared/core/hours/calendar.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { hoursRules } from '../../shared/core/posture/service-state.ts';
import { readsUrgent } from '../../shared/core/posture/waking.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { type AnswerToMail, answerMail, answerMailName } from './rules/answer-mail.ts';
import { callBackMail } from './rules/call-back-mail.ts';
import { type MailFrame, messageIdOf } from './rules/citizen-mail.ts';
import { expertMail, expertNews } from './rules/expert-mail.ts';
import { heldMail, heldNews } from './rules/held-mail.ts';
import type { CountedMail } from './rules/mail-allowance.ts';
import { protocolMail, protocolNews } from './rules/protocol-mail.ts';
import { type ReceiptFacts, receiptAfterReading, receiptMail } from './rules/receipt-mail.ts';
import { linkMail, linksDue, referralNews, referralNewsMail } from './rules/referral-mail.ts';
import { type MailCounts, takeAllowance } from './take-allowance.ts';

// Step 3 of the citizen's line: called by on-case-event for each change that a citizen is to hear of; then mail-out
// sends what is queued here.

/** Milliseconds that the notices in mails may lag behind a declaration. */
const freshFor = 1000;

/** What mails to citizens are composed with. */
export type ComposingWork = Pick<ServiceFrame, 'definition' | 'ledgerTable' | 'hmac'> & {
  register: Register;
  portalUrl: string;
  /** How often each mailbox was mailed because of forms; absent where only answers are composed. */
  counts?: MailCounts;
  /** Where news of answers are left: of one that SES will not take, too. */
  answersQueue?: string;
  /** Where files of answers are kept: whoever sends the mail takes them from there. */
  filesBucket?: string;
  /** The acts of the service's ledger, where they are not those of `ledgerTable`. */
  actsOfLedger?: () => Promise<readonly LedgerEvent[]>;
};

type Told = Pick<MailDue, 'onPage' | 'canary' | 'answer' | 'files'>;

/** Gives what a mail about a case is written with, now and in a language. */
function framing(
  { definition, portalUrl, hmac }: Pick<ComposingWork, 'definition' | 'portalUrl' | 'hmac'>,
  actsOfLedger: () => Promise<readonly LedgerEvent[]>,
) {
  const mailbox = definition.mail.addresses?.find(({ channel }) => channel === 'email')?.address;
  return async (caseId: string, language: Language, now: Date): Promise<MailFrame> => {
    const at = now.toISOString();
    const declared = declaredAt(await actsOfLedger(), at);
    return {
      definition,
      texts: await textsIn(language),
      portalUrl,
      declared,
      readsUrgentNow: readsUrgent(definition, isOpen(hoursRules(definition), declared.periods, at), at),
      replyTo: mailbox && replyAddress(mailbox, caseId, await hmac()),
    };
  };
}

/** The case with what an entry told of it; undefined where the register has neither. */
async function toldBy(register: Register, { caseId, version }: Pick<RegisterEntry, 'caseId' | 'version'>) {
  const entries = await register.read(caseId);
  const state = caseOf(openEntries(entries));
  const entry = entries.find((known) => known.version === version);
  return state.stage === 'none' || entry === undefined ? undefined : { state, events: openEntry(entry) };
}

/**
 * Composes what citizens are mailed about their cases: each function gives messages for a mail queue (`mail-due.v1` as
 * JSON).
 */
export function citizenMails(given: ComposingWork) {
  const { definition, register, ledgerTable, portalUrl, hmac, counts, answersQueue = '', filesBucket = '' } = given;
  const { service } = definition;
  const actsOfLedger = given.actsOfLedger ?? (() => declaredEvents(ledgerTable, service, freshFor));
  const frameOf = framing({ definition, portalUrl, hmac }, actsOfLedger);

  async function messageOf(caseId: string | undefined, mail: WrittenMail, now: Date, told: Told = {}): Promise<string> {
    return JSON.stringify(await mailDue(service, mail, now, { caseId, ...told }));
  }

  const mayMail = async (what: CountedMail, { to, caseId }: { to: string; caseId: string }, now: Date) =>
    counts === undefined || takeAllowance(counts, { service, what, to, caseId, hmac: await hmac(), now });

  return {
    /**
     * The receipt of a case, with the notices that hold now; none where a form names a mailbox that has had its share:
     * the page has shown that receipt.
     */
    async receipt(facts: ReceiptFacts, now: Date): Promise<string[]> {
      const { caseId, language } = facts;
      // The mailbox of canaries is nobody's.
      const isCounted = facts.onPage && !facts.canary;
      if (isCounted && !(await mayMail(facts.urgent ? 'urgent-receipt' : 'receipt', facts, now))) return [];
      const told = {
        ...(facts.onPage && { onPage: true as const }),
        ...(facts.canary && { canary: true as const }),
      };
      return [await messageOf(caseId, receiptMail(facts, await frameOf(caseId, language, now)), now, told)];
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
      const language = state.stage === 'none' ? 'it' : state.language;
      const mail = callBackMail({ caseId, version, state }, await frameOf(caseId, language, now));
      return mail === undefined ? [] : [await messageOf(caseId, mail, now)];
    },
    /** The mail with an answer, and the Message-ID that it has however often it is composed. */
    answer: {
      messageIdOf: (caseId: string, answer: string) => messageIdOf(definition, answerMailName(caseId, answer)),
      async mailDue(facts: AnswerToMail, now: Date): Promise<string> {
        const { caseId, language, answer, files = [] } = facts;
        const told = {
          answer: { id: answer.answer, news: answersQueue },
          // Of what nothing may be told, no file is sent either.
          ...(files.length > 0 && !facts.tellsNothing && { files: { bucket: filesBucket, kept: [...files] } }),
        };
        return messageOf(caseId, answerMail(facts, await frameOf(caseId, language, now)), now, told);
      },
    },
    /** What an entry makes due about referrals: the link to the administration, and to the citizen where it went. */
    async referralNews(entry: RegisterEntry, now: Date): Promise<string[]> {
      const { caseId } = entry;
      const told = await toldBy(register, entry);
      if (told === undefined) return [];
      const { state, events } = told;
      const [frame, key] = await Promise.all([frameOf(caseId, state.language, now), hmac()]);
      const links = linksDue(state, events).map((due) => linkMail(due, caseId, frame, key));
      const toCitizen = referralNews(state, events).map((news) => referralNewsMail(news, caseId, state, frame));
      return Promise.all([
        // The mail to an administration is about no case: one that comes back is no answer that came back.
        ...links.flatMap((mail) => (mail === undefined ? [] : [messageOf(undefined, mail, now)])),
        ...toCitizen.map((mail) => messageOf(caseId, mail, now)),
      ]);
    },
    /** What an entry makes due to groups of experts that have a mailbox: the question that waits, or that it is late. */
    async expertNews(entry: RegisterEntry, now: Date): Promise<string[]> {
      const { caseId } = entry;
      const told = await toldBy(register, entry);
      const news = told === undefined ? [] : expertNews(told.state, told.events, definition);
      if (news.length === 0) return [];
      const frame = await frameOf(caseId, 'it', now);
      // It is about no case: one that comes back is no answer that came back.
      return Promise.all(news.map((one) => messageOf(undefined, expertMail(one, caseId, frame), now)));
    },
    /** What an entry makes due to supervisors who have a mailbox: that an answer waits for them, a few times an hour. */
    async heldNews(entry: RegisterEntry, now: Date): Promise<string[]> {
      const told = await toldBy(register, entry);
      const news = told === undefined ? undefined : heldNews(told.state, told.events, definition);
      if (news === undefined) return [];
      if (!(await mayMail('held-answer', { to: news.email, caseId: news.answer }, now))) return [];
      return [await messageOf(undefined, heldMail(news, await frameOf(entry.caseId, 'it', now)), now)];
    },
    /** The message with a protocol number, where its mailbox has not had its share; the page of the case shows it. */
    async numberNews({ caseId, version }: RegisterEntry, now: Date): Promise<string[]> {
      const news = protocolNews(await register.read(caseId), version, definition);
      const mails = news.map(async (facts) => {
        if (!(await mayMail('number', facts, now))) return [];
        return [await messageOf(caseId, protocolMail(facts, await frameOf(caseId, facts.language, now)), now)];
      });
      return (await Promise.all(mails)).flat();
    },
  };
}
