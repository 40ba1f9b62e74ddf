import type { ListedContent } from '../../shared/core/knowledge/listed-content.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';

/** How old the contents may be that a reader is answered with, in milliseconds: so late is what was published. */
const freshFor = 1_500;

/**
 * The contents of a service, read once for many readers. While the table does not answer, what was last read holds:
 * only a container that has read nothing yet throws.
 */
export function followingCatalogue(
  catalogue: Pick<Catalogue, 'all'>,
  now: () => number,
): () => Promise<readonly ListedContent[]> {
  let known: { listed: readonly ListedContent[]; asOf: number } | undefined;
  return async () => {
    const begunAt = now();
    if (known && begunAt - known.asOf < freshFor) return known.listed;
    try {
      const listed = await catalogue.all();
      known = { listed, asOf: begunAt };
      return listed;
    } catch (error) {
      if (!known) throw error;
      logLine({ level: 'warn', what: 'catalogue unreachable', ageMs: begunAt - known.asOf, ...errorLine(error) });
      return known.listed;
    }
  };
}
