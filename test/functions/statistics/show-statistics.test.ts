import { expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { showStatistics } from '../../../functions/statistics/show-statistics.ts';
import { Statistics } from '../../../shared/contracts/statistics.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryFigures } from '../../stores/memory-figures.ts';

const october = {
  contacts: 40,
  'contacts.channel.form': 30,
  'contacts.channel.phone': 10,
  'contacts.channel.phone.call.answered': 10,
  waits: 10,
  waitSeconds: 420,
  cases: 30,
  'cases.state.answered': 20,
  'cases.state.open': 10,
  'cases.state.answered.charter.within': 14,
  'cases.state.answered.charter.late': 6,
  'owed.2026-11-02': 6,
  'owed.2026-12-20': 4,
};

async function asked(query: Record<string, string>, accept = 'application/json') {
  const figures = memoryFigures();
  await figures.addTo({ count: 1, month: '2026-10', share: 0 }, october, ['a'], 0);
  await figures.addTo({ count: 1, month: '2026-11', share: 0 }, { contacts: 3, 'contacts.channel.fax': 3 }, ['a'], 0);
  const event = { headers: { accept }, queryStringParameters: query } as unknown as APIGatewayProxyEventV2;
  const now = new Date('2026-11-30T10:00:00.000Z');
  return showStatistics({ definition: protezioneCivile, figures, event, now });
}

test('the last twelve months in which something happened, the latest first, as anybody may see them', async () => {
  const { status, headers, body } = await asked({});
  const statistics = Statistics.parse(body);
  expect([status, headers?.['Cache-Control']]).toEqual([200, 'public, max-age=0, s-maxage=30']);
  expect(statistics.months.map(({ month, running }) => [month, running])).toEqual([
    ['2026-11', true],
    ['2026-10', undefined],
  ]);
  const [november, before] = statistics.months;
  const of = (month: typeof november, figure: string, by?: string, part?: string) =>
    month?.figures.find((one) => one.figure === figure && one.by === by && one.of === part)?.value;
  expect(of(november, 'contacts')).toBe('<5');
  expect(of(november, 'contacts', 'channel', 'fax')).toBe('*');
  expect(of(before, 'contacts')).toBe(40);
  expect(of(before, 'answered', 'charter', 'within')).toBe(14);
});

test('what is open past its term grows by time alone: owed until yesterday is overdue today', async () => {
  const { body } = await asked({ month: '2026-10' });
  const figures = Statistics.parse(body).months[0]?.figures ?? [];
  const open = figures.filter(({ figure }) => figure === 'open').map(({ of, value }) => [of, value]);
  expect(open).toEqual([
    ['overdue', '≥5'],
    ['notYet', '<5'],
  ]);
});

test('a month by itself, and one of which nothing is known is told too', async () => {
  const one = Statistics.parse((await asked({ month: '2026-10' })).body);
  expect(one.months.map(({ month }) => month)).toEqual(['2026-10']);
  const none = Statistics.parse((await asked({ month: '2020-02' })).body);
  expect(none.months[0]?.figures[0]).toEqual({ figure: 'contacts', value: 0 });
});

test.each(['2026-13', 'november', '2026-12'])('%s is no month that can be told', async (month) => {
  await expect(asked({ month })).rejects.toMatchObject({ problemName: 'invalid' });
});

test('the same as CSV, by Accept or by name: a line for each figure', async () => {
  const byName = await asked({ month: '2026-10', format: 'csv' });
  const byAccept = await asked({ month: '2026-10' }, 'text/csv');
  expect(byName).toEqual(byAccept);
  expect(byName.headers?.['Content-Type']).toBe('text/csv; charset=utf-8');
  const lines = String(byName.body).split('\r\n');
  expect(lines[0]).toBe('service,month,figure,by,of,value');
  expect(lines).toContain('protezione-civile,2026-10,contacts,,,40');
  expect(lines).toContain('protezione-civile,2026-10,contacts,channel,fax,0');
  expect(lines.at(-1)).toBe('');
});

test.each(['it', 'en', 'de'] as const)(
  'the charter in %s has what is promised beside what was measured',
  async (language) => {
    const { headers, body } = await asked({ language }, 'text/html');
    const page = String(body);
    expect(headers?.['Content-Language']).toBe(language);
    expect(page).toContain(`<html lang="${language}">`);
    // The last month that is over, with the link to the one that runs.
    expect(page).toContain(`month=2026-11"`);
    expect(page.match(/<caption>/g)?.length).toBeGreaterThan(8);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
    expect(page).toContain('format=csv');
  },
);
