import { describe, expect, test } from '@jest/globals';
import { stateNews } from '../../../functions/hours/rules/state-news.ts';
import { wantedSchedules } from '../../../functions/hours/rules/wanted-schedules.ts';
import type { HoursChoice, LedgerEvent } from '../../../shared/contracts/declaration.ts';
import { busNames, ServiceStateChanged } from '../../../shared/contracts/posture-changed.ts';
import { scheduleChanges } from '../../../shared/core/posture/schedules.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

const declaration = '3f2b8f8e-5d0f-4a41-9d43-6d1f3f7f6a10';
/** Saturday 12 September 2026, 10:00 in Rome, until Monday at 10:00. */
const declared = (hours: HoursChoice, more: Partial<LedgerEvent> = {}): LedgerEvent =>
  ({
    type: 'Declared',
    declaration,
    at: '2026-09-12T08:00:00.000Z',
    by: { subject: 'anna', name: 'Anna Bianchi' },
    reason: 'flood',
    area: { kind: 'national' },
    level: 'emergency',
    hours,
    notice: { it: 'Avviso', en: 'Notice', de: 'Hinweis' },
    endsAt: '2026-09-14T08:00:00.000Z',
    ...more,
  }) as LedgerEvent;
const acts = (...events: LedgerEvent[]) => [
  { definition: familyLine, events: [] },
  { definition: protezioneCivile, events },
];
const namesAt = (events: LedgerEvent[], at: string) =>
  wantedSchedules(acts(...events), at).oneOff.map(({ name }) => name.replace(declaration, 'it'));

describe('the schedules that ledgers call for', () => {
  test('of an ordinary week are its openings and closings', () => {
    expect(wantedSchedules(acts(), '2026-09-12T08:00:01.000Z')).toEqual({
      oneOff: [],
      weekly: {
        'familyline-opening-1000': true,
        'familyline-closing-1700': true,
        'protezione-civile-opening-0900': true,
        'protezione-civile-closing-1800': true,
      },
    });
  });

  test('of extended hours are the next closing, then the next opening, and the week’s of that service are off', () => {
    const events = [declared('extended')];
    expect(namesAt(events, '2026-09-12T08:00:01.000Z')).toEqual([
      'renewal-it-20260914T060000',
      'end-it-20260914T080000',
      'closing-protezione-civile-20260912T180000',
    ]);
    expect(namesAt(events, '2026-09-12T18:00:00.000Z')).toContain('opening-protezione-civile-20260913T060000');
    const { weekly } = wantedSchedules(acts(...events), '2026-09-12T08:00:01.000Z');
    expect(weekly).toEqual({
      'familyline-opening-1000': true,
      'familyline-closing-1700': true,
      'protezione-civile-opening-0900': false,
      'protezione-civile-closing-1800': false,
    });
  });

  test('open around the clock have no turn before the end, which has a schedule of its own', () => {
    expect(namesAt([declared('around-the-clock')], '2026-09-12T08:00:01.000Z')).toEqual([
      'renewal-it-20260914T060000',
      'end-it-20260914T080000',
    ]);
  });

  test('are swept up when they never fired, the turns too', () => {
    const present = { 'closing-protezione-civile-20260912T180000': { enabled: true } };
    const nothing = { oneOff: [], weekly: {} };
    expect(scheduleChanges(nothing, present, '2026-09-12T18:00:30.000Z').remove).toEqual([]);
    expect(scheduleChanges(nothing, present, '2026-09-12T19:00:00.000Z').remove).toEqual(Object.keys(present));
    expect(scheduleChanges(nothing, present, '2026-09-12T12:00:00.000Z').remove).toEqual(Object.keys(present));
  });
});

describe('the news of a service’s state', () => {
  const moment = (what: string) => ({ contract: 'scheduled-moment.v1', service: 'protezione-civile', what });
  const posture = {
    contract: 'posture-changed.v1',
    service: 'protezione-civile',
    version: 1,
    at: '2026-09-12T08:00:00.000Z',
    act: 'Declared',
    declaration,
    level: 'emergency',
    hours: 'around-the-clock',
    previousLevel: 'ordinary',
  };

  test('says what the ledger says at that instant, whatever the event believed', () => {
    const woke = { 'detail-type': busNames.postureChanged, detail: posture };
    const news = stateNews(woke, acts(declared('around-the-clock')), '2026-09-12T08:00:01.000Z');
    expect(ServiceStateChanged.parse(news)).toEqual({
      contract: 'service-state-changed.v1',
      service: 'protezione-civile',
      at: '2026-09-12T08:00:01.000Z',
      because: 'declared',
      posture: 'emergency',
      open: true,
      nextChangeAt: '2026-09-14T16:00:00.000Z',
    });
    // Stood down before the news was told.
    const over: LedgerEvent = {
      type: 'StoodDown',
      declaration,
      at: '2026-09-12T08:00:00.500Z',
      by: { subject: 'anna', name: 'Anna Bianchi' },
      reason: 'over',
    } as LedgerEvent;
    expect(stateNews(woke, acts(declared('around-the-clock'), over), '2026-09-12T08:00:01.000Z')).toMatchObject({
      posture: 'ordinary',
      open: false,
    });
  });

  test.each([
    [busNames.opening, 'opening', '2026-09-14T07:00:00.000Z', true],
    [busNames.closing, 'closing', '2026-09-14T16:00:00.000Z', false],
    [busNames.end, 'ended', '2026-09-14T20:00:00.000Z', false],
  ])('is told at %s', (name, because, at, open) => {
    const what = because === 'ended' ? 'end' : because;
    expect(stateNews({ 'detail-type': name, detail: moment(what) }, acts(), at)).toMatchObject({ because, open });
  });

  test('of an opening on a holiday says that the service is shut', () => {
    const easterMonday = '2027-03-29T07:00:00.000Z';
    const news = stateNews({ 'detail-type': busNames.opening, detail: moment('opening') }, acts(), easterMonday);
    expect(news).toMatchObject({ open: false, nextChangeAt: '2027-03-30T07:00:00.000Z' });
  });

  test('is no news after five minutes, a deployment, or for a service that is not here', () => {
    const at = '2026-09-14T07:00:00.000Z';
    expect(stateNews({}, acts(), at)).toBeUndefined();
    expect(stateNews({ 'detail-type': 'CloudFormation Stack Status Change', detail: {} }, acts(), at)).toBeUndefined();
    const elsewhere = { ...moment('opening'), service: 'elsewhere' };
    expect(stateNews({ 'detail-type': busNames.opening, detail: elsewhere }, acts(), at)).toBeUndefined();
  });
});
