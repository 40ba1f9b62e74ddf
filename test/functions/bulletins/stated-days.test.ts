import { describe, expect, test } from '@jest/globals';
import {
  horizonOf,
  nameAgrees,
  readName,
  statedByIndex,
  statedByName,
} from '../../../functions/bulletins/rules/stated-days.ts';

const ms = (iso: string) => Date.parse(iso);
const iso = (stated: { publishedAt: number; validFrom: number; validTo: number } | undefined) =>
  stated && [stated.publishedAt, stated.validFrom, stated.validTo].map((at) => new Date(at).toISOString());

describe('the name of a file', () => {
  test.each([
    ['20270201_1520_oggi.csv', { horizon: 'today', day: '2027-02-01', minute: 920, correction: false }],
    ['bulletin-20270201-Tomorrow.json', { horizon: 'tomorrow', day: '2027-02-01', minute: undefined }],
    ['oggi-domani.csv', { horizon: undefined, day: undefined }],
    ['latest.csv', { horizon: undefined }],
    ['20270201_2460_oggi.csv', { minute: undefined, day: '2027-02-01' }],
    ['120270201_1520_oggi.csv', { day: undefined, minute: undefined }],
    ['202702011_oggi.csv', { day: undefined }],
    ['oggi-errata-corrige.csv', { correction: true }],
    ['oggi_RETTIFICA.csv', { correction: true }],
    ['oggi-aggiornamento.csv', { correction: true }],
  ])('%s says what it says', (name, said) => {
    expect(readName(name)).toMatchObject(said);
  });

  test('agrees with an instant of its day, up to two minutes from its own', () => {
    const named = readName('20270201_1520_oggi.csv');
    expect(nameAgrees(named, ms('2027-02-01T15:21:59+01:00'))).toBe(true);
    expect(nameAgrees(named, ms('2027-02-01T15:22:00+01:00'))).toBe(false);
    expect(nameAgrees(named, ms('2027-02-01T15:18:01+01:00'))).toBe(true);
    expect(nameAgrees(named, ms('2027-02-01T15:18:00+01:00'))).toBe(false);
    expect(nameAgrees(named, ms('2027-02-02T15:20:00+01:00'))).toBe(false);
    expect(nameAgrees(readName('20270201_oggi.csv'), ms('2027-02-01T23:59:00+01:00'))).toBe(true);
    expect(nameAgrees(readName('oggi.csv'), ms('2030-01-01T00:00:00Z'))).toBe(true);
  });

  test('states its day from noon on where it names no hour, and the next one whole', () => {
    expect(iso(statedByName(readName('20270201_oggi.csv')))).toEqual([
      '2027-02-01T11:00:00.000Z',
      '2027-02-01T11:00:00.000Z',
      '2027-02-01T23:00:00.000Z',
    ]);
    expect(iso(statedByName(readName('20270201_1520_domani.csv')))).toEqual([
      '2027-02-01T14:20:00.000Z',
      '2027-02-01T23:00:00.000Z',
      '2027-02-02T23:00:00.000Z',
    ]);
    for (const name of ['oggi.csv', '20270201.csv', '20271301_oggi.csv'])
      expect(statedByName(readName(name))).toBeUndefined();
  });
});

test('an index states its days: the one that is running from its publication on', () => {
  const index = {
    publishedAt: '2027-02-01T14:20:00.000Z',
    today: '2027-02-01',
    tomorrow: '2027-02-02',
    correction: false,
  };
  const by = (name: string, publishedAt = index.publishedAt) =>
    iso(statedByIndex({ ...index, publishedAt }, readName(name)));
  expect(by('oggi')).toEqual(['2027-02-01T14:20:00.000Z', '2027-02-01T14:20:00.000Z', '2027-02-01T23:00:00.000Z']);
  expect(by('domani')).toEqual(['2027-02-01T14:20:00.000Z', '2027-02-01T23:00:00.000Z', '2027-02-02T23:00:00.000Z']);
  // At its end the day is over: it is stated whole.
  expect(by('oggi', '2027-02-01T23:00:00.000Z')?.[1]).toBe('2027-01-31T23:00:00.000Z');
  expect(by('neither')).toBeUndefined();
  expect(statedByIndex(undefined, readName('oggi'))).toBeUndefined();
});

test('the day that a file is about is today or tomorrow, and neither where it spans two', () => {
  const publishedAt = ms('2027-02-01T15:20:00+01:00');
  const about = (from: string, to: string) => horizonOf({ publishedAt, validFrom: ms(from), validTo: ms(to) });
  expect(about('2027-02-01T15:20:00+01:00', '2027-02-02T00:00:00+01:00')).toBe('today');
  expect(about('2027-02-02T00:00:00+01:00', '2027-02-03T00:00:00+01:00')).toBe('tomorrow');
  expect(about('2027-02-01T15:20:00+01:00', '2027-02-02T00:00:00.001+01:00')).toBeUndefined();
  expect(about('2027-02-03T00:00:00+01:00', '2027-02-04T00:00:00+01:00')).toBeUndefined();
  expect(about('2027-01-31T00:00:00+01:00', '2027-02-01T00:00:00+01:00')).toBeUndefined();
});
