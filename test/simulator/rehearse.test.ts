import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBulletin } from '../../functions/bulletins/rules/read-bulletin.ts';
import { readCap } from '../../functions/bulletins/rules/read-cap.ts';
import { readQuakes } from '../../functions/bulletins/rules/read-quakes.ts';
import { readContact } from '../../functions/intake/rules/read-contact.ts';
import { bulletinFile, capFile, quakeFile } from '../../simulator/alert-files.ts';
import { type Facts, judge, judgeExercise, type Sent } from '../../simulator/judging.ts';
import { readScenarios } from '../../simulator/rehearse.ts';
import { contactOf, isMarked, markedNotice, partsOf, readScenario, sendTimes } from '../../simulator/scenario.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

const scenarios = readScenarios();
const definitions = [protezioneCivile, familyLine];

describe('the scenarios', () => {
  test('are the ten that were asked for, each with the source of its numbers', () => {
    expect(scenarios.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10']);
    for (const { figures } of scenarios) expect(figures.every(({ source }) => source.length > 5)).toBe(true);
  });

  test.each(scenarios)('$id sends only contacts that intake takes, every one marked as an exercise', (scenario) => {
    for (const [name, crowd] of Object.entries(scenario.crowds)) {
      const definition = definitions.find(({ service }) => service === crowd.service);
      if (definition === undefined) throw new Error(`no service ${crowd.service}`);
      for (const part of crowd.mix)
        for (const [person] of part.messages.entries()) {
          const contact = contactOf(scenario.id, name, part, person);
          expect(readContact(contact, definition)).toHaveProperty('contact');
          expect(isMarked(contact)).toBe(true);
        }
    }
  });

  test('that name what is not there are refused with the file and the name', () => {
    const [first] = scenarios;
    const broken = { ...first, steps: [{ at: 0, do: 'crowd', crowd: 'nobody' }] };
    expect(() => readScenario(JSON.stringify(broken), 'x.json')).toThrow('x.json: no crowd nobody');
    expect(() => readScenario(JSON.stringify({ ...first, scale: 0 }), 'x.json')).toThrow('x.json: /scale');
  });
});

describe('a curve', () => {
  const points = fc
    .array(fc.tuple(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.double({ min: 0, max: 400, noNaN: true })), {
      minLength: 2,
      maxLength: 6,
    })
    .map((steps) =>
      steps.map(([, rate], index): [number, number] => [
        steps.slice(1, index + 1).reduce((hours, [further]) => hours + further, 0),
        rate,
      ]),
    );

  test('becomes as many contacts as lie under it, in order, none outside of it', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.05, max: 3, noNaN: true }), (curve, scale) => {
        const times = sendTimes(curve, scale, 10);
        let area = 0;
        for (const [index, [hour, rate]] of curve.slice(0, -1).entries()) {
          const [next, nextRate] = curve[index + 1] as [number, number];
          area += ((rate + nextRate) / 2) * (next - hour) * scale;
        }
        expect(Math.abs(times.length - area)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times.every((time) => time >= 0 && time <= (curve.at(-1)?.[0] ?? 0) * 10 + 1e-6)).toBe(true);
      }),
    );
  });

  test('that is flat sends at even distances, and compresses an hour into the seconds given', () => {
    expect(
      sendTimes(
        [
          [0, 4],
          [1, 4],
        ],
        1,
        8,
      ),
    ).toEqual([1, 3, 5, 7]);
    expect(
      sendTimes(
        [
          [0, 4],
          [1, 4],
        ],
        0.5,
        8,
      ),
    ).toEqual([2, 6]);
  });

  test('that rises sends three times as many in its second half', () => {
    const times = sendTimes(
      [
        [0, 0],
        [2, 100],
      ],
      1,
      1,
    );
    expect(times.filter((time) => time < 1)).toHaveLength(25);
    expect(times.filter((time) => time >= 1)).toHaveLength(75);
  });
});

test('a mix gives each part its share at every length, give or take one', () => {
  const mix = [{ share: 37 }, { share: 55 }, { share: 8 }];
  const parts = partsOf(mix, 300);
  for (let count = 1; count <= 300; count += 1)
    for (const part of mix) {
      const had = parts.slice(0, count).filter((each) => each === part).length;
      expect(Math.abs(had - (part.share / 100) * count)).toBeLessThan(1.0001);
    }
});

test('a notice says in every language that it is an exercise', () => {
  const notice = markedNotice({ it: 'Terremoto.', en: 'Earthquake.', de: 'Erdbeben.' });
  for (const text of Object.values(notice)) expect(text).toMatch(/^ESERCITAZIONE\. /);
  expect(notice.en).toContain('Exercise.');
});

describe('an alert file', () => {
  test('of a bulletin is read without a doubt, for every zone of its day', () => {
    const given = {
      published: '2026-09-19T15:18:59+02:00',
      zones: { 'Emil-B1': 'red' as const },
      others: 'green' as const,
    };
    for (const horizon of ['oggi', 'domani'] as const) {
      const { name, text } = bulletinFile({ ...given, horizon });
      const { reading, findings } = readBulletin(new TextEncoder().encode(text), name);
      expect(findings).toEqual([]);
      expect(reading?.doubts).toEqual([]);
      expect(reading?.zones.filter(({ colour }) => colour !== 'green').map(({ zone }) => zone)).toEqual(['Emil-B1']);
      expect(reading?.validTo).toBe(horizon === 'oggi' ? '2026-09-19T22:00:00.000Z' : '2026-09-20T22:00:00.000Z');
    }
  });

  test('of a bulletin that lacks zones, in winter, says so', () => {
    const { name, text } = bulletinFile({
      published: '2026-12-01T15:00:00+01:00',
      horizon: 'oggi',
      zones: {},
      others: 'yellow',
      without: ['Abru-A'],
    });
    const { findings } = readBulletin(new TextEncoder().encode(text), name);
    expect(findings.map(({ code }) => code)).toEqual(['missing-zone']);
  });

  test('of a quake and of a CAP message is read, and says that it is an exercise', () => {
    const at = Date.parse('2026-09-13T01:36:00Z');
    const quake = quakeFile({ id: '91', at, magnitude: 6, latitude: 42.7, longitude: 13.23, place: 'Accumoli' });
    const read = readQuakes(quake.text);
    expect(read.findings).toEqual([]);
    expect(read.readings).toMatchObject([
      { magnitude: 6, at: '2026-09-13T01:36:00.000Z', place: 'ESERCITAZIONE Accumoli' },
    ]);
    const cap = capFile({
      identifier: 'x-1',
      sender: 'a@example.org',
      sent: at,
      status: 'Exercise',
      msgType: 'Alert',
      severity: 'Extreme',
      event: 'Prova <&>',
      area: 'Italia',
    });
    const { readings, findings } = readCap(new TextEncoder().encode(cap.text));
    expect(findings).toEqual([]);
    expect(readings).toMatchObject([{ status: 'Exercise', infos: [{ headline: 'ESERCITAZIONE. Prova <&>' }] }]);
  });
});

describe('judging', () => {
  const sent = (more: Partial<Sent> = {}): Sent => ({
    crowd: 'people',
    service: 's',
    kind: 'report',
    danger: false,
    answers: [{ status: 202, milliseconds: 10 }],
    codes: ['A'],
    ...more,
  });
  const facts = (more: Partial<Facts> = {}): Facts => ({
    sent: [sent()],
    looks: { end: { services: {}, receipts: 0 } },
    cases: { s: { A: { kind: 'report', lane: 'help-requests', urgent: false, marked: true } } },
    mailed: new Set(['A']),
    called: [],
    findings: [],
    proposedAfter: [],
    effectAfter: [],
    cacheControls: [],
    refusedCalls: [],
    ...more,
  });

  test('holds when what was accepted is in the register, and not when it is missing or nothing was accepted', () => {
    expect(judge({ must: 'lose-nothing' }, facts()).held).toBe(true);
    expect(judge({ must: 'lose-nothing' }, facts({ cases: { s: {} } })).held).toBe(false);
    expect(judge({ must: 'lose-nothing' }, facts({ sent: [] })).held).toBe(false);
  });

  test('counts a second case of one person, and a case that nobody sent', () => {
    const [one] = Object.values(facts().cases['s'] ?? {});
    if (one === undefined) throw new Error('no case');
    expect(judge({ must: 'make-one-case-each' }, facts()).held).toBe(true);
    expect(judge({ must: 'make-one-case-each' }, facts({ sent: [sent({ codes: ['A', 'B'] })] })).held).toBe(false);
    expect(judge({ must: 'make-one-case-each' }, facts({ cases: { s: { A: one, B: one } } })).held).toBe(false);
  });

  test('knows the share of refusals, and a refusal that does not say when to come back', () => {
    const refused = (retryAfter?: number) =>
      facts({ sent: [sent({ answers: [{ status: 429, milliseconds: 1, retryAfter }, ...sent().answers] })] });
    const share = { must: 'refuse', crowd: 'people', atLeast: 0.4, atMost: 0.6 } as const;
    expect(judge(share, refused(1)).held).toBe(true);
    expect(judge(share, facts()).held).toBe(false);
    expect(judge({ must: 'say-when-to-come-back' }, refused(1)).held).toBe(true);
    expect(judge({ must: 'say-when-to-come-back' }, refused()).held).toBe(false);
  });

  test('wants danger advised and urgent, and offers of help in their own lane', () => {
    const urgent = { s: { A: { kind: 'report', lane: 'urgent', urgent: true, marked: true } } };
    const danger = [sent({ danger: true, advised: true })];
    expect(judge({ must: 'advise-the-endangered' }, facts({ sent: danger, cases: urgent })).held).toBe(true);
    expect(judge({ must: 'advise-the-endangered' }, facts({ sent: danger })).held).toBe(false);
    expect(judge({ must: 'advise-the-endangered' }, facts()).held).toBe(false);
    const lane = { must: 'keep-lane', service: 's', kind: 'report', lane: 'help-requests' } as const;
    expect(judge(lane, facts()).held).toBe(true);
    expect(judge({ ...lane, lane: 'information' }, facts()).held).toBe(false);
    expect(judge({ ...lane, kind: 'help-offer' }, facts()).held).toBe(false);
  });

  test('finds a proposal by zones and verdict, and holds an open one against "not proposed"', () => {
    const proposal = {
      cause: 'bulletin' as const,
      level: 'emergency' as const,
      area: { kind: 'zones' as const, zones: ['Emil-B1', 'Emil-D1'] },
      asks: true,
    };
    const seen = {
      posture: 'ordinary' as const,
      open: false,
      notices: [],
      zones: [],
      reasons: [],
      proposals: [proposal],
    };
    const given = facts({ looks: { end: { services: { s: seen }, receipts: 0 } } });
    const expected = { must: 'propose', service: 's', when: 'end', cause: 'bulletin' } as const;
    expect(judge({ ...expected, zones: ['Emil-D1', 'Emil-B1'], verdict: 'none' }, given).held).toBe(true);
    expect(judge({ ...expected, zones: ['Emil-B1'] }, given).held).toBe(false);
    expect(judge({ ...expected, verdict: 'confirmed' }, given).held).toBe(false);
    expect(judge({ must: 'not-propose', service: 's', when: 'end', level: 'alert' }, given).held).toBe(true);
    expect(judge({ must: 'not-propose', service: 's', when: 'end' }, given).held).toBe(false);
    expect(judge({ must: 'not-propose', service: 'other', when: 'end' }, given).held).toBe(false);
    const be = { must: 'be', service: 's', when: 'end' } as const;
    expect(judge({ ...be, posture: 'ordinary', open: false, notice: '' }, given).held).toBe(true);
    expect(judge({ ...be, posture: 'emergency' }, given).held).toBe(false);
    expect(judge({ must: 'leave-untouched', service: 's' }, given).held).toBe(true);
  });

  test('never lets an unmarked contact or reason pass', () => {
    expect(judgeExercise(facts()).every(({ held }) => held)).toBe(true);
    const plain = { s: { A: { kind: 'report', lane: 'urgent', urgent: true, marked: false } } };
    expect(judgeExercise(facts({ cases: plain }))[0]?.held).toBe(false);
    const seen = { posture: 'alert' as const, open: true, notices: ['Piove'], zones: [], reasons: [], proposals: [] };
    expect(judgeExercise(facts({ looks: { end: { services: { s: seen }, receipts: 0 } } }))[0]?.held).toBe(false);
  });
});
