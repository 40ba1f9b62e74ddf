import type { LoadReading } from '../../contracts/bulletin.ts';
import type { Area } from '../../contracts/declaration.ts';
import type { Evidence } from '../../contracts/proposal.ts';
import { instantOf } from '../hours/zone.ts';
import { type Book, coverageOver, keep, openEpisode, openOf, spanOf, withEvidence } from './episodes.ts';

const HOUR = 3_600_000;

/**
 * What an alarm on the service's own load leads to: a proposal of the alert posture that goes on as long as alarms
 * come.
 */
export function hearLoad(book: Book, alarm: LoadReading): void {
  const at = instantOf(alarm.at);
  const to = at + book.rule.load.hours * HOUR;
  if (to <= book.now) return;
  const area: Area = { kind: 'national' };
  const present = openOf(book, 'load')[0];
  const evidence: Evidence = { kind: 'load', source: alarm.source, publishedAt: alarm.at, detail: alarm.detail };
  const coverage = coverageOver(area, {
    from: present ? instantOf(present.validFrom) : at,
    to: present ? Math.max(to, instantOf(present.validTo)) : to,
  });
  const episode = present?.episode ?? `${alarm.source} ${alarm.at}`;
  const next = {
    cause: 'load' as const,
    episode,
    level: 'alert' as const,
    area,
    coverage,
    publishedAt: alarm.at,
    evidence,
  };
  if (present) keep(book, { ...withEvidence(present, evidence), ...spanOf(coverage), coverage });
  else openEpisode(book, { ...next, evidence: [evidence] });
}
