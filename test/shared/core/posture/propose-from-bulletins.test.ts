import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BulletinReading, type Colour, colours } from '../../../../shared/contracts/bulletin.ts';
import { defaultProposalRule, type Proposal, type ProposalRule } from '../../../../shared/contracts/proposal.ts';
import { isoOf } from '../../../../shared/core/hours/zone.ts';
import { noProposals, type ProposalState } from '../../../../shared/core/posture/episodes.ts';
import { propose } from '../../../../shared/core/posture/proposals.ts';

const HOUR = 3_600_000;
const noon = Date.parse('2027-02-01T11:00:00Z');
const midnight = noon + 12 * HOUR;
const green = { hydrogeological: 'green', thunderstorms: 'green', hydraulic: 'green' } as const;

/**
 * A bulletin for today or tomorrow, published at noon unless told otherwise, that says a colour of each zone it names.
 */
function bulletin(
  zones: Record<string, Colour | undefined>,
  more: Partial<BulletinReading> & { at?: number } = {},
): BulletinReading {
  const { at = noon, ...members } = more;
  const isTomorrow = members.horizon === 'tomorrow';
  return {
    kind: 'bulletin',
    source: 'today.csv',
    publishedAt: isoOf(at),
    horizon: 'today',
    validFrom: isoOf(isTomorrow ? midnight : at),
    validTo: isoOf(isTomorrow ? midnight + 24 * HOUR : midnight),
    zones: Object.entries(zones).flatMap(([zone, colour]) => (colour ? [{ zone, colour, risks: green }] : [])),
    doubts: [],
    correction: false,
    ...members,
  };
}

/** What a service remembers and finds as bulletins are read one after the other. */
function service(rule: ProposalRule = defaultProposalRule) {
  let state: ProposalState = noProposals('protezione-civile');
  return {
    read(at: number, ...readings: BulletinReading[]) {
      const outcome = propose(state, readings, rule, isoOf(at));
      state = outcome.state;
      return outcome;
    },
    open: () => Object.values(state.proposals).filter(({ closedAt }) => closedAt === undefined),
    all: () => Object.values(state.proposals),
  };
}
const codesOf = ({ findings }: ReturnType<typeof propose>) => findings.map(({ code }) => code);
const lastStep = (proposal: Proposal | undefined) => proposal?.steps.at(-1);

describe('a bulletin', () => {
  test('of orange proposes an alert, of red an emergency, each for its zones and as long as it is valid', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'red', 'Emil-B2': 'orange', 'Tosc-A1': 'yellow', 'Tosc-A2': 'green' }));
    expect(desk.open()).toMatchObject([
      {
        level: 'emergency',
        area: { zones: ['Emil-B1'] },
        validFrom: isoOf(noon),
        validTo: isoOf(midnight),
        asks: true,
      },
      { level: 'alert', area: { zones: ['Emil-B2'] }, evidence: [{ kind: 'bulletin', source: 'today.csv' }] },
    ]);
  });

  test('proposes by the rule of its service: its colours, and only in the zones that it looks at', () => {
    const { bulletins } = defaultProposalRule;
    const rule = {
      ...defaultProposalRule,
      bulletins: { ...bulletins, levels: { yellow: 'alert', red: 'alert' }, zones: ['Emil', 'Tosc-A1'] },
    } as const satisfies ProposalRule;
    const desk = service(rule);
    desk.read(
      noon,
      bulletin({ 'Emil-B1': 'yellow', 'Tosc-A1': 'red', 'Tosc-A2': 'red', 'Emil-B2': 'orange', 'Vene-A': 'yellow' }),
    );
    expect(desk.open()).toMatchObject([{ level: 'alert', area: { zones: ['Emil-B1', 'Tosc-A1'] } }]);
  });

  test('read twice changes nothing; an older file that still lies beside a newer one is no news', () => {
    const desk = service();
    const older = bulletin({ 'Emil-B1': 'orange' }, { at: noon - HOUR });
    const newer = bulletin({ 'Emil-B1': 'red' });
    desk.read(noon - HOUR, older);
    desk.read(noon, older, newer);
    const again = desk.read(noon + HOUR, older, newer);
    expect([again.changed, again.findings]).toEqual([[], []]);
  });

  test('that says something else under the same publication is told, and lowers only as a correction', () => {
    for (const correction of [false, true]) {
      const desk = service();
      desk.read(noon, bulletin({ 'Emil-B1': 'red' }));
      const changed = desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'green' }, { correction }));
      expect(codesOf(changed)).toEqual(correction ? ['changed-in-place'] : ['changed-in-place', 'nothing-lowered']);
      expect(desk.open()).toHaveLength(correction ? 0 : 1);
    }
  });

  test('from the future, or stale, is told and lowers nothing', () => {
    for (const [at, published, code] of [
      [noon + 0.5 * HOUR, noon + HOUR, 'doubtful-day-label'],
      [noon + 30 * HOUR, noon + HOUR, 'stale-file'],
    ] as const) {
      const desk = service();
      const week = { validTo: isoOf(noon + 168 * HOUR) };
      desk.read(noon, bulletin({ 'Emil-B1': 'red' }, week));
      const outcome = desk.read(at, bulletin({ 'Emil-B1': 'green' }, { ...week, at: published }));
      expect(codesOf(outcome)).toEqual(expect.arrayContaining([code, 'nothing-lowered']));
      const why = outcome.findings.find((finding) => finding.code === 'nothing-lowered')?.detail;
      expect(why).toMatch(code === 'stale-file' ? /^stale: Emil-B1 / : /^not newer and no correction: Emil-B1 /);
      expect(desk.open()).toMatchObject([{ level: 'emergency', validTo: week.validTo }]);
    }
  });
});

describe('a proposal that is open', () => {
  test('asks an officer anew for a zone in another region, and shows one inside its own', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'orange', 'Emil-B2': 'orange' }, { at: noon + HOUR }));
    expect(desk.open()).toMatchObject([{ revision: 1, area: { zones: ['Emil-B1', 'Emil-B2'] } }]);
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'raised', zones: ['Emil-B2'] });
    const all = { 'Emil-B1': 'orange', 'Emil-B2': 'orange', 'Tosc-A1': 'orange' } as const;
    desk.read(noon + 2 * HOUR, bulletin(all, { at: noon + 2 * HOUR }));
    expect(desk.open()).toMatchObject([{ revision: 2, asks: true }]);
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'raised', zones: ['Tosc-A1'], asks: true });
  });

  test('asks an officer anew for zones of which one lies inside its regions and another does not', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    const spread = { 'Emil-B1': 'orange', 'Emil-B2': 'orange', 'Tosc-A1': 'orange' } as const;
    desk.read(noon + HOUR, bulletin(spread, { at: noon + HOUR }));
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'raised', zones: ['Emil-B2', 'Tosc-A1'], asks: true });
  });

  test('is forgotten two days after its proposal was closed, and not before', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'green' }, { at: noon + HOUR }));
    expect(desk.open()).toEqual([]);
    desk.read(noon + 48 * HOUR);
    expect(desk.all()).toHaveLength(1);
    desk.read(noon + 49 * HOUR + 1);
    expect(desk.all()).toEqual([]);
  });

  test('of an emergency asks anew wherever it spreads', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'red' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'red', 'Emil-B2': 'red' }, { at: noon + HOUR }));
    expect(desk.open()).toMatchObject([{ level: 'emergency', revision: 2 }]);
  });

  test('goes on into the next day when the bulletin for tomorrow says so', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'orange' }, { at: noon + HOUR, horizon: 'tomorrow' }));
    expect(desk.open()).toMatchObject([{ validTo: isoOf(midnight + 24 * HOUR), revision: 1 }]);
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'extended', zones: ['Emil-B1'] });
    expect(desk.open()[0]?.steps.map(({ what }) => what)).toEqual(['proposed', 'extended']);
  });

  test('is not extended by a stretch that lies wholly in the past', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    const sinceMorning = { at: noon + HOUR, validFrom: isoOf(noon - 6 * HOUR) };
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'orange' }, sinceMorning));
    expect(desk.open()[0]?.steps.map(({ what }) => what)).toEqual(['proposed']);
    expect(desk.open()[0]?.evidence).toHaveLength(2);
  });

  test('is lowered in the zones of which a newer bulletin says less, and withdrawn with the last', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange', 'Emil-B2': 'orange' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'green', 'Emil-B2': 'orange' }, { at: noon + HOUR }));
    expect(desk.open()).toMatchObject([{ area: { zones: ['Emil-B2'] }, revision: 1 }]);
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'lowered', zones: ['Emil-B1'] });
    const last = desk.read(noon + 2 * HOUR, bulletin({ 'Emil-B2': 'yellow' }, { at: noon + 2 * HOUR }));
    expect(last.changed).toMatchObject([
      { closedBy: 'withdrawn', closedAt: isoOf(noon + 2 * HOUR), asks: false, held: false },
    ]);
    expect(lastStep(last.changed[0])).toMatchObject({ what: 'withdrawn', zones: ['Emil-B2'] });
  });

  test('is held where no bulletin says what came after, says so once, and ends after the hours of the rule', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'red' }));
    const [held, later] = [desk.read(midnight), desk.read(midnight + HOUR)];
    expect(codesOf(held)).toEqual(['held-without-bulletin']);
    expect([codesOf(later), later.changed]).toEqual([[], []]);
    expect(desk.open()).toMatchObject([{ held: true, area: { zones: ['Emil-B1'] } }]);
    desk.read(midnight + 71 * HOUR);
    expect(desk.open()).toHaveLength(1);
    desk.read(midnight + 72 * HOUR);
    expect(desk.all()).toMatchObject([{ closedBy: 'expired', held: false, closedAt: isoOf(midnight + 72 * HOUR) }]);
  });

  test('that is held ends with the bulletin that says that it is over', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'red' }));
    desk.read(midnight + HOUR);
    const day = { at: midnight + 2 * HOUR, validTo: isoOf(midnight + 24 * HOUR) };
    desk.read(midnight + 2 * HOUR, bulletin({ 'Emil-B1': 'green' }, day));
    expect(desk.open()).toEqual([]);
  });
});

describe('what a newer bulletin adds to a proposal', () => {
  test('goes on where the zone is covered still, and for longer', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'orange' }, { at: noon + HOUR, validTo: isoOf(midnight + 6 * HOUR) }));
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'extended', zones: ['Emil-B1'] });
    expect(desk.open()[0]).toMatchObject({ validTo: isoOf(midnight + 6 * HOUR) });
  });

  test('goes on where it was held, and is raised in a zone that was not covered', () => {
    const morning = { at: midnight + HOUR, validTo: isoOf(midnight + 24 * HOUR) };
    const held = () => {
      const desk = service();
      desk.read(noon, bulletin({ 'Emil-B1': 'red' }));
      desk.read(midnight);
      return desk;
    };
    const again = held();
    again.read(morning.at, bulletin({ 'Emil-B1': 'red' }, morning));
    expect(lastStep(again.open()[0])).toMatchObject({ what: 'extended', zones: ['Emil-B1'] });
    expect(again.open()[0]).toMatchObject({ held: false });
    const wider = held();
    wider.read(morning.at, bulletin({ 'Emil-B1': 'red', 'Emil-B2': 'red' }, morning));
    expect(lastStep(wider.open()[0])).toMatchObject({ what: 'raised', zones: ['Emil-B1', 'Emil-B2'] });
  });

  test('is raised anew in a zone whose time was over while another went on', () => {
    const desk = service();
    desk.read(
      noon,
      bulletin({ 'Emil-B1': 'orange', 'Emil-B2': 'orange' }),
      bulletin({ 'Emil-B2': 'orange' }, { horizon: 'tomorrow', source: 'tomorrow.csv' }),
    );
    desk.read(midnight + HOUR);
    const back = { at: midnight + 2 * HOUR, validTo: isoOf(midnight + 24 * HOUR) };
    desk.read(back.at, bulletin({ 'Emil-B1': 'orange', 'Emil-B2': 'orange' }, back));
    expect(lastStep(desk.open()[0])).toMatchObject({ what: 'raised', zones: ['Emil-B1'] });
  });

  test('loses at once what a newer bulletin takes of tomorrow, in a zone that no bulletin speaks of today', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    const from = midnight + 6 * HOUR;
    const tomorrow = { horizon: 'tomorrow', source: 'tomorrow.csv', validTo: isoOf(from + 24 * HOUR) } as const;
    desk.read(noon + HOUR, bulletin({ 'Emil-B1': 'orange' }, { ...tomorrow, at: noon + HOUR, validFrom: isoOf(from) }));
    const at = midnight + HOUR;
    const later = isoOf(from + 6 * HOUR);
    desk.read(at, bulletin({ 'Emil-B1': 'green' }, { ...tomorrow, at, validFrom: later }));
    const [proposal] = desk.open();
    expect(proposal?.area).toMatchObject({ zones: ['Emil-B1'] });
    expect(proposal?.coverage['Emil-B1']?.at(-1)).toEqual({ from: isoOf(from), to: later });
    expect(lastStep(proposal)).toMatchObject({ what: 'lowered', zones: ['Emil-B1'] });
  });

  test('is over, not withdrawn, at the very moment at which nothing is said any more', () => {
    const rule = { ...defaultProposalRule, bulletins: { ...defaultProposalRule.bulletins, holdHours: 0 } };
    const desk = service(rule);
    desk.read(noon, bulletin({ 'Emil-B1': 'orange' }));
    desk.read(midnight);
    expect(desk.all()).toMatchObject([{ closedBy: 'expired', closedAt: isoOf(midnight) }]);
  });
});

describe('bulletins that stay away', () => {
  test('are told once after the hours of the rule, and again only after one has come', () => {
    const desk = service();
    desk.read(noon, bulletin({ 'Emil-B1': 'green' }));
    const codes = (hours: number) => codesOf(desk.read(noon + hours * HOUR));
    expect([codes(28), codes(28.1), codes(40)]).toEqual([[], ['stale-source'], []]);
    const back = noon + 41 * HOUR;
    desk.read(back, bulletin({ 'Emil-B1': 'green' }, { at: back, validTo: isoOf(back + 12 * HOUR) }));
    expect([codes(41 + 28), codes(41 + 28.1)]).toEqual([[], ['stale-source']]);
  });
});

describe('whatever bulletins have said', () => {
  const zones = ['Emil-B1', 'Emil-B2', 'Tosc-A1'];
  const said = fc.record(Object.fromEntries(zones.map((zone) => [zone, fc.constantFrom(...colours)])));
  const partly = fc.record(Object.fromEntries(zones.map((zone) => [zone, fc.constantFrom(...colours)])), {
    requiredKeys: [],
  });
  const poll = fc.record({
    said,
    hours: fc.integer({ min: 1, max: 20 }),
    horizon: fc.constantFrom('today', 'tomorrow' as const),
  });
  const doubts = fc.uniqueArray(
    fc.constantFrom('after-midnight', 'day-label', 'name', 'incomplete', 'unreadable-rows', 'no-stated-validity'),
    { minLength: 1, maxLength: 3 },
  ) as fc.Arbitrary<BulletinReading['doubts']>;

  /** Sound bulletins one after the other, each valid for 24 hours, and the instant after the last. */
  function heard(polls: readonly { said: Record<string, Colour>; hours: number; horizon: 'today' | 'tomorrow' }[]) {
    const desk = service();
    let now = noon;
    for (const { said: zonesSaid, hours, horizon } of polls) {
      now += hours * HOUR;
      const from = horizon === 'today' ? now : now + 12 * HOUR;
      const valid = { validFrom: isoOf(from), validTo: isoOf(from + 24 * HOUR) };
      desk.read(now, bulletin(zonesSaid, { at: now, horizon, ...valid }));
    }
    return { desk, now };
  }
  const ranks = { alert: 1, emergency: 2 };
  const covers = ({ coverage }: Proposal, zone: string, at: number) =>
    coverage[zone]?.some(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to)) === true;
  const isIn = ({ area }: Proposal, zone: string) => area.kind === 'zones' && area.zones.includes(zone);
  /**
   * What is proposed for a zone at an instant: 0 nothing, 1 an alert, 2 an emergency; at `now` also for a zone that is
   * only held.
   */
  const rankAt = (open: readonly Proposal[], zone: string, at: number, now?: number) =>
    Math.max(
      0,
      ...open
        .filter((proposal) => covers(proposal, zone, at) || (at === now && isIn(proposal, zone)))
        .map(({ level }) => ranks[level]),
    );
  const instantsAfter = (now: number) => [0, 1, 6, 13, 23, 37, 60].map((hours) => now + hours * HOUR);

  test('a reading in doubt never lowers what is proposed for any zone, now or later', () => {
    fc.assert(
      fc.property(fc.array(poll, { minLength: 1, maxLength: 5 }), partly, doubts, (polls, read, doubted) => {
        const { desk, now } = heard(polls);
        const then = now + HOUR;
        desk.read(then);
        const before = desk.open();
        desk.read(then, bulletin(read, { at: then, validTo: isoOf(then + 24 * HOUR), doubts: doubted }));
        for (const zone of zones)
          for (const at of instantsAfter(then))
            expect(rankAt(desk.open(), zone, at, then)).toBeGreaterThanOrEqual(rankAt(before, zone, at, then));
      }),
      { numRuns: 300 },
    );
  });

  test('a zone that a bulletin does not name keeps what is proposed for it: unknown never lowers', () => {
    fc.assert(
      fc.property(fc.array(poll, { minLength: 1, maxLength: 5 }), partly, (polls, read) => {
        const { desk, now } = heard(polls);
        const then = now + HOUR;
        desk.read(then);
        const before = desk.open();
        desk.read(then, bulletin(read, { at: then, validTo: isoOf(then + 24 * HOUR) }));
        for (const zone of zones.filter((each) => read[each] === undefined))
          for (const at of instantsAfter(then))
            expect(rankAt(desk.open(), zone, at, then)).toBe(rankAt(before, zone, at, then));
      }),
      { numRuns: 300 },
    );
  });

  test('a newer sound bulletin proposes for each zone at once what its colour means, no less and no more', () => {
    const means = { green: 0, yellow: 0, orange: 1, red: 2 };
    fc.assert(
      fc.property(fc.array(poll, { maxLength: 5 }), said, (polls, read) => {
        const { desk, now } = heard(polls);
        const then = now + HOUR;
        desk.read(then, bulletin(read, { at: then, validTo: isoOf(then + 24 * HOUR) }));
        for (const zone of zones) expect(rankAt(desk.open(), zone, then)).toBe(means[read[zone] as keyof typeof means]);
      }),
      { numRuns: 300 },
    );
  });
});
