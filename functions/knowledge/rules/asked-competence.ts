import type * as z from 'zod/mini';
import type { Administration } from '../../../shared/contracts/content/administration.ts';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { Competence, PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Problem } from '../../../shared/contracts/problem.ts';
import { whoIsCompetent } from '../../../shared/core/knowledge/competence.ts';
import { present } from '../../../shared/core/present.ts';

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
): Competence | { errors: NonNullable<Problem['errors']> } | undefined {
  const theme = query['theme'] ?? '';
  // A form that was sent with nothing chosen names the place by an empty text.
  const place = query['place'] || undefined;
  if (theme === '') return undefined;
  if (!themes.some((known) => known.theme === theme)) {
    const known = themes.map((each) => each.theme).join(', ');
    return { errors: [{ detail: `theme is one of: ${known}`, pointer: '/theme' }] };
  }
  const found = whoIsCompetent(network, theme, place);
  if (found === undefined) {
    const detail = 'place is the ISTAT code of a region (2 digits), a province (3) or a municipality (6)';
    return { errors: [{ detail, pointer: '/place' }] };
  }
  const asked = { theme, ...present({ place }) };
  if (found.competent !== undefined) return { ...asked, ...present({ competent: lineOf(found.competent) }) };
  return { ...asked, hole: true, ...present({ orients: found.orients && lineOf(found.orients) }) };
}
