import { mayAct } from '../../shared/core/staff-acts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { admit } from '../../shared/shell/http/staff.ts';
import { dynamodbReads } from '../../shared/shell/stores/reads.ts';
import { contributionsWork } from './contributions-work.ts';
import { decideOn, holdGiven, listGiven, openGiven, showGiven } from './moderate.ts';

const env = environment('READS_TABLE');
const work = contributionsWork();
const reads = dynamodbReads(env.READS_TABLE);

/** Shows moderators what waits and what was given, and does what they decide; auditors read, administrators hold. */
export const handler = answering('contributions', async (event, now) => {
  const last = event.routeKey.split('/').at(-1);
  const needed = last === 'decisions' ? 'decide-on-contribution' : last === 'holds' ? 'hold-case' : 'see-contributions';
  const staff = admit(event, {
    function: 'contributions',
    service: work.service,
    may: (one) => mayAct(one, needed),
  });
  const room = { ...work, ...staff, reads, now };
  if (last === 'contributions') return listGiven(room, event);
  if (last === 'decisions') return decideOn(room, event);
  if (last === 'holds') return holdGiven(room, event);
  return last === 'openings' ? openGiven(room, event) : showGiven(room, event);
});
