import { callOutView, withAnswer } from '../../shared/core/posture/call-out.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answeringByLink } from '../../shared/shell/http/answering-by-link.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepCallOut, personNamed, readCallOut, versionIn } from '../../shared/shell/stores/call-outs.ts';
import { tellOthers } from './call-staff.ts';

const env = environment('CALL_OUTS_TABLE', 'URGENT_MAIL_QUEUE_URL');

/** Shows the person who was called what it is about, and takes their answer, of which the others are told. */
export const handler = answeringByLink('call-out', {
  services: readServices(),
  parameter: 'call',
  read: async (service, name) => {
    const version = versionIn(name);
    return version === undefined ? undefined : readCallOut(env.CALL_OUTS_TABLE, service, version);
  },
  person: (callOut, name, { roster = [] }) => personNamed(callOut, name, [...callOut.calls, ...roster]),
  answered: withAnswer,
  keep: (callOut) => keepCallOut(env.CALL_OUTS_TABLE, callOut),
  afterwards: (service, callOut, person, now) =>
    tellOthers({ mailQueueUrl: env.URGENT_MAIL_QUEUE_URL }, service, callOut, person, now),
  view: callOutView,
  page: async () => (await import('../../web/pages/call-out-page.ts')).callOutPage,
});
