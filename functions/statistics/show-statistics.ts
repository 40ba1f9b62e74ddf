import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { Month, type Statistics } from '../../shared/contracts/statistics.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { FiguresStore } from '../../shared/shell/stores/figures.ts';
import { statisticsCsv } from './rules/csv.ts';
import { monthFigures } from './rules/month-figures.ts';
import { monthsUpTo } from './rules/months.ts';

// Called by on-anyone-get: what was counted, as anybody may see it.

/** What is shown, of which service, to whom and when. */
export type Showing = {
  definition: PreparedService;
  figures: Pick<FiguresStore, 'counts' | 'month'>;
  event: APIGatewayProxyEventV2;
  now: Date;
};

/** How long whoever stands between may keep an answer: figures are no word of the hour. */
const headers = { 'Cache-Control': 'public, max-age=0, s-maxage=30', Vary: 'Accept' };

async function statisticsOf(
  { definition, figures, now }: Showing,
  months: readonly string[],
  only: boolean,
): Promise<Statistics> {
  const today = dayInRome(now.getTime());
  const { shown } = await figures.counts();
  const told = await Promise.all(
    months.map(async (month) => {
      const counted = await figures.month(shown, month);
      // A month in which nothing happened at all is told where it is asked for.
      if (!only && Object.keys(counted).length === 0) return [];
      const running = today.startsWith(month) ? { running: true as const } : {};
      return [{ month, ...running, figures: monthFigures(counted, definition, today) }];
    }),
  );
  return { service: definition.service, asOf: now.toISOString(), months: told.flat() };
}

/**
 * The figures of a service as JSON or CSV: of the month that is asked for, else of a year; for browsers the page of its
 * charter. Throws the Refusal `invalid` for a month that is none.
 */
export async function showStatistics(showing: Showing): Promise<Reply> {
  const { definition, event, now } = showing;
  const { month, format } = event.queryStringParameters ?? {};
  const running = dayInRome(now.getTime()).slice(0, 7);
  if (month !== undefined && (!Month.safeParse(month).success || month > running)) {
    const detail = `month is a month written as YYYY-MM that has begun, for example ${running}`;
    throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: [{ detail, pointer: '/month' }] });
  }
  const year = monthsUpTo(running, 12);
  if (format === undefined && wantsPage(event)) {
    const language = callerLanguage(event);
    const { charterPage } = await import('../../web/pages/charter-page.ts');
    const months = month === undefined || year.includes(month) ? year : [...year.slice(0, 11), month];
    const statistics = await statisticsOf(showing, months, false);
    const isShared = event.queryStringParameters?.['language'] !== undefined;
    return {
      status: 200,
      headers: { 'Content-Language': language, Vary: 'Accept, Accept-Language', ...(isShared && headers) },
      body: charterPage(definition, language, { statistics, month }),
    };
  }
  const statistics = await statisticsOf(showing, month === undefined ? year : [month], month !== undefined);
  const wantsCsv = format === 'csv' || (format === undefined && (event.headers['accept'] ?? '').includes('text/csv'));
  if (!wantsCsv) return { status: 200, headers, body: statistics };
  const name = `${definition.service}-${month ?? running}.csv`;
  return {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
    body: statisticsCsv(statistics),
  };
}
