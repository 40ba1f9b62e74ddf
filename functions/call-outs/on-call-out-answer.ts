import { callOutView, withAnswer } from '../../shared/core/posture/call-out.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepCallOut, personNamed, readCallOut, versionIn } from '../../shared/shell/stores/call-outs.ts';
import { tellOthers } from './call-staff.ts';

const env = environment('CALL_OUTS_TABLE', 'URGENT_MAIL_QUEUE_URL');
const services = readServices();

const pages = () => import('../../web/pages/call-out-page.ts');

/**
 * Shows the person who was called what it is about, and takes their answer, of which the others are told. Only a POST
 * answers, because mail scanners open every link.
 */
export const handler = answering('call-out', async (event, now) => {
  const { service = '', call: name = '' } = event.pathParameters ?? {};
  const definition = services.find((each) => each.service === service);
  if (definition === undefined) throw new Refusal('unknown-service');
  const version = versionIn(name);
  const read = () => (version === undefined ? undefined : readCallOut(env.CALL_OUTS_TABLE, service, version));
  let callOut = await read();
  const person = callOut && personNamed(callOut, name, [...callOut.calls, ...(definition.roster ?? [])]);
  const language = callerLanguage(event);
  if (callOut === undefined || person === undefined) {
    if (!wantsPage(event)) throw new Refusal('not-found');
    return { status: 404, body: (await pages()).callOutPage(definition, language, { name }) };
  }
  const answers = isWriting(event);
  // Somebody else, or the minute's own call, may change it at the same moment: then it is judged once more.
  for (let attempt = 0; answers && attempt < 3; attempt += 1) {
    const answered = withAnswer(callOut, person.name, now.toISOString());
    if (answered === undefined) break;
    const kept = await keepCallOut(env.CALL_OUTS_TABLE, answered);
    logLine({ level: 'info', function: 'call-out', service, version, answered: kept });
    callOut = kept === 'kept' ? answered : ((await read()) ?? callOut);
    if (kept === 'kept')
      await tellOthers({ mailQueueUrl: env.URGENT_MAIL_QUEUE_URL }, definition, answered, person, now);
  }
  if (answers && callOut.acknowledged === undefined && callOut.closed === undefined) throw new Refusal('unavailable');
  const view = callOutView(callOut);
  return {
    status: 200,
    body: wantsPage(event) ? (await pages()).callOutPage(definition, language, { name, view }) : view,
  };
});
