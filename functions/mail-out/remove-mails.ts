import { type MailingWork, type QueueName, queueNames, type TakenMail, tried } from './mailing-work.ts';

/** Takes mails that are done with out of their queues. */
export type Remover = {
  /** Removes it with others, ten a call. */
  add(mail: TakenMail): void;
  /** Removes all that were added; settles when the queues have answered. */
  flush(): Promise<void>;
};

/** A remover for one run: what it fails to remove comes once more, and is sent twice rather than never. */
export function mailRemover({ queues }: MailingWork): Remover {
  const done: Record<QueueName, TakenMail[]> = { urgent: [], ordinary: [] };
  const underWay = new Set<Promise<void>>();
  const removeTen = (queue: QueueName) => {
    const call = tried(queues.remove(queue, done[queue].splice(0, 10))).finally(() => underWay.delete(call));
    underWay.add(call);
  };
  return {
    add(mail) {
      done[mail.queue].push(mail);
      if (done[mail.queue].length >= 10) removeTen(mail.queue);
    },
    async flush() {
      for (const queue of queueNames) while (done[queue].length > 0) removeTen(queue);
      await Promise.all(underWay);
    },
  };
}
