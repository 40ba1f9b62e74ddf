import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { bell, type MailingWork, type QueueName, type TakenMail, tried } from './mailing-work.ts';
import type { Allowances } from './read-allowance.ts';
import type { Remover } from './remove-mails.ts';

// Called by send-mails: keeps as many mails at hand as the rate asks for, and no more, because a mail at hand is one
// that nobody else can take.

/** Milliseconds for which a queue that did not answer is left alone. */
const rest = 2000;
/** How often at once a full queue is asked for ten mails more. */
const most = 4;

/** The mails at hand, most urgent first: answers go before receipts whose code the citizen has read on the page. */
export type MailsAtHand = {
  /** Takes mails until `isOver`. */
  run(): Promise<void>;
  next(): TakenMail | undefined;
  /** Settles when a queue has been asked once more, whether it had mails or not. */
  asked(): Promise<void>;
  /** How many to keep at hand from now on; with 0 it takes none. */
  keep(mails: number): void;
  /** Ends `run`, and gives what was not sent. */
  end(): TakenMail[];
};

/** Gives mails at hand; where the quota is too small, those whose words stood on a page already are set aside. */
export function mailsAtHand(
  work: MailingWork,
  { remover, allowances, isOver }: { remover: Remover; allowances: Allowances; isOver: () => boolean },
): MailsAtHand {
  const urgent: TakenMail[] = [];
  const owed: TakenMail[] = [];
  const seen: TakenMail[] = [];
  const asked = bell();
  const room = bell();
  let wanted = 0;

  const roomIn = (queue: QueueName) =>
    wanted - (queue === 'urgent' ? urgent.length : owed.length + (allowances.isTooSmall() ? 0 : seen.length));

  async function setAside(mail: TakenMail): Promise<void> {
    allowances.giveUpOne();
    await work.queues.setAside(mail, 'the quota of SES does not reach for all: it stood on the page that was answered');
    logCount('MailsSetAside', mail.due?.service ?? 'unknown');
    remover.add(mail);
  }

  async function takeOnce(queue: QueueName): Promise<number> {
    const mails = await work.queues.take(queue, 1).catch(async (error) => {
      logLine({ level: 'warn', function: 'mail', ...errorLine(error) });
      await work.clock.pause(rest);
      return [];
    });
    const aside: Promise<void>[] = [];
    for (const mail of mails) {
      if (queue === 'urgent') urgent.push(mail);
      else if (mail.due?.onPage !== true) owed.push(mail);
      else if (allowances.isTooSmall() && seen.length >= wanted) aside.push(tried(setAside(mail)));
      else seen.push(mail);
    }
    await Promise.all(aside);
    return mails.length;
  }

  async function keepTaking(queue: QueueName): Promise<void> {
    let times = 1;
    while (!isOver()) {
      const missing = Math.ceil(roomIn(queue) / 10);
      if (missing < 1) {
        await room.rung();
        continue;
      }
      const counts = await Promise.all(Array.from({ length: Math.min(times, missing) }, () => takeOnce(queue)));
      // A queue that has fewer than asked for is asked by one call alone, which waits for the next mail.
      times = counts.every((count) => count === 10) ? most : 1;
      asked.ring();
    }
  }

  return {
    run: async () => void (await Promise.all([keepTaking('urgent'), keepTaking('ordinary')])),
    next: () => {
      const mail = urgent.shift() ?? owed.shift() ?? seen.shift();
      room.ring();
      return mail;
    },
    asked: asked.rung,
    keep: (mails) => {
      wanted = mails;
      room.ring();
    },
    end: () => {
      room.ring();
      return [urgent, owed, seen].flatMap((mails) => mails.splice(0));
    },
  };
}
