import type { Line } from './bulletin-lines.ts';

type Geometry = { properties?: Record<string, unknown> };

/** The lines of the official form, a TopoJSON; throws an Error for anything else. */
export function linesOfTopology(text: string): Line[] {
  const topology = JSON.parse(text) as { type?: unknown; objects?: Record<string, { geometries?: Geometry[] }> } | null;
  if (topology === null || topology.type !== 'Topology' || typeof topology.objects !== 'object') {
    throw new Error('not a topology');
  }
  const lines: Line[] = [];
  for (const collection of Object.values(topology.objects ?? {})) {
    if (!Array.isArray(collection?.geometries)) throw new Error('an object without geometries');
    for (const { properties } of collection.geometries) {
      const said = (key: string) => (typeof properties?.[key] === 'string' ? (properties[key] as string).trim() : '');
      lines.push({
        where: `geometry ${lines.length + 1}`,
        zone: said('Nome zona'),
        whole: said('Rappresentata nella mappa'),
        risks: [said('Per rischio idrogeologico'), said('Per rischio temporali'), said('Per rischio idraulico')],
        place: undefined,
      });
    }
  }
  return lines;
}
