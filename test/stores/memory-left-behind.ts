import type { HeldBox, HeldMail } from '../../shared/contracts/held-mail.ts';
import type { LeftBehind, MailAside } from '../../shared/shell/stores/left-behind.ts';
import { memoryDrafts } from './memory-drafts.ts';

/** Buckets and tables of one service in memory, for tests of what must go from them. */
export function memoryLeftBehind() {
  const files = new Map<string, string>();
  const mails = new Map<string, string>();
  const held: { box: HeldBox; mail: HeldMail }[] = [];
  const letters: { letterId: string; body: string }[] = [];
  const drafts = memoryDrafts();
  const drop = <One>(list: One[], goes: (one: One) => boolean): number => {
    const gone = list.filter(goes);
    for (const one of gone) list.splice(list.indexOf(one), 1);
    return gone.length;
  };
  const left: LeftBehind & { mailsAside(): Promise<MailAside[]> } = {
    async removeFile(document) {
      files.delete(document);
    },
    async removeMail(key) {
      mails.delete(key);
    },
    async removeHeld(keys, codes) {
      return drop(held, ({ mail }) => {
        const isAbout = keys.includes(mail.original) || (mail.code !== undefined && codes.includes(mail.code));
        if (isAbout) mails.delete(mail.original);
        return isAbout;
      });
    },
    async removeLetters(named) {
      return drop(letters, ({ body }) => named.some((name) => body.includes(name)));
    },
    removeDrafts: (caseId) => drafts.forget(caseId),
    async mailsAside() {
      return held.map((one) => ({
        ...one,
        remove: async () => {
          drop(held, (other) => other === one);
        },
      }));
    },
  };
  return { left, files, mails, held, letters, drafts };
}
