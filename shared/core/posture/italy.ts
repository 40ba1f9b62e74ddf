type Place = { latitude: number; longitude: number };

// Outlines of our own drawing, about 10 km coarse, counter-clockwise from the west: longitude, latitude in degrees.
// They only have to answer "within tens of kilometres of Italy"; nothing legal hangs on them.
// biome-ignore format: pairs of degrees read best many to a line
const outlines: Record<string, [number, number][]> = {
  mainland: [
    [6.6, 45.1], [6.7, 44.7], [6.9, 44.4], [6.9, 44.2], [7.6, 44.1], [7.5, 43.78], [8.1, 43.9], [8.5, 44.25], [8.9, 44.4],
    [9.5, 44.2], [10.0, 44.02], [10.25, 43.8], [10.3, 43.5], [10.55, 43.1], [10.5, 42.93], [11.0, 42.6], [11.1, 42.4],
    [11.75, 42.1], [12.2, 41.75], [12.6, 41.45], [13.05, 41.22], [13.6, 41.25], [14.0, 40.85], [14.3, 40.75], [14.35, 40.58],
    [14.8, 40.65], [14.95, 40.25], [15.3, 40.0], [15.65, 40.0], [15.85, 39.6], [16.05, 39.1], [16.2, 38.75], [15.85, 38.65],
    [15.9, 38.4], [15.65, 38.2], [15.65, 37.93], [16.05, 37.92], [16.55, 38.4], [16.6, 38.75], [17.15, 38.95], [17.15, 39.35],
    [16.55, 39.65], [16.6, 40.1], [16.95, 40.5], [17.3, 40.4], [17.9, 40.25], [18.0, 39.95], [18.35, 39.8], [18.52, 40.15],
    [18.0, 40.65], [17.3, 41.0], [16.6, 41.25], [16.0, 41.45], [15.95, 41.65], [16.2, 41.8], [15.9, 41.95], [15.2, 41.95],
    [14.75, 42.1], [14.2, 42.5], [13.9, 43.0], [13.6, 43.55], [13.2, 43.7], [12.6, 44.05], [12.3, 44.35], [12.3, 44.75],
    [12.55, 44.95], [12.35, 45.3], [12.9, 45.55], [13.4, 45.65], [13.7, 45.6], [13.9, 45.6], [13.6, 45.95], [13.45, 46.2],
    [13.7, 46.5], [12.9, 46.65], [12.4, 46.75], [12.15, 47.0], [11.6, 47.0], [11.1, 46.9], [10.5, 46.85], [10.4, 46.55],
    [10.1, 46.6], [10.05, 46.25], [9.6, 46.3], [9.3, 46.5], [9.05, 46.05], [8.95, 45.85], [8.6, 46.1], [8.4, 46.45],
    [8.1, 46.1], [7.9, 45.95], [7.1, 45.9], [6.8, 45.8],
  ],
  sicily: [
    [12.4, 38.0], [12.45, 37.75], [12.9, 37.55], [13.4, 37.25], [14.0, 37.08], [14.5, 36.75], [15.1, 36.65], [15.3, 37.05],
    [15.1, 37.4], [15.25, 37.8], [15.65, 38.27], [15.2, 38.2], [14.5, 38.05], [13.75, 38.0], [13.35, 38.2], [12.75, 38.18],
  ],
  sardinia: [
    [8.2, 40.95], [8.15, 40.55], [8.4, 40.3], [8.4, 39.85], [8.35, 39.2], [8.6, 38.87], [9.0, 38.97], [9.5, 39.1],
    [9.7, 39.6], [9.65, 40.05], [9.8, 40.55], [9.6, 41.0], [9.2, 41.28], [8.75, 40.95],
  ],
};

/** Islands too small for an outline, as places. */
// biome-ignore format: pairs of degrees read best many to a line
const islands: Record<string, [number, number]> = {
  elba: [10.25, 42.78], giglio: [10.9, 42.36], capraia: [9.83, 43.05], montecristo: [10.31, 42.33], ponza: [12.96, 40.9],
  ventotene: [13.43, 40.8], ischia: [13.9, 40.73], capri: [14.24, 40.55], ustica: [13.18, 38.71], alicudi: [14.35, 38.54],
  lipari: [14.95, 38.48], stromboli: [15.21, 38.79], favignana: [12.33, 37.93], marettimo: [12.06, 37.97],
  pantelleria: [11.99, 36.79], linosa: [12.87, 35.86], lampedusa: [12.6, 35.51], asinara: [8.28, 41.05],
  maddalena: [9.42, 41.22], tremiti: [15.5, 42.12], pianosa: [15.75, 42.22],
};

const KM_PER_DEGREE = 111.195;

/**
 * Kilometres from a place (degrees, WGS 84) to the nearest of Italy's outlines or islands, good to about 10 km; 0
 * inside.
 */
export function kmFromItaly({ latitude, longitude }: Place): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const outline of Object.values(outlines)) {
    if (isInside(outline, longitude, latitude)) return 0;
    for (const [place, from] of outline.entries()) {
      const to = outline[(place + 1) % outline.length] as [number, number];
      nearest = Math.min(nearest, kmToLine(from, to, longitude, latitude));
    }
  }
  for (const island of Object.values(islands))
    nearest = Math.min(nearest, kmToLine(island, island, longitude, latitude));
  return nearest;
}

function isInside(outline: [number, number][], x: number, y: number): boolean {
  let inside = false;
  for (const [place, [fromX, fromY]] of outline.entries()) {
    const [toX, toY] = outline[(place + 1) % outline.length] as [number, number];
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) inside = !inside;
  }
  return inside;
}

// Flat around the place asked about: true to a fraction of a kilometre within the distances that a rule can name.
function kmToLine(from: [number, number], to: [number, number], longitude: number, latitude: number): number {
  const perLongitude = KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const project = ([x, y]: [number, number]) => [
    (((((x - longitude) % 360) + 540) % 360) - 180) * perLongitude,
    (y - latitude) * KM_PER_DEGREE,
  ];
  const [ax = 0, ay = 0] = project(from);
  const [bx = 0, by = 0] = project(to);
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length));
  return Math.hypot(ax + along * (bx - ax), ay + along * (by - ay));
}

/** Kilometres between two places (degrees), along the sphere. */
export function kmBetween(one: Place, other: Place): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((other.latitude - one.latitude) * rad) / 2) ** 2 +
    Math.cos(one.latitude * rad) *
      Math.cos(other.latitude * rad) *
      Math.sin(((other.longitude - one.longitude) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(a)));
}
