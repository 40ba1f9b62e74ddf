import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DeclarationAct, type LedgerEntry, postureLevels } from '../../shared/contracts/declaration.ts';
import type { Proposal } from '../../shared/contracts/proposal.ts';
import { ledgerView, nextAct } from '../../shared/core/posture/acts.ts';
import { italianAlertZones, zonesOn } from '../../shared/core/posture/alert-zones.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { addressOf, routeOf } from '../../web/console/kit/addresses.ts';
import { byRegion, levelsByZone, regionsFound, regionsOn, squares } from '../../web/console/kit/areas.ts';
import { countdown, instantOfWallTime, shiftEndsSoon, wallTimeOf } from '../../web/console/kit/rome-time.ts';
import {
  actOf,
  answering,
  draftFromProposal,
  endOf,
  following,
  newDraft,
  verdictOn,
  withLevel,
  wrongIn,
} from '../../web/console/officer/declaration-draft.ts';
import { type Forecast, forecast } from '../../web/console/officer/forecast.ts';
import { consoleService } from '../../web/console/session/center.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';

const service = consoleService(protezioneCivile);
const by = { subject: 'anna', name: 'Anna Ferri' };
/** Saturday 12 September 2026, 10:00 in Rome. */
const at = '2026-09-12T08:00:00.000Z';
const now = Date.parse(at);
const draft = { ...newDraft(service, now), where: 'national' as const, reason: 'Scossa di magnitudo 6.0' };
const emergency = actOf(withLevel(service, draft, 'emergency'), now);

/** The ledger after these acts, one each minute. */
function after(...acts: ((entries: LedgerEntry[]) => DeclarationAct)[]): { entries: LedgerEntry[]; at: string } {
  let entries: LedgerEntry[] = [];
  for (const [index, act] of acts.entries()) {
    const when = new Date(now + index * 60_000).toISOString();
    const command = { act: act(entries), by, at: when, newDeclaration: `d${index}`, expectedVersion: entries.length };
    const next = nextAct('protezione-civile', entries, command, sha256);
    if ('refused' in next) throw new Error(next.refused);
    entries = [...entries, next.entry];
  }
  return { entries, at: new Date(now + acts.length * 60_000).toISOString() };
}
const viewOf = (entries: LedgerEntry[], when: string) => ledgerView('protezione-civile', entries, when);
const foreseen = (entries: LedgerEntry[], act: DeclarationAct, when: string): Forecast => {
  const found = forecast(service, viewOf(entries, when), act, by, when);
  if ('refused' in found) throw new Error(found.refused);
  return found;
};

describe('the summary before an act', () => {
  test('of an emergency on a Saturday: open at once, day and night, limits of the emergency, the day shift called', () => {
    const { before, after: then, endsAt, calls } = foreseen([], emergency, at);
    expect([before.posture, before.open, then.posture, then.open]).toEqual(['ordinary', false, 'emergency', true]);
    expect(then.limits).toEqual(protezioneCivile.capacity.emergency);
    expect(then.notices).toEqual([
      {
        level: 'emergency',
        area: { kind: 'national' },
        notice: protezioneCivile.notices.emergency,
        spoken: protezioneCivile.notices.voice?.emergency,
      },
    ]);
    expect(then.days[0]?.open).toEqual([{ from: at, to: '2026-09-12T22:00:00.000Z' }]);
    expect(endsAt).toBe('2026-09-13T08:00:00.000Z');
    expect(calls).toBe('day');
  });

  test('of standing down one of two: what the other declares goes on', () => {
    const alert = actOf({ ...draft, where: 'zones', zones: ['Emil-A1'] }, now);
    const ledger = after(
      () => alert,
      () => emergency,
    );
    const {
      before,
      after: then,
      endsAt,
      calls,
    } = foreseen(ledger.entries, { act: 'stand-down', declaration: 'd1', reason: 'Rientrata' }, ledger.at);
    expect([before.posture, then.posture, then.hours]).toEqual(['emergency', 'alert', 'extended']);
    expect(before.notices.map(({ level }) => level)).toEqual(['emergency', 'alert']);
    expect(then.notices).toMatchObject([{ level: 'alert', area: { kind: 'zones', zones: ['Emil-A1'] } }]);
    expect([endsAt, calls]).toEqual([undefined, undefined]);
  });

  test('of what the rules refuse is the refusal, before anybody sends it', () => {
    const far = { ...emergency, endsAt: '2026-10-12T08:00:00.000Z' } as DeclarationAct;
    expect(forecast(service, viewOf([], at), far, by, at)).toMatchObject({ refused: 'too-long' });
    const over = { act: 'renew' as const, declaration: 'nothing', reason: 'Continua' };
    expect(forecast(service, viewOf([], at), over, by, at)).toMatchObject({ refused: 'unknown-declaration' });
  });

  test('is what comes true: the same level, hours, notice and end as the ledger then says', () => {
    const step = fc.record({
      level: fc.constantFrom('alert' as const, 'emergency' as const),
      hours: fc.constantFrom('none' as const, 'extended' as const, 'around-the-clock' as const),
      zones: fc.uniqueArray(fc.constantFrom('Emil-A1', 'Emil-B2', 'Ligu-A', 'Tosc-L'), { maxLength: 3 }),
      length: fc.integer({ min: 10, max: 14 * 24 * 60 - 60 }),
      what: fc.constantFrom('declare', 'renew', 'change', 'stand-down'),
      which: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let entries: LedgerEntry[] = [];
        for (const [index, { level, hours, zones, length, what, which }] of steps.entries()) {
          const when = new Date(now + index * 7 * 60_000).toISOString();
          const view = viewOf(entries, when);
          const declaration = view.declarations[which % Math.max(1, view.declarations.length)]?.declaration;
          const area = zones.length === 0 ? { kind: 'national' as const } : { kind: 'zones' as const, zones };
          const endsAt = new Date(Date.parse(when) + length * 60_000).toISOString();
          const notice = { it: `${index}`, en: `${index}`, de: `${index}` };
          const act: DeclarationAct =
            what === 'declare' || declaration === undefined
              ? { act: 'declare', reason: 'una prova', area, level, hours, notice, endsAt }
              : what === 'renew'
                ? { act: 'renew', declaration, reason: 'una prova', endsAt }
                : what === 'change'
                  ? { act: 'change', declaration, reason: 'una prova', area, level, hours, notice }
                  : { act: 'stand-down', declaration, reason: 'una prova' };
          const told = forecast(service, view, act, by, when);
          const command = { act, by, at: when, newDeclaration: `d${index}`, expectedVersion: entries.length };
          const next = nextAct('protezione-civile', entries, command, sha256);
          if ('refused' in next) {
            expect(told).toMatchObject({ refused: next.refused });
            continue;
          }
          entries = [...entries, next.entry];
          const truth = declaredAt(
            entries.map(({ event }) => event),
            when,
          );
          expect(told).toMatchObject({ after: { posture: truth.posture } });
          const { after: then, endsAt: toldEnd } = told as Forecast;
          const toldNotices = then.notices.map(({ level, area, notice }) => JSON.stringify([level, area, notice]));
          const trueNotices = (truth.areas ?? []).map(({ level, area, notice }) =>
            JSON.stringify([level, area, notice]),
          );
          expect(toldNotices.sort()).toEqual(trueNotices.sort());
          const ranks = then.notices.map(({ level }) => postureLevels.indexOf(level));
          expect(ranks).toEqual(ranks.toSorted((one, other) => other - one));
          expect(then.hours).toBe(viewOf(entries, when).hours);
          const own = viewOf(entries, when).declarations.find(
            (one) => one.declaration === (act.act === 'declare' ? `d${index}` : act.declaration),
          );
          expect(toldEnd).toBe(own?.endsAt);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('what callers hear instead of a notice', () => {
  test('is the service’s version for the voice, but the officer’s words in the language in which there are any', () => {
    const { emergency: texts, voice } = protezioneCivile.notices;
    const own = { ...emergency, notice: { ...texts, it: 'Parole mie' } } as DeclarationAct;
    expect(foreseen([], own, at).after.notices[0]?.spoken).toEqual({ ...voice?.emergency, it: 'Parole mie' });
  });
});

describe('a draft', () => {
  test('takes hours and texts of its level, but not over what the officer wrote', () => {
    const higher = withLevel(service, draft, 'emergency');
    expect([higher.hours, higher.notice]).toEqual(['around-the-clock', service.notices.emergency]);
    const own = { ...draft, hours: 'none' as const, notice: { ...draft.notice, it: 'Parole mie' } };
    expect(withLevel(service, own, 'emergency')).toMatchObject({ hours: 'none', notice: { it: 'Parole mie' } });
  });

  test('names what is wrong, step by step', () => {
    expect(wrongIn(newDraft(service, now), 1, now)).toEqual(['zones']);
    expect(wrongIn({ ...draft, reason: ' a ' }, 2, now)).toEqual(['reason']);
    const based = { ...draft, basis: 'decree' as const, end: 'date' as const };
    expect(wrongIn({ ...based, endDate: '' }, 2, now)).toEqual(['basisNumber', 'basisDate', 'endDate']);
    expect(wrongIn({ ...based, basis: 'none', endDate: '2026-09-12T10:00' }, 2, now)).toEqual(['endPast']);
    expect(wrongIn({ ...based, basis: 'none', endDate: '2026-09-26T10:00' }, 2, now)).toEqual([]);
    expect(wrongIn({ ...based, basis: 'none', endDate: '2026-09-26T10:01' }, 2, now)).toEqual(['endFar']);
  });

  test('that follows a proposal is a confirmation until level or area differ', () => {
    const proposal = {
      id: 'p1',
      revision: 2,
      level: 'emergency',
      area: { kind: 'zones', zones: ['Ligu-A', 'Emil-A1'] },
      validTo: '2026-12-01T00:00:00.000Z',
    } as Proposal;
    const draftOfIt = draftFromProposal(service, proposal, 'Bollettino', now);
    expect(verdictOn({ ...draftOfIt, zones: ['Emil-A1', 'Ligu-A'] })).toBe('confirmed');
    expect(verdictOn({ ...draftOfIt, zones: ['Emil-A1'] })).toBe('changed');
    expect(verdictOn({ ...draftOfIt, level: 'alert' })).toBe('changed');
    expect(Date.parse(endOf(draftOfIt, now) ?? '')).toBeLessThanOrEqual(now + 14 * 86_400_000);
    expect(wrongIn(draftOfIt, 2, now)).toEqual([]);
    expect(actOf(draftOfIt, now)).toMatchObject({ act: 'declare', proposal: 'p1', level: 'emergency' });
  });

  test('can follow a proposal that came to say more, or stay as it was written and be a change', () => {
    const proposal = {
      id: 'p1',
      revision: 1,
      level: 'alert',
      area: { kind: 'zones', zones: ['Ligu-A'] },
      validTo: '2026-09-13T22:00:00.000Z',
    } as Proposal;
    const written = { ...draftFromProposal(service, proposal, 'Bollettino', now), reason: 'Parole mie' };
    const more = { ...proposal, revision: 2, level: 'emergency', area: { kind: 'zones', zones: ['Ligu-A', 'Ligu-B'] } };
    const follows = following(service, written, more as Proposal, now);
    expect(follows).toMatchObject({ level: 'emergency', hours: 'around-the-clock', reason: 'Parole mie' });
    expect(follows.zones).toEqual(['Ligu-A', 'Ligu-B']);
    expect([verdictOn(follows), follows.proposal?.revision]).toEqual(['confirmed', 2]);
    const stays = answering(written, more as Proposal);
    expect(stays).toMatchObject({ level: 'alert', zones: ['Ligu-A'], reason: 'Parole mie' });
    expect([verdictOn(stays), stays.proposal?.revision]).toEqual(['changed', 2]);
  });
});

describe('times of Rome', () => {
  test.each([
    ['2026-09-12T10:00', '2026-09-12T08:00:00.000Z'],
    ['2026-12-01T10:00', '2026-12-01T09:00:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is %s, and back', (wall, instant) => {
    expect(instantOfWallTime(wall)).toBe(instant);
    expect(wallTimeOf(instant)).toBe(wall);
  });

  test('what is no wall time is none', () => {
    for (const text of ['', '2026-09-12', '2026-13-01T10:00', '2026-09-12T24:30'])
      expect(instantOfWallTime(text)).toBeUndefined();
  });

  test.each([
    ['2026-09-12T05:14:00Z', undefined],
    ['2026-09-12T05:15:00Z', 8],
    ['2026-09-12T06:45:30Z', 8],
    ['2026-09-12T06:46:00Z', undefined],
    ['2026-12-01T18:40:00Z', 20],
  ])('at %s the shift that changes is %s', (instant, hour) => {
    expect(shiftEndsSoon(Date.parse(instant))).toBe(hour);
  });

  test('a countdown never goes below zero, and its last second is one', () => {
    expect(countdown('2026-09-13T09:02:03.500Z', now)).toEqual({ days: 1, hours: 1, minutes: 2, seconds: 4 });
    expect(countdown(at, now - 1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 1 });
    expect(countdown(at, now + 5_000)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
  });
});

describe('areas', () => {
  test('every region with zones has a square of its own in the drawing', () => {
    const regions = regionsOn('2026-09-12');
    expect(regions.reduce((sum, { zones }) => sum + zones.length, 0)).toBe(
      zonesOn(italianAlertZones, '2026-09-12').length,
    );
    expect(Object.keys(squares).sort()).toEqual(regions.map(({ key }) => key).sort());
    expect(new Set(Object.values(squares).map(String)).size).toBe(regions.length);
  });

  test.each([
    ['', 20, zonesOn(italianAlertZones, '2026-09-12').length],
    ['emilia', 1, 18],
    ['VALLE D’aosta', 1, undefined],
    ['Emil-B2', 1, 1],
    ['costa romagnola', 1, 1],
    ['romagnola costa', 1, 1],
    ['Bologna', 1, 3],
    ['Modena', 1, undefined],
    ['emilia costa', 1, 2],
    ['Atlantide', 0, 0],
  ])('«%s» finds %i regions and %s zones', (search, regions, zones) => {
    const found = regionsFound(regionsOn('2026-09-12'), search);
    expect(found).toHaveLength(regions);
    const many = found.reduce((sum, region) => sum + region.zones.length, 0);
    if (zones === undefined) expect(many).toBeGreaterThan(0);
    else expect(many).toBe(zones);
  });

  test('a zone is in the highest level that is declared for it; one without a code is kept apart', () => {
    const { national, zones } = levelsByZone([
      { area: { kind: 'zones', zones: ['Emil-A1', 'Zona ignota'] }, level: 'alert' },
      { area: { kind: 'zones', zones: ['Emil-A1'] }, level: 'emergency' },
    ]);
    expect([national, zones.get('Emil-A1'), zones.get('Zona ignota')]).toEqual(['ordinary', 'emergency', 'alert']);
    expect(byRegion(['Zona ignota', 'Ligu-B', 'Emil-A1', 'Ligu-A'])).toEqual([
      { key: 'Emil', name: 'Emilia-Romagna', zones: ['Emil-A1'] },
      { key: 'Ligu', name: 'Liguria', zones: ['Ligu-A', 'Ligu-B'] },
      { key: '', name: '', zones: ['Zona ignota'] },
    ]);
  });
});

test('what anybody may load of a service names nobody of its staff', () => {
  expect(protezioneCivile.roster?.length).toBeGreaterThan(0);
  const text = JSON.stringify(service);
  for (const { name, email } of protezioneCivile.roster ?? []) {
    expect(text).not.toContain(name);
    expect(text).not.toContain(email);
  }
});

describe('an address of the console', () => {
  test('leads back to what it was made of, whatever is in its id', () => {
    const id = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(id, (id) => {
        expect(routeOf(addressOf('a-service', 'report', id))).toEqual({ service: 'a-service', word: 'report', id });
      }),
    );
  });

  test('may name a service alone, or nothing', () => {
    expect(addressOf('a-service')).toBe('#/a-service');
    expect(routeOf(addressOf('a-service'))).toEqual({ service: 'a-service', word: undefined, id: undefined });
    expect(routeOf('')).toEqual({ service: undefined, word: undefined, id: undefined });
  });

  test('that was cut in the middle of a letter still names its page', () => {
    expect(routeOf('#/a-service/case/%E2%80')).toEqual({ service: 'a-service', word: 'case', id: undefined });
  });
});
