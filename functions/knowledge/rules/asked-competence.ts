import type * as z from 'zod/mini';
import type { Administration } from '../../../shared/contracts/content/administration.ts';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { Competence, PublicLine } from '../../../shared/contracts/content/view.ts';
import { whoIsCompetent } from '../../../shared/core/knowledge/competence.ts';
import { type Municipality, municipalitiesCalled } from '../../../shared/core/knowledge/municipalities.ts';
import { writtenName } from '../../../shared/core/knowledge/municipalities-by-letter.ts';
import { present } from '../../../shared/core/present.ts';

/** What of a question is wrong: a theme that the service has not, with those that it has, or a place that is none. */
export type WrongAsked = { wrong: 'theme'; known: string } | { wrong: 'place' };

/** A name of a municipality at most. */
const longestName = 100;

/** The municipality that an address names; undefined where it names none. */
export const municipalityNamed = (query: Readonly<Record<string, string | undefined>>): string | undefined =>
  query['municipality']?.trim().slice(0, longestName) || undefined;

/** The municipalities of a name, those of the chosen province alone where it has one; with its province it is one. */
function meant(all: readonly Municipality[], name: string, place: string | undefined): Municipality[] {
  const exact = all.filter((one) => writtenName(one) === name);
  const called = exact.length > 0 ? exact : municipalitiesCalled(all, name);
  const near = called.filter(({ province }) => place !== undefined && province === place.slice(0, 3));
  return near.length > 0 ? near : called;
}

/** Who is competent, as it was asked for by an address; nothing where no theme was named, else what is wrong with it. */
export function askedCompetence(
  query: Readonly<Record<string, string | undefined>>,
  {
    network,
    themes,
    municipalities,
    lineOf,
  }: {
    network: readonly Administration[];
    themes: readonly Pick<z.infer<typeof Theme>, 'theme'>[];
    /** All of them, where the address names one. */
    municipalities: readonly Municipality[];
    lineOf: (one: Administration) => PublicLine | undefined;
  },
): Competence | WrongAsked | undefined {
  const theme = query['theme'] ?? '';
  // A form that was sent with nothing chosen names the place by an empty text.
  const chosen = query['place'] || undefined;
  if (theme === '') return undefined;
  if (!themes.some((known) => known.theme === theme)) {
    const known = themes.map((each) => each.theme).join(', ');
    return { wrong: 'theme', known };
  }
  const name = municipalityNamed(query);
  const called = name === undefined ? [] : meant(municipalities, name, chosen);
  const [one] = called;
  if (name !== undefined && (one === undefined || called.length > 1)) {
    const which = called.map((each) => ({ place: each.code, name: writtenName(each) }));
    return { theme, ...present({ place: chosen }), municipality: name, which };
  }
  const place = one?.code ?? chosen;
  const found = whoIsCompetent(network, theme, place);
  if (found === undefined) return { wrong: 'place' };
  const asked = { theme, ...present({ place, municipality: one && writtenName(one) }) };
  if (found.competent !== undefined) return { ...asked, ...present({ competent: lineOf(found.competent) }) };
  return { ...asked, hole: true, ...present({ orients: found.orients && lineOf(found.orients) }) };
}
