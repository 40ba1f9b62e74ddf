import { describe, expect, test } from '@jest/globals';
import row from '../../../events/asterisk-cdr.v1.example.json' with { type: 'json' };
import { asterisk } from '../../../functions/calls/rules/formats/asterisk.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';

const exchange = { source: 'pbx', timeZone: 'Europe/Rome', now: '2026-09-12T08:00:00.000Z' };
const read = (more: object) => asterisk.read({ ...row, ...more }, exchange);
function recordOf(more: object = {}): CallRecord {
  const reading = read(more);
  if ('record' in reading) return reading.record;
  throw new Error(JSON.stringify(reading));
}
const isPassedOver = (more: object) => 'passedOver' in read(more);
/** A row of an id without the second at which its channel was made. */
const plain = { uniqueid: 'x', linkedid: '' };

describe('a row of Asterisk', () => {
  test('is of the call that it is linked to, else of its own', () => {
    expect(recordOf({ linkedid: ' 1789142600.1 ' }).externalId).toBe('1789142600.1');
    for (const linkedid of ['', null, undefined]) expect(recordOf({ linkedid }).externalId).toBe('1789142620.42');
  });

  test('begins at the second in its id where that is within a day of what its clock says', () => {
    const startedAt = (uniqueid: string) => recordOf({ uniqueid, linkedid: uniqueid }).startedAt;
    const start = Date.parse('2026-09-11T16:03:42.000Z') / 1000;
    for (const apart of [86_400, -86_400])
      expect(Date.parse(startedAt(`${start + apart}.7`)) / 1000).toBe(start + apart);
    for (const apart of [86_401, -86_401]) expect(Date.parse(startedAt(`${start + apart}.7`)) / 1000).toBe(start);
    expect(startedAt('12345678.7')).toBe('2026-09-11T16:03:42.000Z');
    expect(startedAt(`${start}.7-x`)).toBe('2026-09-11T16:03:42.000Z');
  });

  test('without a start begins at the second in its id; with neither, and with what is no time, it is refused', () => {
    expect(recordOf({ start: '' }).startedAt).toBe('2026-09-11T16:03:40.000Z');
    const refused = {
      issues: [expect.objectContaining({ path: ['start'], message: expect.stringContaining('local time') })],
    };
    expect(read({ ...plain, start: '' })).toEqual(refused);
    expect(read({ start: 'this morning' })).toEqual(refused);
  });

  test('that knows how the call ended is of its end, else of its answer; one that does not know is of its beginning', () => {
    expect(recordOf().asOf).toBe('2026-09-11T16:06:12.000Z');
    const named = { userfield: 'outcome=busy', end: '' };
    expect(recordOf(named).asOf).toBe('2026-09-11T16:03:58.000Z');
    expect(recordOf({ ...named, answer: '' }).asOf).toBe('2026-09-11T16:03:42.000Z');
    expect(recordOf({ disposition: 'NO ANSWER' }).asOf).toBe('2026-09-11T16:03:40.000Z');
  });

  test('tells wait and talk of an answered call alone, by its notes rather than by its clock', () => {
    expect(recordOf()).toMatchObject({ waitSeconds: 16, talkSeconds: 134, answeredAt: '2026-09-11T16:03:58.000Z' });
    expect(recordOf({ userfield: 'wait=7' }).waitSeconds).toBe(7);
    expect(recordOf({ ...plain, userfield: '' }).waitSeconds).toBe(16);
    const missed = recordOf({ disposition: 'NO ANSWER', userfield: '' });
    for (const member of ['waitSeconds', 'talkSeconds', 'answeredAt']) expect(missed).not.toHaveProperty(member);
    expect(recordOf({ disposition: 'NO ANSWER', userfield: 'wait=7' }).waitSeconds).toBe(7);
  });

  test('tells in its notes the keys, the language, a recording and an outcome, in whatever order and letters', () => {
    const userfield = ' Menu = 2, 1 ;LANGUAGE=de-IT;recording=a=b.wav;outcome= Call-Back-Asked ';
    expect(recordOf({ userfield })).toMatchObject({
      menuChoices: ['2', '1'],
      language: 'de',
      recording: 'a=b.wav',
      outcome: 'call-back-asked',
    });
    expect(recordOf({ userfield: `recording=${'r'.repeat(600)}` }).recording).toHaveLength(500);
  });

  test('tells who called and what was dialled where it is the caller’s own leg', () => {
    expect(recordOf({ src: ' 3331234567 ', dst: 800840840 })).toMatchObject({
      caller: '3331234567',
      dialled: '800840840',
    });
    const leg = recordOf({ uniqueid: '1789142638.43' });
    for (const member of ['caller', 'dialled']) expect(leg).not.toHaveProperty(member);
  });

  test.each([
    ['voicemail', { lastapp: ' MiniVMRecord ', dstchannel: '' }],
    ['answered', { disposition: ' answered ' }],
    ['abandoned', { disposition: ' no answer ' }],
    ['not-connected', { lastapp: 'Dial', disposition: 'NO ANSWER', dstchannel: ' ' }],
    ['abandoned', { lastapp: ' QUEUE ', disposition: 'BUSY', dstchannel: '' }],
    ['abandoned', { lastapp: null, disposition: 'ANSWERED', dstchannel: null }],
    ['not-connected', { lastapp: null, disposition: null }],
    ['in-progress', { end: ' ' }],
  ])('is of a call that is %s: %j', (outcome, more) => {
    expect(recordOf(more).outcome).toBe(outcome);
  });

  test('has a sequence of whole numbers from zero on', () => {
    const sequence = (given: unknown) => recordOf({ sequence: given }).sequence;
    expect([sequence(0), sequence('7.9'), sequence(2e9), sequence(-1), sequence('x'), sequence(null)]).toEqual([
      0,
      7,
      1_000_000_000,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('names a queue of a hundred characters at most', () => {
    expect(recordOf({ lastdata: `${'q'.repeat(101)},t` }).queue).toBe('q'.repeat(100));
    expect(recordOf({ lastdata: null })).not.toHaveProperty('queue');
  });
});

describe('a call of a telephone of the house', () => {
  const own = { src: '205', dst: '204', channel: 'PJSIP/trunk-1', lastapp: 'Dial', userfield: '', dcontext: 'x' };

  test('is one from its own channel, from the house’s context, or to a number outside', () => {
    expect(isPassedOver(own)).toBe(false);
    expect(isPassedOver({ ...own, channel: 'SIP/205-1' })).toBe(true);
    expect(isPassedOver({ ...own, channel: 'PJSIP/205@trunk' })).toBe(true);
    expect(isPassedOver({ ...own, channel: 'Local/via/PJSIP/205-1' })).toBe(false);
    expect(isPassedOver({ ...own, channel: 'PJSIP/2051-1' })).toBe(false);
    expect(isPassedOver({ ...own, dcontext: 'from-internal-xfer' })).toBe(true);
    expect(isPassedOver({ ...own, dst: '3331234567' })).toBe(true);
    expect(isPassedOver({ ...own, channel: null, dcontext: null })).toBe(false);
  });

  test('is none that the service heard, and none from outside', () => {
    const outside = { ...own, dst: '3331234567' };
    for (const heard of [{ lastapp: ' queue ' }, { userfield: 'menu=' }, { userfield: 'outcome=x' }])
      expect(isPassedOver({ ...outside, ...heard })).toBe(false);
    expect(isPassedOver({ ...outside, src: '3471234567' })).toBe(false);
  });

  test('is told by the row of the call itself: that of an operator’s leg belongs to a call', () => {
    expect(isPassedOver({ ...own, dst: '3331234567', uniqueid: '1789142638.43' })).toBe(false);
  });
});

describe('rows of one call', () => {
  const at = (seconds: number) => `2026-09-11T16:00:${String(seconds).padStart(2, '0')}.000Z`;
  const part = (more: Partial<CallRecord>): CallRecord =>
    ({ externalId: 'a', startedAt: at(10), outcome: 'in-progress', ...more }) as CallRecord;

  test('are one record: what the newest says, what only others say, and the earliest beginning', () => {
    const rows = [
      part({ startedAt: at(20), asOf: at(40), outcome: 'answered', queue: 'information' }),
      part({ startedAt: at(5), asOf: at(5), dialled: '800840840', queue: 'old' }),
      part({}),
    ];
    for (const order of [rows, rows.toReversed()])
      expect(asterisk.joinParts?.(order)).toEqual({
        externalId: 'a',
        startedAt: at(5),
        asOf: at(40),
        outcome: 'answered',
        queue: 'information',
        dialled: '800840840',
      });
  });

  test('of which one names no time are in the order of their beginnings', () => {
    const rows = [part({ startedAt: at(30), outcome: 'abandoned' }), part({ asOf: at(20), outcome: 'busy' })];
    expect(asterisk.joinParts?.(rows)).toMatchObject({ outcome: 'abandoned', asOf: at(30), startedAt: at(10) });
  });
});
