import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type AdapterName, readBodyOf, readRecords } from '../../../functions/calls/rules/read-records.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';
import { callerPhone } from '../../../shared/core/cases/caller.ts';

const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../events/${name}.example.json`, import.meta.url), 'utf8'));
const now = '2026-09-11T20:00:00.000Z';
const read = (content: unknown, adapter: AdapterName, timeZone = 'Europe/Rome') =>
  readRecords(content, adapter, { source: 'listening-room', timeZone, now });
function recordOf(content: unknown, adapter: AdapterName): CallRecord {
  const found = read(content, adapter);
  if ('issues' in found) throw new Error(JSON.stringify(found.issues));
  const [record, ...others] = found.records;
  if (record === undefined || others.length > 0) throw new Error(`${found.records.length} records`);
  return record;
}
const issuesOf = (content: unknown, adapter: AdapterName) => {
  const found = read(content, adapter);
  return 'issues' in found ? found.issues.map(({ path, message }) => [path.join('/'), message]) : [];
};
const passedOver = (content: unknown, adapter: AdapterName) => read(content, adapter);

/** The same call, as each exchange would tell of it. */
const spoken = {
  caller: '+393331234567',
  dialled: expect.stringMatching(/800840840$|^\+390661234567$/),
  startedAt: expect.stringMatching(/^2026-09-11T16:03:(39|40)/),
  outcome: 'answered',
};

describe('an example of each exchange', () => {
  test('canonical: what is missing follows from the rest', () => {
    expect(recordOf(example('call-records.v1'), 'canonical')).toMatchObject({
      ...spoken,
      waitSeconds: 18,
      talkSeconds: 50,
    });
  });

  test('Asterisk: a row of the call that reached an operator', () => {
    expect(recordOf(example('asterisk-cdr.v1'), 'asterisk')).toEqual({
      ...spoken,
      caller: '3331234567',
      externalId: '1789142620.42',
      sequence: 44,
      asOf: '2026-09-11T16:06:12.000Z',
      language: 'it',
      menuChoices: ['3'],
      queue: 'information',
      answeredAt: '2026-09-11T16:03:58.000Z',
      endedAt: '2026-09-11T16:06:12.000Z',
      waitSeconds: 16,
      talkSeconds: 134,
    });
  });

  test('FreeSWITCH: percent-encoded values', () => {
    expect(recordOf(example('freeswitch-cdr.v1'), 'freeswitch')).toEqual({
      ...spoken,
      externalId: '3d2b6b1a-7a6e-4b13-9f0e-2f6a0c1d9e77',
      asOf: '2026-09-11T16:06:12.558Z',
      language: 'it',
      menuChoices: ['1', '3'],
      queue: 'informazioni@default',
      queuedAt: '2026-09-11T16:04:00.000Z',
      answeredAt: '2026-09-11T16:04:31.000Z',
      endedAt: '2026-09-11T16:06:12.558Z',
      waitSeconds: 31,
      talkSeconds: 102,
    });
  });

  test('Amazon Connect: nulls and strangers', () => {
    expect(recordOf(example('connect-record.v1'), 'connect')).toEqual({
      ...spoken,
      externalId: '5c0e9a44-16f5-4b0c-8f3f-2b7c4d1e6a01',
      asOf: '2026-09-11T16:03:40.000Z',
      sequence: 2200,
      language: 'it',
      menuChoices: ['3'],
      queue: 'information',
      queuedAt: '2026-09-11T16:04:00.000Z',
      answeredAt: '2026-09-11T16:04:31.000Z',
      endedAt: '2026-09-11T16:06:12.000Z',
      waitSeconds: 31,
      talkSeconds: 101,
    });
  });

  test('Twilio: a form', () => {
    expect(recordOf(example('twilio-callback.v1'), 'twilio')).toEqual({
      ...spoken,
      externalId: 'CA5ef8732a3c49700934481addd5ce1659',
      sequence: 3,
      asOf: '2026-09-11T16:03:42.000Z',
      endedAt: '2026-09-11T16:06:12.000Z',
      talkSeconds: 152,
    });
  });
});

describe('a further example', () => {
  const later = { source: 'pbx', timeZone: 'Europe/Rome', now: '2026-10-25T09:00:00.000Z' };

  test('Asterisk: a voicemail of somebody anonymous, in the hour that comes twice', () => {
    // A month and a half later than the others.
    expect(readRecords(example('asterisk-cdr.v1.voicemail'), 'asterisk', later)).toMatchObject({
      records: [
        {
          externalId: 'centralino-1792890600.77',
          outcome: 'voicemail',
          startedAt: '2026-10-25T01:10:00.000Z',
          endedAt: '2026-10-25T01:11:12.000Z',
          language: 'de',
          menuChoices: ['2'],
          recording: 'voicemail/800/msg0007.wav',
        },
      ],
    });
  });

  test('Asterisk: an operator who calls out is nobody’s contact', () => {
    expect(passedOver(example('asterisk-cdr.v1.call-out'), 'asterisk')).toEqual({ records: [], passedOver: 1 });
  });

  test('FreeSWITCH: somebody anonymous who gave up waiting', () => {
    const record = recordOf(example('freeswitch-cdr.v1.abandoned'), 'freeswitch');
    expect(record).toMatchObject({ outcome: 'abandoned', waitSeconds: 31 });
    expect(record.caller).toBeUndefined();
  });

  test('Amazon Connect: the call back belongs to the call that asked for it, and answers it', () => {
    const { ContactId } = example('connect-record.v1');
    expect(recordOf(example('connect-record.v1.call-back'), 'connect')).toMatchObject({
      externalId: ContactId,
      outcome: 'answered',
      startedAt: '2026-09-11T16:40:00.000Z',
      talkSeconds: 370,
    });
  });

  test('Twilio: a recording names nobody and is of the call’s own id', () => {
    const { CallSid } = example('twilio-callback.v1');
    expect(recordOf(example('twilio-callback.v1.recording'), 'twilio')).toMatchObject({
      externalId: CallSid,
      outcome: 'voicemail',
      asOf: '2026-09-11T16:04:43.000Z',
    });
  });
});

describe('a body', () => {
  const text = JSON.stringify(example('freeswitch-cdr.v1'));
  const base64 = Buffer.from(text).toString('base64');
  test.each([
    ['application/json', text],
    ['application/x-www-form-urlencoded', new URLSearchParams({ cdr: text }).toString()],
    ['application/x-www-form-base64-encoded', `cdr=${base64}`],
    ['application/x-www-form-base64-encoded', `cdr=${encodeURIComponent(base64)}`],
  ])('of %s holds the same record', (type, body) => {
    expect(readBodyOf(type, body)).toEqual({ content: JSON.parse(text) });
  });

  test('of a form without cdr is its fields', () => {
    expect(readBodyOf('application/x-www-form-urlencoded', 'CallSid=CA1&From=%2B39')).toEqual({
      content: { CallSid: 'CA1', From: '+39' },
    });
  });

  test.each([
    ['application/json', text.slice(0, -1)],
    ['application/json', ''],
    ['application/x-www-form-urlencoded', `cdr=${encodeURIComponent(text.slice(0, 200))}`],
    ['application/x-www-form-base64-encoded', `cdr=${base64.slice(0, 400)}`],
    ['application/x-www-form-base64-encoded', 'cdr=%E0%A4%A'],
    ['application/x-www-form-base64-encoded', 'cdr=not base64 at all'],
  ])('of %s that is cut short cannot be read', (type, body) => {
    expect(readBodyOf(type, body)).toBe('malformed');
  });

  test.each(['', 'text/xml', 'text/plain', 'multipart/form-data'])('of %s is of no kind that is read', (type) => {
    expect(readBodyOf(type, '{}')).toBe('unsupported');
  });
});

describe('a list', () => {
  const one = { externalId: 'a', startedAt: '2026-09-11T16:03:40Z', outcome: 'abandoned' };

  test('of one wrong record among good ones names it and gives none', () => {
    expect(issuesOf([one, { ...one, outcome: 'lost' }, { ...one, startedAt: undefined }], 'canonical')).toEqual([
      ['1/outcome', expect.any(String)],
      ['2/startedAt', expect.any(String)],
    ]);
  });

  test('has 1 to 100 records', () => {
    expect(issuesOf([], 'canonical')).toEqual([['', 'must be 1 to 100 records']]);
    expect(issuesOf(Array(101).fill(one), 'canonical')).toEqual([['', 'must be 1 to 100 records']]);
    expect(issuesOf(Array(100).fill(one), 'canonical')).toEqual([]);
  });

  test.each([null, 7, 'text', true])('or a record is no %s', (content) => {
    for (const adapter of ['canonical', 'asterisk', 'freeswitch', 'connect', 'twilio'] as const) {
      expect(issuesOf(content, adapter).length).toBeGreaterThan(0);
      expect(issuesOf([content], adapter).length).toBeGreaterThan(0);
    }
  });

  test('of rows of one call is one record: the row that knows, with what only others say', () => {
    const answered = example('asterisk-cdr.v1');
    const rows = [
      {
        ...answered,
        dst: '800840840',
        dstchannel: '',
        lastapp: 'Playback',
        sequence: 45,
        start: '2026-09-11 18:06:12',
      },
      { ...answered, uniqueid: '1789142638.43', src: '204', dst: '204', userfield: '' },
      { ...answered, dstchannel: 'PJSIP/operator-203', disposition: 'NO ANSWER', answer: '', sequence: 43 },
    ];
    for (const order of [rows, [...rows].reverse()]) {
      expect(recordOf(order, 'asterisk')).toMatchObject({
        caller: '3331234567',
        startedAt: '2026-09-11T16:03:40.000Z',
        outcome: 'answered',
        dialled: '800840840',
        queue: 'information',
      });
    }
  });
});

describe('our own record', () => {
  const one = { externalId: 'a', startedAt: '2026-09-11T16:03:40Z', outcome: 'abandoned' };
  const at = (startedAt: string) => issuesOf({ ...one, startedAt }, 'canonical');

  test('of another source than the key belongs to is refused', () => {
    expect(issuesOf({ ...one, source: 'other' }, 'canonical')).toEqual([
      ['source', 'must be listening-room, whose key signs the request, or be left out'],
    ]);
    expect(issuesOf({ ...one, source: 'listening-room' }, 'canonical')).toEqual([]);
  });

  test('with a member that it does not have is refused: it is a member misspelt', () => {
    expect(issuesOf({ ...one, calller: '+39' }, 'canonical')).toHaveLength(1);
  });

  test('may come late by a month, for exchanges keep what they could not post', () => {
    expect(at('2026-08-11T20:00:00Z')).toEqual([]);
    expect(at('2026-08-11T19:59:59Z')).toEqual([['startedAt', 'must be at most 31 days ago']]);
  });

  test.each(['queuedAt', 'answeredAt', 'endedAt', 'asOf'])(
    'of a day that is still to come in %s is refused: nothing could be newer than it',
    (member) => {
      const says = 'no time in it may be in the future: check clock and time zone';
      expect(issuesOf({ ...one, [member]: '2036-09-11T16:03:40Z' }, 'canonical')).toEqual([['', says]]);
      expect(issuesOf([one, { ...one, [member]: '2036-09-11T16:03:40Z' }], 'canonical')).toEqual([['1', says]]);
    },
  );

  test('may be ten minutes ahead of our clock, not more', () => {
    expect(at('2026-09-11T20:10:00Z')).toEqual([]);
    expect(at('2026-09-11T20:10:01Z')).toEqual([['startedAt', 'must not be in the future: check clock and time zone']]);
  });
});

describe('Asterisk', () => {
  const row = example('asterisk-cdr.v1');

  test('whose clock is of another time zone is read by that one', () => {
    const found = read({ ...row, uniqueid: 'x', linkedid: 'x' }, 'asterisk', 'UTC');
    expect('records' in found && found.records[0]?.startedAt).toBe('2026-09-11T18:03:42.000Z');
  });

  test('says in its ids when a channel was made, which tells apart the hour that comes twice', () => {
    const night = Date.parse('2026-10-25T01:10:00Z') / 1000;
    const twice = {
      ...row,
      uniqueid: `pbx-${night}.7`,
      linkedid: `pbx-${night}.7`,
      start: '2026-10-25 02:10:00',
      answer: '2026-10-25 02:10:30',
      end: '2026-10-25 02:12:00',
    };
    const later = { source: 'pbx', timeZone: 'Europe/Rome', now: '2026-10-25T08:00:00Z' };
    const found = readRecords(twice, 'asterisk', later);
    expect('records' in found && found.records[0]).toMatchObject({
      startedAt: '2026-10-25T01:10:00.000Z',
      answeredAt: '2026-10-25T01:10:30.000Z',
      endedAt: '2026-10-25T01:12:00.000Z',
    });
  });

  test.each([
    ['voicemail', { lastapp: 'VoiceMail', dstchannel: '' }],
    ['abandoned', { lastapp: 'VoiceMailMain', dstchannel: '' }],
    ['abandoned', { dstchannel: '' }],
    ['abandoned', { disposition: 'NO ANSWER', answer: '' }],
    ['not-connected', { lastapp: 'Dial', dstchannel: '', disposition: 'BUSY', answer: '' }],
    ['not-connected', { lastapp: 'Dial', disposition: 'CONGESTION', answer: '' }],
    ['in-progress', { end: '' }],
    ['call-back-asked', { userfield: 'menu=3;outcome=call-back-asked' }],
    ['answered', { userfield: 'outcome=whatever' }],
  ])('tells of a call that is %s', (outcome, more) => {
    expect(recordOf({ ...row, ...more }, 'asterisk').outcome).toBe(outcome);
  });

  test('tells of calls of the house as well: out, and among its telephones; they are nobody’s contact', () => {
    const own = { src: '205', channel: 'PJSIP/205-0000003a', lastapp: 'Dial', userfield: '' };
    for (const more of [
      { ...own, dst: '3471234567', dstchannel: 'PJSIP/trunk-0000003b' },
      { ...own, dst: '0612345678', channel: 'PJSIP/operator-205-0000003a', dcontext: 'outgoing' },
      { ...own, dst: '204', dcontext: 'from-internal', channel: 'SIP/phone-on-desk-3a' },
    ]) {
      expect(passedOver({ ...row, ...more }, 'asterisk')).toEqual({ records: [], passedOver: 1 });
    }
  });

  test.each([
    ['a colleague who calls the service', { src: '205', channel: 'PJSIP/205-0000003a' }],
    [
      'the emergency service that passes somebody on',
      { src: '112', dst: '0662289766', lastapp: 'Dial', userfield: '' },
    ],
    ['somebody who withheld the number', { src: '', lastapp: 'Dial', userfield: '' }],
  ])('tells of %s, who has no number here', (_who, more) => {
    expect(callerPhone(recordOf({ ...row, ...more }, 'asterisk').caller)).toBeUndefined();
  });

  test('that writes no beginning has it in its id, and one with numbers for texts is read', () => {
    expect(recordOf({ ...row, start: '', src: 3331234567, dst: 800840840 }, 'asterisk')).toMatchObject({
      startedAt: '2026-09-11T16:03:40.000Z',
      caller: '3331234567',
      dialled: '800840840',
    });
    expect(issuesOf({ ...row, start: null, uniqueid: 'x', linkedid: 'x' }, 'asterisk')).toHaveLength(1);
  });

  test('that writes neither linkedid nor sequence is read by its unique id', () => {
    const { linkedid: _none, sequence: _neither, ...bare } = row;
    expect(recordOf(bare, 'asterisk')).toMatchObject({ externalId: '1789142620.42' });
  });

  test('that writes no time is told so', () => {
    expect(issuesOf({ ...row, start: 'yesterday' }, 'asterisk')).toEqual([
      ['start', 'must be a local time such as 2026-09-11 17:04:05'],
    ]);
  });
});

describe('FreeSWITCH', () => {
  const cdr = example('freeswitch-cdr.v1');
  const leg = (more: Record<string, unknown>) => {
    const { cc_queue_answered_epoch: _asked, ...variables } = cdr.variables;
    return { ...cdr, variables: { ...variables, ...more } };
  };

  test.each([
    ['abandoned', { cc_queue_canceled_epoch: '1789142700' }],
    ['abandoned', {}],
    ['not-connected', { answer_epoch: '0', answer_uepoch: '0' }],
    ['voicemail', { last_app: 'voicemail' }],
    ['voicemail', { last_app: 'voicemail', voicemail_message_len: '9' }],
    ['voicemail', { last_app: 'playback', voicemail_file_path: '/var/spool/msg_1.wav' }],
    ['abandoned', { last_app: 'voicemail', voicemail_message_len: '0' }],
    ['answered', { bridge_epoch: '1789142650' }],
    ['call-back-asked', { sportello_outcome: 'call-back-asked' }],
    ['in-progress', { end_epoch: '0', end_uepoch: '0' }],
  ])('tells of a call that is %s', (outcome, more) => {
    expect(recordOf(leg(more), 'freeswitch').outcome).toBe(outcome);
  });

  test.each([
    ['voicemail', { voicemail_action: 'save', voicemail_message_seconds: '14' }],
    ['voicemail', { voicemail_message_seconds: 3 }],
    ['voicemail', { last_app: 'voicemail' }],
    ['abandoned', { voicemail_action: 'save', voicemail_message_seconds: '0' }],
    ['abandoned', { last_app: 'voicemail', voicemail_message_seconds: 0 }],
  ])('is %s by what its voicemail did, script or module: %o', (outcome, more) => {
    const { bridge_epoch: _bridged, ...unanswered } = leg({ last_app: 'lua', ...more }).variables;
    expect(recordOf({ ...cdr, variables: unanswered }, 'freeswitch').outcome).toBe(outcome);
  });

  test('that does not encode its values is read as well, percent signs and all', () => {
    expect(recordOf(leg({ sip_from_user: '+393331234567', cc_queue: '100% info' }), 'freeswitch')).toMatchObject({
      caller: '+393331234567',
      queue: '100% info',
    });
  });

  test('tells of the caller once: legs to operators are passed over', () => {
    expect(passedOver(leg({ direction: 'outbound' }), 'freeswitch')).toEqual({ records: [], passedOver: 1 });
    expect(passedOver(leg({ cc_side: 'agent' }), 'freeswitch')).toEqual({ records: [], passedOver: 1 });
  });
});

describe('FreeSWITCH and the telephones of the house', () => {
  const { cc_queue: _queue, sportello_menu: _menu, ...variables } = example('freeswitch-cdr.v1').variables;
  const leg = (more: Record<string, unknown>) => ({ variables: { ...variables, ...more } });

  test.each([
    ['out, signed on', { user_name: '1001', sip_from_user: '%2B390661234567' }],
    ['out, from a short number', { sip_from_user: '1001', sip_to_user: '0612345678' }],
    ['to a colleague', { sip_auth_username: '1001', sip_to_user: '1002' }],
  ])('passes over a call %s', (_how, more) => {
    expect(passedOver(leg(more), 'freeswitch')).toEqual({ records: [], passedOver: 1 });
  });

  test('does not pass over a colleague who waits in the queue, nor a citizen', () => {
    expect(recordOf(leg({ user_name: '1001', cc_queue: 'informazioni' }), 'freeswitch').outcome).toBe('answered');
    expect(recordOf(leg({}), 'freeswitch').caller).toBe('+393331234567');
  });
});

describe('Amazon Connect', () => {
  const contact = example('connect-record.v1');

  test.each([
    ['abandoned', { Agent: null }],
    ['abandoned', { Agent: null, Queue: null }],
    ['not-connected', { Agent: null, Queue: null, ConnectedToSystemTimestamp: null }],
    ['in-progress', { Agent: null, DisconnectTimestamp: null }],
    ['voicemail', { Agent: null, Attributes: { voicemail: 's3://voicemail/1.wav' } }],
    ['call-back-asked', { Agent: null, Attributes: { outcome: 'call-back-asked' } }],
    ['call-back-asked', { Agent: null, InitiationMethod: 'CALLBACK' }],
    ['answered', { InitiationMethod: 'CALLBACK', Attributes: { outcome: 'call-back-asked' } }],
  ])('tells of a call that is %s', (outcome, more) => {
    expect(recordOf({ ...contact, ...more }, 'connect').outcome).toBe(outcome);
  });

  test('whose contact has nothing but an id and a beginning is read', () => {
    const bare = { ContactId: 'c', InitiationTimestamp: '2026-09-11T16:03:40Z' };
    const nulls = Object.fromEntries(Object.keys(contact).map((name) => [name, null]));
    expect(recordOf(bare, 'connect')).toMatchObject({ externalId: 'c', outcome: 'in-progress' });
    expect(recordOf({ ...nulls, ...bare }, 'connect')).toMatchObject({ externalId: 'c', outcome: 'in-progress' });
  });

  test('links a call back to the call that asked for it', () => {
    const back = { ...contact, ContactId: 'other', InitialContactId: contact.ContactId, InitiationMethod: 'CALLBACK' };
    expect(recordOf(back, 'connect').externalId).toBe(contact.ContactId);
    const previous = { ...back, InitialContactId: null, PreviousContactId: contact.ContactId };
    expect(recordOf(previous, 'connect').externalId).toBe(contact.ContactId);
  });

  test.each(['Voice', 'VOICE', ''])('is read where its channel is written %j', (Channel) => {
    expect(recordOf({ ...contact, Channel }, 'connect').outcome).toBe('answered');
  });

  test('may leave out any member but the id and one time', () => {
    for (const name of Object.keys(contact).filter((each) => each !== 'ContactId')) {
      expect(recordOf({ ...contact, [name]: null }, 'connect').externalId).toBe(contact.ContactId);
      const { [name]: _left, ...without } = contact;
      expect(recordOf(without, 'connect').externalId).toBe(contact.ContactId);
    }
    expect(recordOf({ ContactId: 'c', DisconnectTimestamp: '2026-09-11T16:06:12Z' }, 'connect')).toMatchObject({
      startedAt: '2026-09-11T16:06:12.000Z',
      outcome: 'not-connected',
    });
    expect(issuesOf({ ContactId: 'c' }, 'connect')).toHaveLength(1);
  });

  test.each([
    { Channel: 'CHAT' },
    { Channel: 'TASK' },
    { InitiationMethod: 'OUTBOUND' },
    { InitiationMethod: 'MONITOR' },
  ])('has contacts that are no calls of citizens: %j', (more) =>
    expect(passedOver({ ...contact, ...more }, 'connect')).toEqual({ records: [], passedOver: 1 }),
  );
});

test.each([
  ['canonical', 'call-records.v1', 'startedAt'],
  ['asterisk', 'asterisk-cdr.v1', 'start'],
  ['freeswitch', 'freeswitch-cdr.v1', 'variables/start_epoch'],
  ['connect', 'connect-record.v1', 'InitiationTimestamp'],
  ['twilio', 'twilio-callback.v1', 'Timestamp'],
] as const)(
  '%s: a call of tomorrow, or of last month, is refused by the member that says when it began',
  (adapter, name, path) => {
    const pathsAt = (now: string) => {
      const found = readRecords(example(name), adapter, { source: 'listening-room', timeZone: 'Europe/Rome', now });
      return 'issues' in found ? found.issues.map((issue) => issue.path.join('/')) : [];
    };
    expect(pathsAt('2026-09-10T16:00:00.000Z')).toEqual([path]);
    expect(pathsAt('2026-10-13T17:00:00.000Z')).toEqual([path]);
  },
);

test('Asterisk: answered in the second in which it came is answered by the menu, and tells nothing of the wait', () => {
  const { userfield: _waited, ...row } = example('asterisk-cdr.v1');
  expect(recordOf({ ...row, answer: row.start }, 'asterisk').waitSeconds).toBeUndefined();
  expect(recordOf({ ...row, answer: '2026-09-11 18:03:43' }, 'asterisk').waitSeconds).toBe(1);
});

describe('Twilio', () => {
  const callback = example('twilio-callback.v1');
  const { Timestamp: _when, CallDuration: _long, ...timeless } = callback;

  test.each([
    ['in-progress', { CallStatus: 'ringing' }],
    ['in-progress', { CallStatus: 'in-progress' }],
    ['not-connected', { CallStatus: 'busy' }],
    ['not-connected', { CallStatus: 'canceled' }],
    ['abandoned', { DialCallStatus: 'no-answer' }],
    ['answered', { DialCallStatus: 'completed' }],
    ['abandoned', { ParentCallSid: `CA${'0'.repeat(32)}`, CallStatus: 'no-answer' }],
    ['answered', { ParentCallSid: `CA${'0'.repeat(32)}`, CallStatus: 'in-progress' }],
    ['voicemail', { RecordingUrl: 'https://api.twilio.example/RE1', RecordingSource: 'RecordVerb' }],
    ['answered', { RecordingUrl: 'https://api.twilio.example/RE1', RecordingStatus: 'absent', RecordingDuration: '0' }],
    ['answered', { RecordingUrl: 'https://api.twilio.example/RE1', RecordingStatus: 'failed' }],
    ['answered', { RecordingUrl: 'https://api.twilio.example/RE1', RecordingDuration: 0 }],
    ['voicemail', { RecordingUrl: 'https://api.twilio.example/RE1', RecordingStatus: 'completed' }],
  ])('tells of a call that is %s', (outcome, more) => {
    expect(recordOf({ ...callback, ...more }, 'twilio').outcome).toBe(outcome);
  });

  test.each([
    { RecordingStatus: 'absent' },
    { RecordingStatus: 'failed', RecordingDuration: '12' },
    { RecordingStatus: 'completed', RecordingDuration: '0' },
    { RecordingStatus: 'in-progress' },
    { RecordingStatus: 'in-progress', RecordingDuration: '-1' },
    { RecordingStatus: 'processing' },
  ])('tells nothing of a call by a recording without words: $RecordingStatus $RecordingDuration', (recorded) => {
    const { CallStatus: _status, Timestamp: _at, ...rest } = callback;
    const of = { RecordingSid: `RE${'0'.repeat(32)}`, RecordingStartTime: 'Fri, 11 Sep 2026 16:06:12 +0000' };
    const url = { RecordingUrl: 'https://api.twilio.example/RE1' };
    expect(passedOver({ ...rest, ...of, ...url, ...recorded }, 'twilio')).toMatchObject({ passedOver: 1 });
    const whole = { ...recorded, RecordingStatus: 'completed', RecordingDuration: '12' };
    expect(recordOf({ ...rest, ...of, ...url, ...whole }, 'twilio')).toMatchObject({ outcome: 'voicemail' });
  });

  test('tells of a leg to an operator as of its call, whose caller it does not know', () => {
    const parent = `CA${'0'.repeat(32)}`;
    const record = recordOf({ ...callback, ParentCallSid: parent, Direction: 'outbound-dial' }, 'twilio');
    expect(record.externalId).toBe(parent);
    expect(record.caller).toBeUndefined();
  });

  test('gives transcripts no time: they are of now; anything else without one is refused', () => {
    expect(recordOf({ ...timeless, TranscriptionText: 'Buongiorno' }, 'twilio')).toMatchObject({
      asOf: now,
      outcome: 'voicemail',
      transcript: 'Buongiorno',
    });
    expect(issuesOf(timeless, 'twilio')).toEqual([['Timestamp', expect.stringContaining('must be a date such as')]]);
    expect(issuesOf({ ...callback, Timestamp: 'Fri, 11 Sep 20' }, 'twilio')).toHaveLength(1);
  });

  test('tells of a recording though its transcript failed and has no time', () => {
    const { Timestamp: _none, ...timeless } = callback;
    const failed = { TranscriptionSid: 'TR1', TranscriptionStatus: 'failed', TranscriptionText: '' };
    const record = recordOf({ ...timeless, ...failed, RecordingUrl: 'https://api.twilio.example/RE3' }, 'twilio');
    expect(record).toMatchObject({ outcome: 'voicemail', recording: 'https://api.twilio.example/RE3' });
  });

  test('has calls that are no calls of citizens, and recordings of conversations', () => {
    expect(passedOver({ ...callback, Direction: 'outbound-api' }, 'twilio')).toMatchObject({ passedOver: 1 });
    const recorded = { ...callback, RecordingUrl: 'https://api.twilio.example/RE1', RecordingSource: 'DialVerb' };
    expect(passedOver(recorded, 'twilio')).toMatchObject({ passedOver: 1 });
  });

  test('has an id of its own shape: one that was cut short is another call’s to nobody', () => {
    expect(issuesOf({ ...callback, CallSid: 'CA5ef8' }, 'twilio')).toHaveLength(1);
  });
});

describe('what an exchange leaves out', () => {
  type Loose = Record<string, unknown>;
  const leg = (more: Loose) => {
    const record = example('freeswitch-cdr.v1');
    return recordOf({ ...record, variables: { ...record.variables, ...more } }, 'freeswitch');
  };
  const connect = (more: Loose) => recordOf({ ...example('connect-record.v1'), ...more }, 'connect');

  test('FreeSWITCH: what was dialled is the leg’s, else the dialplan’s, else what SIP was told', () => {
    expect(leg({ destination_number: '800111222' }).dialled).toBe('800111222');
    expect(leg({ sip_to_user: '800999888' }).dialled).toBe('800840840');
    const record = example('freeswitch-cdr.v1');
    const bare = { ...record, callflow: [], variables: { ...record.variables, sip_to_user: '800999888' } };
    expect(recordOf(bare, 'freeswitch').dialled).toBe('800999888');
  });

  test('FreeSWITCH: a message has its own recording, a call that of the call', () => {
    const files = { voicemail_file_path: '/voicemail/1.wav', record_path: '/calls/1.wav' };
    expect(leg({ ...files, sportello_outcome: 'voicemail' })).toMatchObject({
      outcome: 'voicemail',
      recording: '/voicemail/1.wav',
    });
    expect(leg({ record_path: '/calls/1.wav' })).toMatchObject({ outcome: 'answered', recording: '/calls/1.wav' });
  });

  test('FreeSWITCH: a message of no length is none; saved, kept or counted it is one', () => {
    const unanswered = { cc_queue_answered_epoch: '0', bridge_epoch: '0' };
    for (const left of [
      { voicemail_message_seconds: '7' },
      { voicemail_message_len: '7' },
      { voicemail_action: ' Save ' },
      { voicemail_file_path: '/v/1.wav' },
      { last_app: ' voicemail ' },
    ])
      expect(leg({ ...unanswered, ...left }).outcome).toBe('voicemail');
    for (const none of [{ voicemail_message_seconds: '0', last_app: 'voicemail' }, { voicemail_action: 'listen' }])
      expect(leg({ ...unanswered, ...none }).outcome).toBe('abandoned');
  });

  test('FreeSWITCH: one that is not over is in progress, and one that nobody and no menu picked up is not connected', () => {
    expect(leg({ end_epoch: '0', end_uepoch: '0' }).outcome).toBe('in-progress');
    const nobody = { cc_queue_answered_epoch: '0', bridge_epoch: '0', answer_epoch: '0', answer_uepoch: '0' };
    expect(leg(nobody).outcome).toBe('not-connected');
    expect(leg({ ...nobody, cc_queue_canceled_epoch: '1789142671' })).toMatchObject({
      outcome: 'abandoned',
      waitSeconds: 31,
    });
  });

  test('Amazon Connect: the first recording that has a place, else the old member, and the voicemail before both', () => {
    const place = (Location: string | null) => ({ Location });
    expect(connect({ Recordings: [place(null), place('s3://b/1'), place('s3://b/2')] }).recording).toBe('s3://b/1');
    expect(connect({ Recordings: null, Recording: place('s3://b/old') }).recording).toBe('s3://b/old');
    expect(connect({ Recordings: [place('s3://b/1')], Attributes: { voicemail: 's3://b/message' } }).recording).toBe(
      's3://b/message',
    );
  });

  test('Amazon Connect: of two records of a call the later is newer, by its update, else by its end, else by its answer', () => {
    const order = (more: Loose) => connect({ InitiationTimestamp: '2026-09-11T16:00:00Z', ...more }).sequence;
    expect(order({ LastUpdateTimestamp: '2026-09-11T16:00:10Z' })).toBe(100);
    expect(order({ LastUpdateTimestamp: null, DisconnectTimestamp: '2026-09-11T16:00:09Z' })).toBe(90);
    const agent = { ConnectedToAgentTimestamp: '2026-09-11T16:00:08Z' };
    expect(order({ LastUpdateTimestamp: null, DisconnectTimestamp: null, Agent: agent })).toBe(80);
    expect(order({ LastUpdateTimestamp: null, DisconnectTimestamp: null, Agent: null })).toBe(0);
  });

  test('Amazon Connect: without its beginning a call began with the first thing that is known of it', () => {
    const begun = (more: Loose) => connect({ InitiationTimestamp: null, ...more }).startedAt;
    expect(begun({ ConnectedToSystemTimestamp: '2026-09-11T16:00:01Z' })).toBe('2026-09-11T16:00:01.000Z');
    expect(begun({ ConnectedToSystemTimestamp: null, Queue: { EnqueueTimestamp: '2026-09-11T16:00:02Z' } })).toBe(
      '2026-09-11T16:00:02.000Z',
    );
  });

  test('Asterisk: a queue is that of the application Queue, whatever blanks and letters', () => {
    const row = (more: Loose) => recordOf({ ...example('asterisk-cdr.v1'), ...more }, 'asterisk').queue;
    expect(row({ lastapp: ' QUEUE ', lastdata: 'informazioni,t,,60' })).toBe('informazioni');
    expect(row({ lastapp: 'Dial', lastdata: 'informazioni,t' })).toBeUndefined();
  });

  test('no time in a record lies more than ten minutes ahead', () => {
    const later = (endedAt: string) => issuesOf({ ...example('call-records.v1'), endedAt }, 'canonical');
    const ahead = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
    expect(later(ahead(600_000))).toEqual([]);
    expect(later(ahead(600_001))).toHaveLength(1);
  });
});
