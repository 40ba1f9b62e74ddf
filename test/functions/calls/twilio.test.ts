import { describe, expect, test } from '@jest/globals';
import callback from '../../../events/twilio-callback.v1.example.json' with { type: 'json' };
import { twilio } from '../../../functions/calls/rules/formats/twilio.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';

const now = '2026-09-12T08:00:00.000Z';
const read = (more: object) => twilio.read({ ...callback, ...more }, { source: 'x', timeZone: 'UTC', now });
function recordOf(more: object): CallRecord {
  const reading = read(more);
  if ('record' in reading) return reading.record;
  throw new Error(JSON.stringify(reading));
}
const parent = `CA${'0'.repeat(32)}`;
const recording = { RecordingUrl: 'https://api.twilio.example/RE1', RecordingDuration: '12' };
const begun = { RecordingStartTime: 'Fri, 11 Sep 2026 16:05:00 +0000', Timestamp: '' };

describe('a callback of Twilio', () => {
  test('that says only that the line is closed is just after the beginning, before any result of the call', () => {
    expect(recordOf({}).asOf).toBe('2026-09-11T16:03:42.000Z');
    expect(recordOf({ CallDuration: '1' }).asOf).toBe('2026-09-11T16:06:12.000Z');
    expect(recordOf({ CallStatus: 'busy' }).asOf).toBe('2026-09-11T16:03:42.000Z');
    expect(recordOf({ CallStatus: 'ringing' }).asOf).toBe('2026-09-11T16:06:12.000Z');
    expect(recordOf({ DialCallStatus: 'busy' }).asOf).toBe('2026-09-11T16:06:12.000Z');
  });

  test('tells an end where the call is over, in whatever letters', () => {
    for (const CallStatus of [' Completed ', 'BUSY', 'no-answer', 'failed', 'canceled'])
      expect(recordOf({ CallStatus }).endedAt).toBe('2026-09-11T16:06:12.000Z');
    for (const CallStatus of ['ringing', 'in-progress', null])
      expect(recordOf({ CallStatus })).not.toHaveProperty('endedAt');
  });

  test('tells how long an answered call was with the operator, else in all', () => {
    expect(recordOf({ DialCallStatus: 'completed', DialCallDuration: '40' }).talkSeconds).toBe(40);
    expect(recordOf({ DialCallStatus: 'Completed', DialCallDuration: null }).talkSeconds).toBe(152);
    expect(recordOf({ DialCallStatus: 'busy', DialCallDuration: '40' })).not.toHaveProperty('talkSeconds');
  });

  test('of a leg to an operator tells by its own status how the operator’s telephone ended', () => {
    for (const [CallStatus, outcome] of [
      ['completed', 'answered'],
      ['busy', 'abandoned'],
      ['ringing', 'in-progress'],
    ] as const)
      expect(recordOf({ ParentCallSid: parent, DialCallStatus: 'failed', CallStatus }).outcome).toBe(outcome);
  });

  test('names who called and what was dialled on the caller’s own line, up to a hundred characters', () => {
    expect(recordOf({ From: '1'.repeat(150), To: '2'.repeat(150) })).toMatchObject({
      caller: '1'.repeat(100),
      dialled: '2'.repeat(100),
    });
    const leg = recordOf({ ParentCallSid: parent });
    for (const member of ['caller', 'dialled']) expect(leg).not.toHaveProperty(member);
  });

  test('has a sequence of whole numbers from zero on', () => {
    const sequence = (given: unknown) => recordOf({ SequenceNumber: given }).sequence;
    expect([sequence('0'), sequence(7.9), sequence(2e9), sequence(-1), sequence('x')]).toEqual([
      0,
      7,
      1_000_000_000,
      undefined,
      undefined,
    ]);
  });
});

describe('a recording', () => {
  test('is of its end, by its own beginning and length; of its beginning where nobody says how long', () => {
    expect(recordOf({ ...recording, ...begun })).toMatchObject({
      outcome: 'voicemail',
      startedAt: '2026-09-11T16:05:00.000Z',
      asOf: '2026-09-11T16:05:12.000Z',
      recording: recording.RecordingUrl,
    });
    expect(recordOf({ ...recording, RecordingDuration: null, ...begun }).asOf).toBe('2026-09-11T16:05:00.000Z');
  });

  test('that was to be written down is a message by its own name alone, with or without its words', () => {
    const failed = { TranscriptionSid: 'TR1', RecordingSid: 'RE1' };
    expect(recordOf(failed).outcome).toBe('voicemail');
    expect(recordOf({ TranscriptionSid: 'TR1' }).outcome).toBe('answered');
    expect(recordOf({ RecordingSid: 'RE1' }).outcome).toBe('answered');
    expect(recordOf({ TranscriptionText: 't'.repeat(20_001) }).transcript).toHaveLength(20_000);
  });

  test.each([
    ['voicemail', { RecordingStatus: 'in-progress' }],
    ['voicemail', { RecordingStatus: null, RecordingDuration: null }],
    ['answered', { RecordingStatus: ' Paused ', RecordingDuration: null }],
    ['answered', { RecordingStatus: 'stopped', RecordingDuration: '-3' }],
    ['answered', { RecordingStatus: ' ABSENT ' }],
    ['answered', { RecordingUrl: ' ' }],
  ])('leaves a call %s with %j', (outcome, more) => {
    const told = recordOf({ ...recording, ...more });
    expect(told.outcome).toBe(outcome);
    expect('recording' in told).toBe(outcome === 'voicemail');
  });

  test('of nothing, and alone, is passed over; a call that is told of with it is not', () => {
    const empty = { RecordingStatus: 'absent', CallStatus: '', DialCallStatus: null };
    expect(read(empty)).toEqual({ passedOver: 'a recording with no message in it' });
    expect(read({ ...empty, RecordingSid: 'RE1', RecordingStatus: null })).toHaveProperty('passedOver');
    expect(read({ ...empty, CallStatus: null, DialCallStatus: 'busy' })).toHaveProperty('record');
    expect(read({ CallStatus: null })).toHaveProperty('record');
  });

  test('of a conversation, and a call out, are passed over, each by its reason', () => {
    expect(read({ RecordingSource: 'DialVerb' })).toEqual({ passedOver: 'the recording of a conversation' });
    expect(read({ RecordingSource: 'RecordVerb' })).toHaveProperty('record');
    expect(read({ Direction: 'outbound-dial' })).toEqual({ passedOver: 'a call out' });
    expect(read({ Direction: 'outbound-dial', ParentCallSid: parent })).toHaveProperty('record');
  });
});
