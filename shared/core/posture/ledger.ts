import type {
  Area,
  DeclarationAct,
  DeclaredLevel,
  HoursChoice,
  LedgerEvent,
  LegalBasis,
  Officer,
} from '../../contracts/declaration.ts';
import type { Translated } from '../../contracts/text.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { type EventSaid, evolveSaid, isSaying } from './event-page.ts';

const HOUR = 3_600_000;

/** How long a declaration holds when the officer names no end: 24 hours, in milliseconds. */
export const DEFAULT_LENGTH = 24 * HOUR;
/** How far ahead the end of a declaration may lie at the moment of declaring or renewing: 14 days, in milliseconds. */
export const LONGEST_LENGTH = 14 * 24 * HOUR;

/** A declaration as the ledger knows it; over when `endsAt` has come or somebody stood it down. */
export type Declaration = {
  declaration: string;
  declaredAt: string;
  by: Officer;
  reason: string;
  legalBasis?: LegalBasis;
  area: Area;
  level: DeclaredLevel;
  hours: HoursChoice;
  notice: Translated;
  endsAt: string;
  proposal?: string;
  stoodDownAt?: string;
  /** What is said of its event. */
  said?: EventSaid;
};

/** A service's ledger: its version (number of events), its events and what they add up to. */
export type Ledger = {
  version: number;
  lastAt: string | undefined;
  events: readonly LedgerEvent[];
  declarations: Readonly<Record<string, Declaration>>;
};

/** The ledger of a service for which nobody ever declared anything. */
export const emptyLedger = (): Ledger => ({ version: 0, lastAt: undefined, events: [], declarations: {} });

/**
 * An act with all that the core may not find out by itself: who, when, the new declaration's id, the version that the
 * officer saw.
 */
export type LedgerCommand = {
  act: DeclarationAct;
  by: Officer;
  at: string;
  newDeclaration: string;
  expectedVersion: number;
};

/** Why an act is not carried out. A conflict tells what was done since the version that the officer saw. */
export type LedgerRefusal =
  | { refused: 'conflict'; expectedVersion: number; version: number; since: readonly LedgerEvent[] }
  | { refused: 'unknown-declaration'; declaration: string }
  | { refused: 'declaration-exists'; declaration: string }
  | { refused: 'already-over'; declaration: string; endedAt: string }
  | { refused: 'ends-in-the-past'; endsAt: string; at: string }
  | { refused: 'too-long'; endsAt: string; latest: string }
  | { refused: 'shortens'; endsAt: string; present: string }
  | { refused: 'zone-named-twice'; zone: string }
  | { refused: 'changes-nothing'; declaration: string };

export type LedgerDecision = { events: LedgerEvent[] } | LedgerRefusal;

/**
 * What an act makes of the ledger: its events, or the refusal. An act's instant is never before the newest event's, so
 * that a clock that is behind cannot change what was already so; throws RangeError for an instant that cannot be read.
 */
export function decide(command: LedgerCommand, ledger: Ledger): LedgerDecision {
  const { act, by, newDeclaration, expectedVersion } = command;
  const since = ledger.events.slice(Math.min(Math.max(expectedVersion, 0), ledger.version));
  // What was only said of an event meanwhile makes no officer's view old.
  if (expectedVersion > ledger.version || !since.every(isSaying)) {
    return { refused: 'conflict', expectedVersion, version: ledger.version, since };
  }
  const now = Math.max(instantOf(command.at), ledger.lastAt === undefined ? -Infinity : instantOf(ledger.lastAt));
  const at = isoOf(now);

  if (act.act === 'declare') {
    if (declarationOf(ledger.declarations, newDeclaration)) {
      return { refused: 'declaration-exists', declaration: newDeclaration };
    }
    const twice = namedTwice(act.area);
    if (twice !== undefined) return { refused: 'zone-named-twice', zone: twice };
    const end = endOf(act.endsAt, now + DEFAULT_LENGTH, now);
    if ('refused' in end) return end;
    const { act: _act, endsAt: _endsAt, ...declared } = act;
    return { events: [{ type: 'Declared', declaration: newDeclaration, at, by, ...declared, endsAt: end.endsAt }] };
  }

  const standing = declarationOf(ledger.declarations, act.declaration);
  if (!standing) return { refused: 'unknown-declaration', declaration: act.declaration };
  const endedAt = endedBy(standing, now);
  if (endedAt !== undefined) return { refused: 'already-over', declaration: act.declaration, endedAt };

  switch (act.act) {
    case 'renew': {
      const end = endOf(act.endsAt, Math.min(instantOf(standing.endsAt) + DEFAULT_LENGTH, now + LONGEST_LENGTH), now);
      if ('refused' in end) return end;
      if (instantOf(end.endsAt) < instantOf(standing.endsAt)) {
        return { refused: 'shortens', endsAt: end.endsAt, present: standing.endsAt };
      }
      const { act: _act, endsAt: _endsAt, ...renewed } = act;
      return { events: [{ type: 'Renewed', at, by, ...renewed, endsAt: end.endsAt }] };
    }
    case 'change': {
      const area = act.area ?? standing.area;
      const twice = namedTwice(area);
      if (twice !== undefined) return { refused: 'zone-named-twice', zone: twice };
      const { declaration, reason, legalBasis } = act;
      const changed = {
        area,
        level: act.level ?? standing.level,
        hours: act.hours ?? standing.hours,
        notice: act.notice ?? standing.notice,
      };
      const same = { area: standing.area, level: standing.level, hours: standing.hours, notice: standing.notice };
      if (legalBasis === undefined && JSON.stringify(changed) === JSON.stringify(same)) {
        return { refused: 'changes-nothing', declaration };
      }
      return {
        events: [
          {
            type: 'Changed',
            declaration,
            at,
            by,
            reason,
            ...present({ legalBasis }),
            ...changed,
          },
        ],
      };
    }
    case 'stand-down':
      return { events: [{ type: 'StoodDown', declaration: act.declaration, at, by, reason: act.reason }] };
  }
}

function endOf(
  asked: string | undefined,
  otherwise: number,
  now: number,
): { endsAt: string } | Extract<LedgerRefusal, { refused: 'ends-in-the-past' | 'too-long' }> {
  const end = asked === undefined ? otherwise : instantOf(asked);
  if (end <= now) return { refused: 'ends-in-the-past', endsAt: isoOf(end), at: isoOf(now) };
  if (end > now + LONGEST_LENGTH) {
    return { refused: 'too-long', endsAt: isoOf(end), latest: isoOf(now + LONGEST_LENGTH) };
  }
  return { endsAt: isoOf(end) };
}

function endedBy(declaration: Declaration, now: number): string | undefined {
  if (declaration.stoodDownAt !== undefined) return declaration.stoodDownAt;
  return instantOf(declaration.endsAt) <= now ? declaration.endsAt : undefined;
}

function namedTwice(area: Area): string | undefined {
  if (area.kind === 'national') return undefined;
  return area.zones.find((zone, place) => area.zones.indexOf(zone) !== place);
}

/** The ledger after one more event. */
export function evolve(ledger: Ledger, event: LedgerEvent): Ledger {
  const { declarations } = ledger;
  const changed = evolveDeclaration(declarationOf(declarations, event.declaration), event);
  return {
    version: ledger.version + 1,
    lastAt: event.at,
    events: [...ledger.events, event],
    declarations: { ...declarations, [event.declaration]: changed },
  };
}

/** The ledger that a list of events adds up to. */
export function ledgerOf(events: readonly LedgerEvent[]): Ledger {
  // Not `evolve` event by event: it copies what was before, and a ledger only grows.
  const declarations: Record<string, Declaration> = {};
  for (const event of events) {
    const { declaration } = event;
    declarations[declaration] = evolveDeclaration(declarationOf(declarations, declaration), event);
  }
  return { version: events.length, lastAt: events.at(-1)?.at, events: [...events], declarations };
}

// What an officer names may be called like something that every object has.
function declarationOf(declarations: Ledger['declarations'], declaration: string): Declaration | undefined {
  return Object.hasOwn(declarations, declaration) ? declarations[declaration] : undefined;
}

/** The declaration after one of its own events; throws Error for one that was never made. */
function evolveDeclaration(standing: Declaration | undefined, event: LedgerEvent): Declaration {
  if (event.type === 'Declared') {
    const { declaration, at, by, reason, legalBasis, area, level, hours, notice, endsAt, proposal } = event;
    const declared = { declaration, declaredAt: at, by, reason, area, level, hours, notice, endsAt };
    return { ...declared, ...present({ legalBasis: legalBasis || undefined, proposal }) };
  }
  if (!standing) throw new Error(`${event.type} of a declaration that was never made: ${event.declaration}`);
  switch (event.type) {
    case 'Renewed':
      return { ...standing, endsAt: event.endsAt, ...present({ legalBasis: event.legalBasis || undefined }) };
    case 'Changed': {
      const { area, level, hours, notice, legalBasis } = event;
      return { ...standing, area, level, hours, notice, ...present({ legalBasis: legalBasis || undefined }) };
    }
    case 'StoodDown':
      return { ...standing, stoodDownAt: event.at };
    default:
      return { ...standing, said: evolveSaid(standing.said, event) };
  }
}
