import * as z from 'zod/mini';
import { ReserveAnswer, type ReserveAsk } from '../../shared/contracts/reserve-ask.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { answerOfKey, reserveAskView, withSaid } from '../../shared/core/posture/reserve-ask.ts';
import { answeringByLink } from '../../shared/shell/http/answering-by-link.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { askNamed, dynamodbReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';

// Called by on-call-out-answer for the addresses that the reserve was sent. The account of whoever says yes is open by
// that alone: the desk asks for it with each request.

/** An ask as it stands, with whether its declaration is in force. */
type Standing = { ask: ReserveAsk; inForce: boolean };

/** A handler of the addresses of the reserve; `shiftsTables` is the JSON of the table of each service. */
export function answerOfReserve(
  services: readonly PreparedService[],
  { ledgerTable, shiftsTables }: { ledgerTable: string; shiftsTables: string },
) {
  const tables = z.record(z.string(), z.string()).parse(JSON.parse(shiftsTables));
  const asksOf = (service: string) => dynamodbReserveAsks(tables[service] ?? '');
  return answeringByLink('reserve', {
    services,
    parameter: 'call',
    read: async (service, name): Promise<Standing | undefined> => {
      const [asks, entries] = await Promise.all([asksOf(service).asks(), readLedger(ledgerTable, service)]);
      const ask = askNamed(asks, name);
      if (ask === undefined) return undefined;
      const events = entries.map(({ event }) => event);
      const { declarations } = postureAt(events, new Date().toISOString());
      return { ask, inForce: declarations.some(({ declaration }) => declaration === ask.declaration) };
    },
    person: ({ ask }) => ask,
    said: (event, now): ReserveAnswer => {
      const body = event.body ?? '';
      // A key that was pressed: the exchange posts nothing.
      if (body === '') return answerOfKey(event.queryStringParameters?.['comes'], now.toISOString());
      const parsed = ReserveAnswer.safeParse(readBody(event, 4096).content);
      if (!parsed.success) throw wrongMembers(parsed.error.issues);
      return parsed.data;
    },
    answered: ({ ask, inForce }, _person, now, said): Standing | undefined => {
      const next = withSaid(ask, said, inForce, now);
      return next && { ask: next, inForce };
    },
    keep: ({ ask }) => asksOf(ask.service).keep(ask),
    view: ({ ask, inForce }) => reserveAskView(ask, inForce),
    page: async () => (await import('../../web/pages/reserve-page.ts')).reservePage,
  });
}
