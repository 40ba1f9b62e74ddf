import type { AnswersGiven } from '../../functions/mail-in/answers-an-hour.ts';
import type { HeldMails } from '../../functions/mail-in/held-mails.ts';
import { type HeldBox, type HeldMail, heldBoxes } from '../../shared/contracts/held-mail.ts';

/** Held mails in memory, each box by the names of its mails. */
export function memoryHeldMails(): HeldMails & { boxes: Record<HeldBox, Map<string, HeldMail>> } {
  const boxes = Object.fromEntries(heldBoxes.map((box) => [box, new Map()])) as Record<HeldBox, Map<string, HeldMail>>;
  return {
    boxes,
    find: async (box, mail) => boxes[box].get(mail),
    async put(box, mail) {
      if (boxes[box].has(mail.mail)) return 'there';
      boxes[box].set(mail.mail, mail);
      return 'put';
    },
    remove: async (box, mail) => void boxes[box].delete(mail),
  };
}

/** Answers noted in memory. */
export function memoryAnswersGiven(): AnswersGiven {
  const taken = new Map<string, string>();
  const chains = new Map<string, string>();
  return {
    async claim({ who, slot, mail }) {
      const key = `${who} ${slot}`;
      if (!taken.has(key)) taken.set(key, mail);
      return taken.get(key) === mail;
    },
    firstOf: async (code) => chains.get(code),
    async link(code, first) {
      if (!chains.has(code)) chains.set(code, first);
    },
  };
}
