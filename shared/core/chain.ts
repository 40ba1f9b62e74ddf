import type { CaseEvent, RegisterEntry } from '../contracts/case-event.ts';
import type { PersonalPart } from '../contracts/event-members.ts';

/** SHA-256 of a text as lower-case hex; the shell passes it in. */
export type Sha256 = (text: string) => string;

/** What stands before the first entry of every case. */
export const genesisHash = '0'.repeat(64);

type Kept = { salt: string; parts: (PersonalPart | null)[] };

/** The digest that stands for the personal parts of an entry: with its 128-bit salt gone it cannot be guessed back. */
function personalDigest(personal: string, sha256: Sha256): string {
  return sha256(`personal|${personal}`);
}

function entryHash(entry: Omit<RegisterEntry, 'hash' | 'personal'>, sha256: Sha256): string {
  return sha256(JSON.stringify([entry.prevHash, entry.caseId, entry.version, entry.at, entry.events]));
}

/** Seals events into the entry that follows `previous` (undefined for the first); `salt` is 128 random bits as hex. */
export function sealEntry(input: {
  caseId: string;
  at: string;
  events: CaseEvent[];
  previous: Pick<RegisterEntry, 'version' | 'hash'> | undefined;
  salt: string;
  sha256: Sha256;
}): RegisterEntry {
  const { caseId, at, events, previous, salt, sha256 } = input;
  const parts = events.map((event) => ('personal' in event && event.personal ? event.personal : null));
  const personal = parts.some((part) => part !== null) ? JSON.stringify({ salt, parts } satisfies Kept) : undefined;
  const bare = events.map((event) => {
    if (!('personal' in event)) return event;
    const { personal: _apart, ...rest } = event;
    return rest;
  });
  const sealed = {
    caseId,
    version: (previous?.version ?? 0) + 1,
    at,
    events: JSON.stringify(
      personal === undefined ? { events: bare } : { events: bare, personal: personalDigest(personal, sha256) },
    ),
    prevHash: previous?.hash ?? genesisHash,
  };
  const entry = { ...sealed, hash: entryHash(sealed, sha256) };
  return personal === undefined ? entry : { ...entry, personal };
}

/** The events of an entry with their personal parts, where these have not been erased. */
export function openEntry(entry: Pick<RegisterEntry, 'events' | 'personal'>): CaseEvent[] {
  const { events } = JSON.parse(entry.events) as { events: CaseEvent[] };
  if (entry.personal === undefined) return events;
  const { parts } = JSON.parse(entry.personal) as Kept;
  return events.map((event, index) => (parts[index] ? ({ ...event, personal: parts[index] } as CaseEvent) : event));
}

/** The events of entries, each known since the instant of its entry. */
export const openEntries = (
  entries: readonly Pick<RegisterEntry, 'at' | 'events' | 'personal'>[],
): { at: string; events: CaseEvent[] }[] => entries.map((entry) => ({ at: entry.at, events: openEntry(entry) }));

/** Why a chain does not hold: at which entry, and what differs. */
export type BrokenLink = {
  caseId: string;
  version: number;
  reason: 'version-missing' | 'previous-differs' | 'hash-differs' | 'personal-differs' | 'unreadable';
};

/**
 * Checks the entries of one case, sorted by version, and names the first broken link; erased personal parts do not
 * break it.
 */
export function firstBrokenLink(entries: readonly RegisterEntry[], sha256: Sha256): BrokenLink | undefined {
  let previous = { version: 0, hash: genesisHash };
  for (const entry of entries) {
    const broken = (reason: BrokenLink['reason']) => ({ caseId: entry.caseId, version: entry.version, reason });
    if (entry.version !== previous.version + 1) return broken('version-missing');
    if (entry.prevHash !== previous.hash) return broken('previous-differs');
    if (entryHash(entry, sha256) !== entry.hash) return broken('hash-differs');
    if (entry.personal !== undefined) {
      let digest: unknown;
      try {
        digest = (JSON.parse(entry.events) as { personal?: string }).personal;
      } catch {
        return broken('unreadable');
      }
      if (digest !== personalDigest(entry.personal, sha256)) return broken('personal-differs');
    }
    previous = entry;
  }
  return undefined;
}
