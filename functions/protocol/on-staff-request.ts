import { CancellationRequest } from '../../shared/contracts/protocol.ts';
import { dayAt, readNumber } from '../../shared/core/protocol.ts';
import { type Staff, seesCases } from '../../shared/core/staff.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { cancelNumber } from './cancel-number.ts';
import { numberingWork } from './numbering-work.ts';
import { readDay, readEntry } from './read-days.ts';
import { askedPage } from './rules/asked-page.ts';

const work = numberingWork();
const { service } = work.definition;

const cancels = ({ roles }: Staff) => roles.supervisor;

/** Shows staff the protocol, by day or by number; supervisors cancel a number, for a reason. */
export const handler = answering('protocol-desk', async (event, now) => {
  const cancelling = isWriting(event);
  const may = cancelling ? cancels : seesCases;
  const { officer, line } = admit(event, { function: 'protocol-desk', service, may });
  const written = event.pathParameters?.['number'];
  if (written === undefined) {
    const asked = askedPage(event.queryStringParameters ?? {}, dayAt(now.toISOString()));
    if ('errors' in asked) throw new Refusal('invalid', undefined, { errors: asked.errors });
    return { status: 200, body: await readDay(work.protocol, service, asked.day, asked.after) };
  }
  const number = readNumber(written);
  if (number === undefined) throw new Refusal('not-found');
  if (!cancelling) {
    const entry = await readEntry(work.protocol, number);
    if (entry === undefined) throw new Refusal('not-found');
    return { status: 200, body: entry };
  }
  const { reason } = await readAs(CancellationRequest, event);
  const cancelled = await cancelNumber(work, number, { reason, by: officer });
  if (cancelled === 'unknown') throw new Refusal('not-found');
  if (cancelled === 'cancelled') throw new Refusal('act-refused', undefined, { members: { refused: 'cancelled' } });
  logLine({ level: 'info', ...line, number: cancelled.number });
  return { status: 201, body: cancelled };
});
