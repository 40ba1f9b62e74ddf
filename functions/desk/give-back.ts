import { dueKey, placeOfOwner } from '../../shared/core/cases/worklist.ts';
import { isShiftOver } from '../../shared/core/shifts.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { KnownPresence, Shifts } from '../../shared/shell/stores/shifts.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';

// What somebody has goes back to the list when they go: nothing lies until its lease is over in a drawer that nobody opens.

type Keeping = { register: Register; worklist: Pick<Worklist, 'readPlace'> };

/** Cases of one person that are read at once, and how often at most. */
const atOnce = 50;
const mostReads = 20;

/** Who goes: somebody who signs out does it themselves, at the end of a shift the clock does. */
type Leaving = { subject: string; by?: string };

/**
 * Gives back every case that somebody has, at an ISO instant; gives how many. What they have no more meanwhile, and what
 * is closed, stays as it is.
 */
export async function giveBack({ register, worklist }: Keeping, { subject, by }: Leaving, at: string): Promise<number> {
  const place = placeOfOwner(subject);
  const codes: string[] = [];
  let last: string | undefined;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const items = await worklist.readPlace(place, last, atOnce);
    codes.push(...items.map(({ caseId }) => caseId));
    const end = items.at(-1);
    if (items.length < atOnce || end === undefined) break;
    last = dueKey(end);
  }
  let gaveBack = 0;
  for (const caseId of codes) {
    const doer = by === undefined ? { of: subject } : { by, subject };
    const command = { type: 'Release', because: 'shift-over', at, ...doer } as const;
    if (!('refused' in (await changeCase({ register, caseId, command, at })))) gaveBack += 1;
  }
  return gaveBack;
}

/**
 * Signs out those whose shift is over by now, after what they have went back. One for whom it fails holds up no other,
 * and is tried again in a minute.
 */
export async function endShifts(
  keeping: Keeping & { service: string; shifts: Pick<Shifts, 'presences' | 'setPresence'> },
  now: Date,
): Promise<{ ended: number; failed: number }> {
  const at = now.toISOString();
  const { service, shifts } = keeping;
  let [ended, failed, cases] = [0, 0, 0];
  const over = (await shifts.presences()).filter(({ presence }) => isShiftOver(presence, at));
  for (const known of over) {
    try {
      cases += await giveBack(keeping, { subject: known.subject }, at);
      await shifts.setPresence(signedOut(known, at));
      ended += 1;
    } catch (error) {
      failed += 1;
      logLine({ level: 'error', function: 'desk', service, what: 'a shift could not be ended', ...errorLine(error) });
    }
  }
  if (over.length > 0) {
    logLine({ level: failed > 0 ? 'error' : 'info', function: 'desk', service, shiftsEnded: ended, cases, failed });
  }
  return { ended, failed };
}

/** Somebody who is at work no more from an ISO instant on. */
export const signedOut = ({ subject, name }: Pick<KnownPresence, 'subject' | 'name'>, at: string): KnownPresence => ({
  subject,
  name,
  presence: { presence: 'signed-out', since: at, until: at },
});
