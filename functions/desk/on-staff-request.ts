import { answering } from '../../shared/shell/http/answering.ts';
import { declarationsInForce, declaredPosture } from '../../shared/shell/services/declared.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { actOf } from './acts.ts';
import { admittedTo } from './desk.ts';
import { deskWork } from './desk-work.ts';
import { openAccountOf } from './reserve-account.ts';
import { eventsOfHouseholds } from './rules/household-views.ts';

const frame = serviceFrame();
const work = deskWork(frame);

/** Shows staff what waits and every case, and takes what they record; each service lets in its own staff. */
export const handler = answering('desk', async (event, now) => {
  const { operation, act } = actOf(frame.service, event.routeKey);
  const { officer, roles } = admittedTo(frame.service, event, operation);
  const hmac = await frame.hmac();
  const posture = () => declaredPosture(frame.ledgerTable, frame.service, now.toISOString());
  const inForce = () => declarationsInForce(frame.ledgerTable, frame.service, now.toISOString());
  const events = async () =>
    eventsOfHouseholds((await readLedger(frame.ledgerTable, frame.service)).map(({ event: told }) => told));
  const periods = () => frame.periods(now);
  const desk = { ...work, hmac, periods, posture, inForce, events, officer, roles, chance: Math.random(), now };
  // The board asks of each act who may do it; training is all that it has for the reserve, whose account may be shut.
  const account = operation === 'superviseDesk' ? undefined : await openAccountOf(desk);
  return act({ ...desk, ...(account && { account }) }, event);
});
