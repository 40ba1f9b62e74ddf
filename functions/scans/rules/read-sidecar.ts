import { ScanSidecar } from '../../../shared/contracts/scan.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';

/**
 * A day: what a batch of sidecars and scans may take to come in. An older one belongs to an earlier scan of the same
 * name.
 */
const longestLeadMilliseconds = 86_400_000;
/** A minute: a sidecar that comes later than that after a scan belongs to the next one of the same name. */
const longestDelayMilliseconds = 60_000;
/** A year: what was received longer ago than that is recorded by hand, with a reason. */
const oldestMilliseconds = 366 * 86_400_000;
/** Clocks of fax servers are not ours. */
const clockDifferenceMilliseconds = 300_000;

/** A sidecar that holds, or what is wrong with it: names of members and rules, nothing that it says. */
export type SidecarReading = { sidecar: ScanSidecar } | { wrong: string[] };

/** Tells whether a sidecar that came at one ISO instant belongs to a scan that came at another. */
export function belongs(sidecarCameAt: string, scanCameAt: string): boolean {
  const lead = Date.parse(scanCameAt) - Date.parse(sidecarCameAt);
  return lead >= -longestDelayMilliseconds && lead <= longestLeadMilliseconds;
}

/**
 * Reads the sidecar of a scan that arrived at an ISO instant; it must fit the service's kinds and the calendar as well.
 */
export function readSidecar(
  text: string,
  definition: Pick<ServiceDefinition, 'kinds'>,
  arrivedAt: string,
): SidecarReading {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { wrong: ['not JSON'] };
  }
  const parsed = ScanSidecar.safeParse(content);
  if (!parsed.success) return { wrong: parsed.error.issues.slice(0, 10).map(inWords) };
  const { kind, receivedAt } = parsed.data;
  const wrong: string[] = [];
  if (kind !== undefined && !definition.kinds.some((allowed) => allowed.kind === kind))
    wrong.push('/kind: the service has no such kind');
  if (receivedAt !== undefined) {
    const before = Date.parse(arrivedAt) - Date.parse(receivedAt);
    if (before < -clockDifferenceMilliseconds) wrong.push('/receivedAt: after the scan arrived');
    if (before > oldestMilliseconds) wrong.push('/receivedAt: more than a year before the scan arrived');
  }
  return wrong.length > 0 ? { wrong } : { sidecar: parsed.data };
}

function inWords(issue: { path: PropertyKey[]; code: string; keys?: string[] }): string {
  // Names of members are words of whoever set up the scanner; anything else might be a citizen's.
  const names = (issue.keys ?? []).filter((name) => /^[A-Za-z_-]{1,40}$/.test(name)).slice(0, 5);
  return [`/${issue.path.join('/')}: ${issue.code}`.slice(0, 100), ...names].join(' ');
}
