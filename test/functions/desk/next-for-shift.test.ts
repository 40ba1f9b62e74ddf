import { describe, expect, test } from '@jest/globals';
import {
  type AtDesk,
  handedLately,
  keptFree,
  suits,
  thoseThere,
  withinShift,
} from '../../../functions/desk/rules/next-for-shift.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { ShiftBody } from '../../../shared/contracts/shift.ts';

const shift = (more: object = {}) => ({ name: 'x', skills: [], groups: [], week: [], ...more }) as ShiftBody;

describe('what a shift lets somebody be handed', () => {
  test('is what they ask for, where their shift has no lanes', () => {
    expect(withinShift({}, undefined)).toEqual({});
    expect(withinShift({ lanes: ['complaints'], languages: ['de'] }, shift())).toEqual({
      lanes: ['complaints'],
      languages: ['de'],
    });
  });

  test('is what lies in their lanes, and danger to life whatever the lanes', () => {
    const own = shift({ lanes: ['information'] });
    expect(withinShift({}, own)).toEqual({ lanes: ['urgent', 'information'] });
    expect(withinShift({ lanes: ['urgent', 'complaints', 'information'] }, own)).toEqual({
      lanes: ['urgent', 'information'],
    });
  });

  test('is in the languages that they ask for, else in those of their shift', () => {
    const own = shift({ languages: ['it', 'de'] });
    expect(withinShift({}, own)).toEqual({ languages: ['it', 'de'] });
    expect(withinShift({ languages: ['en'] }, own)).toEqual({ languages: ['en'] });
  });
});

describe('a case suits', () => {
  const desk = { skills: [{ skill: 'instances', kinds: ['instance'] }] } as unknown as NonNullable<
    PreparedService['desk']
  >;
  const who = (subject: string, ...skills: string[]): AtDesk => ({ subject, shift: shift({ skills }) });
  const [able, other] = [who('anna', 'instances'), who('bruno', 'languages')];
  const instance = { kind: 'instance', lane: 'instances' } as const;

  test('whoever has its skill, and everybody where it needs none or is of danger to life', () => {
    expect(suits(instance, able, desk, [able, other])).toBe(true);
    expect(suits(instance, other, desk, [able, other])).toBe(false);
    expect(suits(instance, undefined, desk, [able])).toBe(false);
    expect(suits({ kind: 'report', lane: 'information' }, other, desk, [able])).toBe(true);
    expect(suits({ ...instance, lane: 'urgent' }, other, desk, [able])).toBe(true);
    expect(suits(instance, other, {}, [able])).toBe(true);
  });

  test('everybody where nobody who is there has its skill', () => {
    expect(suits(instance, other, desk, [other])).toBe(true);
    expect(suits(instance, undefined, desk, [])).toBe(true);
  });
});

describe('how many are handed nothing, to be free for the phone', () => {
  const service = { desk: { keepFreeForPhone: { alert: 1, emergency: 3 } } } as unknown as PreparedService;

  test('is as many as the service says for the posture, and none where it says nothing', () => {
    expect(keptFree(service, 'emergency', 10)).toBe(3);
    expect(keptFree(service, 'alert', 10)).toBe(1);
    expect(keptFree(service, 'ordinary', 10)).toBe(0);
    expect(keptFree({}, 'emergency', 10)).toBe(0);
  });

  test('leaves one who is handed some, however few are there', () => {
    expect([0, 1, 2, 3, 4].map((there) => keptFree(service, 'emergency', there))).toEqual([0, 0, 1, 2, 3]);
  });
});

test('those who are there are at work and on no break, until their time is over', () => {
  const at = '2026-11-30T10:00:00.000Z';
  const who = (presence: 'present' | 'break' | 'signed-out', until = '2026-11-30T13:00:00.000Z'): AtDesk => ({
    subject: presence,
    presence: { presence, since: '2026-11-30T08:00:00.000Z', until },
  });
  expect(thoseThere([who('present'), who('break'), who('signed-out'), { subject: 'nobody' }], at)).toHaveLength(1);
  expect(thoseThere([who('present', at)], at)).toEqual([]);
});

describe('whoever was handed a case', () => {
  const now = '2026-11-30T10:00:00.000Z';

  test('counts as busy for half a minute, in which the list may not tell it yet', () => {
    const told = handedLately(
      new Map([
        ['just', now],
        ['lately', '2026-11-30T09:59:30.001Z'],
        ['before', '2026-11-30T09:59:30.000Z'],
        ['ahead', '2026-11-30T10:00:29.999Z'],
        ['far-ahead', '2026-11-30T10:00:30.000Z'],
      ]),
      now,
    );
    expect([...told.lately].sort()).toEqual(['ahead', 'just', 'lately']);
    expect(told.past).toEqual(['before', 'far-ahead']);
  });

  test('is forgotten by the hundred at once', () => {
    const many = new Map(Array.from({ length: 101 }, (_, at) => [`p${at}`, '2026-11-30T09:00:00.000Z']));
    expect(handedLately(many, now).past).toEqual(Array.from({ length: 100 }, (_, at) => `p${at}`));
  });
});
