import type { BulletinReading, Colour } from '../../contracts/bulletin.ts';
import { instantOf } from '../hours/zone.ts';
import { isWorse } from './colours.ts';

/**
 * What the bulletins said of one zone for one stretch: epoch milliseconds, `from` inside, `to` outside. A statement
 * that is not trusted (a doubtful reading made it) counts for raising only; one of a bulletin that was green everywhere
 * is not trusted after orange or red.
 */
export type Statement = {
  from: number;
  to: number;
  colour: Colour;
  publishedAt: number;
  trusted: boolean;
  filler?: true;
};

/** Per zone the statements, in order and disjoint. */
export type Statements = Readonly<Record<string, readonly Statement[]>>;

/** A stretch with the colour to go by; `held` when no bulletin speaks for it and what was said before still holds. */
export type Stretch = { from: number; to: number; colour: Colour; held: boolean };

/** The statements after a reading, and the zones of which it said less without being believed. */
export type Applied = { statements: Statements; kept: string[] };

/**
 * Puts a reading on top of what was said before. It raises wherever it says worse than what stands, unless something
 * newer and trusted stands there. It lowers only if it is timely (neither stale nor from the future), newer, without
 * any doubt, and for the very stretch that it is valid for; a second version of the same publication lowers only when
 * it is marked as a correction. Zones that it does not name stay as they are. Of a doubtful label "tomorrow", colours
 * for which `reachesBack` is true count from the publication on: they may be today's.
 */
export function applyBulletin(
  statements: Statements,
  reading: BulletinReading,
  now: number,
  timely: boolean,
  reachesBack: (colour: Colour) => boolean,
): Applied {
  const publishedAt = Math.min(instantOf(reading.publishedAt), now);
  const validFrom = instantOf(reading.validFrom);
  const to = instantOf(reading.validTo);
  const mayLower = timely && reading.doubts.length === 0;
  // An all-green "tomorrow" at the usual hour is believed where nothing else was said, but does not undo what was.
  // After orange or red it is no word: of 771 bulletins (2022-2024) 247 had one, and the only one of a day with orange
  // anywhere was a filler.
  const filler = reading.doubts.includes('filler');
  const trusted = timely && reading.doubts.every((doubt) => doubt === 'filler');
  const labelInDoubt = reading.doubts.some(
    (doubt) => doubt === 'after-midnight' || doubt === 'day-label' || doubt === 'name',
  );
  const kept: string[] = [];
  const after: Record<string, readonly Statement[]> = { ...statements };
  for (const { zone, colour } of reading.zones) {
    const widened = reading.horizon === 'tomorrow' && labelInDoubt && reachesBack(colour);
    const said: Statement = {
      from: widened ? Math.min(validFrom, publishedAt) : validFrom,
      to,
      colour,
      publishedAt,
      trusted,
      ...(filler ? { filler } : {}),
    };
    const placed = place(statements[zone] ?? [], said, mayLower, reading.correction);
    after[zone] = placed.statements;
    if (placed.kept) kept.push(zone);
  }
  return { statements: after, kept };
}

function place(
  before: readonly Statement[],
  said: Statement,
  mayLower: boolean,
  correction: boolean,
): { statements: Statement[]; kept: boolean } {
  const pieces: Statement[] = [];
  let kept = false;
  let reached = said.from;
  for (const old of before) {
    if (old.to <= said.from || old.from >= said.to) {
      pieces.push(old);
      continue;
    }
    if (old.from < said.from) pieces.push({ ...old, to: said.from });
    const from = Math.max(old.from, said.from);
    const to = Math.min(old.to, said.to);
    if (from > reached) pieces.push({ ...said, from: reached, to: from });
    const winner = stronger(old, said, mayLower, correction);
    if (winner === old && isWorse(old.colour, said.colour) && said.publishedAt >= old.publishedAt) kept = true;
    pieces.push({ ...winner, from, to });
    reached = to;
    if (old.to > said.to) pieces.push({ ...old, from: said.to });
  }
  if (reached < said.to) pieces.push({ ...said, from: reached });
  pieces.sort((a, b) => a.from - b.from);
  return { statements: merged(pieces), kept };
}

function stronger(old: Statement, said: Statement, mayLower: boolean, correction: boolean): Statement {
  if (isWorse(said.colour, old.colour)) {
    const overruled = said.publishedAt < old.publishedAt && old.trusted;
    return overruled ? old : { ...said, publishedAt: Math.max(said.publishedAt, old.publishedAt) };
  }
  if (said.colour === old.colour) {
    if (said.publishedAt < old.publishedAt) return old;
    // What was well said before is not worth less, nor more, for being said again in doubt.
    const { filler, ...plain } = said;
    const better = worth(said) > worth(old) ? said : old;
    return { ...plain, trusted: better.trusted, ...(better.filler ? { filler: better.filler } : {}) };
  }
  const newer = said.publishedAt > old.publishedAt || (said.publishedAt === old.publishedAt && correction);
  return mayLower && newer ? said : old;
}

/** How much a statement may end: nothing, what is yellow at most, anything. */
const worth = ({ trusted, filler }: Statement) => (trusted ? (filler ? 1 : 2) : 0);

function merged(pieces: Statement[]): Statement[] {
  const all: Statement[] = [];
  for (const piece of pieces) {
    if (piece.from >= piece.to) continue;
    const last = all.at(-1);
    const same =
      last &&
      last.to === piece.from &&
      last.colour === piece.colour &&
      last.trusted === piece.trusted &&
      last.filler === piece.filler &&
      last.publishedAt === piece.publishedAt;
    if (same) all[all.length - 1] = { ...last, to: piece.to };
    else all.push(piece);
  }
  return all;
}

/**
 * The colours to go by: where no trusted statement says what came after, the colour before goes on for `hold`
 * milliseconds at most. That is what keeps a missing day, a filler or a stale file from ending anything.
 */
export function stretchesOf(statements: readonly Statement[], hold: number): Stretch[] {
  const stretches: Stretch[] = [];
  let carried: { colour: Colour; until: number } | undefined;
  let reached = Number.NEGATIVE_INFINITY;
  const fill = (to: number) => {
    if (carried && carried.colour !== 'green' && reached < Math.min(to, carried.until)) {
      stretches.push({ from: reached, to: Math.min(to, carried.until), colour: carried.colour, held: true });
    }
  };
  for (const said of statements) {
    fill(said.from);
    const word = said.trusted && !(said.filler && carried && isWorse(carried.colour, 'yellow'));
    if (!word && carried && said.from < carried.until && isWorse(carried.colour, said.colour)) {
      const until = Math.min(said.to, carried.until);
      stretches.push({ from: said.from, to: until, colour: carried.colour, held: true });
      if (until < said.to) stretches.push({ from: until, to: said.to, colour: said.colour, held: false });
    } else {
      stretches.push({ from: said.from, to: said.to, colour: said.colour, held: false });
      carried = { colour: said.colour, until: said.to + hold };
    }
    reached = said.to;
  }
  fill(Number.POSITIVE_INFINITY);
  return stretches;
}

/** The statements that still matter at `now`: those not over, and what came before as far as it may have to be held. */
export function pruned(statements: Statements, now: number, hold: number): Statements {
  const after: Record<string, readonly Statement[]> = {};
  for (const [zone, all] of Object.entries(statements)) {
    const current = all.findIndex(({ to }) => to > now);
    let first = current < 0 ? all.length : current;
    while (first > 0) {
      const before = all[first - 1] as Statement;
      if (before.to + hold <= now) break;
      first -= 1;
      if (worth(before) === 2) break;
    }
    if (first < all.length) after[zone] = first === 0 ? all : all.slice(first);
  }
  return after;
}
