import type * as z from 'zod/mini';
import type { Administration } from '../../../shared/contracts/content/administration.ts';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { Competence, PublicLine } from '../../../shared/contracts/content/view.ts';
import { whoIsCompetent } from '../../../shared/core/knowledge/competence.ts';
import { present } from '../../../shared/core/present.ts';

/** What of a question is wrong: a theme that the service has not, with those that it has, or a place that is none. */
export type WrongAsked = { wrong: 'theme'; known: string } | { wrong: 'place' };

/** Who is competent, as it was asked for by an address; nothing where no theme was named, else what is wrong with it. */
export function askedCompetence(
  query: Readonly<Record<string, string | undefined>>,
  {
    network,
    themes,
    lineOf,
  }: {
    network: readonly Administration[];
    themes: readonly Pick<z.infer<typeof Theme>, 'theme'>[];
    lineOf: (one: Administration) => PublicLine | undefined;
  },
): Competence | WrongAsked | undefined {
  const theme = query['theme'] ?? '';
  // A form that was sent with nothing chosen names the place by an empty text.
  const place = query['place'] || undefined;
  if (theme === '') return undefined;
  if (!themes.some((known) => known.theme === theme)) {
    const known = themes.map((each) => each.theme).join(', ');
    return { wrong: 'theme', known };
  }
  const found = whoIsCompetent(network, theme, place);
  if (found === undefined) return { wrong: 'place' };
  const asked = { theme, ...present({ place }) };
  if (found.competent !== undefined) return { ...asked, ...present({ competent: lineOf(found.competent) }) };
  return { ...asked, hole: true, ...present({ orients: found.orients && lineOf(found.orients) }) };
}
