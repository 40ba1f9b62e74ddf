import { HandOverNote } from '../../shared/contracts/hand-over.ts';
import { declares, seesDeclarations } from '../../shared/core/staff.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepHandOver, readHandOvers } from '../../shared/shell/stores/hand-overs.ts';

const { HAND_OVERS_TABLE } = environment('HAND_OVERS_TABLE');
const services = readServices().map(({ service }) => service);

/** Shows the notes that officers leave one another when shifts change, and keeps a new one. */
export const handler = answering('hand-over', async (event, now) => {
  const service = event.pathParameters?.['service'] ?? '';
  if (!services.includes(service)) throw new Refusal('unknown-service');
  const writing = isWriting(event);
  const { officer, line } = admit(event, {
    function: 'hand-over',
    service,
    may: writing ? declares : seesDeclarations,
  });
  if (writing) {
    const note = await readAs(HandOverNote, event);
    const kept = await keepHandOver(HAND_OVERS_TABLE, service, { ...note, at: now.toISOString(), by: officer });
    if (kept === 'taken') throw new Refusal('unavailable', undefined, { headers: { 'Retry-After': '1' } });
    logLine({ level: 'info', ...line, kept: true });
  }
  return {
    status: writing ? 201 : 200,
    body: { service, handOvers: await readHandOvers(HAND_OVERS_TABLE, service) },
  };
});
