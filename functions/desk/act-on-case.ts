import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { decideCase } from '../../shared/core/cases/decide.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries, openEntry, sealEntry } from '../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { matchedVersion } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { actRefused, type Desk, type DeskRequest, logAct } from './desk.ts';

// The writing half of every act on a case: called by read-document, record-attempt and join-case, then the register's stream
// tells the worklist and the citizen's mails.

/** The version of the case that the officer saw (If-Match); throws the Refusal `precondition-required` for a request without one. */
export function seenVersion(request: DeskRequest): number {
  const version = matchedVersion(request.headers['if-match']);
  if (version === undefined) throw new Refusal('precondition-required');
  return version;
}

/**
 * Appends what a command decides on the version that was seen. A request sent again because its answer was lost finds its own
 * act in the next version, and is done. Throws the Refusals `changed-meanwhile` and `act-refused`.
 */
export async function actOn(desk: Desk, code: string, expectedVersion: number, command: CaseCommand): Promise<void> {
  const { register, now } = desk;
  const entries = await register.read(code);
  const version = entries.at(-1)?.version ?? 0;
  const [seen, [next]] = [entries.slice(0, expectedVersion), entries.slice(expectedVersion)];
  const decision = decideCase(command, caseOf(openEntries(seen)));
  const changed = (present: number) => {
    const members = { refused: 'conflict', expectedVersion, version: present } as const;
    logAct(desk, command.type, { code, ...members });
    return new Refusal('changed-meanwhile', undefined, { members });
  };
  if (version === expectedVersion + 1 && next !== undefined && !('refused' in decision)) {
    if (JSON.stringify(openEntry(next)) === JSON.stringify(decision)) return;
  }
  if (version !== expectedVersion) throw changed(version);
  if ('refused' in decision) {
    logAct(desk, command.type, { code, refused: decision.refused });
    throw actRefused(decision.refused);
  }
  const entry = sealEntry({
    caseId: code,
    at: now.toISOString(),
    events: decision,
    previous: entries.at(-1),
    salt: randomHex(),
    sha256,
  });
  if ((await register.append(entry)) === 'taken') {
    // A write whose answer was lost is met again as "taken": it is ours when its hash is.
    const since = await register.read(code);
    if (since[expectedVersion]?.hash !== entry.hash) throw changed(since.at(-1)?.version ?? expectedVersion);
  }
  logAct(desk, command.type, { code, version: entry.version });
}
