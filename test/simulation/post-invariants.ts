import { digestOf } from '../../functions/mail-in/look-into-mail.ts';
import { heldBoxes } from '../../shared/contracts/held-mail.ts';
import { sidecarOf } from '../../shared/contracts/object-prefixes.ts';
import { mintCode } from '../../shared/core/cases/receipt-code.ts';
import { eventsOf, type Found, type Rest } from './at-rest.ts';
import type { Posted } from './post.ts';
import { hmac } from './story.ts';

// What must hold of mails and scans when a history has come to rest.

const isScan = ({ sort }: Posted) => sort === 'paper' || sort === 'page';
const codeOfScan = ({ bytes }: Posted) => mintCode('PC', `scan|${digestOf(bytes)}`, hmac);

/** The cases that a mail or a scan stands in, one for each time that it does. */
function casesOf(posted: Posted, { cases }: Pick<Rest, 'cases'>): Found[] {
  return [...cases.values()].flatMap((found) =>
    eventsOf(found).flatMap((event) => {
      if (event.type !== 'ContactReceived') return [];
      const isIt = isScan(posted)
        ? (event.contact ?? found.code) === codeOfScan(posted)
        : event.mail?.original === posted.key;
      return isIt ? [found] : [];
    }),
  );
}

/**
 * Whether a reply is heard twice as the page of the simulation says it may be: it was delivered twice in the moment in
 * which its case was opened, once before and once after, and so stands in that case and in one of its own.
 */
const isHeardInBoth = ({ sort, bytes }: Posted, found: readonly Found[]): boolean =>
  sort === 'reply' && found.length === 2 && found.filter(({ code }) => bytes.includes(`Re: ${code}\r`)).length === 1;

/**
 * A mail is one contact or lies in one box; whoever let it go on made it one, and a person's is never laid aside. What
 * was decided on waits nowhere.
 */
export function mailsAreTaken(rest: Rest): string[] {
  const { boxes } = rest.world.held;
  return rest.posted
    .filter((posted) => !isScan(posted))
    .flatMap((posted) => {
      const found = casesOf(posted, rest);
      if (found.some(({ state }) => state.erased)) return [];
      const times = isHeardInBoth(posted, found) ? 1 : found.length;
      const aside = heldBoxes.filter((box) => [...boxes[box].values()].some(({ original }) => original === posted.key));
      const decision = [...boxes.decided.values()].find(({ original }) => original === posted.key)?.decided?.decision;
      const isContact = posted.sort === 'person' || posted.sort === 'reply' || decision === 'release';
      const lies = posted.sort === 'person' || posted.sort === 'reply' ? 0 : 1;
      return [
        ...(times === (isContact ? 1 : 0) ? [] : [`a mail (${posted.sort}) is in ${times} cases`]),
        ...(aside.length === lies ? [] : [`a mail (${posted.sort}) lies in ${aside.length} boxes`]),
      ];
    });
}

/**
 * A paper is one contact, with what its sidecar says, and its file is kept; what is none is set aside. Nothing is left
 * where it arrived, and nothing is gone.
 */
export function scansAreTaken(rest: Rest): string[] {
  const { scans, files } = rest.world;
  return rest.posted.filter(isScan).flatMap((posted) => {
    const found = casesOf(posted, rest);
    if (found.some(({ state }) => state.erased)) return [];
    const isPaper = posted.sort === 'paper';
    const isFax = (one: Found) =>
      eventsOf(one).some((event) => event.type === 'ContactReceived' && event.channel === 'fax');
    const formal = found.some((one) => one.state.formal && isFax(one));
    const moved = [...scans].filter(
      ([key, { bytes }]) => key.startsWith(isPaper ? 'taken/' : 'refused/') && posted.bytes.equals(bytes),
    );
    const kept = [...files.values()].some(({ bytes }) => posted.bytes.equals(bytes));
    return [
      ...(found.length === (isPaper ? 1 : 0) ? [] : [`a scan (${posted.sort}) is in ${found.length} cases`]),
      ...(scans.has(posted.key) || scans.has(sidecarOf(posted.key)) ? ['a scan is left where it arrived'] : []),
      ...(moved.length === 1 ? [] : [`a scan (${posted.sort}) lies in ${moved.length} places`]),
      ...(kept === isPaper ? [] : [`the file of a scan (${posted.sort}) is ${kept ? '' : 'not '}kept`]),
      ...(posted.sidecar && !formal ? ['what a sidecar says is lost'] : []),
    ];
  });
}

/** Whoever wrote of danger is in the urgent lane, or in a box that is looked at now; whichever way it came. */
export function dangerIsHeard(rest: Rest): string[] {
  const { boxes } = rest.world.held;
  const aside = heldBoxes.flatMap((box) => [...boxes[box].values()]);
  const unheard = rest.posted
    .filter(({ danger }) => danger)
    .flatMap((posted) => {
      const found = casesOf(posted, rest);
      const held = aside.filter(({ original }) => original === posted.key);
      const quiet = found.some(({ state }) => !state.urgent) || held.some(({ urgent }) => !urgent);
      return quiet ? [`danger in a ${isScan(posted) ? 'scan' : 'mail'} (${posted.sort}) is not heard`] : [];
    });
  const buried = [...boxes.recorded.values()]
    .filter(({ urgent }) => urgent)
    .map(() => 'a mail that speaks of danger lies where nobody looks');
  return [...unheard, ...buried];
}
