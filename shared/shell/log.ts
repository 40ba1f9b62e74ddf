/** Writes one JSON line to the log; callers pass no personal data (design.md section 6, rule 6). */
export function logLine(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Counts go by service; by this name goes what is of the installation, which has none. */
export const allServices = 'all';

/** Writes a count in CloudWatch's embedded metric format, namespace Sportello, by service. */
export function logCount(metric: string, service: string, count = 1, at = Date.now()): void {
  logLine({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        { Namespace: 'Sportello', Dimensions: [['service']], Metrics: [{ Name: metric, Unit: 'Count' }] },
      ],
    },
    service,
    [metric]: count,
  });
}

/**
 * Mail addresses and telephone numbers, of which services of AWS repeat the one that they refuse; bounded, so that a
 * text of nothing else is read in time that grows with its length.
 */
const reachable = /[^\s<>"'()[\],;:@]{1,64}@[a-z0-9][a-z0-9.-]{0,253}|(?:\+|\b00)\d[\d ().-]{5,20}\d/gi;

/** The name and message of whatever was thrown, for a log line: nobody's address and nobody's number. */
export function errorLine(error: unknown): { error: string; message: string } {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500).replace(reachable, '…');
  return { error: error instanceof Error ? error.name : 'unknown', message };
}
