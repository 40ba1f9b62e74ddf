import { PresenceAsked, type PresenceView } from '../../shared/contracts/shift.ts';
import { atWorkUntil } from '../../shared/core/shifts.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import type { KnownPresence } from '../../shared/shell/stores/shifts.ts';
import { type Desk, type DeskRequest, demand, logAct } from './desk.ts';
import { giveBack, signedOut } from './give-back.ts';

/**
 * Where the asker is from now on: at work until the end of their shift, on a break for as long, or gone. Who goes gives
 * back what they have before they are gone, so that a request which was stopped half-way leaves somebody who is there.
 */
export async function setPresence(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'set-presence');
  const { officer, now, shifts } = desk;
  const { presence } = await readAs(PresenceAsked, request);
  const at = now.toISOString();
  const { subject, name } = officer;
  const known = (await shifts.shifts()).find((one) => one.subject === subject);
  const gaveBack = presence === 'signed-out' ? await giveBack(desk, { subject, by: name }, at) : 0;
  const there: KnownPresence =
    presence === 'signed-out'
      ? signedOut(officer, at)
      : { subject, name, presence: { presence, since: at, until: atWorkUntil(known?.shift.week ?? [], at) } };
  await shifts.setPresence(there);
  logAct(desk, 'presence', { presence, gaveBack });
  const body: PresenceView = { ...there.presence, gaveBack };
  return { status: 200, body };
}
