import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { keepContact, keepContacts } from '../../shared/shell/queues/keep-contact.ts';
import type { StoredFile } from '../../shared/shell/stores/attachments.ts';
import type { Chance } from './chance.ts';
import { toldInShort } from './story.ts';
import type { Worker, Workers } from './workers.ts';
import type { Ports, World } from './world.ts';

/** What somebody sends, and what they heard: 202 is a promise; without an answer they press again, or give up. */
export type Sent = { contact: ContactAccepted; heard?: 202 | 503; pressing: boolean; gaveUp: boolean };
export type Citizens = {
  sent: Sent[];
  /** Somebody who has no promise yet presses *send*; tells whether there was anybody. */
  press(): boolean;
  isWaiting(): boolean;
};

export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const page = Buffer.from('<html><script>alert(1)</script></html>');

/** The file behind a name of the story. */
export const isPicture = (attachment: string): boolean => !attachment.startsWith('bad');
const fileOf = (attachment: string): StoredFile => ({
  bytes: isPicture(attachment) ? picture : page,
  contentType: 'image/png',
  fileName: 'foto.png',
});

/** Citizens and telephone exchanges at intake's door, each of whom presses until the promise is heard, or gives up. */
export function citizensOf(given: {
  world: World;
  workers: Workers;
  portsFor(worker: Worker): Ports;
  chance: Chance;
  contacts: readonly ContactAccepted[];
  tell(line: string): void;
}): Citizens {
  const { world, workers, portsFor, chance, contacts, tell } = given;
  const sent: Sent[] = contacts.map((contact) => ({ contact, pressing: false, gaveUp: false }));
  for (const { contact } of contacts)
    for (const attachment of contact.attachments ?? []) world.uploads.set(attachment, fileOf(attachment));
  const waiting = () => sent.filter(({ heard, pressing, gaveUp }) => heard !== 202 && !pressing && !gaveUp);
  function press(): boolean {
    const all = waiting();
    if (all.length === 0) return false;
    const pressed = chance.oneOf(all);
    const { contact } = pressed;
    if (pressed.heard === 503 && chance.happens(0.1)) {
      pressed.gaveUp = true;
      tell(`gives up: ${toldInShort(contact)}`);
      return true;
    }
    pressed.pressing = true;
    tell(`sends: ${toldInShort(contact)}`);
    workers.start(
      `door ${contact.code.slice(-4)}`,
      async (worker) => {
        const { contacts: queues } = portsFor(worker);
        const message = JSON.stringify(contact);
        try {
          if (contact.call === undefined) await keepContact(queues, contact.code, message);
          else await keepContacts(queues, [{ code: contact.code, message }]);
          pressed.heard = 202;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          pressed.heard = 503;
        }
      },
      {
        expected: /^$/,
        ended() {
          pressed.pressing = false;
        },
      },
    );
    return true;
  }
  return { sent, press, isWaiting: () => waiting().length > 0 };
}
