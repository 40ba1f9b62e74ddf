import { textOfFile } from '../../../shared/core/charset.ts';
import { type CertifiedMail, certifiedMail, filesFor } from './certified.ts';
import { textOfHtml } from './html-text.ts';
import { cleanText } from './plain-text.ts';
import { type SeparatedText, separateText } from './quoted-text.ts';
import { type ArrivedMail, longestText, type MailFile, mailboxText, readMail } from './read-mail.ts';

/**
 * A mail as it arrived (`envelope`) and as its sender wrote it (`mail`): certified mail carries the second in the
 * first.
 */
export type OpenedMail = {
  envelope: ArrivedMail;
  certified: CertifiedMail | undefined;
  mail: ArrivedMail;
  text: SeparatedText;
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
  return {
    envelope,
    certified,
    mail,
    text: separateText(mail.text.trim() === '' ? await textWithin(files) : mail.text),
    files: [...files.filter(({ inline }) => !inline), ...files.filter(({ inline }) => inline)],
  };
}

async function textWithin(files: readonly MailFile[]): Promise<string> {
  const speaking = files.find(({ declared }) => /^(?:message\/rfc822|text\/(?:plain|html))$/.test(declared));
  if (speaking === undefined) return '';
  if (speaking.declared !== 'message/rfc822') {
    const written = textOfFile(speaking.bytes);
    return cleanText(speaking.declared === 'text/html' ? textOfHtml(written) : written, longestText);
  }
  const { subject, text } = await readMail(speaking.bytes);
  return [subject, text].filter((part) => part !== '').join('\n\n');
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
