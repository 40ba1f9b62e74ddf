import { errorLine, logCount, logLine } from './log.ts';
import type { RunOutcome } from './retrying.ts';

/**
 * Logs a run that makes something follow the ledger: each change, what is still wrong, who woke it and how long it took
 * (milliseconds since `startedAt`). What is wrong is counted under `alarm`, for its service; a run that throws counts
 * once.
 */
export async function follow<Line extends { applied: boolean }>(
  given: {
    function: string;
    alarm: string;
    wokenBy: string | undefined;
    startedAt: number;
    services: readonly string[];
  },
  run: () => Promise<RunOutcome<Line>>,
): Promise<RunOutcome<Line>> {
  const { alarm, wokenBy = 'hand', startedAt, services, function: name } = given;
  const outcome = await run().catch((error) => {
    logLine({ level: 'error', function: name, ...errorLine(error) });
    for (const service of services) logCount(alarm, service);
    throw error;
  });
  const { told, left } = outcome;
  for (const line of told) logLine({ level: line.applied ? 'info' : 'error', function: name, ...line });
  for (const { service, what } of left) {
    logLine({ level: 'error', function: name, service, left: what });
    logCount(alarm, service);
  }
  const milliseconds = Date.now() - startedAt;
  logLine({ level: 'info', function: name, wokenBy, changed: told.length, left: left.length, milliseconds });
  return outcome;
}
