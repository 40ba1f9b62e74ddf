import { describe, expect, test } from '@jest/globals';
import record from '../../../events/freeswitch-cdr.v1.example.json' with { type: 'json' };
import { freeswitch } from '../../../functions/calls/rules/formats/freeswitch.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';

const exchange = { source: 'pbx', timeZone: 'Europe/Rome', now: '2026-09-12T08:00:00.000Z' };
const read = (more: object, callflow: unknown = record.callflow) =>
  freeswitch.read({ ...record, callflow, variables: { ...record.variables, ...more } }, exchange);
function recordOf(...given: Parameters<typeof read>): CallRecord {
  const reading = read(...given);
  if ('record' in reading) return reading.record;
  throw new Error(JSON.stringify(reading));
}

describe('a leg of FreeSWITCH', () => {
  test('without the second at which it began is refused there', () => {
    expect(read({ start_epoch: '0', start_uepoch: '' })).toEqual({
      issues: [
        expect.objectContaining({
          path: ['variables', 'start_epoch'],
          message: 'must be the second at which the call began',
        }),
      ],
    });
  });

  test('to an operator, and a call out, is no call of a citizen', () => {
    for (const more of [{ direction: 'outbound' }, { cc_side: 'agent' }])
      expect(read(more)).toEqual({ passedOver: 'a leg to an operator or a call out' });
  });

  test('is of its end, else of the operator’s answer, else of the menu’s, else of its beginning', () => {
    const asOf = (more: object) => recordOf({ end_epoch: '', end_uepoch: '', ...more }).asOf;
    const [never, menu] = [{ cc_queue_answered_epoch: '' }, { answer_epoch: '', answer_uepoch: '' }];
    expect(asOf({})).toBe('2026-09-11T16:04:31.000Z');
    expect(asOf(never)).toBe('2026-09-11T16:03:40.338Z');
    expect(asOf({ ...never, ...menu })).toBe('2026-09-11T16:03:40.118Z');
    expect(asOf({ ...never, bridge_epoch: '1789142700' })).toBe('2026-09-11T16:05:00.000Z');
  });

  test('tells talk and answer of an answered call alone', () => {
    expect(recordOf({})).toMatchObject({ outcome: 'answered', talkSeconds: 102 });
    const left = recordOf({ sportello_outcome: ' Voicemail ' });
    expect(left).toMatchObject({ outcome: 'voicemail', waitSeconds: 31 });
    for (const member of ['talkSeconds', 'answeredAt']) expect(left).not.toHaveProperty(member);
  });

  test('is from the first number that is one: the leg’s, the dialplan’s, the one of SIP', () => {
    const profile = [{ caller_profile: null }, { caller_profile: { caller_id_number: '3339999999' } }];
    const names = { caller_id_number: 'anonymous', sip_from_user: '3330000000' };
    expect(recordOf({ ...names, caller_id_number: '3338888888' }, profile).caller).toBe('+393338888888');
    expect(recordOf(names, profile).caller).toBe('+393339999999');
    expect(recordOf(names, []).caller).toBe('+393330000000');
    expect(recordOf({ ...names, sip_from_user: '' }, null)).not.toHaveProperty('caller');
  });

  test('reads a value that was not percent-encoded as it stands, and cuts what is too long', () => {
    expect(recordOf({ cc_queue: '100% informazioni' }).queue).toBe('100% informazioni');
    const long = recordOf({
      cc_queue: 'q'.repeat(101),
      destination_number: '8'.repeat(101),
      record_path: 'r'.repeat(501),
      sportello_transcript: 't'.repeat(20_001),
    });
    expect([long.queue, long.dialled, long.recording, long.transcript].map((text) => text?.length)).toEqual([
      100, 100, 500, 20_000,
    ]);
  });

  test('that is no object, or has no variables, is refused', () => {
    for (const raw of [null, 7, [], {}, { variables: null }, { variables: [] }, { variables: 'x' }])
      expect(freeswitch.read(raw, exchange)).toHaveProperty('issues');
  });
});

describe('a call of a telephone of the house', () => {
  const unheard = { cc_queue: '', sportello_menu: ' ', sportello_outcome: null, sportello_transcript: '' };
  const isPassedOver = (more: object) => 'passedOver' in read({ ...unheard, ...more });

  test('is one of whoever signed on, and one from an extension to a number outside', () => {
    expect(isPassedOver({})).toBe(false);
    for (const member of ['user_name', 'sip_auth_username']) expect(isPassedOver({ [member]: '205' })).toBe(true);
    for (const member of ['sip_from_user', 'caller_id_number']) {
      expect(isPassedOver({ [member]: '205', destination_number: '3331234567' })).toBe(true);
      expect(isPassedOver({ [member]: '205', destination_number: '204' })).toBe(false);
    }
  });

  test('is none that the service’s queue or menu heard', () => {
    for (const heard of ['cc_queue', 'sportello_menu', 'sportello_outcome', 'sportello_transcript'])
      expect(isPassedOver({ user_name: '205', [heard]: 'x' })).toBe(false);
  });
});
