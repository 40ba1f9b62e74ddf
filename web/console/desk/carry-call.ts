import type { Receipt } from '../../../shared/contracts/contact.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import { Refused } from '../session/api.ts';
import { type CallDraft, hasCall, nextAct } from './call-draft.ts';
import type { DeskApi } from './desk-api.ts';

/** How often it is asked whether a call is registered, in ms, and how often at most: a minute in all. */
const registered = { everyMs: 1_000, most: 60 };
/** Acts that one call asks for at most, with those that a change of somebody else makes anew. */
const mostActs = 10;

const statusOf = (failure: unknown) => (failure instanceof Refused ? failure.status : undefined);

/** The case of a call once it is registered; undefined where that takes longer than a minute. */
async function caseOf(desk: DeskApi, { service, code, receivedAt }: Receipt, pause: (ms: number) => Promise<void>) {
  for (let asked = 0; asked < registered.most; asked += 1) {
    const known = await desk.case(service, code).catch((failure: unknown) => {
      // 409: accepted, and not registered yet.
      if (statusOf(failure) !== 409) throw failure;
    });
    if (known !== undefined && hasCall(known, receivedAt)) return known;
    await pause(registered.everyMs);
  }
  return undefined;
}

/**
 * Does with a call that is kept what its form says, one act after the other, and begins again from the case as it is
 * where somebody was quicker. Undefined where the call is not registered yet; throws what the center refuses.
 */
export async function carryCall(
  given: { desk: DeskApi; staff: Staff; draft: CallDraft; receipt: Receipt },
  pause: (ms: number) => Promise<void> = (ms) => new Promise((go) => setTimeout(go, ms)),
): Promise<DeskCase | undefined> {
  const { desk, staff, draft, receipt } = given;
  let known = await caseOf(desk, receipt, pause);
  for (let acts = 0; known !== undefined && acts < mostActs; acts += 1) {
    const act = nextAct(known, draft, staff);
    if (act === undefined) return known;
    const seen: DeskCase = known;
    known = await desk.act('actOnCase', seen, act).catch((failure: unknown) => {
      if (statusOf(failure) !== 412) throw failure;
      return desk.case(seen.service, seen.code);
    });
  }
  return known;
}
