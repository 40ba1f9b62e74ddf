import { expect, jest, test } from '@jest/globals';
import { told } from '../../../functions/followers/pass-on-entries.ts';
import { countCases } from '../../../functions/statistics/count-cases.ts';
import { recount } from '../../../functions/statistics/recount.ts';
import { caseFigures, type Figures, sumOf } from '../../../functions/statistics/rules/case-figures.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../../shared/contracts/entry-told.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { openEntries } from '../../../shared/core/chain.ts';
import type { FiguresStore } from '../../../shared/shell/stores/figures.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';
import { type Chance, chanceFrom } from '../../simulation/chance.ts';
import { memoryFigures } from '../../stores/memory-figures.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { randomHistory } from './random-cases.ts';

/** The figures of a register as somebody counts them who reads it from its beginning to its end. */
async function slowCount(register: ReturnType<typeof memoryRegister>, definition: PreparedService): Promise<Figures> {
  const all: Figures[] = [];
  for await (const entries of register.all()) all.push(caseFigures(openEntries(entries), definition));
  return withoutZeros(sumOf(all));
}

/** Every month that is kept of a count. */
async function keptFigures(figures: FiguresStore, count: number, months: readonly string[]): Promise<Figures> {
  return withoutZeros(
    Object.fromEntries(
      await Promise.all(months.map(async (month) => [month, await figures.month(count, month)] as const)),
    ),
  );
}

const withoutZeros = (figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures)
      .map(([month, names]) => [month, Object.fromEntries(Object.entries(names).filter(([, value]) => value !== 0))])
      .filter(([, names]) => Object.keys(names as object).length > 0),
  );

const months = ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01'];

/** Figures whose every call waits for its turn, and now and then fails before or after it did its work. */
function troubled(figures: FiguresStore, chance: Chance, faults: number): FiguresStore {
  const call =
    <Given extends unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      for (let turns = chance.below(6); turns > 0; turns -= 1) await Promise.resolve();
      if (chance.happens(faults / 2)) throw new Error('killed before');
      const answer = await work(...given);
      if (chance.happens(faults / 2)) throw new Error('killed after');
      return answer;
    };
  return {
    ...figures,
    readCases: call(figures.readCases),
    keepCase: call(figures.keepCase),
    readShare: call(figures.readShare),
    addTo: call(figures.addTo),
    settle: call(figures.settle),
  };
}

/** Tells three followers at once of what a register got, entry by entry: twice, some later than others, until each was taken. */
async function follow(entries: readonly RegisterEntry[], definition: PreparedService, chance: Chance, faults: number) {
  const register = memoryRegister();
  const figures = memoryFigures();
  const waiting: EntryTold[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const given = [next, ...waiting.splice(0, chance.below(12))];
      const counting = { register, definition, figures: troubled(figures, chance, faults) };
      await countCases(counting, given).catch(() => waiting.push(...given));
    }
  };
  for (const entry of entries) {
    await register.append(entry);
    const news = told(definition.service, entry);
    waiting.splice(chance.below(waiting.length + 1), 0, news, ...(chance.happens(0.3) ? [news] : []));
    if (chance.happens(0.3)) await Promise.all([work(), work(), work()]);
  }
  await Promise.all([work(), work(), work()]);
  return { register, figures };
}

test.each([
  ['protezione-civile', protezioneCivile],
  ['familyline', familyLine],
])(
  '500 histories of %s come to the figures of a slow count over the register, whoever is killed on the way',
  async (_name, definition) => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const chance = chanceFrom(seed);
      const entries = randomHistory(seed, definition, 2 + chance.below(2));
      const { register, figures } = await follow(entries, definition, chance, seed % 2 === 0 ? 0.15 : 0);
      const kept = await keptFigures(figures, 1, months);
      expect({ seed, figures: kept }).toEqual({ seed, figures: await slowCount(register, definition) });
    }
  },
);

test('the figures say what the events of a register say: contacts, cases, what was reopened, no canary and no test', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const entries = randomHistory(seed, familyLine, 6);
    const cases = [...Map.groupBy(entries, ({ caseId }) => caseId).values()].map((entries) =>
      openEntries(entries).flatMap(({ events }) => events),
    );
    const isTest = (events: (typeof cases)[number]) => {
      const end = events.findLast((event) => event.type === 'Closed' || event.type === 'Reopened');
      return end?.type === 'Closed' && end.outcome === 'test';
    };
    const isCanary = (events: (typeof cases)[number]) =>
      events.some((event) => event.type === 'CaseOpened' && event.canary === true);
    const counted = cases.filter((events) => !isTest(events) && !isCanary(events));
    const goneOn = (events: (typeof cases)[number]) => events.filter(({ type }) => type === 'SplitOff').length;
    const contacts = counted
      .map((events) => events.filter(({ type }) => type === 'ContactReceived').length - goneOn(events))
      .reduce((sum, each) => sum + each, 0);
    const figures = sumOf(
      counted.map((events) => caseFigures([{ at: '2026-10-01T10:00:00.000Z', events }], familyLine)),
    );
    const total = (name: string) => Object.values(figures).reduce((sum, names) => sum + (names[name] ?? 0), 0);
    expect({ seed, contacts: total('contacts') }).toEqual({ seed, contacts });
    const parts = (whole: string, by: string) =>
      Object.values(figures)
        .flatMap((names) => Object.entries(names))
        .filter(([name]) => name.startsWith(`${whole}.${by}.`) && name.split('.').length === 3)
        .reduce((sum, [, value]) => sum + value, 0);
    for (const by of ['channel', 'kind', 'region'])
      for (const whole of ['contacts', 'cases']) expect(parts(whole, by)).toBe(total(whole));
  }
});

test('what a second person found to be corrected is opened again, and counts as reopened by nobody', () => {
  const answered: CaseEvent[] = [
    caseOpened(),
    contactReceived({ receivedAt: '2026-10-01T10:00:00.000Z' }),
    { type: 'Answered', by: 'Carla Villa' },
    { type: 'Closed', reason: 'answered', outcome: 'answered' },
  ];
  const reopenedIn = (because: 'review' | 'contact') => {
    const events: CaseEvent[] = [...answered, { type: 'Reopened', reason: 'again', because }];
    const [names = {}] = Object.values(caseFigures([{ at: '2026-10-01T10:00:00.000Z', events }], protezioneCivile));
    return [names['cases.reopening.reopened'], names['cases.reopening.never']];
  };
  expect(reopenedIn('review')).toEqual([undefined, 1]);
  expect(reopenedIn('contact')).toEqual([1, undefined]);
});

test('a register is counted anew beside what is shown, while cases go on; whoever is killed begins again', async () => {
  const chance = chanceFrom(7);
  const entries = randomHistory(7, protezioneCivile, 12);
  const [first, second] = [entries.slice(0, 30), entries.slice(30)];
  const { register, figures } = await follow(first, protezioneCivile, chance, 0);
  const counting = { register, figures, definition: protezioneCivile };
  await expect(recount(counting, { recount: 'part', number: 0, of: 2 })).rejects.toThrow('no recount has begun');
  // What was shown is wrong: something was added that no case adds.
  const share = { count: 1, month: '2026-10', share: 0 };
  await figures.addTo(share, { cases: 5 }, ['nobody'], (await figures.readShare(1, '2026-10', 0)).tick);
  expect(await recount(counting, { recount: 'begin' })).toEqual({ count: 2 });
  await recount(counting, { recount: 'part', number: 0, of: 2 });
  for (const entry of second) {
    await register.append(entry);
    await countCases(counting, [told(protezioneCivile.service, entry)]);
  }
  expect(await recount(counting, { recount: 'begin' })).toEqual({ count: 2 });
  for (const number of [0, 1]) await recount(counting, { recount: 'part', number, of: 2 });
  expect(await keptFigures(figures, 1, months)).not.toEqual(await slowCount(register, protezioneCivile));
  expect(await recount(counting, { recount: 'show' })).toMatchObject({ count: 2, removed: expect.any(Number) });
  expect(await figures.counts()).toEqual({ shown: 2, kept: [2] });
  expect(await keptFigures(figures, 2, months)).toEqual(await slowCount(register, protezioneCivile));
  expect(await keptFigures(figures, 1, months)).toEqual({});
  expect(await recount(counting, { recount: 'show' })).toEqual({ count: 2, removed: 0 });
});

/** Figures that count their calls by name. */
function counted(figures: FiguresStore) {
  const calls = new Map<string, number>();
  const noting = Object.fromEntries(
    Object.entries(figures).map(([name, call]) => [
      name,
      (...given: never[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        return (call as (...given: never[]) => unknown)(...given);
      },
    ]),
  ) as unknown as FiguresStore;
  return { calls, figures: noting };
}

test('ten new cases are two writes each and one of their month, and the register is not read', async () => {
  const firsts = Array.from({ length: 20 }, (_none, number) => randomHistory(number + 1, protezioneCivile, 1)[0]);
  const register = memoryRegister();
  const { figures, calls } = counted(memoryFigures());
  const read = jest.fn(register.read);
  const news: EntryTold[] = [];
  for (const [number, entry] of firsts.entries()) {
    if (entry === undefined || news.length === 10 || Object.keys(figuresOf([entry])).length !== 1) continue;
    const own = { ...entry, caseId: `${entry.caseId}-${number}` };
    await register.append(own);
    news.push(told(protezioneCivile.service, own));
  }
  expect(news).toHaveLength(10);
  const inMonths = new Set(news.flatMap((one) => Object.keys(figuresOf([one])))).size;
  await countCases({ figures, register: { read }, definition: protezioneCivile }, news);
  expect(Object.fromEntries(calls)).toEqual({
    counts: 1,
    // Once to know them, and once for each month before it is changed.
    readCases: 1 + inMonths,
    keepCase: 20,
    readShare: inMonths,
    addTo: inMonths,
    settle: inMonths,
  });
  expect(read).not.toHaveBeenCalled();
  expect(await keptFigures(figures, 1, months)).toEqual(await slowCount(register, protezioneCivile));
});

test('a first entry that is told once more, after all that followed, moves nothing', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const entries = randomHistory(seed, familyLine, 2);
    const { register, figures } = await follow(entries, familyLine, chanceFrom(seed), 0);
    for (const entry of entries)
      if (entry.version === 1)
        await countCases({ register, figures, definition: familyLine }, [told(familyLine.service, entry)]);
    const kept = await keptFigures(figures, 1, months);
    expect({ seed, figures: kept }).toEqual({ seed, figures: await slowCount(register, familyLine) });
  }
});

const figuresOf = (entries: readonly Pick<RegisterEntry, 'at' | 'events'>[]) =>
  caseFigures(openEntries(entries), protezioneCivile);
