import type { Officer } from '../../shared/contracts/declaration.ts';
import { contentOf, isPublic } from '../../shared/core/knowledge/content-life.ts';
import { neededConsent } from '../../shared/core/knowledge/needed-consent.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import { actOn } from './act-on-content.ts';

// Called by on-consents-due: what is public is compared with what its citizens allow, and the difference is withdrawn.

/** Who withdraws what its citizen allows no more. */
export const follower: Officer = { subject: 'sportello', name: 'Sportello' };

/** What citizens read where the page was. */
const reason = 'Chi aveva fatto la domanda non vuole più che sia pubblica.';

/** What a center's pages of question and answer are kept in step with. */
export type Following = {
  service: string;
  contents: Contents;
  catalogue: Pick<Catalogue, 'all'>;
  allowsPublication(caseId: string): Promise<boolean>;
};

/**
 * Withdraws each public question and answer whose citizen allows it no more, and tells how many. One that somebody acts
 * on at the same moment is met again the next time; where one fails the others are done, and then it throws.
 */
export async function followConsents(
  { service, contents, catalogue, allowsPublication }: Following,
  now: Date,
): Promise<number> {
  let withdrawn = 0;
  const failed: unknown[] = [];
  for (const { content, life } of await catalogue.all()) {
    const caseId = isPublic(life) ? neededConsent(content, life) : undefined;
    if (caseId === undefined) continue;
    try {
      if (await allowsPublication(caseId)) continue;
      const entries = await contents.read(content);
      // The catalogue follows: what was withdrawn a moment ago may still be listed.
      if (!isPublic(contentOf(entries.map(({ event }) => event)))) continue;
      const act = { act: 'withdraw', reason } as const;
      const asked = { act, by: follower, at: now.toISOString(), declared: false, seen: entries.length };
      const acted = await actOn(contents, content, asked);
      logLine({ level: 'info', function: 'consents', service, content, ...acted });
      if (!('refused' in acted)) withdrawn += 1;
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} pages could not be compared`);
  return withdrawn;
}
