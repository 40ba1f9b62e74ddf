import type { Finding } from '../../../shared/contracts/bulletin.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { openDoubts } from '../../../shared/core/posture/episodes.ts';
import type { Proposed } from '../../../shared/core/posture/proposals.ts';

type Silent = readonly { address: string; error: string }[];

/**
 * The log lines of one poll: what it proposes, what was found to be doubtful, which sources were silent, and the sum.
 */
export function pollLines(
  service: string,
  poll: { read: number; proposed: Proposed; silent: Silent; kept: string },
): Record<string, unknown>[] {
  const { read, proposed, silent, kept } = poll;
  const { changed, findings, state } = proposed;
  const line = (level: 'info' | 'warn', what: object) => ({ level, function: 'bulletin', service, ...what });
  const proposals = kept === 'kept' ? changed : [];
  const doubts = openDoubts(state);
  return [
    ...proposals.map(({ id, level, cause, revision, asks, validFrom, validTo }: Proposal) =>
      line('info', { id, proposes: level, cause, revision, asks, validFrom, validTo }),
    ),
    ...findings.map((finding: Finding) => line(finding.severity === 'alarm' ? 'warn' : 'info', { finding })),
    ...silent.map((source) => line('warn', { silent: source })),
    ...doubts.map((doubt) => line('warn', { doubt })),
    line('info', { read, changed: changed.length, kept }),
  ];
}

/**
 * True while somebody has to look at the sources: one is silent, something read is an alarm, or what was found earlier
 * still lasts. Notes wake nobody.
 */
export function isDoubtful({ findings, state }: Proposed, silent: Silent): boolean {
  const alarms = findings.filter(({ severity }) => severity === 'alarm');
  return silent.length + alarms.length + openDoubts(state).length > 0;
}
