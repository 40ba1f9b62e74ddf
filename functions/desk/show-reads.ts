import { maximumReadings, type ReadsView } from '../../shared/contracts/read.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { codeOf, type Desk, type DeskRequest, demand, invalid, logAct } from './desk.ts';

/** The office as the person is told it, which names nobody. */
const officeOf = ({ administration, name }: Desk['definition']) => `${administration.it}, ${name.it}`;

/**
 * Who read a case, when, why and as what, the latest first; with `for=person` from which office and not by whom:
 * whoever the case is about has a right to the rest (GDPR art. 15 as the Court of Justice reads it, C-579/21).
 */
export async function showReads(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'see-reads');
  const code = codeOf(desk, request);
  const whose = request.queryStringParameters?.['for'];
  if (whose !== undefined && whose !== 'person') throw invalid({ pointer: '/for', detail: 'must be person' });
  const found = await desk.reads.latest(code, maximumReadings + 1);
  const body: ReadsView = {
    service: desk.definition.service,
    code,
    reads: found.slice(0, maximumReadings).map(({ at, as, ground = 'own', reason, subject, name }) => ({
      at,
      as,
      ground,
      ...present({ reason }),
      ...(whose === undefined && { by: { subject, name } }),
    })),
    ...(whose !== undefined && { office: officeOf(desk.definition) }),
    more: found.length > maximumReadings,
  };
  logAct(desk, 'read the reads', { code, ...present({ for: whose }), reads: body.reads.length });
  return { status: 200, body };
}
