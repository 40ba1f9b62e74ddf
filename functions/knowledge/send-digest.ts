import type { PublicContribution } from '../../shared/contracts/contribution.ts';
import type { MailDue, WrittenMail } from '../../shared/contracts/mail.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { FollowUps } from '../../shared/shell/stores/follow-ups.ts';
import type { ReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { digestTexts as texts } from '../../shared/texts/mails/digest.ts';
import { mailToCitizen, type Paragraph } from '../../shared/texts/mails/mail-to-citizen.ts';
import { addresses } from '../../web/pages/addresses.ts';
import { type Digest, digestOf, monthToTell, tellWhom } from './rules/digest.ts';

// Called by on-consents-due: once a month, what was asked, what had no answer, and what is new.

/** What digests are made of and mailed with; `claim` lets one mail of a month leave to an address, once. */
export type Telling = {
  definition: PreparedService;
  catalogue: Pick<Catalogue, 'all'>;
  counts: Pick<ReaderCounts, 'all'>;
  /** Stories and ideas as everybody reads them; none where the service takes none. */
  published(): Promise<readonly PublicContribution[]>;
  followUps: Pick<FollowUps, 'claim'>;
  send(mail: MailDue): Promise<void>;
  portalUrl: string;
};

/** Sends through the queue of mails. */
export const throughQueue =
  (queueUrl: string): Telling['send'] =>
  (mail) =>
    queueMails(queueUrl, [JSON.stringify(mail)]);

function paragraphsOf({ definition, portalUrl }: Telling, digest: Digest): Paragraph[] {
  const { service } = definition;
  const part = (title: string, lines: readonly string[]): Paragraph[] => [
    { text: title, strong: true },
    { text: lines.length === 0 ? texts.nothing : lines.map((line) => `– ${line}`).join('\n'), written: true },
  ];
  const counted = ({ title, count }: { title: string; count: number }) => texts.times(title, count);
  const ideaLine = ({ id, outcome }: Digest['ideas'][number]) =>
    `${texts.idea[outcome]}: ${portalUrl}${addresses.contributions('it', service, { id })}`;
  const link = (path: string) => ({ text: `${portalUrl}${path}`, link: `${portalUrl}${path}` });
  return [
    { text: texts.lead(digest.month) },
    ...part(texts.answered, digest.answered.map(counted)),
    ...part(
      texts.unanswered,
      digest.unanswered.map(({ words, count }) => texts.times(words, count)),
    ),
    ...part(texts.useless, digest.useless.map(counted)),
    ...part(
      texts.practices,
      digest.practices.map(
        ({ id, title }) => `${title}: ${portalUrl}${addresses.answersOf('it', service, 'practices', id)}`,
      ),
    ),
    ...(definition.contributions?.kinds.includes('idea') ? part(texts.ideas, digest.ideas.map(ideaLine)) : []),
    { text: texts.statistics },
    link(addresses.charter('it', service)),
    { text: texts.hidden },
  ];
}

/**
 * Tells editors and network of the month before, each address once, and how many were told. An address is noted before
 * its mail is queued: where the queue refuses, it misses one digest, sooner than getting two.
 */
export async function sendDigest(telling: Telling, now: Date): Promise<number> {
  const month = monthToTell(now);
  if (month === undefined) return 0;
  const { definition, catalogue, counts, published, followUps, send } = telling;
  const at = now.toISOString();
  const listed = await catalogue.all();
  const whom = tellWhom(definition.digest?.to ?? [], listed, at);
  let digest: Digest | undefined;
  let told = 0;
  for (const to of whom) {
    if (!(await followUps.claim(sha256(`digest|${definition.service}|${month}|${to}`), now))) continue;
    digest ??= digestOf(month, { listed, counted: await counts.all(), published: await published(), now: at });
    const mail: WrittenMail = mailToCitizen(definition, {
      to,
      language: 'it',
      subject: texts.subject(definition.name.it, month),
      name: `digest-${month}-${sha256(to).slice(0, 16)}`,
      title: texts.subject(definition.name.it, month),
      paragraphs: paragraphsOf(telling, digest),
    });
    await send(await mailDue(definition.service, mail, now));
    told += 1;
  }
  if (told > 0) logLine({ level: 'info', function: 'digest', service: definition.service, month, told });
  return told;
}
