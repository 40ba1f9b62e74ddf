import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readContent } from '../../../../cdk/house/content.ts';
import type { Administration } from '../../../../shared/contracts/content/administration.ts';
import { placesAround, provincesByName, whoIsCompetent } from '../../../../shared/core/knowledge/competence.ts';
import file from '../../../../shared/core/knowledge/municipalities.json' with { type: 'json' };
import {
  municipalitiesCalled,
  municipalitiesLike,
  municipalitiesOf,
} from '../../../../shared/core/knowledge/municipalities.ts';

const all = municipalitiesOf(file);
const codes = (some: readonly { code: string }[]) => some.map(({ code }) => code);

describe('the municipalities of Italy', () => {
  test('are 7,904 in 107 provinces, each with a code of its own in a province that is known', () => {
    expect(all).toHaveLength(7904);
    expect(new Set(codes(all)).size).toBe(7904);
    expect([...new Set(all.map(({ province }) => province))].sort()).toEqual(
      provincesByName.map(({ code }) => code).sort(),
    );
    expect(all.filter(({ code }) => placesAround(code)?.length !== 3)).toEqual([]);
  });

  test('are found by either name, without accents and capitals; several of one name are all told', () => {
    expect(codes(municipalitiesCalled(all, 'accumoli'))).toEqual(['057001']);
    expect(codes(municipalitiesCalled(all, ' BOZEN '))).toEqual(['021008']);
    expect(codes(municipalitiesCalled(all, 'Agliè'))).toEqual(codes(municipalitiesCalled(all, 'aglie')));
    expect(codes(municipalitiesCalled(all, 'Castro'))).toEqual(['016065', '075096']);
    expect(municipalitiesCalled(all, '')).toEqual([]);
  });

  test('are suggested by their beginning, the one that is called just so first', () => {
    expect(municipalitiesLike(all, 'roma', 5)[0]).toMatchObject({ code: '058091', name: 'Roma' });
    expect(municipalitiesLike(all, 'r', 5)).toEqual([]);
    expect(municipalitiesLike(all, 'san', 5)).toHaveLength(5);
    const few = [
      { code: '1', name: 'Romagnano', province: 'x' },
      { code: '2', name: 'Bolzano/Bozen', province: 'x' },
      { code: '3', name: 'Roma', province: 'x' },
      { code: '4', name: 'San-Roma', province: 'x' },
    ];
    expect(codes(municipalitiesLike(few, 'Roma', 9))).toEqual(['3', '1']);
    expect(codes(municipalitiesLike(few, 'boz', 9))).toEqual(['2']);
    expect(codes(municipalitiesLike(few, 'san ro', 9))).toEqual(['4']);
    expect(codes(municipalitiesLike(few, 'ro', 9))).toEqual(['1', '3']);
  });
});

type One = Pick<Administration, 'themes' | 'territory' | 'orients'>;

/** Who is competent, told a second time and slowly: everybody whose territory holds the place, sorted. */
function told(network: readonly One[], theme: string, code: string): One | undefined {
  const width = ({ territory }: One) =>
    territory === undefined ? 0 : Math.max(...territory.map((one) => (holds(one, code) ? one.length : -1)));
  return network
    .filter((one) => one.orients === undefined && one.themes.includes(theme) && width(one) >= 0)
    .toSorted((one, other) => width(other) - width(one) || one.themes.length - other.themes.length)[0];
}
const region = new Map(provincesByName.map(({ code }) => [code, placesAround(code)?.[1]]));
const holds = (territory: string, code: string) =>
  territory.length === 2 ? region.get(code.slice(0, 3)) === territory : code.startsWith(territory);

describe('every theme at every municipality', () => {
  test.each([
    ['familyline', { casa: 7904, 'cura-e-assistenza': 7904 }],
    ['protezione-civile', { allerta: 7904, assistenza: 7904 }],
  ])('%s: has exactly one answer, or is a hole that is listed', (service, listed) => {
    const content = readContent(new URL('../../../../shared/services', import.meta.url).pathname, service);
    const network = content?.items.filter((item) => item.kind === 'administration') ?? [];
    const themes = content?.themes.map(({ theme }) => theme) ?? [];
    const holes = new Map<string, number>();
    for (const theme of themes)
      for (const { code } of all) {
        const found = whoIsCompetent(network, theme, code);
        if (found?.competent !== told(network, theme, code)) throw new Error(`${theme} at ${code}: two answers`);
        // What is no answer is a hole, with somebody who orients wherever a region is known.
        if (found?.competent !== undefined) continue;
        if (found?.orients === undefined) throw new Error(`${theme} at ${code}: nobody orients`);
        holes.set(theme, (holes.get(theme) ?? 0) + 1);
      }
    expect(Object.fromEntries(holes)).toEqual(listed);
  });

  test('whatever the network, the narrow answer and the slow one are the same', () => {
    const territories = fc.oneof(
      fc.constantFrom(...all.map(({ code }) => code)),
      fc.constantFrom(...provincesByName.map(({ code }) => code)),
      fc.constantFrom('01', '03', '12', '13', '20'),
    );
    const one = fc.record({
      themes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      territory: fc.option(fc.uniqueArray(territories, { minLength: 1, maxLength: 6 }), { nil: undefined }),
    });
    const network = fc.array(
      one.map(({ themes, territory }): One => ({ themes, ...(territory && { territory }) })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(network, fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...all), (some, theme, { code }) => {
        expect(whoIsCompetent(some, theme, code)?.competent).toBe(told(some, theme, code));
      }),
    );
  });
});
