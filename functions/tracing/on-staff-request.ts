import { mayAct, type StaffAct } from '../../shared/core/staff-acts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { dynamodbReads } from '../../shared/shell/stores/reads.ts';
import { actOnTraced, showDesk, showTraced } from './desk-room.ts';
import { handOverSearches, showHandOver } from './hand-over.ts';
import { tracingWork } from './tracing-work.ts';

const env = environment('READS_TABLE');
const work = tracingWork();
const reads = dynamodbReads(env.READS_TABLE);

/** Shows staff whom people look for, does what they do with it, and hands lists to the coordination of an event. */
export const handler = answering('tracing', async (event, now) => {
  const ofHandOver = event.routeKey.includes('/tracing-hand-overs');
  const writing = isWriting(event);
  const needed: StaffAct = ofHandOver ? 'hand-over-tracing' : writing ? 'act-on-tracing' : 'see-tracing';
  const staff = admit(event, { function: 'tracing', service: work.service, may: (one) => mayAct(one, needed) });
  const room = { ...work, ...staff, reads, now };
  if (ofHandOver) return writing ? handOverSearches(room, event) : showHandOver(room, event);
  if (writing) return actOnTraced(room, event);
  return event.pathParameters?.['id'] === undefined ? showDesk(room, event) : showTraced(room, event);
});
