import type { MailDue } from '../../shared/contracts/mail.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { allServices, logCount, logLine } from '../../shared/shell/log.ts';
import { bell, type MailingWork, type QueueName, queueNames, type TakenMail, tried } from './mailing-work.ts';
import { allowancesOf } from './read-allowance.ts';
import { mailRemover, type Remover } from './remove-mails.ts';
import { type FileOfMail, withFiles } from './rules/attach-files.ts';
import { afterLeaving, nextTurn } from './rules/pace.ts';
import { looksForOld } from './rules/quota.ts';
import { setOldAside } from './set-old-aside.ts';
import { mailsAtHand } from './take-mails.ts';

// Step 4 of the citizen's line, and the last of every mail to staff: called by on-mail-due each minute; then SES has
// the mail.

/** How long to leave SES alone after it failed twice running, or gave no quota: milliseconds. */
const rest = 2000;
/** Seconds after which a mail that SES could not take comes back. */
const comeBack = 5;
/** Mails on their way to SES at once: at 100 ms each they carry 2,000 a second. */
const mostInFlight = 200;
/** Of those with files: each is held some five times over, encoded and signed, and 4 MB of files are 50 MB then. */
const mostWithFiles = 10;
/** Who looks for old mails at once, by queue. */
const lookers: readonly QueueName[] = ['urgent', 'ordinary', 'ordinary', 'ordinary', 'ordinary'];

/** Only the name of what went wrong: SES's words, and those of a mail that cannot be read, may hold an address. */
const errorName = (error: unknown) => ({ error: error instanceof Error ? error.name : 'unknown' });

type Outcome = 'sent' | 'refused' | 'failed';
type Counts = Record<Outcome, number>;

async function post(work: MailingWork, mail: TakenMail): Promise<Outcome> {
  const { ses, queues, noteCanary, unanswered } = work;
  let isAsked = false;
  try {
    if (mail.due !== undefined) {
      const { raw, files } = mail.due;
      const words = Buffer.from(raw, 'base64');
      const message = files === undefined ? words : await wholeMail(work, words, files);
      if (message === undefined) return refuse(work, mail, 'FileErased');
      isAsked = true;
      await ses.send(message);
      unanswered.delete(mail.id);
      // Not noted, it alarms: rather that than the same mail once more.
      if (mail.due.canary === true) await tried(noteCanary(mail.due));
      return 'sent';
    }
    logLine({ level: 'error', function: 'mail', messageId: mail.id, error: 'unreadable' });
  } catch (error) {
    logLine({ level: 'error', function: 'mail', messageId: mail.id, ...errorName(error) });
    if (isAsked && ses.isUnknown(error)) return afterSilence(work, mail);
    if (!ses.isRefusal(error)) return 'failed';
    return refuse(work, mail, (error as Error).name);
  }
  return setAside(queues, mail, 'unreadable');
}

/**
 * SES did not say whether it has a mail: it is sent once more, as the same one, by its Message-ID. When that is not
 * answered either it is set aside, and its case comes back to the desk: nobody is mailed a third time.
 */
async function afterSilence(work: MailingWork, mail: TakenMail): Promise<Outcome> {
  const { unanswered } = work;
  logCount('MailUnanswered', allServices);
  if (unanswered.delete(mail.id)) return refuse(work, mail, 'SES did not say, twice, whether it has it');
  unanswered.add(mail.id);
  return 'failed';
}

/** Its case comes back to the desk; the letter that is set aside says it once more, if this does not get through. */
async function refuse({ queues }: MailingWork, mail: TakenMail, reason: string): Promise<Outcome> {
  await tried(queues.tellRefused(mail));
  return setAside(queues, mail, reason);
}

/** The mail with its files, read one after the other; undefined where one is there no more. */
async function wholeMail(
  { file }: MailingWork,
  words: Buffer,
  files: NonNullable<MailDue['files']>,
): Promise<Buffer | undefined> {
  const found: FileOfMail[] = [];
  for (const { document, name, contentType } of files.kept) {
    const bytes = await file(files.bucket, document);
    if (bytes === undefined) return undefined;
    found.push({ name, contentType, bytes });
  }
  return withFiles(words, found, `=_${randomHex()}`);
}

const setAside = (queues: MailingWork['queues'], mail: TakenMail, reason: string): Promise<Outcome> =>
  queues.setAside(mail, reason).then(
    () => 'refused',
    () => 'failed',
  );

/**
 * Mails on their way to SES. Once one has failed they go singly until one is taken; when another fails it is SES that
 * fails, which is left alone for a while, so that no mail uses up its tries.
 */
function mailsInFlight(work: MailingWork, remover: Remover, counts: Counts) {
  const landed = bell();
  let inFlight = 0;
  let withFilesInFlight = 0;
  let isTroubled = false;
  let restUntil = 0;
  async function settle(mail: TakenMail, outcome: Outcome): Promise<void> {
    counts[outcome] += 1;
    if (outcome !== 'failed') {
      isTroubled = false;
      return remover.add(mail);
    }
    if (isTroubled) restUntil = work.clock.now() + rest;
    isTroubled = true;
    await tried(work.queues.giveBack(mail.queue, [mail], comeBack));
  }
  async function fly(mail: TakenMail): Promise<void> {
    const weighs = mail.due?.files === undefined ? 0 : 1;
    withFilesInFlight += weighs;
    await settle(mail, await post(work, mail));
    withFilesInFlight -= weighs;
    inFlight -= 1;
    if (inFlight === 0) await remover.flush();
    landed.ring();
  }
  return {
    launch(mail: TakenMail): void {
      inFlight += 1;
      void fly(mail);
    },
    hasRoom: () => inFlight < (isTroubled ? 1 : mostInFlight) && withFilesInFlight < mostWithFiles,
    restsUntil: () => restUntil,
    landed: landed.rung,
    async allDown(): Promise<void> {
      while (inFlight > 0) await landed.rung();
    },
  };
}

/**
 * Sends mails until `deadline` (epoch milliseconds), urgent ones first and many at once: evenly at the lower of SES's
 * rate and the plans', within the quota of 24 hours. While SES does not answer it takes nothing. Of mails that wait
 * and would not leave within a day, those whose words stood on a page are set aside; and what is about to expire.
 */
export async function postMailsUntil(work: MailingWork, deadline: number): Promise<Counts> {
  const { now, pause } = work.clock;
  const isOver = () => now() >= deadline;
  const pauseFor = (milliseconds: number) => pause(Math.min(milliseconds, deadline - now()));
  const counts: Counts = { sent: 0, refused: 0, failed: 0 };
  const remover = mailRemover(work);
  const allowances = allowancesOf(work);
  const atHand = mailsAtHand(work, { remover, allowances, isOver });
  const flights = mailsInFlight(work, remover, counts);
  const taking = atHand.run();
  let looking: Promise<unknown> = Promise.resolve();
  if (looksForOld(now()) && ((await allowances.now()) === undefined || allowances.isTooSmall())) {
    looking = Promise.all(lookers.map((queue) => setOldAside(work, remover, queue, isOver)));
  }
  while (!isOver()) {
    const allowed = flights.restsUntil() > now() ? undefined : await allowances.now();
    if (allowed === undefined) {
      atHand.keep(0);
      await pauseFor(Math.max(rest, flights.restsUntil() - now()));
      continue;
    }
    atHand.keep(allowed.atHand);
    if (!flights.hasRoom()) {
      await flights.landed();
      continue;
    }
    const turn = nextTurn(work.pace, allowed.rate);
    if (turn > now()) {
      await pauseFor(turn - now());
      continue;
    }
    const mail = atHand.next();
    if (mail === undefined) {
      await atHand.asked();
      continue;
    }
    work.pace = afterLeaving(work.pace, now(), allowed.rate);
    allowances.use();
    flights.launch(mail);
  }
  const left = atHand.end();
  await Promise.all([flights.allDown(), looking]);
  await taking;
  left.push(...atHand.end());
  for (const queue of queueNames) {
    const unsent = left.filter((mail) => mail.queue === queue);
    if (unsent.length > 0) await tried(work.queues.giveBack(queue, unsent, 0));
  }
  await remover.flush();
  return counts;
}
