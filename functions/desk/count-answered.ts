import { ContentId } from '../../shared/contracts/content/entry.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import type { Desk } from './desk.ts';

// Called by case-acts once an answer is in the register: which pages were in it, counted by month and page, by nobody's
// name. Editors see it beside what readers say (functions/knowledge/rules/reader-counts.ts).

/** The contents that an answer's list of pages names, each once, without their versions. */
export const contentsAnswering = (articles: readonly string[]): string[] =>
  [...new Set(articles.map((one) => one.split('@')[0] ?? ''))].filter((one) => ContentId.safeParse(one).success);

/** Counts the pages of an answer. It never throws: the answer stands, whether it could be counted or not. */
export async function countAnswered(
  { readerCounts, definition, now }: Desk,
  articles: readonly string[] = [],
): Promise<void> {
  const month = dayInRome(now.getTime()).slice(0, 7);
  const counted = contentsAnswering(articles).map((of) => readerCounts.add({ of, month, what: 'answered' }));
  for (const each of await Promise.allSettled(counted))
    if (each.status === 'rejected')
      logLine({
        level: 'warn',
        function: 'desk',
        service: definition.service,
        what: 'an answer’s page was not counted',
        ...errorLine(each.reason),
      });
}
