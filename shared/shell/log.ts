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

/** The name and message of whatever was thrown, for a log line. */
export function errorLine(error: unknown): { error: string; message: string } {
  return error instanceof Error
    ? { error: error.name, message: error.message.slice(0, 500) }
    : { error: 'unknown', message: String(error).slice(0, 500) };
}
