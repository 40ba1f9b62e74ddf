import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BulletinReading, CapReading, QuakeReading, Reading } from '../../../../shared/contracts/bulletin.ts';
import { colours } from '../../../../shared/contracts/bulletin.ts';
import { defaultProposalRule, Proposal, type ProposalRule } from '../../../../shared/contracts/proposal.ts';
import { isoOf } from '../../../../shared/core/hours/zone.ts';
import { decideProposal, dueAutomaticAlerts } from '../../../../shared/core/posture/decisions.ts';
import { noProposals, type ProposalState } from '../../../../shared/core/posture/episodes.ts';
import { propose } from '../../../../shared/core/posture/proposals.ts';

const HOUR = 3_600_000;
const noon = Date.parse('2027-02-01T11:00:00Z');
const sender = 'alerts@example.it';
const rule: ProposalRule = { ...defaultProposalRule, cap: { ...defaultProposalRule.cap, senders: [sender] } };
const officer = { subject: 'anna', name: 'Anna Bianchi' };

/** Hears readings one poll after the other, a minute apart, unless told when. */
function machine() {
  let state: ProposalState = noProposals('protezione-civile');
  let clock = noon;
  const findings: string[] = [];
  const hear = (reading: Reading | undefined, at: number = clock + 60_000) => {
    clock = Math.max(clock, at);
    const outcome = propose(state, reading ? [reading] : [], rule, isoOf(at));
    state = outcome.state;
    findings.push(...outcome.findings.map(({ code, severity }) => `${severity} ${code}`));
    for (const proposal of outcome.changed) Proposal.parse(proposal);
    return outcome.changed;
  };
  return {
    hear,
    findings,
    state: () => state,
    keep: (next: ProposalState) => {
      state = next;
    },
    open: () => Object.values(state.proposals).filter(({ closedAt }) => closedAt === undefined),
    all: () => Object.values(state.proposals),
  };
}

////////// CAP

const sentAt = (number: number) => isoOf(noon + number * 60_000);
const key = (number: number, from = sender) => ({ sender: from, identifier: `M${number}`, sent: sentAt(number) });

function message(
  number: number,
  more: Partial<CapReading> = {},
  info: Partial<CapReading['infos'][number]> = {},
): CapReading {
  return {
    kind: 'cap',
    source: 'feed',
    ...key(number),
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    references: [],
    infos: [
      {
        language: 'it-IT',
        event: 'Piena',
        headline: 'Piena del Lamone',
        urgency: 'Immediate',
        severity: 'Extreme',
        certainty: 'Observed',
        expires: isoOf(noon + 12 * HOUR),
        areas: [{ description: 'Romagna', zones: ['Emil-B1'] }],
        ...info,
      },
    ],
    ...more,
  };
}

describe('a CAP message', () => {
  test('from a sender of the rule proposes for its zones until it expires', () => {
    const cap = machine();
    cap.hear(message(1));
    expect(cap.open()).toMatchObject([
      {
        cause: 'cap',
        level: 'emergency',
        area: { kind: 'zones', zones: ['Emil-B1'] },
        validTo: isoOf(noon + 12 * HOUR),
        evidence: [{ kind: 'cap', identifier: 'M1', headline: 'Piena del Lamone' }],
      },
    ]);
    cap.hear(undefined, noon + 12 * HOUR);
    expect(cap.all()[0]).toMatchObject({ closedBy: 'expired', closedAt: isoOf(noon + 12 * HOUR) });
  });

  test.each(['Exercise', 'Test', 'Draft', 'System'] as const)('of status %s never proposes', (status) => {
    const cap = machine();
    expect(cap.hear(message(1, { status }))).toEqual([]);
    expect(cap.findings).toEqual(['note not-actual']);
  });

  test.each(['Exercise', 'Test', 'Draft', 'System'] as const)('of status %s never cancels a real one', (status) => {
    const cap = machine();
    cap.hear(message(1));
    cap.hear(message(2, { status, msgType: 'Cancel', references: [key(1)] }));
    cap.hear(message(3, { status, msgType: 'Update', references: [key(1)] }, { severity: 'Minor' }));
    expect(cap.open()).toHaveLength(1);
  });

  test.each(['Ack', 'Error'] as const)('of type %s does nothing', (msgType) => {
    expect(machine().hear(message(1, { msgType }))).toEqual([]);
  });

  test('from a sender that the rule does not name proposes nothing: no feed does by default', () => {
    const cap = machine();
    expect(cap.hear(message(1, { sender: 'feeds.meteoalarm.org' }))).toEqual([]);
    expect(cap.findings).toEqual(['note unknown-sender']);
    expect(propose(noProposals('x'), [message(1)], defaultProposalRule, isoOf(noon)).changed).toEqual([]);
  });

  test('goes by its colour and its severity; where they contradict each other the worse counts, with an alarm', () => {
    const heard = (info: Partial<CapReading['infos'][number]>) => {
      const cap = machine();
      return [cap.hear(message(1, {}, info)).map(({ level }) => level), cap.findings];
    };
    expect(heard({ colour: 'red', severity: 'Extreme' })).toEqual([['emergency'], []]);
    expect(heard({ colour: 'orange', severity: 'Unknown' })).toEqual([['alert'], []]);
    expect(heard({ colour: 'yellow', severity: 'Moderate' })).toEqual([[], []]);
    for (const told of [
      { colour: 'orange', severity: 'Extreme' },
      { colour: 'yellow', severity: 'Extreme' },
      { colour: 'red', severity: 'Minor' },
    ] as const)
      expect(heard(told)).toEqual([['emergency'], ['alarm unknown-level']]);
    expect(heard({ colour: 'green', severity: 'Severe' })).toEqual([['alert'], ['alarm unknown-level']]);
    expect(heard({ severity: 'Severe' })).toEqual([['alert'], []]);
    expect(heard({ severity: 'Moderate' })).toEqual([[], []]);
    // The words of its event count as its colour does.
    const red = "ELEVATA CRITICITA' PER RISCHIO IDRAULICO / ALLERTA ROSSA:";
    expect(heard({ event: red, severity: 'Extreme' })).toEqual([['emergency'], []]);
    expect(heard({ event: red, severity: 'Unknown' })).toEqual([['emergency'], []]);
    for (const told of [{ event: red }, { event: red, colour: 'yellow' }] as const)
      expect(heard({ severity: 'Minor', ...told })).toEqual([['emergency'], ['alarm unknown-level']]);
    expect(heard({ certainty: 'Unlikely' })).toEqual([[], []]);
  });

  test('that is past counts no more, unless it begins only later, which is an alarm', () => {
    const cap = machine();
    expect(cap.hear(message(1, {}, { urgency: 'Past' }))).toEqual([]);
    expect(cap.findings).toEqual([]);
    const later = { urgency: 'Past', onset: isoOf(noon + 3 * HOUR), expires: isoOf(noon + 9 * HOUR) } as const;
    expect(cap.hear(message(2, {}, later))).toMatchObject([{ validFrom: later.onset, validTo: later.expires }]);
    expect(cap.findings).toEqual(['alarm unknown-level']);
  });

  test('that was sent ahead of our clock counts from now, with an alarm', () => {
    const cap = machine();
    const told = message(1, { sent: isoOf(noon + 30 * 24 * HOUR) }, { expires: isoOf(noon + 9 * HOUR) });
    expect(cap.hear(told, noon)).toMatchObject([{ validFrom: isoOf(noon), validTo: isoOf(noon + 9 * HOUR) }]);
    expect(cap.findings).toEqual(['alarm doubtful-day-label']);
  });

  test('without a level anybody knows is an alarm', () => {
    const cap = machine();
    expect(cap.hear(message(1, {}, { severity: 'Unknown' }))).toEqual([]);
    expect(cap.findings).toEqual(['alarm unknown-level']);
  });

  test('without a zone that the list knows is about the whole country', () => {
    const cap = machine();
    cap.hear(message(1, {}, { areas: [{ description: 'Bacino del Po', zones: [] }] }));
    expect(cap.open()[0]?.area).toEqual({ kind: 'national' });
    expect(cap.findings).toEqual(['alarm unknown-zone']);
  });

  test('in two languages is one proposal; with blocks of two levels it is one for each, in its own zones', () => {
    const [block] = message(1).infos;
    if (!block) throw new Error('a message has a block');
    const inEnglish = { ...block, language: 'en-GB', headline: 'Flood of the Lamone' };
    const cap = machine();
    cap.hear(message(1, { infos: [block, inEnglish] }));
    expect(cap.open()).toMatchObject([{ level: 'emergency', area: { zones: ['Emil-B1'] } }]);
    const around = { description: 'Intorno', zones: ['Emil-B1', 'Emil-B2'] };
    const two = [block, { ...block, severity: 'Severe' as const, areas: [around], expires: isoOf(noon + 2 * HOUR) }];
    cap.hear(message(2, { msgType: 'Update', references: [key(1)], infos: two }));
    expect(cap.open()).toMatchObject([
      { level: 'emergency', area: { zones: ['Emil-B1'] }, validTo: isoOf(noon + 12 * HOUR) },
      { level: 'alert', area: { zones: ['Emil-B2'] }, validTo: isoOf(noon + 2 * HOUR) },
    ]);
    cap.hear(message(3, { msgType: 'Update', references: [key(2)] }));
    expect(cap.open()).toMatchObject([{ level: 'emergency' }]);
    cap.hear(message(4, { msgType: 'Cancel', references: [key(3)] }));
    expect(cap.open()).toEqual([]);
  });

  test('that expired already is an alarm and proposes nothing', () => {
    const cap = machine();
    expect(cap.hear(message(1, {}, { expires: isoOf(noon) }))).toEqual([]);
    expect(cap.findings).toEqual(['alarm stale-file']);
  });
});

describe('updates and cancellations', () => {
  test('follow their references: raised, lowered, cancelled, always the same episode', () => {
    const cap = machine();
    cap.hear(message(1, {}, { severity: 'Severe' }));
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }));
    expect(cap.open()).toMatchObject([{ level: 'emergency', revision: 2, asks: true }]);
    cap.hear(message(3, { msgType: 'Update', references: [key(1), key(2)] }, { severity: 'Severe' }));
    expect(cap.open()).toMatchObject([{ level: 'alert' }]);
    cap.hear(message(4, { msgType: 'Cancel', references: [key(3)] }));
    expect(cap.all()).toMatchObject([{ closedBy: 'withdrawn' }]);
    expect(cap.all()[0]?.steps.map(({ what }) => what)).toEqual(['proposed', 'raised', 'lowered', 'withdrawn']);
  });

  test('that come twice change nothing', () => {
    const cap = machine();
    cap.hear(message(1));
    expect(cap.hear(message(1))).toEqual([]);
    cap.hear(message(2, { msgType: 'Cancel', references: [key(1)] }));
    expect(cap.hear(message(1))).toEqual([]);
    expect(cap.open()).toEqual([]);
  });

  test('a cancellation that overtakes its alert keeps the alert from proposing', () => {
    const cap = machine();
    cap.hear(message(2, { msgType: 'Cancel', references: [key(1)] }));
    expect(cap.hear(message(1))).toEqual([]);
    expect(cap.findings).toEqual(['alarm unknown-reference']);
  });

  test('an update of what nobody knows is an alarm, and may still propose', () => {
    const cap = machine();
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }));
    expect(cap.open()).toHaveLength(1);
    expect(cap.findings).toEqual(['alarm unknown-reference']);
  });

  test('a stale update, of a message that was replaced since, lowers nothing', () => {
    const cap = machine();
    cap.hear(message(1));
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }));
    cap.hear(message(3, { msgType: 'Update', references: [key(1)] }, { severity: 'Minor' }));
    expect(cap.open()).toMatchObject([{ level: 'emergency' }]);
    expect(cap.findings).toEqual(['alarm stale-file']);
  });

  test.each<[string, Partial<CapReading>]>([
    ['without a block', { infos: [] }],
    ['of unknown severity', { infos: message(2, {}, { severity: 'Unknown' }).infos }],
    [
      'of which one block is of unknown severity and the other lower',
      { infos: [...message(2, {}, { severity: 'Unknown' }).infos, ...message(2, {}, { severity: 'Severe' }).infos] },
    ],
    ['that is over already', { infos: message(2, {}, { severity: 'Severe', expires: isoOf(noon) }).infos }],
  ])('an update %s lowers nothing', (_what, more) => {
    const cap = machine();
    cap.hear(message(1));
    cap.hear(message(2, { msgType: 'Update', references: [key(1)], ...more }));
    expect(cap.open()).toMatchObject([{ level: 'emergency', area: { zones: ['Emil-B1'] } }]);
  });

  test('nobody cancels another sender’s message', () => {
    const two = { ...rule, cap: { ...rule.cap, senders: [sender, 'other@example.it'] } };
    const first = propose(noProposals('x'), [message(1)], two, isoOf(noon));
    const foreign = message(2, { sender: 'other@example.it', msgType: 'Cancel', references: [key(1)] });
    const second = propose(first.state, [foreign], two, isoOf(noon + 60_000));
    expect(second.changed).toEqual([]);
    expect(second.findings.map(({ code }) => code)).toContain('unknown-reference');
  });
});

describe('the days and zones of a CAP message', () => {
  const block = (more: Partial<CapReading['infos'][number]>) =>
    message(1, {}, { severity: 'Severe', ...more }).infos[0];
  const infosOf = (...infos: (CapReading['infos'][number] | undefined)[]) => ({
    infos: infos.filter((info) => info !== undefined),
  });
  const zone = (name: string) => [{ description: name, zones: [name] }];
  const today = { onset: isoOf(noon), expires: isoOf(noon + 12 * HOUR) };
  const tomorrow = { onset: isoOf(noon + 12 * HOUR), expires: isoOf(noon + 36 * HOUR) };

  test('each zone is covered on its own days, not on those of another', () => {
    const cap = machine();
    const infos = infosOf(
      block({ ...today, areas: zone('Ligu-C') }),
      block({ ...tomorrow, areas: zone('Sici-A') }),
      block({ ...today, areas: zone('Ligu-C'), language: 'en-GB' }),
    );
    cap.hear(message(1, infos));
    expect(cap.open()).toMatchObject([
      {
        area: { kind: 'zones', zones: ['Ligu-C', 'Sici-A'] },
        coverage: {
          'Ligu-C': [{ from: isoOf(noon), to: isoOf(noon + 12 * HOUR) }],
          'Sici-A': [{ from: isoOf(noon + 12 * HOUR), to: isoOf(noon + 36 * HOUR) }],
        },
      },
    ]);
  });

  test('where and while there is an emergency, and only there, the alert says nothing more', () => {
    const cap = machine();
    const infos = infosOf(
      block({ ...today, areas: zone('Ligu-C'), severity: 'Extreme' }),
      block({ ...today, areas: zone('Ligu-C') }),
      block({ ...tomorrow, areas: zone('Ligu-C') }),
    );
    cap.hear(message(1, infos));
    const levels = Object.fromEntries(cap.open().map(({ level, coverage }) => [level, coverage]));
    expect(levels).toEqual({
      emergency: { 'Ligu-C': [{ from: isoOf(noon), to: isoOf(noon + 12 * HOUR) }] },
      alert: { 'Ligu-C': [{ from: isoOf(noon + 12 * HOUR), to: isoOf(noon + 36 * HOUR) }] },
    });
  });

  test('without any block is an alarm', () => {
    const cap = machine();
    expect(cap.hear(message(1, { infos: [] }))).toEqual([]);
    expect(cap.findings).toEqual(['alarm unknown-level']);
  });

  test('an end before the beginning is an alarm, and it counts from its sending until its hours after the beginning', () => {
    const cap = machine();
    cap.hear(message(1, {}, { onset: isoOf(noon + 20 * HOUR), expires: isoOf(noon + 4 * HOUR) }));
    expect(cap.findings).toEqual(['alarm doubtful-day-label']);
    expect(cap.open()).toMatchObject([
      { validFrom: sentAt(1), validTo: isoOf(noon + 20 * HOUR + rule.cap.hours * HOUR) },
    ]);
  });
});

describe('a CAP message that says something else under the same name', () => {
  test('is an alarm, and raises', () => {
    const cap = machine();
    cap.hear(message(1, {}, { severity: 'Minor' }));
    expect(cap.open()).toEqual([]);
    cap.hear(message(1));
    expect(cap.open()).toMatchObject([{ level: 'emergency' }]);
    expect(cap.findings).toEqual(['alarm changed-in-place']);
    expect(cap.hear(message(1))).toEqual([]);
    expect(cap.findings).toHaveLength(1);
  });

  test('adds zones and days, and lowers nothing', () => {
    const cap = machine();
    cap.hear(message(1));
    cap.hear(message(1, {}, { areas: [{ description: 'x', zones: ['Emil-A1'] }], expires: isoOf(noon + 2 * HOUR) }));
    expect(cap.open()).toMatchObject([
      { level: 'emergency', area: { zones: ['Emil-A1', 'Emil-B1'] }, validTo: isoOf(noon + 12 * HOUR) },
    ]);
    cap.hear(message(1, {}, { severity: 'Severe' }));
    cap.hear(message(1, { infos: [] }));
    expect(cap.open()).toMatchObject([{ level: 'emergency', area: { zones: ['Emil-A1', 'Emil-B1'] } }]);
  });

  test('of one that was replaced raises nothing', () => {
    const cap = machine();
    cap.hear(message(1));
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }, { severity: 'Severe' }));
    cap.hear(message(1, {}, { expires: isoOf(noon + 30 * HOUR) }));
    expect(cap.open()).toMatchObject([{ level: 'alert', validTo: isoOf(noon + 12 * HOUR) }]);
  });
});

////////// Quakes

const quake = (more: Partial<QuakeReading> = {}): QuakeReading => ({
  kind: 'quake',
  source: 'ingv',
  eventId: 'q1',
  at: isoOf(noon),
  latitude: 42.7,
  longitude: 13.23,
  depthKm: 8,
  magnitude: 6,
  magnitudeType: 'Mw',
  place: 'Accumoli (RI)',
  type: 'earthquake',
  ...more,
});

describe('a quake', () => {
  test.each([
    ['of magnitude 5.0 in Italy', { magnitude: 5 }, 1],
    ['of magnitude 4.9 in Italy', { magnitude: 4.9 }, 0],
    ['of magnitude 6.4 at Durrës, across the Adriatic', { magnitude: 6.4, latitude: 41.51, longitude: 19.53 }, 0],
    ['of magnitude 5.5 at sea, 30 km off Pesaro', { magnitude: 5.5, latitude: 44.05, longitude: 13.3 }, 1],
    ['of magnitude 5.2 under Lampedusa', { magnitude: 5.2, latitude: 35.5, longitude: 12.6 }, 1],
    ['of two days ago', { at: isoOf(noon - 48 * HOUR) }, 0],
  ] as const)('%s: %o makes %d proposals', (_what, more, proposals) => {
    expect(machine().hear(quake(more))).toHaveLength(proposals);
  });

  test('proposes an emergency for the country for 24 hours, with magnitude, place and distance', () => {
    const ground = machine();
    ground.hear(quake());
    expect(ground.open()).toMatchObject([
      {
        cause: 'quake',
        level: 'emergency',
        area: { kind: 'national' },
        validTo: isoOf(noon + 24 * HOUR),
        evidence: [{ kind: 'quake', magnitude: 6, distanceKm: 0, place: 'Accumoli (RI)' }],
      },
    ]);
  });

  test('of one sequence stays one proposal that goes on; the same list polled again changes nothing', () => {
    const ground = machine();
    ground.hear(quake());
    ground.hear(quake({ eventId: 'q2', at: isoOf(noon + HOUR), magnitude: 5.4, latitude: 42.8 }), noon + HOUR);
    expect(ground.open()).toMatchObject([{ validTo: isoOf(noon + 25 * HOUR), revision: 2 }]);
    expect(ground.hear(quake())).toEqual([]);
    expect(ground.hear(quake({ eventId: 'far', latitude: 37.5, longitude: 15.1 }))).toHaveLength(1);
    expect(ground.open()).toHaveLength(2);
  });

  test('whose magnitude the source corrects below the limit is withdrawn', () => {
    const ground = machine();
    ground.hear(quake({ magnitude: 5 }));
    ground.hear(quake({ magnitude: 4.8 }));
    expect(ground.all()).toMatchObject([{ closedBy: 'withdrawn' }]);
  });

  test('whose magnitude the source corrects upwards asks again, also whoever refused it, if it is much stronger', () => {
    const ground = machine();
    ground.hear(quake({ magnitude: 5 }));
    const request = { verdict: 'refused', revision: 1, reason: 'No damage' } as const;
    const taken = decideProposal(ground.state(), ground.open()[0]?.id ?? '', request, officer, sentAt(5));
    if ('refused' in taken) throw new Error(taken.refused);
    ground.keep(taken.state);
    ground.hear(quake({ magnitude: 5.2 }));
    expect(ground.open()).toMatchObject([{ asks: false, revision: 1 }]);
    ground.hear(quake({ magnitude: 6.2 }));
    expect(ground.open()).toMatchObject([{ asks: true, revision: 2 }]);
    expect(ground.open()[0]?.steps.map(({ what }) => what)).toEqual(['proposed', 'raised']);
    expect(ground.hear(quake({ magnitude: 6.2 }))).toEqual([]);
  });

  test('that is not there any more in the next list stays proposed', () => {
    const ground = machine();
    ground.hear(quake());
    ground.hear(undefined, noon + HOUR);
    expect(ground.open()).toHaveLength(1);
  });

  test('that is listed twice with two strengths stays one proposal by the stronger, with an alarm, in whatever order', () => {
    for (const order of [
      [5.1, 4.9],
      [4.9, 5.1],
    ]) {
      const readings = order.map((magnitude) => quake({ magnitude }));
      const first = propose(noProposals('x'), readings, rule, isoOf(noon));
      expect(first.findings.map(({ code }) => code)).toEqual(['told-twice']);
      const again = propose(first.state, readings, rule, isoOf(noon + 60_000));
      expect(again.changed).toEqual([]);
      expect(Object.values(again.state.proposals)).toMatchObject([{ revision: 1, evidence: [{ magnitude: 5.1 }] }]);
    }
  });

  test('that is listed twice in other ways is told by what leads to a proposal, in whatever order, with an alarm', () => {
    const others = [
      { type: 'quarry blast' },
      { type: 'quarry blast', magnitude: 5.9 },
      { latitude: 30, longitude: 60, magnitude: 6.5 },
      { at: isoOf(noon + 3 * HOUR), magnitude: 6.5 },
      { at: isoOf(noon - 400 * HOUR), magnitude: 6.5 },
    ];
    for (const other of others)
      for (const readings of [
        [quake(other), quake()],
        [quake(), quake(other)],
      ]) {
        const told = propose(noProposals('x'), readings, rule, isoOf(noon));
        expect(told.changed).toMatchObject([{ evidence: [{ magnitude: quake().magnitude }] }]);
        expect(told.findings).toMatchObject([{ code: 'told-twice', severity: 'alarm' }]);
      }
  });

  test('that a list has under two ids is over once both are corrected to less, and goes on while one is not', () => {
    const ground = machine();
    const both = (one: number, other: number) => [
      quake({ magnitude: one }),
      quake({ magnitude: other, eventId: 'two' }),
    ];
    const hear = (one: number, other: number) => {
      const { state } = propose(ground.state(), both(one, other), rule, isoOf(noon));
      ground.keep(state);
      return ground.open().length;
    };
    expect([hear(5.6, 5.6), hear(3, 5.6), hear(3, 3)]).toEqual([1, 1, 0]);
    expect(Object.values(ground.state().proposals)).toMatchObject([{ closedBy: 'withdrawn' }]);
    expect(hear(5.6, 3)).toBe(1);
  });

  test.each(['quarry blast', 'explosion', 'mining explosion', 'not existing'])(
    'that its source calls a %s after all is withdrawn',
    (type) => {
      const ground = machine();
      ground.hear(quake());
      ground.hear(quake({ type }));
      expect(ground.all()).toMatchObject([{ closedBy: 'withdrawn' }]);
      expect(ground.findings).toEqual(['alarm ignored']);
    },
  );

  test.each(['induced or triggered event', 'not reported', 'other event', ''])(
    'called %j shakes as much: it is proposed, with an alarm',
    (type) => {
      const ground = machine();
      expect(ground.hear(quake({ type }))).toHaveLength(1);
      expect(ground.findings).toEqual(['alarm unknown-level']);
    },
  );

  test('that is no earthquake, or lies in the future, is an alarm', () => {
    const ground = machine();
    expect(ground.hear(quake({ type: 'explosion' }))).toEqual([]);
    expect(ground.hear(quake({ at: isoOf(noon + 3 * HOUR) }))).toEqual([]);
    expect(ground.findings).toEqual(['alarm ignored', 'alarm doubtful-day-label']);
  });
});

describe('load', () => {
  test('proposes an alert that goes on as long as alarms come, and ends by itself', () => {
    const load = machine();
    load.hear({ kind: 'load', source: 'queue-age', at: isoOf(noon), detail: 'oldest contact waits 400 s' });
    load.hear({ kind: 'load', source: 'refusals', at: isoOf(noon + HOUR), detail: '12% answered 429' }, noon + HOUR);
    expect(load.open()).toMatchObject([{ cause: 'load', level: 'alert', validTo: isoOf(noon + 7 * HOUR) }]);
    load.hear(undefined, noon + 7 * HOUR);
    expect(load.open()).toEqual([]);
  });
});

////////// Decisions

describe('an officer’s decision', () => {
  const decided = () => {
    const cap = machine();
    cap.hear(message(1, {}, { severity: 'Severe' }));
    const id = cap.open()[0]?.id ?? '';
    return { cap, id };
  };

  test('is kept, and the proposal asks no more until it says more', () => {
    const { cap, id } = decided();
    const taken = decideProposal(
      cap.state(),
      id,
      { verdict: 'refused', revision: 1, reason: 'not for us' },
      officer,
      sentAt(5),
    );
    if ('refused' in taken) throw new Error(taken.refused);
    expect(taken.proposal).toMatchObject({ asks: false, decision: { verdict: 'refused', by: officer, at: sentAt(5) } });
    cap.keep(taken.state);
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }));
    expect(cap.open()).toMatchObject([{ asks: true, revision: 2, level: 'emergency' }]);
  });

  test('on a revision that the officer did not see is refused, with the proposal as it is now', () => {
    const { cap, id } = decided();
    cap.hear(message(2, { msgType: 'Update', references: [key(1)] }));
    expect(
      decideProposal(cap.state(), id, { verdict: 'confirmed', revision: 1, reason: 'yes' }, officer, sentAt(5)),
    ).toMatchObject({
      refused: 'conflict',
      revision: 2,
      proposal: { level: 'emergency' },
    });
  });

  test('is refused on what was decided, is over, or never was', () => {
    const { cap, id } = decided();
    const request = { verdict: 'confirmed', revision: 1, reason: 'yes, do' } as const;
    const taken = decideProposal(cap.state(), id, request, officer, sentAt(5));
    if ('refused' in taken) throw new Error(taken.refused);
    expect(decideProposal(taken.state, id, request, officer, sentAt(6))).toMatchObject({ refused: 'already-decided' });
    for (const stranger of ['none', 'constructor', '__proto__'])
      expect(decideProposal(cap.state(), stranger, request, officer, sentAt(6))).toEqual({
        refused: 'unknown-proposal',
        id: stranger,
      });
    cap.hear(message(2, { msgType: 'Cancel', references: [key(1)] }));
    expect(decideProposal(cap.state(), id, request, officer, sentAt(6))).toMatchObject({ refused: 'closed' });
  });

  test('that nobody takes within the rule’s minutes makes the alert due, once nobody decided and only where the rule says so', () => {
    const { cap, id } = decided();
    const patient = { ...rule, automaticAlertAfterMinutes: 30 };
    const asked = Date.parse(cap.open()[0]?.asksSince ?? '');
    expect(dueAutomaticAlerts(cap.state(), patient, isoOf(asked + 30 * 60_000 - 1))).toEqual([]);
    expect(dueAutomaticAlerts(cap.state(), patient, isoOf(asked + 30 * 60_000)).map((each) => each.id)).toEqual([id]);
    expect(dueAutomaticAlerts(cap.state(), rule, isoOf(asked + 30 * 60_000))).toEqual([]);
    const taken = decideProposal(
      cap.state(),
      id,
      { verdict: 'refused', revision: 1, reason: 'no need' },
      officer,
      sentAt(5),
    );
    if ('refused' in taken) throw new Error(taken.refused);
    expect(dueAutomaticAlerts(taken.state, patient, isoOf(asked + 300 * 60_000))).toEqual([]);
  });
});

////////// Any sequence of bulletins

const zones = ['Emil-B1', 'Emil-B2', 'Sici-C'];
const doubt = fc.constantFrom('after-midnight', 'day-label', 'name', 'incomplete', 'unreadable-rows');

const bulletin = fc
  .record({
    delay: fc.integer({ min: 0, max: 40 }),
    wait: fc.integer({ min: 0, max: 30 }),
    tomorrow: fc.boolean(),
    said: fc.tuple(...zones.map(() => fc.option(fc.constantFrom(...colours), { nil: undefined }))),
    doubts: fc.array(doubt, { maxLength: 2 }),
    correction: fc.boolean(),
  })
  .map(({ delay, wait, tomorrow, said, doubts, correction }) => ({ delay, wait, tomorrow, said, doubts, correction }));

type Drawn = typeof bulletin extends fc.Arbitrary<infer One> ? One : never;

/** A drawn bulletin as read at an instant: hours waited since the last poll, hours since it was published. */
function readingAt(now: number, { delay, tomorrow, said, doubts, correction }: Drawn): BulletinReading {
  const published = now - delay * HOUR;
  const day = Math.floor(published / (24 * HOUR)) * 24 * HOUR + (tomorrow ? 24 * HOUR : 0);
  const green = { hydrogeological: 'green', thunderstorms: 'green', hydraulic: 'green' } as const;
  return {
    kind: 'bulletin',
    source: `${published}`,
    publishedAt: isoOf(published),
    horizon: tomorrow ? 'tomorrow' : 'today',
    validFrom: isoOf(tomorrow ? day : published),
    validTo: isoOf(day + 24 * HOUR),
    zones: zones.flatMap((zone, place) => {
      const colour = said[place];
      return colour === undefined ? [] : [{ zone, colour, risks: green }];
    }),
    // Only an all-green "tomorrow" is read as filler, and every such one.
    doubts: [
      ...doubts,
      ...(tomorrow && said.every((colour) => colour === undefined || colour === 'green') ? (['filler'] as const) : []),
    ],
    correction,
  };
}

const coveredAfter = (state: ProposalState, now: number, level: string) =>
  Object.values(state.proposals)
    .filter((each) => each.closedAt === undefined && each.level === level)
    .flatMap(({ area }) => (area.kind === 'zones' ? area.zones : []))
    .concat(now < 0 ? ['never'] : []);

describe('in any sequence of bulletins', () => {
  test('a red zone has an open emergency proposal after the very poll, a doubtful or stale one lowers nothing, twice is as once', () => {
    fc.assert(
      fc.property(fc.array(bulletin, { minLength: 1, maxLength: 12 }), (drawn) => {
        let state = noProposals('x');
        let now = noon;
        for (const each of drawn) {
          now += each.wait * HOUR;
          const tick = propose(state, [], rule, isoOf(now));
          const reading = readingAt(now, each);
          const outcome = propose(tick.state, [reading], rule, isoOf(now));
          const timely = each.delay === 0;
          if (timely && Date.parse(reading.validTo) > now) {
            const red = reading.zones.filter(({ colour }) => colour === 'red').map(({ zone }) => zone);
            expect(coveredAfter(outcome.state, now, 'emergency')).toEqual(expect.arrayContaining(red));
          }
          if (reading.doubts.length > 0 || each.delay > 28) {
            const before = coveredAfter(tick.state, now, 'emergency');
            expect(coveredAfter(outcome.state, now, 'emergency')).toEqual(expect.arrayContaining(before));
          }
          const again = propose(outcome.state, [reading], rule, isoOf(now));
          expect(again.changed).toEqual([]);
          for (const proposal of Object.values(outcome.state.proposals)) {
            expect(Date.parse(proposal.validFrom)).toBeLessThan(Date.parse(proposal.validTo));
            expect(proposal.revision).toBeGreaterThanOrEqual(1);
          }
          state = outcome.state;
        }
        // Everything ends by itself: with nothing more heard, after the last validity and the time for which it is held.
        const end = propose(state, [], rule, isoOf(now + (48 + 72 + 1) * HOUR));
        expect(coveredAfter(end.state, now, 'emergency')).toEqual([]);
        expect(coveredAfter(end.state, now, 'alert')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
