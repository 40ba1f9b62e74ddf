import type { Finding } from '../../shared/contracts/bulletin.ts';
import type { Proposal } from '../../shared/contracts/proposal.ts';

/** The log lines of one poll: what it proposes, what was found to be doubtful, which sources were silent, and the sum. */
export function pollLines(
  service: string,
  poll: {
    read: number;
    changed: readonly Proposal[];
    findings: readonly Finding[];
    silent: readonly { address: string; error: string }[];
    kept: string;
  },
): Record<string, unknown>[] {
  const { read, changed, findings, silent, kept } = poll;
  const line = (level: 'info' | 'warn', what: object) => ({ level, function: 'bulletin', service, ...what });
  return [
    ...(kept === 'kept' ? changed : []).map(({ id, level, cause, revision, asks, validFrom, validTo }) =>
      line('info', { id, proposes: level, cause, revision, asks, validFrom, validTo }),
    ),
    ...findings.map((finding) => line('warn', { finding })),
    ...silent.map((source) => line('warn', { silent: source })),
    line('info', { read, changed: changed.length, kept }),
  ];
}
