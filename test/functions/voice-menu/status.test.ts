import { describe, expect, test } from '@jest/globals';
import { voiceStatus } from '../../../functions/voice-menu/rules/status.ts';
import type { CaseStatus } from '../../../shared/contracts/case-status.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';

const due = '2026-09-14T10:00:00.000Z';
const before = '2026-09-14T09:59:59.999Z';
const after = '2026-09-14T10:00:00.001Z';
const status = (more: Partial<CaseStatus>) =>
  ({
    code: 'PC-7K3M-9QXT-4DHR-8WZA',
    service: 'protezione-civile',
    stage: 'registered',
    receivedAt: '2026-09-11T15:00:00.000Z',
    ...more,
  }) as CaseStatus;
const heard = (more: Partial<CaseStatus>, at: string) => voiceStatus(status(more), at, 'en').prompt;
/** What a sentence says besides the time that it names. */
const said = (sentence: (when: string) => string) => sentence('¦').split('¦').filter(Boolean)[0] ?? '';
const { firstAnswer, firstAnswerLate, calledBack, calledBackLate, calledInVain } = voiceTexts.en;

describe('what a caller hears of a case', () => {
  test('is until when the first answer is due, to the very moment, and that it is late after it', () => {
    for (const at of [before, due]) expect(heard({ firstAnswerDueAt: due }, at)).toContain(said(firstAnswer));
    expect(heard({ firstAnswerDueAt: due }, after)).toContain(said(firstAnswerLate));
    expect(said(firstAnswer)).not.toBe(said(firstAnswerLate));
  });

  test('is nothing of a first answer that was given', () => {
    expect(heard({ stage: 'closed', firstAnswerDueAt: due }, before)).not.toContain(said(firstAnswer));
  });

  test('is by when they are called back, that it is late, or that three calls reached nobody', () => {
    const callBack = (state: 'due' | 'reached' | 'given-up') =>
      ({ callBack: { dueAt: due, state } }) as Partial<CaseStatus>;
    for (const at of [before, due]) expect(heard(callBack('due'), at)).toContain(said(calledBack));
    expect(heard(callBack('due'), after)).toContain(said(calledBackLate));
    expect(heard(callBack('given-up'), after)).toContain(calledInVain.slice(0, 20));
    expect(heard(callBack('reached'), after)).toBe(heard({}, after));
  });

  test('is told in sentences with one blank between them and none behind', () => {
    expect(heard({}, before)).not.toMatch(/ {2}| $|undefined/);
  });
});

describe('how content a caller was', () => {
  const rating = { until: due } as CaseStatus['rating'];
  const asked = (at: string, rated?: boolean) =>
    voiceStatus(status({ ...(rating && { rating }) }), at, 'en', ...(rated === undefined ? [] : [{ rated }]))
      .ratePrompt;

  test('is asked until the time for it is over, to the very moment, and once', () => {
    expect([asked(before), asked(due)]).toEqual([voiceTexts.en.askFace, voiceTexts.en.askFace]);
    expect([asked(after), asked(before, true)]).toEqual([undefined, undefined]);
    expect(voiceStatus(status({}), before, 'en')).not.toHaveProperty('ratePrompt');
  });

  test('is thanked for, and nothing else is said then', () => {
    const said = voiceStatus(status({ ...(rating && { rating }), firstAnswerDueAt: due }), before, 'en', {
      rated: true,
    });
    expect(said.prompt).toBe(voiceTexts.en.thanksForFace);
  });
});

test.each(['accepted', 'registered', 'taken-in-charge'] as const)('a first answer is owed to what is %s', (stage) => {
  expect(heard({ stage, firstAnswerDueAt: due }, before)).toContain(said(firstAnswer));
});

test('what leaves are stage, times and the code to repeat, never more', () => {
  expect(voiceStatus(status({ firstAnswerDueAt: due }), before, 'en')).toEqual({
    service: 'protezione-civile',
    language: 'en',
    stage: 'registered',
    receivedAt: '2026-09-11T15:00:00.000Z',
    firstAnswerDueAt: due,
    prompt: expect.any(String),
    spokenCode: expect.any(String),
  });
});
