import { maximumDocumentBytes } from '../../shared/contracts/arrival.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { declaredPeriods } from '../../shared/shell/declared.ts';
import { hmacWith, sha256 } from '../../shared/shell/hashing.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readArrival } from '../../shared/shell/stores/arrivals.ts';
import { keepDocument } from '../../shared/shell/stores/attachments.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { takeAnswer } from './answers-an-hour.ts';
import { holdMail } from './held-mails.ts';
import { caseOfMail, type DueMail, digestOf, lookIntoFiles } from './look-into-mail.ts';
import { heldItem } from './rules/held-item.ts';
import { acceptMail, keepable } from './rules/mail-acceptance.ts';
import { codeOfReport, namedCodes } from './rules/named-codes.ts';
import { openMail } from './rules/open-mail.ts';
import { certainSender, sortMail, unscanned } from './rules/sort-mail.ts';

/** Where the mails of a service come from and go to. */
export type MailPlace = {
  definition: PreparedService;
  rules: LifeFirstRules;
  register: Register;
  mailBucket: string;
  attachmentsBucket: string;
  queueUrl: string;
  inboxTable: string;
  ledgerTable: string;
  heldTable: string;
  secretId: string;
};

async function hold(
  { definition: { service, emergencyStatement: statement }, heldTable, rules }: MailPlace,
  verdict: 'held' | 'recorded',
  about: Omit<Parameters<typeof heldItem>[0], 'service' | 'id' | 'rules' | 'statement'>,
): Promise<void> {
  const item = heldItem({ ...about, service, id: sha256(about.original).slice(0, 32), rules, statement });
  // Whoever speaks of danger is seen by a person, even where a machine seems to speak.
  const seemsMachine = item.because === 'auto-reply' || item.because === 'certified-receipt';
  const box = item.urgent && seemsMachine ? 'held' : verdict;
  const outcome = await holdMail(heldTable, box, item, new Date());
  const { mail, because, bytes, urgent } = item;
  logLine({ level: 'info', function: 'mail-in', service, mail, box, because, bytes, urgent, outcome });
  if (outcome === 'there') return;
  if (box === 'held') logCount(urgent ? 'UrgentMailHeld' : 'MailHeld', service);
  if (because === 'bounce') logCount('MailBounced', service);
}

/** A mail as a contact; without an address to answer where a machine wrote it, or where that address has had its answers of the hour. */
async function acceptedMail(
  { heldTable }: MailPlace,
  facts: Omit<Parameters<typeof acceptMail>[0], 'answerable'>,
  answerable: boolean,
) {
  const { hmac, receivedAt: arrivedAt } = facts;
  const first = acceptMail({ ...facts, answerable });
  const { code, joins, contact } = first.accepted;
  if (joins !== undefined || contact.email === undefined) return { ...first, answered: true };
  const who = Buffer.from(hmac(`answered|${contact.email}`))
    .toString('hex')
    .slice(0, 32);
  const answered = await takeAnswer(heldTable, { who, mail: code, arrivedAt });
  return { ...(answered ? first : acceptMail({ ...facts, answerable: false })), answered };
}

/**
 * Takes in one mail: a person's becomes a contact, with its files kept first; any other is laid aside, whole, and never answered.
 * Done twice it is done once: code, names of files and of what is laid aside follow from the mail itself.
 */
export async function takeInMail(place: MailPlace, { key, arrivedAt, released }: DueMail, now: Date): Promise<void> {
  const { definition, rules, register } = place;
  const { service, codePrefix: prefix, mail } = definition;
  const line = { function: 'mail-in', service };
  const arrival = await readArrival(place.mailBucket, key, maximumDocumentBytes);
  // Somebody took it away before it was read.
  if (arrival === undefined) return logLine({ level: 'warn', ...line, gone: sha256(key).slice(0, 32) });
  const { bytes, size } = arrival;
  const about = { arrivedAt, original: key, bytes: size };
  if (bytes === undefined) {
    return hold(place, 'held', { ...about, because: 'too-large', opened: undefined, code: undefined });
  }
  const own = { from: mail.from, addresses: (mail.addresses ?? []).map(({ address }) => address) };
  const hmac = hmacWith(await readSecret(place.secretId));
  const given = { addresses: own.addresses, domain: mail.from.split('@')[1] ?? '', prefix, hmac };
  const opened = await openMail(bytes);
  const verdict = sortMail(opened.envelope, opened.mail, opened.certified, own);
  if (released === undefined && verdict.is !== 'person') {
    const code = verdict.is === 'recorded' ? codeOfReport(opened, given) : undefined;
    return hold(place, verdict.is, { ...about, because: verdict.because, opened, code });
  }
  const codes = namedCodes(opened, given);
  const joins = await caseOfMail(register, codes, certainSender(opened.envelope, opened.mail, opened.certified));
  const isVirus = verdict.is === 'held' && verdict.because === 'virus';
  const written = sortMail(unscanned(opened.envelope), opened.mail, opened.certified, own);
  // Whoever lets a mail go on has judged what a scanner found in it, not who wrote it: no machine is answered (RFC 3834).
  const answerable = written.is === 'person' && !written.silent;
  const facts = {
    opened,
    definition,
    own,
    rules,
    periods: await declaredPeriods(place.ledgerTable, service, now.toISOString()),
    receivedAt: arrivedAt,
    // A message of no bytes at all is one that somebody put there; it is kept like any other.
    original: { key, sha256: digestOf(bytes), bytes: Math.max(1, size) },
    // Whoever releases a mail with a virus means its words.
    kept: isVirus ? [] : await lookIntoFiles(keepable(opened.files)),
    joins,
    answersUs: joins !== undefined || codes.named.length > 0,
    hmac,
    sha256,
  };
  const { accepted, documents, answered } = await acceptedMail(place, facts, answerable);
  for (const { document, bytes: content } of documents)
    await keepDocument(place.attachmentsBucket, document.document, { ...document, bytes: content });
  const to = { service, queueUrl: place.queueUrl, inboxTable: place.inboxTable };
  await keepContact(to, accepted.code, JSON.stringify(accepted));
  const { channel, urgent } = accepted;
  const joined = accepted.joins !== undefined;
  logLine({ level: 'info', ...line, channel, urgent, joined, answered, bytes: size, files: documents.length });
}
