import { describe, expect, test } from '@jest/globals';
import { type Line, statementsOf } from '../../../functions/bulletins/rules/bulletin-lines.ts';

const line = (zone: string, whole: string | undefined, ...risks: (string | undefined)[]): Line => ({
  where: `row of ${zone}`,
  zone,
  whole,
  risks: [risks[0], risks[1], risks[2]],
  place: undefined,
});
const orange = 'MODERATA / ALLERTA ARANCIONE';
const green = 'NESSUNA ALLERTA';
function read(...lines: Line[]) {
  const alarms: string[] = [];
  const known = new Set(['Emil-A1', 'Emil-B1']);
  const romeSo = (name: string) => (name === 'emilia' ? 'Emil-A1' : undefined);
  const { statements, unreadable } = statementsOf(lines, romeSo, known, (code, detail) =>
    alarms.push(`${code}: ${detail}`),
  );
  return { said: [...statements.values()], unreadable, alarms };
}

describe('what the lines of a bulletin say of zones', () => {
  test('is the worst of a line, with the colour of each risk, green where nothing is said of it', () => {
    expect(read(line('Emil-A1', green, orange, undefined, green))).toEqual({
      said: [
        {
          zone: 'Emil-A1',
          colour: 'orange',
          risks: { hydrogeological: 'orange', thunderstorms: 'green', hydraulic: 'green' },
        },
      ],
      unreadable: false,
      alarms: [],
    });
  });

  test('is the worst of several lines of one zone, in whatever order', () => {
    const lines = [line('Emil-A1', green), line('Emil-A1', orange), line('emilia', green)];
    for (const all of [lines, lines.toReversed()]) expect(read(...all).said).toMatchObject([{ colour: 'orange' }]);
  });

  test('is what an unreadable level may still tell of danger, and told; nothing where it tells none', () => {
    const feared = read(line('Emil-A1', 'boh rossa'));
    expect(feared).toMatchObject({ said: [{ colour: 'red' }], unreadable: true });
    expect(feared.alarms).toEqual(['unknown-level: row of Emil-A1, zone Emil-A1: boh rossa']);
    expect(read(line('Emil-A1', 'boh'))).toMatchObject({ said: [], unreadable: true });
    expect(read(line('Emil-A1', 'boh', green))).toMatchObject({ said: [], unreadable: true });
    expect(read(line('Emil-A1', 'boh', orange))).toMatchObject({ said: [{ colour: 'orange' }], unreadable: true });
    expect(read(line('Emil-A1', undefined))).toEqual({ said: [], unreadable: false, alarms: [] });
    // An empty risk is none; an empty level of the whole is unreadable.
    expect(read(line('Emil-A1', green, ''))).toMatchObject({ unreadable: false });
    expect(read(line('Emil-A1', ''))).toMatchObject({ said: [], unreadable: true });
  });

  test('of a zone that is in no list is told, and kept under its name or its line', () => {
    expect(read(line('Emil-Z9', orange))).toEqual({
      said: [expect.objectContaining({ zone: 'Emil-Z9', colour: 'orange' })],
      unreadable: false,
      alarms: ['unknown-zone: not in the list of zones: Emil-Z9'],
    });
    expect(read(line('', orange))).toMatchObject({ said: [{ zone: 'row of ' }], unreadable: true });
    expect(read({ ...line('', orange), place: 'Borgo' }, line('Emil-A1', green))).toMatchObject({
      said: [{ zone: 'Borgo' }, { zone: 'Emil-A1' }],
      alarms: ['unknown-zone: not in the list of zones: Borgo'],
    });
  });

  test('tells of all that is unreadable or unknown at once', () => {
    expect(read(line('Emil-Y1', 'boh'), line('Emil-B1', 'mah', green), line('Emil-Y2', green)).alarms).toEqual([
      'unknown-level: row of Emil-Y1, zone Emil-Y1: boh; row of Emil-B1, zone Emil-B1: mah',
      'unknown-zone: not in the list of zones: Emil-Y2',
    ]);
  });
});
