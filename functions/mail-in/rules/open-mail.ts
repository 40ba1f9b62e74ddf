import { textOfFile } from '../../../shared/core/charset.ts';
import { type CertifiedMail, certifiedMail, filesFor } from './certified.ts';
import { textOfHtml } from './html-text.ts';
import { cleanText } from './plain-text.ts';
import { type SeparatedText, separateText } from './quoted-text.ts';
import { type ArrivedMail, longestText, type MailFile, mailboxText, readMail } from './read-mail.ts';
import { withoutRepeated } from './repeated-mail.ts';

/**
 * A mail as it arrived (`envelope`) and as its sender wrote it (`mail`): certified mail carries the second in the
 * first.
 */
export type OpenedMail = {
  envelope: ArrivedMail;
  certified: CertifiedMail | undefined;
  mail: ArrivedMail;
  text: SeparatedText;
  /** All that its sender sent, for the ear: subject, text, page, and what is attached and speaks. */
  sent: string;
  /** What came with it, pictures between the words last. */
  files: readonly MailFile[];
};

/**
 * Opens a message: reads it, recognises certified mail, reads the mail that it carries, and separates what is new in
 * it. A mail without words speaks through what is attached to it: another mail, or a text.
 */
export async function openMail(bytes: Uint8Array): Promise<OpenedMail> {
  const envelope = await readMail(bytes);
  const certified = certifiedMail(envelope);
  const carried = certified?.carried === undefined ? undefined : await readMail(certified.carried.bytes);
  const mail = carried === undefined ? envelope : delivered(carried, envelope, certified?.sender);
  const files = filesFor(mail);
  const isFirst = isNew(mail);
  const text = separateText(mail.text.trim() === '' ? await textWithin(files) : mail.text, { isNew: isFirst });
  return {
    envelope,
    certified,
    mail,
    text: isFirst ? text : withoutRepeated(text),
    sent: await sentIn(mail, files),
    files: [...files.filter(({ inline }) => !inline), ...files.filter(({ inline }) => inline)],
  };
}

/** Whether a mail neither answers nor forwards, as far as its head says. */
const isNew = ({ follows, subject }: ArrivedMail) =>
  follows.length === 0 && !/^(?:re|r|aw|antw|sv|i|fw|fwd|wg|inoltr\w*|inl|tr)\s*(?:\[\d+\])?\s*:/i.test(subject);

/** Files of a mail whose words are heard, mails within mails, and characters of all that is. */
const mostHeardFiles = 5;
const deepestMail = 3;
const longestHeard = 100_000;

/** Whether a file is a text or a mail, by its type or, where a program names none, by its name. */
const speaks = ({ declared, fileName }: MailFile) =>
  /^(?:message\/rfc822|text\/(?:plain|html))$/.test(declared) || /\.(?:txt|eml|html?)$/i.test(fileName ?? '');

/** What is no letter to read, but may hold a cry: an appointment, a visiting card, a table, any other text. */
const isHeard = (file: MailFile) =>
  speaks(file) || /^text\//.test(file.declared) || /\.(?:ics|vcf|csv|md|text)$/i.test(file.fileName ?? '');

const isMail = ({ declared, fileName = '' }: MailFile) => declared === 'message/rfc822' || /\.eml$/i.test(fileName);

async function sentIn(mail: ArrivedMail, files: readonly MailFile[], depth = 0): Promise<string> {
  const heard = files.filter(isHeard).slice(0, mostHeardFiles);
  const attached = await Promise.all(heard.map((file) => heardIn(file, depth + 1)));
  const parts = [mail.subject, mail.text, mail.page ?? '', ...attached];
  return parts
    .filter((part) => part.trim() !== '')
    .join('\n\n')
    .slice(0, longestHeard)
    .toWellFormed();
}

/** All that an attached file says, with what is attached to an attached mail. */
async function heardIn(file: MailFile, depth: number): Promise<string> {
  if (!isMail(file) || depth >= deepestMail) return wordsOf(file);
  const mail = await readMail(file.bytes);
  return sentIn(mail, filesFor(mail), depth);
}

async function textWithin(files: readonly MailFile[]): Promise<string> {
  const speaking = files.find(speaks);
  return speaking === undefined ? '' : wordsOf(speaking);
}

async function wordsOf(file: MailFile): Promise<string> {
  const { declared, bytes, fileName = '' } = file;
  if (!isMail(file)) {
    const written = textOfFile(bytes);
    const isPage = declared === 'text/html' || /\.html?$/i.test(fileName);
    // Appointments and visiting cards break their lines anywhere, before a blank.
    const isCard = /^text\/(?:calendar|vcard|x-vcard)$/.test(declared) || /\.(?:ics|vcf)$/i.test(fileName);
    return cleanText(isPage ? textOfHtml(written) : isCard ? written.replace(/\r?\n[ \t]/g, '') : written, longestText);
  }
  const { subject, text, page = '' } = await readMail(bytes);
  return [subject, text, page].filter((part) => part !== '').join('\n\n');
}

/**
 * The carried mail, with what only the envelope knows: who it says has sent it, and to whom it was delivered. Where the
 * two name different senders, both are shown.
 */
function delivered(carried: ArrivedMail, envelope: ArrivedMail, sender: string | undefined): ArrivedMail {
  const from =
    sender === undefined || sender === carried.from?.address
      ? carried.from
      : { address: sender, name: carried.from === undefined ? '' : mailboxText(carried.from) };
  return { ...carried, from, to: [...new Set([...carried.to, ...envelope.to])] };
}
