import type { WakeView } from '../../shared/contracts/wake.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepWake, occasionIn, personRung, readWake } from '../../shared/shell/stores/wakes.ts';
import { wakeView, withAnswer } from './rules/next-ring.ts';

const env = environment('WAKES_TABLE');
const services = readServices();

const pages = () => import('../../web/pages/wake-page.ts');

/**
 * Shows whoever was rung what waits, and takes their answer, from the page's button or from the exchange for a key that
 * was pressed. Only a POST answers, because scanners open every link.
 */
export const handler = answering('wake-answer', async (event, now) => {
  const { service = '', wake: name = '' } = event.pathParameters ?? {};
  const definition = services.find((each) => each.service === service);
  if (definition === undefined) throw new Refusal('unknown-service');
  const occasion = occasionIn(name);
  const read = () => (occasion === undefined ? undefined : readWake(env.WAKES_TABLE, service, occasion));
  let wake = await read();
  const person = wake && personRung(wake, name, [...wake.rings, ...(definition.roster ?? [])]);
  const language = callerLanguage(event);
  if (wake === undefined || person === undefined) {
    if (!wantsPage(event)) throw new Refusal('not-found');
    return { status: 404, body: (await pages()).wakePage(definition, language, { name }) };
  }
  const answers = isWriting(event);
  // The minute's own ring may change it at the same moment: then it is judged once more.
  for (let attempt = 0; answers && attempt < 3; attempt += 1) {
    const answered = withAnswer(wake, person.name, now.toISOString());
    if (answered === undefined) break;
    const kept = await keepWake(env.WAKES_TABLE, answered);
    logLine({ level: 'info', function: 'wake-answer', service, occasion, answered: kept });
    wake = kept === 'kept' ? answered : ((await read()) ?? wake);
  }
  const view: WakeView = wakeView(wake);
  if (answers && view.state === 'open') throw new Refusal('unavailable');
  return {
    status: 200,
    body: wantsPage(event) ? (await pages()).wakePage(definition, language, { name, view }) : view,
  };
});
