import type { dueMails } from '../../functions/mail-in/look-into-mail.ts';
import type { HeldMail } from '../../shared/contracts/held-mail.ts';
import type { NewObject } from '../../shared/contracts/object-created.ts';
import { sidecarOf } from '../../shared/contracts/object-prefixes.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import type { Chance } from './chance.ts';
import { page, picture } from './citizens.ts';
import type { World } from './world.ts';

/** What the post brings: mails of persons, spam and machines; papers, and pages that are none. */
export type Sort = 'person' | 'reply' | 'spam' | 'machine' | 'paper' | 'page';
/** One thing that came: under which key it lies, whether its words speak of danger, and what came beside a scan. */
export type Posted = { sort: Sort; key: string; danger: boolean; sidecar: boolean; bytes: Buffer };
/** What a queue tells of: a mail or a scan that lies in its bucket. */
export type Arrival = { mail: NonNullable<ReturnType<typeof dueMails>>[number] } | { scan: NewObject };

const ours = protezioneCivile.mail.addresses?.[0]?.address ?? '';
const danger = 'Siamo intrappolati sotto le macerie';

function mailOf(sort: Sort, number: number, words: string, code: string): Buffer {
  const spam = sort === 'spam' ? 'FAIL' : 'PASS';
  const from = sort === 'reply' ? 'ada.bianchi@example.org' : `writer-${number}@example.net`;
  const lines = [
    `X-SES-Spam-Verdict: ${spam}`,
    'X-SES-Virus-Verdict: PASS',
    `From: Somebody <${from}>`,
    `To: ${ours}`,
    `Subject: ${sort === 'reply' ? `Re: ${code}` : `Domanda ${number}`}`,
    `Message-ID: <post-${number}@example.org>`,
    ...(sort === 'machine' ? ['Auto-Submitted: auto-replied'] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${words}. Numero ${number}.`,
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A scan is a picture, or a PDF whose text layer is what stands behind its first line. */
function scanOf(sort: Sort, number: number, words: string): Buffer {
  if (sort === 'page') return Buffer.concat([page, Buffer.from(`<!-- ${number} -->`)]);
  if (words === danger) return Buffer.from(`%PDF-1.4\n${words}. Numero ${number}.`);
  return Buffer.concat([picture, Buffer.from(String(number))]);
}

/** The words that a scan of this world says by itself. */
export const layerOf = (bytes: Uint8Array): { text: string; pages: number } => ({
  text: Buffer.from(bytes).toString().split('\n').slice(1).join('\n'),
  pages: 1,
});

/** What the post of one history brings; `codes` are those of forms, which replies name. */
export function postOf(chance: Chance, codes: readonly string[]): Posted[] {
  return Array.from({ length: 1 + chance.below(4) }, (_none, number) => {
    const sort = chance.oneOf<Sort>(['person', 'person', 'reply', 'spam', 'machine', 'paper', 'paper', 'page']);
    const speaks = chance.happens(0.3);
    const words = speaks ? danger : 'Quando riapre la strada?';
    const isScan = sort === 'paper' || sort === 'page';
    return {
      sort,
      key: `incoming/${sort}-${number}`,
      danger: speaks && sort !== 'page',
      sidecar: sort === 'paper' && chance.happens(0.5),
      bytes: isScan ? scanOf(sort, number, words) : mailOf(sort, number, words, chance.oneOf(codes)),
    };
  });
}

/** Puts one thing into its bucket, which tells its queue: at least once, a quarter of them twice. */
export function bring(world: World, { sort, key, bytes, sidecar }: Posted, chance: Chance, now: number): void {
  const createdAt = new Date(now).toISOString();
  const isScan = sort === 'paper' || sort === 'page';
  const bucket = isScan ? world.scans : world.mailbox;
  if (sidecar) {
    const beside = { channel: 'fax', formal: true, sender: 'Ada Bianchi' };
    bucket.set(sidecarOf(key), { bytes: Buffer.from(JSON.stringify(beside)), cameAt: createdAt });
  }
  bucket.set(key, { bytes, cameAt: createdAt });
  const body: Arrival = isScan
    ? { scan: { bucket: 'scans', key, size: bytes.length, eTag: `tag-${key}`, createdAt } }
    : { mail: { key, arrivedAt: createdAt } };
  world.arrivals.push({ body, due: chance.happens(0.25) ? 2 : 1, inHand: 0 });
}

/** The mails that somebody of the staff may decide on: those that wait, and first those whose decision was cut off. */
export function toDecide({ held }: World, onlyCutOff: boolean): HeldMail[] {
  const open = [...held.boxes.held.values(), ...held.boxes.recorded.values()];
  const cutOff = open.filter(({ mail }) => held.boxes.decided.has(mail));
  return cutOff.length > 0 || onlyCutOff ? cutOff : [...held.boxes.held.values()];
}
