import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { callFacts } from '../../../functions/calls/rules/accept-call.ts';
import {
  countedSeconds,
  epochInstant,
  said,
  wallInstant,
} from '../../../functions/calls/rules/formats/exchange-words.ts';
import { type AdapterName, readRecords } from '../../../functions/calls/rules/read-records.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';

const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../events/${name}.example.json`, import.meta.url), 'utf8'));
const read = (content: unknown, adapter: AdapterName) =>
  readRecords(content, adapter, { source: 'pbx', timeZone: 'Europe/Rome', now: '2026-09-11T20:00:00.000Z' });
const recordOf = (content: unknown, adapter: AdapterName): CallRecord => {
  const found = read(content, adapter);
  const [record] = 'records' in found ? found.records : [];
  if (record === undefined) throw new Error(JSON.stringify(found));
  return record;
};

describe('Asterisk', () => {
  const row = example('asterisk-cdr.v1');
  const tells = (more: object) => recordOf({ ...row, ...more }, 'asterisk');

  test('is read whatever letters and blanks it writes its words with', () => {
    expect(tells({ disposition: ' Answered ' }).outcome).toBe('answered');
    expect(tells({ disposition: ' No Answer ', answer: '', lastapp: 'Dial' }).outcome).toBe('abandoned');
    expect(tells({ lastapp: ' VoiceMail ', dstchannel: '' }).outcome).toBe('voicemail');
    expect(tells({ lastapp: ' QUEUE ' })).toMatchObject({ queue: 'information' });
    const own = { src: '205', channel: 'PJSIP/205-0000003a', userfield: '', dst: '3471234567' };
    expect(tells({ ...own, lastapp: ' queue ' }).outcome).toBe('answered');
  });

  test('tells the whole of a call that it knows the end of, and of any other its beginning', () => {
    const ended = '2026-09-11T16:06:12.000Z';
    expect(tells({ lastapp: 'VoiceMail', dstchannel: '' }).asOf).toBe(ended);
    expect(tells({ userfield: 'outcome=abandoned' }).asOf).toBe(ended);
    expect(tells({ dstchannel: '' }).asOf).toBe('2026-09-11T16:03:40.000Z');
    expect(tells({ userfield: 'outcome=voicemail', end: '', answer: '' }).asOf).toBe('2026-09-11T16:03:42.000Z');
  });

  test('begins when the channel of its id was made, unless that was another day', () => {
    expect(tells({}).startedAt).toBe('2026-09-11T16:03:40.000Z');
    const other = `${Date.parse('2026-09-09T10:00:00Z') / 1000}.42`;
    expect(tells({ uniqueid: other, linkedid: other }).startedAt).toBe('2026-09-11T16:03:42.000Z');
  });

  test('numbers its rows from nothing on, in whole numbers', () => {
    expect([0, 44.9, '7', 2e9].map((sequence) => tells({ sequence }).sequence)).toEqual([0, 44, 7, 1_000_000_000]);
    expect(tells({ sequence: -1 })).not.toHaveProperty('sequence');
  });

  test('counts the wait that its dialplan notes before the one between two times, and talk of an answered call alone', () => {
    expect(tells({ userfield: 'wait=7' }).waitSeconds).toBe(7);
    expect(tells({ userfield: '' })).toMatchObject({ waitSeconds: 16, talkSeconds: 134 });
    expect(tells({ userfield: 'outcome=abandoned' })).not.toHaveProperty('talkSeconds');
    expect(tells({ userfield: '', answer: row.start })).not.toHaveProperty('waitSeconds');
  });
});

describe('Amazon Connect', () => {
  const contact = example('connect-record.v1');
  const passed = (more: object) => {
    const found = read({ ...contact, ...more }, 'connect');
    return 'records' in found && found.passedOver === 1;
  };

  test('tells of calls that citizens make, whatever blanks stand around the word for it', () => {
    for (const InitiationMethod of [
      'INBOUND',
      ' INBOUND ',
      ' ',
      null,
      'TRANSFER',
      'QUEUE_TRANSFER',
      'CALLBACK',
      'WEBRTC_API',
    ])
      expect(passed({ InitiationMethod })).toBe(false);
    for (const InitiationMethod of ['OUTBOUND', 'MONITOR', 'DISCONNECT', 'inbound', 'API'])
      expect(passed({ InitiationMethod })).toBe(true);
  });

  test('tells of other channels too, which are no calls', () => {
    for (const Channel of ['CHAT', 'TASK', 'EMAIL']) expect(passed({ Channel })).toBe(true);
    for (const Channel of ['Voice', ' voice ', null, '']) expect(passed({ Channel })).toBe(false);
  });

  test('began no later than the first thing that is known of it', () => {
    const nothing = { InitiationTimestamp: null, ConnectedToSystemTimestamp: null, Queue: null, Agent: null };
    expect(recordOf({ ...contact, InitiationTimestamp: null }, 'connect').startedAt).toBe('2026-09-11T16:03:40.000Z');
    expect(recordOf({ ...contact, ...nothing }, 'connect').startedAt).toBe('2026-09-11T16:06:12.000Z');
    const found = read({ ...contact, ...nothing, DisconnectTimestamp: null, LastUpdateTimestamp: null }, 'connect');
    expect('issues' in found && found.issues.map(({ path }) => path)).toEqual([['InitiationTimestamp']]);
  });

  test.each<[string, object, string]>([
    ['heard and gave up', { Agent: null, Queue: null }, 'abandoned'],
    ['waited and gave up', { Agent: null, ConnectedToSystemTimestamp: null }, 'abandoned'],
    ['reached nothing', { Agent: null, Queue: null, ConnectedToSystemTimestamp: null }, 'not-connected'],
    ['is on the line', { Agent: null, DisconnectTimestamp: null }, 'in-progress'],
    ['left a message', { Agent: null, Attributes: { voicemail: 's3://x' } }, 'voicemail'],
    ['asked for a call', { Agent: null, Attributes: { outcome: 'call-back-asked' } }, 'call-back-asked'],
    [
      'waits for the call back',
      { Agent: null, InitiationMethod: 'CALLBACK', Attributes: { outcome: 'abandoned' } },
      'call-back-asked',
    ],
  ])('tells of a caller who %s', (_what, more, outcome) =>
    expect(recordOf({ ...contact, ...more }, 'connect').outcome).toBe(outcome),
  );
});

describe('Twilio', () => {
  const callback = example('twilio-callback.v1');
  const { CallSid } = callback;
  const tells = (more: object) => recordOf({ ...callback, ...more }, 'twilio');

  test('places the bare end of a call just after its beginning, and what says more where it is', () => {
    expect(tells({}).asOf).toBe('2026-09-11T16:03:42.000Z');
    expect(tells({ DialCallStatus: 'completed' }).asOf).toBe('2026-09-11T16:06:12.000Z');
    expect(tells({ CallStatus: 'in-progress' }).asOf).toBe('2026-09-11T16:06:12.000Z');
    expect(tells({ CallStatus: ' No-Answer ', CallDuration: '0' })).toMatchObject({
      outcome: 'not-connected',
      asOf: '2026-09-11T16:06:12.000Z',
    });
    expect(tells({ CallStatus: null, CallDuration: null })).toMatchObject({ outcome: 'in-progress' });
    expect(tells({ SequenceNumber: '0' }).sequence).toBe(0);
  });

  test('tells of a message only where there is something to hear or to read', () => {
    const recording = {
      CallSid,
      RecordingSid: 'RE1',
      RecordingUrl: 'https://x.example/RE1',
      RecordingStartTime: callback.Timestamp,
    };
    const is = (more: object) => {
      const found = read({ ...recording, ...more }, 'twilio');
      return 'records' in found && found.records[0]?.outcome === 'voicemail';
    };
    expect(is({ RecordingDuration: '9', RecordingStatus: 'completed' })).toBe(true);
    expect(is({ RecordingStatus: 'completed' })).toBe(true);
    for (const RecordingStatus of ['absent', 'failed', ' Failed ', 'in-progress', 'processing', 'paused', 'stopped'])
      expect(is({ RecordingStatus })).toBe(false);
    expect(is({ RecordingDuration: '9', RecordingStatus: 'in-progress' })).toBe(true);
    expect(is({ RecordingDuration: '0', RecordingStatus: 'completed' })).toBe(false);
    expect(is({ RecordingUrl: null, TranscriptionText: 'Richiamatemi.' })).toBe(true);
    expect(is({ RecordingSource: 'DialVerb', RecordingDuration: '9' })).toBe(false);
  });
});

describe('what an exchange writes', () => {
  test('is cut to what can be kept, and says nothing in blanks', () => {
    expect([said(' x ', 9), said('abc', 2), said(7, 9), said(' ', 9), said(null, 9)]).toEqual([
      'x',
      'ab',
      '7',
      undefined,
      undefined,
    ]);
    expect([countedSeconds('1.6'), countedSeconds(-1), countedSeconds(90_000), countedSeconds('x')]).toEqual([
      2,
      undefined,
      86_400,
      undefined,
    ]);
  });

  test('is a wall time as a whole, and an epoch by its finer part where it has one', () => {
    expect(wallInstant('on 2026-09-11 17:04:05', 'Europe/Rome')).toBeUndefined();
    expect(wallInstant('2026-09-11 17:04:05 x', 'Europe/Rome')).toBeUndefined();
    expect(epochInstant('1757603045', '0')).toBe('2025-09-11T15:04:05.000Z');
    expect(epochInstant('946684800')).toBe('2000-01-01T00:00:00.000Z');
    expect(epochInstant('946684799')).toBeUndefined();
    expect(epochInstant('4102444800')).toBeUndefined();
  });

  test('is kept as of its latest time, whatever their order, and with thirty signs of what was dialled', () => {
    const record: CallRecord = {
      ...{
        externalId: 'one',
        startedAt: '2026-09-11T16:03:40Z',
        answeredAt: '2026-09-11T16:09:00Z',
        outcome: 'answered',
      },
      ...{ endedAt: '2026-09-11T16:05:00Z', dialled: '8'.repeat(40) },
    };
    expect(callFacts(record, 'pbx')).toMatchObject({ asOf: '2026-09-11T16:09:00.000Z', dialled: '8'.repeat(30) });
    expect(callFacts({ ...record, asOf: '2026-09-11T18:04:00+02:00' }, 'pbx').asOf).toBe('2026-09-11T16:04:00.000Z');
  });
});
