import { maximumDocumentBytes } from '../../shared/contracts/arrival.ts';
import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { keyedDigest, sha256 } from '../../shared/shell/hashing.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import type { Queue } from '../../shared/shell/queues/contacts-queue.ts';
import { type ContactQueues, keepContact } from '../../shared/shell/queues/keep-contact.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import type { Arrival } from '../../shared/shell/stores/arrivals.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { type AnswersGiven, takeAnswer, takeAnswerOfChain } from './answers-an-hour.ts';
import { withDocumentsHeard } from './hear-documents.ts';
import { type ReadTextLayer, withPdfsHeard } from './hear-pdfs.ts';
import { type HeldMails, holdMail } from './held-mails.ts';
import { caseOfMail, type DueMail, digestOf, lookIntoFiles } from './look-into-mail.ts';
import { answerReceipt } from './rules/answer-receipt.ts';
import { heldItem } from './rules/held-item.ts';
import { acceptMail, keepable } from './rules/mail-acceptance.ts';
import { codeOfReport, type NamedCodes, namedCodes } from './rules/named-codes.ts';
import { type OpenedMail, openMail } from './rules/open-mail.ts';
import { returnedMail } from './rules/returned-mail.ts';
import { hasTooManyLines, hasTooManyPads } from './rules/short-lines.ts';
import { certainSender, domainSpeakingBack, sortMail, unscanned } from './rules/sort-mail.ts';

// Step 1 of the citizen's line where it begins with a mail: called by on-mail-arrived, then the registrar takes the
// contact from its queue or inbox; a mail that is held waits for on-held-request.

/** What the mails of a service are taken in with. */
export type MailWork = Pick<ServiceFrame, 'definition' | 'hmac' | 'periods'> & {
  rules: LifeFirstRules;
  register: Register;
  readTextLayer: ReadTextLayer;
  queues: ContactQueues;
  /** Where it is told that an answer came back. */
  answers: Queue;
  /** Reads a whole mail of `largest` bytes at most. */
  readMail(key: string, largest: number): Promise<Arrival | undefined>;
  keepDocument(
    document: string,
    file: { bytes: Uint8Array; contentType: string; fileName?: string | undefined },
  ): Promise<void>;
  /** Mails that were laid aside, and who was answered how often. */
  held: HeldMails;
  given: AnswersGiven;
};

type Aside = Omit<Parameters<typeof heldItem>[0], 'service' | 'id' | 'rules' | 'statement'>;

/** Lays a mail aside, in the box that its verdict names. */
async function layAside(
  { definition: { service, emergencyStatement: statement }, held, rules }: MailWork,
  verdict: 'held' | 'recorded',
  about: Aside,
  now: Date,
): Promise<void> {
  const item = heldItem({ ...about, service, id: sha256(about.original).slice(0, 32), rules, statement });
  // A mail that speaks of danger is seen by a person, even where a machine seems to speak.
  const seemsMachine = item.because === 'auto-reply' || item.because === 'certified-receipt';
  const box = item.urgent && seemsMachine ? 'held' : verdict;
  const outcome = await holdMail(held, box, item, now);
  const { mail, because, bytes, urgent } = item;
  logLine({ level: 'info', function: 'mail-in', service, mail, box, because, bytes, urgent, outcome });
  if (outcome === 'there') return;
  if (box === 'held') logCount(urgent ? 'UrgentMailHeld' : 'MailHeld', service);
  if (because === 'bounce') logCount('MailBounced', service);
}

/**
 * A mail as a contact; without an address to answer where a machine wrote it, or where that address, the domain that
 * speaks back or the chain of receipts it follows (of `named` codes) has had its answers.
 */
async function acceptedMail(
  { given }: MailWork,
  facts: Omit<Parameters<typeof acceptMail>[0], 'answerable'>,
  { answerable, named: [answers] }: { answerable: boolean; named: readonly string[] },
) {
  const { hmac, receivedAt: arrivedAt } = facts;
  const first = acceptMail({ ...facts, answerable });
  const { code, joins, contact } = first.accepted;
  if (joins !== undefined || contact.email === undefined) return { ...first, answered: true };
  const within = (whose: string) =>
    takeAnswer(given, { who: keyedDigest(`answered|${whose}`, hmac).slice(0, 32), mail: code, arrivedAt });
  const domain = domainSpeakingBack(facts.opened.mail);
  const answered =
    (answers === undefined || (await takeAnswerOfChain(given, { code: answers, mail: code, arrivedAt }))) &&
    (domain === undefined || (await within(`@${domain}`))) &&
    (await within(contact.email));
  return { ...(answered ? first : acceptMail({ ...facts, answerable: false })), answered };
}

/**
 * Takes in one mail: a person's becomes a contact, with its files kept first; any other is laid aside, whole, and never
 * answered. Done twice it is done once: code, names of files and of what is laid aside follow from the mail itself.
 */
export async function takeInMail(work: MailWork, mail: DueMail, now: Date): Promise<void> {
  const { definition } = work;
  const { key, arrivedAt } = mail;
  const arrival = await work.readMail(key, maximumDocumentBytes);
  if (arrival === undefined) {
    // Somebody took it away before it was read.
    const gone = sha256(key).slice(0, 32);
    return logLine({ level: 'warn', function: 'mail-in', service: definition.service, gone });
  }
  // What came with an import was taken in where it came from; what was held there may be released here.
  if (arrival.imported && mail.released === undefined) return;
  const { bytes, size } = arrival;
  const about = { arrivedAt, original: key, bytes: size };
  if (bytes === undefined || hasTooManyLines(bytes) || hasTooManyPads(bytes)) {
    return layAside(work, 'held', { ...about, because: 'too-large', opened: undefined, code: undefined }, now);
  }
  const ours = ownAddresses(definition);
  const hmac = await work.hmac();
  const codeFacts = { ...ours, domain: ours.from.split('@')[1] ?? '', prefix: definition.codePrefix, hmac };
  const written = await openMail(bytes);
  const verdict = sortMail(written.envelope, written.mail, written.certified, ours);
  const hasVirus = verdict.is === 'held' && verdict.because === 'virus';
  const opened = hasVirus ? written : withDocumentsHeard(await withPdfsHeard(written, work.readTextLayer));
  if (mail.released === undefined && verdict.is !== 'person') {
    const code = verdict.is === 'recorded' ? codeOfReport(opened, codeFacts) : undefined;
    if (verdict.because === 'certified-receipt') await tellReceipt(work, opened, codeFacts);
    if (verdict.because === 'bounce' && code !== undefined) await tellReturned(work, code, opened);
    return layAside(work, verdict.is, { ...about, because: verdict.because, opened, code }, now);
  }
  await takeInWords(work, {
    opened,
    ours,
    codes: namedCodes(opened, codeFacts),
    hasVirus,
    hmac,
    now,
    ...about,
    whole: bytes,
  });
}

/** Tells what the provider of certified mail says of an answer; of any other receipt nothing. */
async function tellReceipt(
  { definition, answers }: MailWork,
  opened: OpenedMail,
  codeFacts: Parameters<typeof namedCodes>[1],
): Promise<void> {
  const { service, mail } = definition;
  const from = mail.addresses?.find(({ channel }) => channel === 'pec')?.address;
  const receipt = answerReceipt(opened, { ...codeFacts, from });
  if (receipt === undefined) return;
  const news: AnswerNews = { contract: 'answer-news.v1', news: 'receipt', service, ...receipt };
  await answers.leave(JSON.stringify(news));
}

/** Tells of a mail about a case that came back, which may have been an answer. */
async function tellReturned({ definition, answers }: MailWork, caseId: string, opened: OpenedMail): Promise<void> {
  const { service } = definition;
  const returned = returnedMail(opened);
  if (returned.is === 'receipt') return;
  const { answer, reason } = returned;
  const news: AnswerNews = {
    contract: 'answer-news.v1',
    news: 'returned',
    service,
    caseId,
    reason,
    ...(answer !== undefined && { answer }),
  };
  await answers.leave(JSON.stringify(news));
}

const ownAddresses = ({ mail }: PreparedService) => ({
  from: mail.from,
  addresses: (mail.addresses ?? []).map(({ address }) => address),
});

/** Makes a contact of a person's mail, and keeps its files and then the contact. */
async function takeInWords(
  work: MailWork,
  read: {
    opened: Awaited<ReturnType<typeof openMail>>;
    ours: ReturnType<typeof ownAddresses>;
    codes: NamedCodes;
    hasVirus: boolean;
    hmac: Hmac;
    now: Date;
    arrivedAt: string;
    original: string;
    /** Bytes of the whole mail: how many arrived, and which were read. */
    bytes: number;
    whole: Uint8Array;
  },
): Promise<void> {
  const { definition, rules, register } = work;
  const { opened, ours, codes, bytes, hmac } = read;
  const { envelope, mail, certified } = opened;
  const joins = await caseOfMail(register, codes, certainSender(envelope, mail, certified));
  const written = sortMail(unscanned(envelope), mail, certified, ours);
  // Whoever lets a mail go on has judged what a scanner found in it, not who wrote it: no machine is answered (RFC
  // 3834).
  const answerable = written.is === 'person' && !written.silent;
  const facts = {
    opened,
    definition,
    own: ours,
    rules,
    periods: await work.periods(read.now),
    receivedAt: read.arrivedAt,
    // A message of no bytes at all is one that somebody put there; it is kept like any other.
    original: { key: read.original, sha256: digestOf(read.whole), bytes: Math.max(1, bytes) },
    // Whoever releases a mail with a virus means its words.
    kept: read.hasVirus ? [] : await lookIntoFiles(keepable(opened.files)),
    joins,
    answersUs: joins !== undefined || codes.named.length > 0,
    hmac,
    sha256,
  };
  const { accepted, documents, answered } = await acceptedMail(work, facts, { answerable, named: codes.named });
  for (const { document, bytes: content } of documents)
    await work.keepDocument(document.document, { ...document, bytes: content });
  await keepContact(work.queues, accepted.code, JSON.stringify(accepted));
  const { channel, urgent } = accepted;
  const joined = accepted.joins !== undefined;
  const line = { function: 'mail-in', service: definition.service, channel, urgent, joined, answered };
  logLine({ level: 'info', ...line, bytes, files: documents.length });
}
