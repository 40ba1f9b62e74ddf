import type { Colour, Finding, ZoneStatement } from '../../../shared/contracts/bulletin.ts';
import { isZoneCode } from '../../../shared/core/posture/alert-zones.ts';
import { colourOf, fearedColourOf, isWorse, worstOf } from '../../../shared/core/posture/colours.ts';

/** What one row or geometry says; a level that its table has no column for is undefined. */
export type Line = {
  where: string;
  zone: string;
  whole: string | undefined;
  risks: [string | undefined, string | undefined, string | undefined];
  place: string | undefined;
};

/** What lines say of zones, the worst of each; `unreadable` when a level or a zone was not understood. */
export function statementsOf(
  lines: Line[],
  romeSo: (name: string) => string | undefined,
  known: ReadonlySet<string>,
  alarm: (code: Finding['code'], detail: string) => void,
): { statements: Map<string, ZoneStatement>; unreadable: boolean } {
  const statements = new Map<string, ZoneStatement>();
  const unknown = new Set<string>();
  const unreadLevels: string[] = [];
  let unreadable = false;
  for (const { where, zone: written, whole, risks, place } of lines) {
    const values = [whole, ...risks];
    const sure = values.map((value) => (value ? colourOf(value) : undefined));
    const unread = values.filter(
      (value, index) => sure[index] === undefined && value !== undefined && (index === 0 || value !== ''),
    );
    // A value that is not understood, or contradicts itself, may still name a danger: that counts, and an alarm sounds.
    const all = sure.map((colour, index) => colour ?? fearedColourOf(values[index] ?? ''));
    const told = all.filter((colour): colour is Colour => colour !== undefined);
    const risky = all.slice(1);
    if (unread.length > 0) {
      unreadable = true;
      unreadLevels.push(`${where}, zone ${written}: ${unread.join(' | ')}`);
    }
    const colour = worstOf(told);
    // Of a zone whose levels are unknown nothing is said, unless what can be read is already bad.
    if (told.length === 0 || (unread.length > 0 && colour === 'green')) continue;

    let zone = known.has(written) ? written : romeSo(written);
    if (zone === undefined) {
      zone = written !== '' ? written : `${place ?? where}`;
      if (!isZoneCode(zone)) unreadable = true;
      unknown.add(zone);
    }
    const [hydrogeological = 'green', thunderstorms = 'green', hydraulic = 'green'] = risky;
    const before = statements.get(zone);
    if (before && !isWorse(colour, before.colour)) continue;
    statements.set(zone, { zone: zone.slice(0, 200), colour, risks: { hydrogeological, thunderstorms, hydraulic } });
  }
  if (unreadLevels.length > 0) alarm('unknown-level', unreadLevels.join('; '));
  if (unknown.size > 0) alarm('unknown-zone', `not in the list of zones: ${[...unknown].join('; ')}`);
  return { statements, unreadable };
}
