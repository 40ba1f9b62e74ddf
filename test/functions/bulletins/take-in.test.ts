import { describe, expect, test } from '@jest/globals';
import { isDoubtful, pollLines } from '../../../functions/bulletins/rules/poll-lines.ts';
import { type Fetched, takeIn, watching } from '../../../functions/bulletins/rules/take-in.ts';
import { unlistedQuakes } from '../../../functions/bulletins/rules/unlisted-quakes.ts';
import type { Colour } from '../../../shared/contracts/bulletin.ts';
import type { DeclaredLevel } from '../../../shared/contracts/declaration.ts';
import { defaultProposalRule, Proposal } from '../../../shared/contracts/proposal.ts';
import { isoOf } from '../../../shared/core/hours/zone.ts';
import { italianAlertZones, zonesOn } from '../../../shared/core/posture/alert-zones.ts';
import { noProposals, type ProposalState } from '../../../shared/core/posture/episodes.ts';
import { bytesOf, nameOf, todayAt, tomorrowAt, topologySaid } from './bulletin-files.ts';

/** A service's feed, poll by poll; remembers each proposal as it was last, and every finding. */
function feed(rule = defaultProposalRule) {
  let state: ProposalState = noProposals('protezione-civile');
  const proposals = new Map<string, Proposal>();
  const findings: string[] = [];
  const poll = (now: string, ...fetched: Fetched[]) => {
    // As it is kept between polls.
    const outcome = takeIn(JSON.parse(JSON.stringify(state)) as ProposalState, fetched, rule, now);
    state = outcome.state;
    for (const proposal of outcome.changed) proposals.set(proposal.id, Proposal.parse(proposal));
    findings.push(...outcome.findings.map(({ code, severity }) => `${severity} ${code}`));
    return outcome;
  };
  return {
    poll,
    publish(at: string, today: Zones, tomorrow: Zones = {}) {
      return poll(at, oggi(at, today), domani(at, tomorrow));
    },
    findings,
    all: (level: DeclaredLevel) => [...proposals.values()].filter((each) => each.level === level),
    open: (level: DeclaredLevel) => [...proposals.values()].find((each) => each.level === level && !each.closedAt),
    state: () => state,
  };
}

type Zones = Record<string, Colour>;
const bulletin = (name: string, bytes: Uint8Array): Fetched => ({ kind: 'bulletin', name, bytes });
const oggi = (at: string, zones: Zones = {}) => bulletin(nameOf(at, 'oggi'), todayAt(at, zones));
const domani = (at: string, zones: Zones = {}) => bulletin(nameOf(at, 'domani'), tomorrowAt(at, zones));
const steps = (proposal: Proposal | undefined) => proposal?.steps.map(({ what }) => what);
const area = (proposal: Proposal | undefined) =>
  proposal?.area.kind === 'zones' ? proposal.area.zones : proposal?.area.kind;

// A day of February 2027, in winter time; the ordinary bulletin comes in the afternoon.
const monday = '2027-02-01T15:20:59+01:00';
const tuesday = '2027-02-02T15:10:59+01:00';
const wednesday = '2027-02-03T15:30:59+01:00';

describe('a red zone', () => {
  test('is proposed as an emergency for that zone in the very poll, with the evidence', () => {
    const service = feed();
    const { changed } = service.publish(monday, { 'Emil-B1': 'red', 'Marc-1': 'orange', 'Abru-A': 'yellow' });
    expect(changed.map(({ level }) => level).sort()).toEqual(['alert', 'emergency']);
    expect(service.open('emergency')).toMatchObject({
      cause: 'bulletin',
      area: { kind: 'zones', zones: ['Emil-B1'] },
      proposedAt: isoOf(Date.parse(monday)),
      validFrom: isoOf(Date.parse(monday)),
      validTo: '2027-02-01T23:00:00.000Z',
      revision: 1,
      asks: true,
      evidence: [{ kind: 'bulletin', source: '20270201_1520_oggi.csv', zones: [{ zone: 'Emil-B1', colour: 'red' }] }],
    });
    expect(area(service.open('alert'))).toEqual(['Marc-1']);
    expect(service.findings).toEqual([]);
  });

  test('announced for tomorrow is proposed today and stays one episode when tomorrow’s bulletin says it again', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red' });
    service.publish(tuesday, { 'Emil-B1': 'red' });
    expect(service.all('emergency')).toHaveLength(1);
    expect(steps(service.open('emergency'))).toEqual(['proposed']);
    expect(service.open('emergency')?.evidence).toHaveLength(2);
  });

  test('that comes with a later bulletin raises the episode and asks again', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' });
    service.publish('2027-02-01T18:21:59+01:00', { 'Emil-B1': 'red', 'Emil-B2': 'red' });
    expect(service.open('emergency')).toMatchObject({ revision: 2, asks: true });
    expect(steps(service.open('emergency'))).toEqual(['proposed', 'raised']);
    expect(area(service.open('emergency'))).toEqual(['Emil-B1', 'Emil-B2']);
  });

  test('that goes on for another day extends the episode', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' });
    service.publish('2027-02-01T18:21:59+01:00', { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    expect(steps(service.open('emergency'))).toEqual(['proposed', 'extended']);
    expect(service.open('emergency')?.validTo).toBe('2027-02-02T23:00:00.000Z');
  });

  test('in a zone that no list has is proposed all the same', () => {
    const service = feed();
    const bytes = todayAt(monday, {}, { besides: { 'Nuov-Z1': 'red' } });
    service.poll(monday, bulletin(nameOf(monday, 'oggi'), bytes));
    expect(area(service.open('emergency'))).toEqual(['Nuov-Z1']);
    expect(service.findings).toEqual(['alarm unknown-zone']);
  });

  test('outside the zones that the service looks at proposes nothing', () => {
    const service = feed({ ...defaultProposalRule, bulletins: { ...defaultProposalRule.bulletins, zones: ['Emil-'] } });
    service.publish(monday, { 'Marc-1': 'red', 'Emil-A1': 'orange' });
    expect(service.all('emergency')).toEqual([]);
    expect(area(service.open('alert'))).toEqual(['Emil-A1']);
  });

  test('is never proposed without a red zone: orange is an alert, yellow nothing', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'orange', 'Marc-1': 'yellow' }, { 'Lazi-A': 'yellow' });
    expect(service.all('emergency')).toEqual([]);
    expect(service.all('alert')).toHaveLength(1);
  });
});

describe('an explicit, fresh bulletin without doubt', () => {
  test('lowers for the stretch it is valid for: red becomes orange, the emergency is withdrawn, the alert proposed', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red' });
    service.publish(tuesday, { 'Emil-B1': 'orange' });
    expect(service.all('emergency')[0]).toMatchObject({ closedBy: 'withdrawn', closedAt: isoOf(Date.parse(tuesday)) });
    expect(area(service.open('alert'))).toEqual(['Emil-B1']);
  });

  test('takes single zones out of an episode', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red', 'Emil-B2': 'red' });
    service.publish(tuesday, { 'Emil-B1': 'red' });
    expect(steps(service.open('emergency'))).toEqual(['proposed', 'lowered']);
    expect(service.open('emergency')).toMatchObject({ revision: 1 });
    expect(area(service.open('emergency'))).toEqual(['Emil-B1']);
  });

  test('that speaks of some zones and not of others takes out the former and holds the latter', () => {
    const service = feed();
    service.poll(
      monday,
      bulletin(nameOf(monday, 'oggi'), todayAt(monday, { 'Emil-B1': 'red' }, { besides: { 'Vene-Z9': 'red' } })),
    );
    service.poll('2027-02-01T23:05:00Z');
    service.poll(tuesday, oggi(tuesday));
    expect(service.open('emergency')?.steps.map(({ what, zones }) => `${what} ${zones}`)).toEqual([
      'proposed Emil-B1,Vene-Z9',
      'held Emil-B1,Vene-Z9',
      'lowered Emil-B1',
    ]);
    expect(area(service.open('emergency'))).toEqual(['Vene-Z9']);
    const both = feed();
    both.publish(monday, {}, { 'Emil-B1': 'red' });
    both.poll(
      '2027-02-01T15:25:00+01:00',
      bulletin('20270201_1525_oggi.csv', todayAt('2027-02-01T15:25:00+01:00', {}, { besides: { 'Vene-Z9': 'red' } })),
    );
    both.publish(tuesday, { 'Abru-A': 'yellow' });
    expect(both.open('emergency')?.steps.map(({ what, zones }) => `${what} ${zones}`)).toEqual([
      'proposed Emil-B1',
      'raised Vene-Z9',
      'lowered Emil-B1',
      'held Vene-Z9',
    ]);
  });

  test('for today does not touch what was said of tomorrow', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    service.poll('2027-02-01T18:00:59+01:00', oggi('2027-02-01T18:00:59+01:00', { 'Emil-B1': 'yellow' }));
    expect(service.open('emergency')).toMatchObject({ validTo: '2027-02-02T23:00:00.000Z' });
  });

  test('said tomorrow would be green: at midnight the episode expires by itself, at the end it stated', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'yellow' });
    service.poll('2027-02-01T22:59:59Z');
    expect(service.open('emergency')).toBeDefined();
    service.poll('2027-02-01T23:04:00Z');
    expect(service.all('emergency')[0]).toMatchObject({ closedBy: 'expired', closedAt: '2027-02-01T23:00:00.000Z' });
  });
});

describe('nothing is lowered, closed or forgotten', () => {
  const redFor = (service: ReturnType<typeof feed>) => {
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    service.findings.length = 0;
  };

  test('by the all-green "domani" that a bulletin after midnight carries as filler', () => {
    const service = feed();
    redFor(service);
    const late = '2027-02-02T03:13:59+01:00';
    service.poll(late, oggi(late, { 'Emil-B1': 'red' }), domani(late));
    service.poll('2027-02-02T22:59:00Z');
    expect(service.open('emergency')).toBeDefined();
    // Nor at its end: the filler does not count as word of what comes after.
    service.poll('2027-02-02T23:01:00Z');
    expect(service.open('emergency')).toMatchObject({ held: true });
    expect(service.findings).toContain('alarm held-without-bulletin');
    service.poll('2027-02-03T14:31:00Z', oggi(wednesday));
    expect(service.all('emergency')[0]).toMatchObject({ closedBy: 'expired' });
  });

  test.each<[string, number[]]>([
    ['in one poll', [0, 0]],
    ['before its "oggi" is there', [5, 0]],
    ['after its "oggi"', [0, 5]],
  ])(
    'by an all-green "domani" at the usual hour beside red, read %s: it is held until a bulletin speaks',
    (_what, [first = 0, second = 0]) => {
      const service = feed();
      const at = (minutes: number) => isoOf(Date.parse(monday) + minutes * 60_000);
      const files = [
        { minutes: first, file: oggi(monday, { 'Emil-B1': 'red', 'Marc-1': 'orange', 'Abru-A': 'yellow' }) },
        { minutes: second, file: domani(monday) },
      ];
      for (const minutes of [0, 5])
        service.poll(at(minutes), ...files.filter((each) => each.minutes === minutes).map(({ file }) => file));
      service.poll('2027-02-01T23:05:00Z');
      expect(service.open('emergency')).toMatchObject({ held: true });
      expect(area(service.open('alert'))).toEqual(['Marc-1']);
      service.publish(tuesday, { 'Abru-A': 'yellow' }, { 'Abru-A': 'yellow' });
      expect([...service.all('emergency'), ...service.all('alert')].map(({ closedBy }) => closedBy)).toEqual([
        'expired',
        'expired',
      ]);
    },
  );

  test('by a bulletin after midnight whose "oggi" is still that of the day before', () => {
    const service = feed();
    redFor(service);
    const late = '2027-02-02T00:16:59+01:00';
    service.poll(late, oggi(late), domani(late, { 'Abru-A': 'yellow' }));
    expect(service.open('emergency')).toMatchObject({ validTo: '2027-02-02T23:00:00.000Z' });
    expect(service.findings).toContain('alarm nothing-lowered');
  });

  test('and what such a bulletin announces for "tomorrow" counts from now on, for it may be today’s', () => {
    const service = feed();
    const late = '2027-02-02T00:16:59+01:00';
    service.poll(late, oggi(late), domani(late, { 'Emil-B1': 'red' }));
    expect(service.open('emergency')).toMatchObject({
      validFrom: '2027-02-01T23:16:59.000Z',
      validTo: '2027-02-03T23:00:00.000Z',
    });
  });

  test('by a missing day: the episode outlives its validity, with an alarm, until a bulletin speaks', () => {
    const service = feed();
    redFor(service);
    for (let hour = 1; hour <= 47; hour++) service.poll(isoOf(Date.parse(monday) + hour * 3_600_000));
    expect(service.open('emergency')).toMatchObject({ held: true });
    expect(service.findings).toEqual(['alarm stale-source', 'alarm held-without-bulletin']);
    service.publish(wednesday, { 'Emil-B1': 'red' });
    expect(service.open('emergency')).toMatchObject({ held: false });
    expect(steps(service.open('emergency'))).toEqual(['proposed', 'held', 'extended']);
  });

  test('for ever: after three days of silence a held episode ends too', () => {
    const service = feed();
    redFor(service);
    for (let hour = 1; hour <= 24 * 6; hour++) service.poll(isoOf(Date.parse(monday) + hour * 3_600_000));
    expect(service.all('emergency')[0]).toMatchObject({ closedBy: 'expired' });
    expect(service.all('emergency')[0]?.closedAt?.slice(0, 10)).toBe('2027-02-05');
  });

  test('by a stale file that comes back, nor does it raise against what a later bulletin said', () => {
    const service = feed();
    const update = '2027-02-01T19:13:59+01:00';
    service.publish(monday, { 'Emil-B1': 'red', 'Marc-1': 'red' });
    service.publish(update, { 'Emil-B1': 'red', 'Marc-1': 'orange', 'Lazi-A': 'red' });
    service.findings.length = 0;
    service.poll('2027-02-01T19:30:00+01:00', oggi(monday, { 'Emil-B1': 'red', 'Marc-1': 'red' }));
    expect(area(service.open('emergency'))).toEqual(['Emil-B1', 'Lazi-A']);
    expect(service.findings).toContain('alarm stale-file');
  });

  test('by an old file served as if it were new', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red' });
    service.findings.length = 0;
    service.poll('2027-02-02T15:00:00+01:00', bulletin(nameOf(tuesday, 'oggi'), todayAt('2027-01-20T15:00:59+01:00')));
    expect(service.open('emergency')).toBeDefined();
    expect(service.findings).toEqual(['alarm doubtful-day-label', 'alarm stale-file']);
  });

  test('by a file that is cut off, unreadable, or has a level that nobody knows', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red', 'Emil-B2': 'red' });
    const whole = new TextDecoder().decode(todayAt(tuesday));
    const name = nameOf(tuesday, 'oggi');
    service.poll(tuesday, bulletin(name, bytesOf(whole.split('\n').slice(0, 100).join('\n'))));
    service.poll(tuesday, bulletin(name, bytesOf(whole.slice(0, 9000))));
    service.poll(tuesday, bulletin(name, bytesOf(whole.replace(/(Lazi-A,)[^,]+/, '$1?'))));
    service.poll(tuesday, bulletin(name, bytesOf('<html>503</html>')));
    expect(area(service.open('emergency'))).toEqual(['Emil-B1', 'Emil-B2']);
    expect(service.findings).toEqual(
      expect.arrayContaining(['alarm missing-zone', 'alarm unknown-level', 'alarm unreadable-file']),
    );
  });

  test('by a file whose days are shifted against its label', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red' });
    service.poll(
      monday.replace('15:20', '17:00'),
      bulletin('20270201_1700_oggi.csv', tomorrowAt(monday.replace('15:20', '17:00'))),
    );
    expect(service.open('emergency')).toBeDefined();
    expect(service.findings).toContain('alarm doubtful-day-label');
  });

  test('by another text under the same publication, unless it is marked as errata corrige', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    service.poll('2027-02-01T16:00:00+01:00', oggi(monday, { 'Emil-B1': 'yellow' }));
    expect(service.open('emergency')?.validFrom).toBe(isoOf(Date.parse(monday)));
    expect(service.findings).toEqual(['alarm changed-in-place', 'alarm nothing-lowered']);
    const errata = todayAt(monday, { 'Emil-B1': 'yellow' });
    service.poll('2027-02-01T16:10:00+01:00', bulletin('20270201_1520_oggi_errata_corrige.csv', errata));
    expect(steps(service.open('emergency'))).toContain('lowered');
  });

  test('by an all-green update of what was said of tomorrow; the next day’s own bulletin does lower', () => {
    const service = feed();
    service.publish(monday, {}, { 'Emil-B1': 'red' });
    service.poll('2027-02-01T19:00:59+01:00', domani('2027-02-01T19:00:59+01:00'));
    expect(service.open('emergency')).toBeDefined();
    service.publish(tuesday, {});
    expect(service.open('emergency')).toBeUndefined();
  });

  test('by a publication from the future', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' });
    const future = '2027-02-01T20:00:59+01:00';
    service.poll('2027-02-01T16:00:00+01:00', oggi(future, {}));
    expect(service.open('emergency')).toBeDefined();
    expect(service.findings).toContain('alarm doubtful-day-label');
  });
});

describe('somebody is woken', () => {
  const hour = (hours: number) => isoOf(Date.parse(monday) + hours * 3_600_000);
  const doubtful = (service: ReturnType<typeof feed>, now: string, ...fetched: Fetched[]) =>
    isDoubtful(service.poll(now, ...fetched), []);

  test('as long as no bulletin comes, not only in the poll that finds it, and no longer than that', () => {
    const service = feed();
    service.publish(monday, { 'Abru-A': 'yellow' });
    const woken = Array.from({ length: 60 }, (_, hours) => doubtful(service, hour(hours + 1)));
    expect(woken).toEqual(Array.from({ length: 60 }, (_, hours) => hours + 1 > 28));
    const back = '2027-02-04T15:00:59+01:00';
    expect(doubtful(service, back, oggi(back), domani(back, { 'Abru-A': 'yellow' }))).toBe(false);
  });

  test('when only one of the two horizons goes on coming', () => {
    const service = feed();
    service.publish(monday, {}, { 'Abru-A': 'yellow' });
    expect(doubtful(service, tuesday, domani(tuesday, { 'Abru-A': 'yellow' }))).toBe(false);
    expect(service.poll(hour(29)).findings[0]?.detail).toMatch(/^no new bulletin for today for over 28 hours/);
    expect(doubtful(service, hour(29.5))).toBe(true);
    expect(service.findings).toEqual(['alarm stale-source']);
    expect(doubtful(service, hour(30), oggi(tuesday))).toBe(false);
  });

  test('as long as an episode only holds for want of a bulletin', () => {
    const service = feed();
    service.poll(monday, oggi(monday, { 'Emil-B1': 'red' }));
    expect(doubtful(service, hour(8))).toBe(false);
    for (const hours of [9, 12, 20, 27]) expect([hours, doubtful(service, hour(hours))]).toEqual([hours, true]);
  });

  test('when a first bulletin never comes, where a source should bring one', () => {
    const never = (kind: Fetched['kind']) => {
      let state = watching(noProposals('x'), [{ kind }], monday);
      const findings: string[] = [];
      for (let hours = 0; hours <= 30; hours++) {
        state = watching(state, [{ kind }], hour(hours));
        const outcome = takeIn(state, [], defaultProposalRule, hour(hours));
        state = outcome.state;
        findings.push(...outcome.findings.map(({ code, detail }) => `${hours} ${code}: ${detail}`));
      }
      return findings;
    };
    expect(never('bulletin')).toEqual(['29 stale-source: no new bulletin for over 28 hours, there was none yet']);
    expect(never('quakes')).toEqual([]);
  });

  test('by a source that is silent and by an alarm, not by a note', () => {
    const service = feed();
    const quiet = service.publish(monday, { 'Abru-A': 'yellow' });
    expect(isDoubtful(quiet, [])).toBe(false);
    expect(isDoubtful(quiet, [{ address: 'https://example.it', error: 'answered 503' }])).toBe(true);
    const early = '2027-02-02T06:14:59+01:00';
    const noted = service.poll(early, oggi(early));
    expect(noted.findings.map(({ severity }) => severity)).toEqual(['note']);
    expect(isDoubtful(noted, [])).toBe(false);
    const broken = service.poll(early, bulletin('20270202_0700_oggi.csv', bytesOf('')));
    expect(isDoubtful(broken, [])).toBe(true);
    const lines = pollLines('x', { read: 1, proposed: broken, silent: [], kept: 'kept' });
    expect(lines.find(({ finding }) => finding)).toMatchObject({
      level: 'warn',
      finding: { source: '20270202_0700_oggi.csv' },
    });
  });

  test('not by yesterday’s files that lie beside today’s, but by yesterday’s in place of today’s', () => {
    const service = feed();
    const [before, after] = [
      [oggi(monday, { 'Emil-B1': 'red' }), domani(monday, { 'Emil-B1': 'red' })],
      [oggi(tuesday, { 'Emil-B1': 'red' }), domani(tuesday, { 'Emil-B1': 'orange' })],
    ] as const;
    service.poll(monday, ...before);
    expect(doubtful(service, tuesday, ...before, ...after)).toBe(false);
    expect(doubtful(service, '2027-02-02T16:00:00+01:00', ...before, ...after)).toBe(false);
    expect(doubtful(service, '2027-02-02T16:05:00+01:00', ...before)).toBe(true);
    expect(service.findings).toEqual(['alarm stale-file', 'alarm stale-file']);
  });
});

describe('what an officer sees', () => {
  test('is one alert for many zones, and it asks anew only when a further region joins', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'orange', 'Emil-B2': 'orange', 'Emil-A1': 'orange' });
    service.publish('2027-02-01T18:00:59+01:00', { 'Emil-B1': 'orange', 'Emil-C1': 'orange' });
    expect(service.all('alert')).toHaveLength(1);
    expect(service.open('alert')).toMatchObject({ revision: 1 });
    service.publish('2027-02-01T20:00:59+01:00', { 'Emil-B1': 'orange', 'Tosc-M': 'orange' });
    expect(service.open('alert')).toMatchObject({ revision: 2, asks: true });
  });

  test('does not change when the same files are polled again and again', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'orange' });
    const before = JSON.stringify(service.state());
    for (let minute = 10; minute < 180; minute += 10) {
      const now = isoOf(Date.parse(monday) + minute * 60_000);
      expect(
        service.poll(now, oggi(monday, { 'Emil-B1': 'red' }), domani(monday, { 'Emil-B1': 'orange' })).changed,
      ).toEqual([]);
    }
    expect(JSON.stringify(service.state())).toBe(before);
    expect(service.findings).toEqual([]);
  });

  test('is small enough to be kept as one item of the database', () => {
    const service = feed();
    service.publish(monday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'orange' });
    service.publish(tuesday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'orange' });
    service.publish(wednesday, { 'Emil-B1': 'red' }, { 'Emil-B1': 'orange' });
    expect(JSON.stringify(service.state()).length).toBeLessThan(200_000);
  });
});

describe('the official map', () => {
  const index = (day: string, next: string) =>
    bytesOf(
      JSON.stringify({
        type: 'first',
        name: `Bollettino di criticità dell'${day} settembre 2026 ore 15:19`,
        today: { html_descrition: `martedì ${day} settembre 2026` },
        tomorrow: { html_descrition: `mercoledì ${next} settembre 2026` },
      }),
    );
  const map = (day: string, horizon: 'today' | 'tomorrow', red: string[], withIndex?: Uint8Array): Fetched => {
    const zones = zonesOn(italianAlertZones, `2026-09-${day}`).map(({ zone, name }) => [
      name,
      red.includes(zone) ? 'red' : 'green',
    ]);
    const fetched = bulletin(`202609${day}_1519_${horizon}.json`, topologySaid(Object.fromEntries(zones)));
    return withIndex ? { ...fetched, index: withIndex } : fetched;
  };
  const at = (day: string, minute: string) => `2026-09-${day}T15:${minute}:00+02:00`;
  const publish = (day: string, red: string[], withIndex?: Uint8Array) => [
    map(day, 'today', red, withIndex),
    map(day, 'tomorrow', [], withIndex),
  ];

  test('knows every zone of Veneto by the name that it bears there, and lowers the next day', () => {
    const service = feed();
    service.poll(at('08', '20'), ...publish('08', ['Emil-B1', 'Vene-E1'], index('8', '9')));
    expect(area(service.open('emergency'))).toEqual(['Emil-B1', 'Vene-E1']);
    service.poll(at('09', '20'), ...publish('09', [], index('9', '10')));
    expect(service.open('emergency')).toBeUndefined();
    // Over night the red one is held: an afternoon's map that calls all of tomorrow green ends nothing.
    expect(service.findings).toEqual(['alarm held-without-bulletin']);
  });

  test('read one poll before its index file lowers once the index is there', () => {
    const service = feed();
    service.poll(at('08', '20'), ...publish('08', ['Emil-B1'], index('8', '9')));
    service.poll(at('09', '20'), ...publish('09', []));
    expect(service.open('emergency')).toBeDefined();
    service.poll(at('09', '25'), ...publish('09', [], index('9', '10')));
    expect(service.open('emergency')).toBeUndefined();
    expect(service.findings).not.toContain('alarm changed-in-place');
  });

  test('with a red zone under a name that no list has proposes it also where only one region is looked at', () => {
    const rule = { ...defaultProposalRule, bulletins: { ...defaultProposalRule.bulletins, zones: ['Vene'] } };
    const service = feed(rule);
    const strange = bulletin('20260908_1519_today.json', topologySaid({ 'Bacino nuovo: Alto, Basso': 'red' }));
    service.poll(at('08', '20'), { ...strange, index: index('8', '9') });
    expect(area(service.open('emergency'))).toEqual(['Bacino nuovo: Alto, Basso']);
  });
});

describe('a quake that its list has no more', () => {
  const quakes = (...lines: string[]): Fetched => ({
    kind: 'quakes',
    name: 'query',
    bytes: bytesOf(
      [
        '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName|EventType',
        ...lines,
      ].join('\n'),
    ),
  });
  const shock = (id: string, magnitude: number) =>
    `${id}|2026-09-08T13:20:00|42.70|13.23|8.1|S||||ML|${magnitude}|--|3 km SE Prova (RI)|earthquake`;
  const poll = (state: ProposalState, now: string, fetched: Fetched[], unlisted: string[]) =>
    takeIn(state, fetched, defaultProposalRule, now, unlisted);
  const day = 24 * 3_600_000;
  const first = poll(noProposals('x'), '2026-09-08T13:21:00Z', [quakes(shock('1', 9))], []);

  test('is named while its time is still asked for, and not when it is listed or too old', () => {
    const named = (fetched: Fetched[], now: string) => unlistedQuakes(first.state, fetched, new Date(now), day);
    expect(named([quakes(shock('2', 4.1))], '2026-09-08T13:24:00Z')).toEqual(['1']);
    expect(named([], '2026-09-08T13:24:00Z')).toEqual(['1']);
    expect(named([quakes(shock('1', 4.2))], '2026-09-08T13:24:00Z')).toEqual([]);
    expect(named([], '2026-09-09T13:15:00Z')).toEqual([]);
    expect(unlistedQuakes(noProposals('x'), [], new Date('2026-09-08T13:24:00Z'), day)).toEqual([]);
  });

  test('is withdrawn by what its source answers of it alone', () => {
    const { state } = poll(
      first.state,
      '2026-09-08T13:24:00Z',
      [quakes(shock('2', 4.1)), quakes(shock('1', 0.9))],
      ['1'],
    );
    expect(Object.values(state.proposals)).toMatchObject([{ closedBy: 'withdrawn' }]);
  });

  test('of which its source says nothing stays proposed, with an alarm at every poll', () => {
    const { state, findings } = poll(first.state, '2026-09-08T13:24:00Z', [], ['1']);
    expect(Object.values(state.proposals)[0]?.closedAt).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'no-longer-listed', severity: 'alarm' }]);
  });
});

describe('a file that breaks its reader', () => {
  test('is one alarm, and what is beside it is read', () => {
    const broken = { kind: 'cap', name: 'broken.cap', bytes: null } as unknown as Fetched;
    const { state, findings } = takeIn(
      noProposals('x'),
      [broken, oggi(monday, { 'Emil-B1': 'red' })],
      defaultProposalRule,
      monday,
    );
    expect(findings).toMatchObject([{ code: 'unreadable-file', source: 'broken.cap' }]);
    expect(Object.values(state.proposals)).toMatchObject([{ level: 'emergency' }]);
  });
});

describe('an event that no list has any more', () => {
  test('is told, unless one of the lists of this poll has it', () => {
    const now = '2027-02-01T12:00:00.000Z';
    const { findings } = takeIn(noProposals('protezione-civile'), [], defaultProposalRule, now, ['ev1', 'ev2']);
    expect(findings.map(({ code, detail }) => [code, detail.slice(0, 3)])).toEqual([
      ['no-longer-listed', 'ev1'],
      ['no-longer-listed', 'ev2'],
    ]);
  });

  test('does not begin the watch for bulletins where no source brings any', () => {
    const state = noProposals('protezione-civile');
    expect(watching(state, [{ kind: 'cap' }, { kind: 'quakes' }], '2027-02-01T12:00:00.000Z')).toBe(state);
    expect(watching(state, [{ kind: 'cap' }, { kind: 'bulletin' }], '2027-02-01T12:00:00.000Z')).toMatchObject({
      watchedSince: '2027-02-01T12:00:00.000Z',
    });
    expect(watching(state, [], '2027-02-01T12:00:00.000Z')).toBe(state);
  });
});
