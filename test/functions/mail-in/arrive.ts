import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseOfMail, digestOf, lookIntoFiles } from '../../../functions/mail-in/look-into-mail.ts';
import { acceptMail, keepable } from '../../../functions/mail-in/rules/mail-acceptance.ts';
import { codeOfReport, namedCodes } from '../../../functions/mail-in/rules/named-codes.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { certainSender, sortMail } from '../../../functions/mail-in/rules/sort-mail.ts';
import { registration } from '../../../functions/registrar/rules/case-commands.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { hmacWith, sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const folder = new URL('../../fixtures/mails/', import.meta.url).pathname;

/** Names of the corpus' messages, and the bytes of one. */
export const corpus = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -'.eml'.length));
export const message = (name: string): Uint8Array => readFileSync(join(folder, `${name}.eml`));

/** The secret under which the codes in the corpus are genuine. */
export const hmac = hmacWith('the secret of the corpus, which no service has');
/** The case of Ada Bianchi that the corpus speaks of. */
export const adasCase = mintCode('PC', 'corpus', hmac);

const { mail } = protezioneCivile;
export const own = { from: mail.from, addresses: (mail.addresses ?? []).map(({ address }) => address) };
export const given = { addresses: own.addresses, domain: mail.from.split('@')[1] ?? '', prefix: 'PC', hmac };

/** A register in which Ada has her case. */
export const registerWithAda = async () => {
  const register = memoryRegister();
  const accepted: ContactAccepted = {
    contract: 'contact-accepted.v1',
    code: adasCase,
    service: 'protezione-civile',
    channel: 'form',
    receivedAt: '2026-11-23T09:00:00.000Z',
    contact,
  };
  await register.append(
    registration({
      accepted,
      definition: protezioneCivile,
      rules: lifeFirst,
      registeredAt: '2026-11-23T09:00:01.000Z',
      salt: '0'.repeat(32),
      sha256,
    }),
  );
  return register;
};

/** What becomes of a message, as far as it can be told without AWS; `released` as if somebody had let it go on. */
export async function arrive(bytes: Uint8Array, more: { key?: string; released?: boolean } = {}) {
  const opened = await openMail(bytes);
  const verdict = sortMail(opened.envelope, opened.mail, opened.certified, own);
  const reported = verdict.is === 'recorded' ? codeOfReport(opened, given) : undefined;
  const codes = namedCodes(opened, given);
  const sender = certainSender(opened.envelope, opened.mail, opened.certified);
  const joins = await caseOfMail(await registerWithAda(), codes, sender);
  const { accepted, documents } = acceptMail({
    opened,
    definition: protezioneCivile,
    own,
    rules: lifeFirst,
    periods: [],
    receivedAt: '2026-11-23T09:15:03.000Z',
    original: { key: more.key ?? 'incoming/one', sha256: digestOf(bytes), bytes: Math.max(1, bytes.length) },
    kept: await lookIntoFiles(keepable(opened.files)),
    joins,
    answersUs: joins !== undefined || codes.named.length > 0,
    answerable: verdict.is === 'person' && !verdict.silent,
    hmac,
    sha256,
  });
  return { opened, verdict, reported, codes, documents, accepted: ContactAccepted.parse(accepted) };
}
