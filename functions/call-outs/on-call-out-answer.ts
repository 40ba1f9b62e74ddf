import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { callOutView, withAnswer } from '../../shared/core/posture/call-out.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answeringByLink } from '../../shared/shell/http/answering-by-link.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepCallOut, personNamed, readCallOut, versionIn } from '../../shared/shell/stores/call-outs.ts';
import { answerOfReserve } from './answer-of-reserve.ts';
import { tellOthers } from './call-staff.ts';

const env = environment('CALL_OUTS_TABLE', 'URGENT_MAIL_QUEUE_URL', 'LEDGER_TABLE', 'SHIFTS_TABLES');
const services = readServices();

const ofStaff = answeringByLink('call-out', {
  services,
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
const ofReserve = answerOfReserve(services, { ledgerTable: env.LEDGER_TABLE, shiftsTables: env.SHIFTS_TABLES });

/**
 * Shows the person who was called what it is about, and takes their answer, of which the others are told; or whoever of
 * the reserve was asked, and takes their yes or no.
 */
export const handler = (event: APIGatewayProxyEventV2, context: Context) =>
  (event.routeKey.endsWith('/reserve') ? ofReserve : ofStaff)(event, context);
