import { describe, expect, test } from '@jest/globals';
import { menuReply, readFlow } from '../../../functions/voice-menu/rules/connect-flow.ts';
import { voiceMenu } from '../../../functions/voice-menu/rules/menu.ts';
import { voiceStatus } from '../../../functions/voice-menu/rules/status.ts';
import type { CaseStatus } from '../../../shared/contracts/case-status.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { maximumNoticeLength, maximumPromptLength } from '../../../shared/contracts/voice-menu.ts';
import { type Declared, nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { eventTexts } from '../../../shared/texts/event.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { everyDay, hoursOn, rome } from '../../fixtures/rome.ts';

const monday = rome('2026-09-14T10:00');
const saturday = rome('2026-09-12T10:00');
const everywhere = (it: string, en = it, de = it) => ({ it, en, de });
const area = (zone: string, text: string, more: object = {}) => ({
  area: { kind: 'zones', zones: zone.split(' ') },
  level: 'alert',
  notice: everywhere(text),
  endsAt: rome('2026-09-20T10:00'),
  ...more,
});
const declared = (...areas: object[]) => ({ ...nothingDeclared, posture: 'alert', areas }) as unknown as Declared;
const heard = (state: Declared, of: PreparedService = protezioneCivile, language: Language = 'it', at = monday) =>
  voiceMenu(of, state, { at, language });
const notice = (state: Declared, of?: PreparedService, language?: Language) =>
  heard(state, of, language).prompts.find(({ id }) => id === 'notice')?.text;
const bytes = (text: string | undefined) => new TextEncoder().encode(text ?? '').length;

describe('the notices of several areas', () => {
  const many = ['Tosc-A1', 'Umbr-A', 'Ligu-A', 'Emil-B1'].map((zone, place) =>
    area(zone, `Avviso numero ${'ABCD'[place]}.`),
  );

  test('are three at most, one after the other', () => {
    expect(notice(declared(...many))?.match(/Avviso numero [A-D]/g)).toEqual([
      'Avviso numero A',
      'Avviso numero B',
      'Avviso numero C',
    ]);
    expect(notice(declared(...many.slice(0, 2)))).toMatch(/Avviso numero A\. Zone/);
  });

  test('name up to five regions, and else say that there are several', () => {
    const zones = ['Tosc-A1', 'Umbr-A', 'Ligu-A', 'Emil-B1', 'Lazi-A', 'Marc-1'];
    const { severalAreas } = voiceTexts.it;
    expect(notice(declared(area(zones.slice(0, 5).join(' '), 'Piove.')))).toMatch(/Toscana.*Umbria.*Liguria.*Lazio/);
    expect(notice(declared(area(zones.join(' '), 'Piove.')))).toContain(severalAreas);
  });

  test('name none where all of Italy is meant too', () => {
    const national = area('', 'Piove.', { area: { kind: 'national' } });
    expect(notice(declared(area('Tosc-A1', 'Piove.'), national))).toBe('Piove.');
  });

  test('have the word of the hour behind them, once, in the caller’s language or where it stands', () => {
    const event = { word: { text: { it: 'Restate ai piani alti' } } };
    const state = declared(area('Tosc-A1', 'Piove.', { event }), area('Umbr-A', 'Piove.', { event }));
    expect(notice(state)).toMatch(/Piove\. Restate ai piani alti\.$/);
    expect(notice(state, protezioneCivile, 'de')).toContain(eventTexts.de.onlyItalianSpoken.slice(0, 20));
    expect(notice(declared(area('Tosc-A1', 'Piove.', { event: {} })))).toMatch(/Piove\.$/);
  });
});

test('in ordinary times the service’s own notice is said as it is spoken, else as it is written', () => {
  const with_ = (notices: object) =>
    ({ ...protezioneCivile, notices: { ...protezioneCivile.notices, ...notices } }) as PreparedService;
  const ordinary = everywhere('Il lunedì più tardi.');
  expect(notice(nothingDeclared, with_({ ordinary }))).toBe('Il lunedì più tardi.');
  expect(notice(nothingDeclared, with_({ ordinary, voice: { ordinary: everywhere('Tardi.') } }))).toBe('Tardi.');
});

describe('a text that is too long for a voice', () => {
  const said = (text: string) => notice(declared(area('', text, { area: { kind: 'national' } })));

  test('is said whole to the last byte that may be said', () => {
    const whole = `${'a'.repeat(maximumNoticeLength - 1)}.`;
    expect(said(whole) === whole).toBe(true);
    const sentences = `${'a'.repeat(99)}.${` ${'a'.repeat(98)}.`.repeat(maximumNoticeLength / 100 - 1)}`;
    expect(bytes(sentences)).toBe(maximumNoticeLength);
    // Not the words themselves, which nobody could read in a report of a failure.
    expect(said(`${sentences} b.`) === sentences).toBe(true);
  });

  test('ends after a whole word where it has no sentence', () => {
    const words = said('parola '.repeat(2_000)) ?? '';
    expect(words).toMatch(/^(?:parola )+parola\.$/);
    expect(words.length).toBeGreaterThan(maximumNoticeLength / 3 - 20);
  });

  test('is shorter beside a notice: other prompts have their own length', () => {
    const wordy = { ...protezioneCivile, emergencyStatement: everywhere('Chiama aiuto. '.repeat(1_000)) };
    const [first] = heard(nothingDeclared, wordy).prompts;
    expect(first?.id).toBe('life-first');
    expect(bytes(first?.text)).toBeLessThanOrEqual(maximumPromptLength);
  });
});

describe('whoever calls', () => {
  const of = (weekly: unknown): PreparedService => ({
    ...protezioneCivile,
    hours: { ...protezioneCivile.hours, weekly: weekly as PreparedService['hours']['weekly'] },
    holidayDates: {},
  });
  const hours = (definition: PreparedService, at: string) =>
    heard(nothingDeclared, definition, 'it', at).prompts.find(({ id }) => id === 'hours')?.text;

  test('hears that it is open day and night where it is for half a day more, else until when', () => {
    const daily = (to: string) => of(hoursOn(everyDay, [{ from: '08:00', to }]).weekly);
    const around = voiceTexts.it.openAround('').split(' ').slice(0, 3).join(' ');
    expect(hours(daily('22:00'), monday)).toContain(around);
    expect(hours(daily('21:59'), monday)).not.toContain(around);
  });

  test('hears of a service that never closes that it is always open', () => {
    const always = of(hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]).weekly);
    expect(hours(always, monday)).toContain(voiceTexts.it.openAlways);
  });

  test('hears that nobody reads what is urgent while it is closed and nobody is on duty', () => {
    const { roster: _nobody, ...unwatched } = protezioneCivile;
    expect(hours(unwatched, saturday)).toContain(wordsIn.it.nobodyReads.split(':')[0]);
    expect(hours(unwatched, monday)).not.toContain(wordsIn.it.nobodyReads.split(':')[0]);
  });
});

describe('a flow', () => {
  const asked = (Parameters: object, ContactData: object = {}) => readFlow({ Details: { Parameters, ContactData } });

  test('is answered in its own language before that of the contact, and in Italian where neither is ours', () => {
    expect(asked({ language: 'en' }, { LanguageCode: 'de-DE' }).language).toBe('en');
    expect(asked({}, { LanguageCode: 'DE-de' }).language).toBe('de');
    expect(asked({ language: 'fr' }, { LanguageCode: 'de-DE' }).language).toBe('it');
  });

  test('reads no more of a code than anybody dictates', () => {
    expect(asked({ code: 'x'.repeat(300) }).code).toHaveLength(200);
    expect(asked({ code: 7 }).code).toBe('');
  });

  test('has the wait of its queue only where that is known, and no member without a value', () => {
    const open = menuReply(
      voiceMenu(protezioneCivile, nothingDeclared, { at: monday, language: 'it', expectedWaitSeconds: 100 }),
    );
    expect(open).toMatchObject({ open: 'true', expectedWaitSeconds: '100', callBackOffered: 'false' });
    const closed = menuReply(heard(nothingDeclared, protezioneCivile, 'it', saturday));
    expect(closed).not.toHaveProperty('expectedWaitSeconds');
    expect(closed).toHaveProperty('callBackDueAt');
    expect(open).not.toHaveProperty('callBackDueAt');
    expect(open).toHaveProperty('key9LeadsTo', 'operators');
    expect(open).not.toHaveProperty('key9Kind');
    expect(open['key9Text']).toContain('uno uno due');
  });
});

describe('a caller may say how it went', () => {
  const until = '2026-09-14T10:00:00.000Z';
  const status = {
    code: 'PC-7K3M-9QXT-4DHR-8WZA',
    service: 'protezione-civile',
    stage: 'closed',
    receivedAt: saturday,
  } as CaseStatus;
  const asks = (at: string, more: object = { rating: { until } }, rated = false) =>
    voiceStatus({ ...status, ...more } as CaseStatus, at, 'it', { rated }).ratePrompt !== undefined;

  test('to the last moment of the time for it, and once', () => {
    expect([asks('2026-09-14T09:00:00.000Z'), asks(until), asks('2026-09-14T10:00:00.001Z')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(asks('2026-09-14T09:00:00.000Z', {})).toBe(false);
    expect(asks('2026-09-14T09:00:00.000Z', { rating: { until } }, true)).toBe(false);
  });

  test('and is thanked instead of told the stage again', () => {
    const told = voiceStatus(status, until, 'it', { rated: true }).prompt;
    expect(told).toBe(voiceTexts.it.thanksForFace);
    expect(voiceStatus(status, until, 'it').prompt).not.toBe(told);
  });
});
