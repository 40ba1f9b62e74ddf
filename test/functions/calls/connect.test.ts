import { describe, expect, test } from '@jest/globals';
import record from '../../../events/connect-record.v1.example.json' with { type: 'json' };
import { connect } from '../../../functions/calls/rules/formats/connect.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';

const exchange = { source: 'connect', timeZone: 'Europe/Rome', now: '2026-09-12T08:00:00.000Z' };
const read = (more: object) => connect.read({ ...record, ...more }, exchange);
function recordOf(more: object): CallRecord {
  const reading = read(more);
  if ('record' in reading) return reading.record;
  throw new Error(JSON.stringify(reading));
}
const nobody = { Agent: null, Queue: null, ConnectedToSystemTimestamp: null };

describe('a contact of Amazon Connect', () => {
  test.each([
    ['answered', { Attributes: { outcome: 'busy', voicemail: 's3://b/1' } }],
    ['busy', { ...nobody, Attributes: { outcome: ' BUSY ' } }],
    ['voicemail', { ...nobody, Attributes: { voicemail: 's3://b/1' } }],
    ['abandoned', { ...nobody, Queue: record.Queue, Attributes: { voicemail: ' ' } }],
    ['call-back-asked', { ...nobody, InitiationMethod: 'CALLBACK', Attributes: { outcome: 'busy' } }],
    ['voicemail', { ...nobody, InitiationMethod: 'CALLBACK', Attributes: { voicemail: 's3://b/1' } }],
    ['in-progress', { ...nobody, DisconnectTimestamp: null }],
    ['abandoned', { ...nobody, ConnectedToSystemTimestamp: record.ConnectedToSystemTimestamp }],
    ['not-connected', nobody],
    ['not-connected', { ...nobody, Attributes: null }],
  ])('is one that is %s: %j', (outcome, more) => {
    expect(recordOf(more).outcome).toBe(outcome);
  });

  test('is no call where it is of another channel, and none of a citizen where staff began it', () => {
    expect(read({ Channel: ' chat ' })).toEqual({ passedOver: 'no call' });
    expect(read({ InitiationMethod: 'OUTBOUND' })).toEqual({ passedOver: 'no call of a citizen' });
    for (const Channel of ['Voice', ' VOICE ', '', null]) expect(read({ Channel })).toHaveProperty('record');
    for (const InitiationMethod of [
      'INBOUND',
      'TRANSFER',
      'QUEUE_TRANSFER',
      'CALLBACK',
      'WEBRTC_API',
      ' INBOUND ',
      null,
    ])
      expect(read({ InitiationMethod })).toHaveProperty('record');
  });

  test('is of its first contact, else of the one before it, else its own', () => {
    const id = (InitialContactId: string | null, PreviousContactId: string | null) =>
      recordOf({ InitialContactId, PreviousContactId }).externalId;
    expect([id(' first ', 'before'), id(' ', 'before'), id(null, '')]).toEqual(['first', 'before', record.ContactId]);
  });

  test('without any time, and with one that is none, is refused where the time is missing', () => {
    const none = { ...nobody, DisconnectTimestamp: null, LastUpdateTimestamp: null };
    const refused = {
      issues: [expect.objectContaining({ path: ['InitiationTimestamp'], message: expect.stringContaining('instant') })],
    };
    expect(read({ ...none, InitiationTimestamp: ' ' })).toEqual(refused);
    expect(read({ InitiationTimestamp: 'today' })).toEqual(refused);
    const times = { InitiationTimestamp: null, ...none };
    const startedAt = (more: object) => recordOf({ ...times, ...more }).startedAt;
    expect(startedAt({ Agent: { ConnectedToAgentTimestamp: '2026-09-11T16:00:03Z' } })).toBe(
      '2026-09-11T16:00:03.000Z',
    );
    expect(startedAt({ DisconnectTimestamp: '2026-09-11T16:00:04Z' })).toBe('2026-09-11T16:00:04.000Z');
    expect(startedAt({ LastUpdateTimestamp: '2026-09-11T16:00:05Z' })).toBe('2026-09-11T16:00:05.000Z');
  });

  test('tells wait and talk as they were counted, else by its times: until the answer, else until the end', () => {
    const counted = {
      Queue: { ...record.Queue, Duration: 7 },
      Agent: { ...record.Agent, AgentInteractionDuration: 9 },
    };
    expect(recordOf(counted)).toMatchObject({ waitSeconds: 7, talkSeconds: 9 });
    const queue = { ...record.Queue, Duration: null };
    expect(recordOf({ Queue: queue, Agent: { ...record.Agent, AgentInteractionDuration: null } })).toMatchObject({
      waitSeconds: 31,
      talkSeconds: 101,
    });
    const left = recordOf({ Queue: queue, Agent: null });
    expect(left.waitSeconds).toBe(132);
    expect(left).not.toHaveProperty('talkSeconds');
  });

  test('speaks the language of its flow, else its own; what is too long is cut', () => {
    expect(recordOf({ Attributes: { language: 'de' } }).language).toBe('de');
    expect(recordOf({ Attributes: null, LanguageCode: 'en-GB' }).language).toBe('en');
    const long = recordOf({
      Queue: { ...record.Queue, Name: 'q'.repeat(200) },
      CustomerEndpoint: { Address: '1'.repeat(200) },
      SystemEndpoint: { Address: '2'.repeat(200) },
      Attributes: { voicemail: 'v'.repeat(600), transcript: 't'.repeat(20_001) },
    });
    expect([long.queue, long.caller, long.dialled].map((text) => text?.length)).toEqual([100, 100, 100]);
    expect([long.recording?.length, long.transcript?.length]).toEqual([500, 20_000]);
  });

  test('is never older than its beginning, and counts tenths of seconds up to a thousand million', () => {
    const sequence = (LastUpdateTimestamp: string) => recordOf({ LastUpdateTimestamp }).sequence;
    expect(sequence('2026-09-11T16:03:39Z')).toBe(0);
    expect(sequence('2026-09-11T16:03:40.190Z')).toBe(1);
    expect(sequence('2031-09-11T16:03:40Z')).toBe(1_000_000_000);
  });
});
