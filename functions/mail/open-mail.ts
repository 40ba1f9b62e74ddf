import { type CertifiedMail, certifiedMail, isForPrograms } from './certified.ts';
import { type SeparatedText, separateText } from './quoted-text.ts';
import { type ArrivedMail, type MailFile, readMail } from './read-mail.ts';

/** A mail as it arrived (`envelope`) and as its sender wrote it (`mail`): certified mail carries the second in the first. */
export type OpenedMail = {
  envelope: ArrivedMail;
  certified: CertifiedMail | undefined;
  mail: ArrivedMail;
  text: SeparatedText;
  /** What came with it, pictures between the words last. */
  files: readonly MailFile[];
};

/** Opens a message: reads it, recognises certified mail, reads the mail that it carries, and separates what is new in it. */
export async function openMail(bytes: Uint8Array): Promise<OpenedMail> {
  const envelope = await readMail(bytes);
  const certified = certifiedMail(envelope);
  const carried = certified?.carried === undefined ? undefined : await readMail(certified.carried.bytes);
  const mail = carried === undefined ? envelope : delivered(carried, envelope, certified?.sender);
  const files = mail.files.filter((file) => !isForPrograms(file));
  return {
    envelope,
    certified,
    mail,
    text: separateText(mail.text),
    files: [...files.filter(({ inline }) => !inline), ...files.filter(({ inline }) => inline)],
  };
}

/** The carried mail, with what only the envelope knows: who really sent it, and to whom it was delivered. */
function delivered(carried: ArrivedMail, envelope: ArrivedMail, sender: string | undefined): ArrivedMail {
  const from =
    sender === undefined || sender === carried.from?.address
      ? carried.from
      : { address: sender, name: carried.from?.name ?? '' };
  return { ...carried, from, to: [...new Set([...carried.to, ...envelope.to])] };
}
