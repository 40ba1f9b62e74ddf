import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import { matchedVersion } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { actRefused, type Desk, type DeskRequest, logAct } from './desk.ts';

// The writing half of every act on a case: called by read-document, record-attempt and join-case, then the register's
// stream tells the worklist and the citizen's mails.

/**
 * The version of the case that the officer saw (If-Match); throws the Refusal `precondition-required` for a request
 * without one.
 */
export function seenVersion(request: DeskRequest): number {
  const version = matchedVersion(request.headers['if-match']);
  if (version === undefined) throw new Refusal('precondition-required');
  return version;
}

/**
 * Appends what a command decides on the version that was seen. A request sent again because its answer was lost finds
 * its own act in the next version, and is done. Throws the Refusals `changed-meanwhile` and `act-refused`.
 */
export async function actOn(desk: Desk, code: string, seen: number, command: CaseCommand): Promise<void> {
  const { register, now } = desk;
  const outcome = await changeCase({ register, caseId: code, command, at: now.toISOString(), seen });
  if (!('refused' in outcome)) return logAct(desk, command.type, { code, version: outcome.version });
  if (outcome.refused !== 'conflict') {
    logAct(desk, command.type, { code, refused: outcome.refused });
    throw actRefused(outcome.refused);
  }
  const members = { refused: 'conflict', expectedVersion: seen, version: outcome.version } as const;
  logAct(desk, command.type, { code, ...members });
  const changes = changesSince(await register.read(code), seen);
  throw new Refusal('changed-meanwhile', undefined, { members: { ...members, changes } });
}

/** Changes that are named at most. */
const changesNamed = 50;

/** What happened to a case after a version, by whom and when: no words of anybody. */
const changesSince = (entries: readonly RegisterEntry[], seen: number) =>
  entries
    .slice(seen)
    .flatMap((entry) => openEntry(entry).map((event) => ({ event, at: entry.at })))
    .slice(-changesNamed)
    .map(({ event, at }) => ({ change: event.type, at, ...present({ by: 'by' in event ? event.by : undefined }) }));
