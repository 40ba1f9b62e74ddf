import type { CallRecord } from '../../../shared/contracts/call-record.ts';
import { DAY, zoneNamed } from '../../../shared/core/hours/zone.ts';

// Telephone exchanges as they behave: each makes calls of every fate and writes its records of them.

/** One call that was made: its id, how it ended, and what somebody of the desk must find of it. */
export type Made = { externalId: string; outcome: CallRecord['outcome']; kind: string; phone?: string; words?: string };

/** The records of some calls as bodies to post, and the truth about the calls. */
export type Posted = { bodies: { type: string; text: string }[]; calls: Made[] };

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fates = ['answered', 'abandoned', 'voicemail', 'call-back-asked', 'not-connected'] as const;

type Call = { index: number; fate: (typeof fates)[number]; start: number; phone: string | undefined; seconds: number };

/** Calls from a week before `now`, some of them anonymous; epoch milliseconds on whole seconds. */
function* callsBefore(now: number, count: number, random: () => number): Generator<Call> {
  for (let index = 0; index < count; index += 1) {
    const anonymous = random() < 0.15;
    yield {
      index,
      fate: fates[Math.floor(random() * fates.length)] as Call['fate'],
      start: Math.floor((now - 3_600_000 - random() * 7 * DAY) / 1000) * 1000,
      phone: anonymous ? undefined : `+3933${String(10_000_000 + index)}`,
      seconds: 40 + Math.floor(random() * 300),
    };
  }
}

const json = (record: object) => ({ type: 'application/json', text: JSON.stringify(record) });
const form = (fields: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  text: new URLSearchParams(fields).toString(),
});
const iso = (at: number) => new Date(at).toISOString();
const uuid = (index: number, part = 0) =>
  `${index.toString(16).padStart(8, '0')}-${part.toString(16).padStart(4, '0')}-4f2a-9f1c-0d6a3f2b8c11`;
const made = (call: Call, externalId: string, words?: string, kind = 'information'): Made => ({
  externalId,
  outcome: call.fate,
  kind,
  ...(call.phone === undefined ? {} : { phone: call.phone }),
  ...(words === undefined ? {} : { words }),
});

/** An exchange that speaks our own contract: while it rings, when it ends, and once more with the transcript. */
export function canonicalExchange(now: number, count: number, random: () => number): Posted {
  const posted: Posted = { bodies: [], calls: [] };
  for (const call of callsBefore(now, count, random)) {
    const { index, fate, start, phone, seconds } = call;
    const externalId = uuid(index);
    const words = fate === 'voicemail' ? `Richiamatemi per la pratica ${index}` : undefined;
    const common = { source: 'ivr', externalId, startedAt: iso(start), caller: phone ?? 'anonymous', language: 'it' };
    const end = start + seconds * 1000;
    // The caller thinks again: the last record says what was chosen in the end.
    const begun = { ...common, asOf: iso(start + 1000), outcome: 'in-progress' };
    posted.bodies.push(json({ ...begun, sequence: 1 }));
    posted.bodies.push(json({ ...begun, sequence: 2, menuChoices: ['4'] }));
    posted.bodies.push(json({ ...common, sequence: 3, endedAt: iso(end), outcome: fate, menuChoices: ['2'] }));
    if (words !== undefined) {
      posted.bodies.push(json({ ...common, sequence: 4, endedAt: iso(end), outcome: fate, transcript: words }));
    }
    posted.calls.push(made(call, externalId, words, 'report'));
  }
  return posted;
}

/** Asterisk in Rome: each row is posted by itself, operators ring one after another, a survey follows an answer. */
export function asteriskExchange(now: number, count: number, random: () => number): Posted {
  const zone = zoneNamed('Europe/Rome');
  const local = (at: number) =>
    iso(at + zone.offsetAt(at))
      .slice(0, 19)
      .replace('T', ' ');
  const posted: Posted = { bodies: [], calls: [] };
  for (const call of callsBefore(now, count, random)) {
    const { index, fate, start, phone, seconds } = call;
    const id = `${start / 1000}.${index}`;
    let sequence = index * 10;
    const row = (from: number, to: number, more: Record<string, unknown>) => {
      sequence += 1;
      posted.bodies.push(
        json({
          src: phone?.replace('+39', '') ?? 'anonymous',
          dst: '800840840',
          channel: 'PJSIP/trunk-0000002a',
          dstchannel: '',
          lastapp: 'Queue',
          lastdata: 'information,tT',
          start: local(from),
          answer: local(from),
          end: local(to),
          disposition: 'ANSWERED',
          userfield: '',
          uniqueid: id,
          linkedid: id,
          sequence,
          ...more,
        }),
      );
    };
    const end = start + seconds * 1000;
    const operator = (number: number) => ({ dstchannel: `PJSIP/operator-${number}-0000002c` });
    if (fate === 'answered' || fate === 'abandoned') {
      row(start, start + 20_000, { ...operator(204), disposition: 'NO ANSWER', answer: '' });
    }
    if (fate === 'answered') {
      row(start + 20_000, end - 5000, operator(205));
      // The operator's own leg, with an id of its own.
      row(start + 20_000, end - 5000, {
        src: '205',
        uniqueid: `${start / 1000 + 20}.${index}`,
        lastapp: 'AppQueue',
        ...operator(205),
      });
      row(end - 5000, end, { lastapp: 'Playback', lastdata: 'survey' });
      // The operator calls somebody: nobody of the citizens has called.
      const own = {
        uniqueid: `${end / 1000}.${index}7`,
        linkedid: `${end / 1000}.${index}7`,
        channel: 'PJSIP/205-0000002d',
      };
      row(end, end + 9000, { ...own, src: '205', dst: '3471234567', lastapp: 'Dial', ...operator(0) });
    }
    if (fate === 'abandoned') row(start, end, {});
    if (fate === 'voicemail') {
      row(start, end - 30_000, {});
      row(end - 30_000, end, { lastapp: 'VoiceMail', lastdata: '100@default,u' });
    }
    const asked = fate === 'call-back-asked';
    if (asked) row(start, end, { lastapp: 'Hangup', userfield: 'menu=2,1;outcome=call-back-asked' });
    if (asked) row(start + 2000, end, { lastapp: 'Playback', lastdata: 'goodbye' });
    if (fate === 'not-connected') row(start, end, { lastapp: 'Dial', disposition: 'CONGESTION', answer: '' });
    posted.calls.push(made(call, id, undefined, asked ? 'report' : 'information'));
  }
  return posted;
}

/**
 * FreeSWITCH: the caller's leg once, legs to operators beside it, values percent-encoded, in each of its three
 * encodings.
 */
export function freeswitchExchange(now: number, count: number, random: () => number): Posted {
  const posted: Posted = { bodies: [], calls: [] };
  for (const call of callsBefore(now, count, random)) {
    const { index, fate, start, phone, seconds } = call;
    const id = uuid(index);
    const epoch = (at: number) => String(at / 1000);
    const end = start + seconds * 1000;
    const leg = (variables: Record<string, string>) => {
      const text = JSON.stringify({
        'core-uuid': uuid(0, 1),
        variables: Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, encodeURIComponent(value)]),
        ),
        callflow: [{ caller_profile: { caller_id_number: phone ?? 'anonymous', destination_number: '800840840' } }],
      });
      const kind = Math.floor(random() * 3);
      if (kind === 0) posted.bodies.push({ type: 'application/json', text });
      else if (kind === 1) posted.bodies.push(form({ cdr: text }));
      else {
        posted.bodies.push({
          type: 'application/x-www-form-base64-encoded',
          text: `cdr=${Buffer.from(text).toString('base64')}`,
        });
      }
    };
    const ended = { start_epoch: epoch(start), start_uepoch: `${start / 1000}118327`, end_epoch: epoch(end) };
    const queued = { cc_queue: 'informazioni@default', cc_queue_joined_epoch: epoch(start + 10_000) };
    leg({
      direction: 'inbound',
      uuid: id,
      call_uuid: id,
      sip_from_user: phone ?? 'anonymous',
      answer_epoch: fate === 'not-connected' ? '0' : epoch(start + 1000),
      ...ended,
      ...(fate === 'answered' ? { ...queued, cc_queue_answered_epoch: epoch(start + 30_000) } : {}),
      ...(fate === 'abandoned'
        ? { ...queued, cc_queue_canceled_epoch: epoch(end), cc_cancel_reason: 'BREAK_OUT' }
        : {}),
      ...(fate === 'voicemail' ? { last_app: 'voicemail' } : {}),
      ...(fate === 'call-back-asked' ? { sportello_outcome: 'call-back-asked', sportello_menu: '2,1' } : {}),
    });
    if (fate === 'answered') {
      leg({ direction: 'outbound', uuid: uuid(index, 2), call_uuid: id, cc_side: 'agent', ...ended });
      // An operator picks up a telephone: the leg is inbound to the exchange all the same.
      const own = { direction: 'inbound', uuid: uuid(index, 5), sip_from_user: '1001', user_name: '1001' };
      leg({ ...own, destination_number: '0612345678', bridge_epoch: epoch(start), ...ended });
    }
    posted.calls.push(made(call, id, undefined, fate === 'call-back-asked' ? 'report' : 'information'));
  }
  return posted;
}

/**
 * Amazon Connect: records come again with later data, transfers and call-backs are contacts of their own, much is null.
 */
export function connectExchange(now: number, count: number, random: () => number): Posted {
  const posted: Posted = { bodies: [], calls: [] };
  for (const call of callsBefore(now, count, random)) {
    const { index, fate, start, phone, seconds } = call;
    const id = uuid(index);
    const contact = (from: number, more: Record<string, unknown>) => {
      const record = {
        AWSContactTraceRecordFormatVersion: '2017-03-10',
        Agent: null,
        Attributes: {},
        Channel: 'VOICE',
        ConnectedToSystemTimestamp: iso(from),
        ContactId: id,
        CustomerEndpoint: { Address: phone ?? 'anonymous', Type: 'TELEPHONE_NUMBER' },
        DisconnectTimestamp: iso(from + seconds * 1000),
        InitialContactId: null,
        InitiationMethod: 'INBOUND',
        InitiationTimestamp: iso(from),
        LastUpdateTimestamp: iso(from + seconds * 1000 + 60_000),
        Queue: null,
        Recording: null,
        SystemEndpoint: { Address: '+39800840840', Type: 'TELEPHONE_NUMBER' },
        MemberOfNextYear: { Nested: [1, null] },
        ...more,
      };
      posted.bodies.push(json(record));
    };
    const queued = { Name: 'information', EnqueueTimestamp: iso(start + 5000), Duration: 20 };
    const agent = { ConnectedToAgentTimestamp: iso(start + 25_000), AgentInteractionDuration: 60 };
    const later = (minutes: number) => ({ LastUpdateTimestamp: iso(start + minutes * 60_000 + seconds * 1000) });
    // As it was before the call was over, and again when somebody listened to it.
    contact(start, { DisconnectTimestamp: null, LastUpdateTimestamp: iso(start + 3000) });
    let kind = fate === 'call-back-asked' ? 'report' : 'information';
    if (fate === 'answered') {
      const reached = random() < 0.5;
      if (!reached) kind = 'report';
      if (reached) {
        contact(start, { Queue: queued, Agent: agent });
        contact(start, { Queue: queued, Agent: agent, ...later(120) });
      } else {
        // Asked to be called back, was called back, and the first part is told of once more a day later.
        const asked = { Attributes: { outcome: 'call-back-asked', menu: '2' } };
        contact(start, asked);
        const back = start + 1800_000;
        const linked = { ContactId: uuid(index, 3), InitialContactId: id, PreviousContactId: id };
        const spoken = { ConnectedToAgentTimestamp: iso(back + 25_000), AgentInteractionDuration: 60 };
        contact(back, { ...asked, ...linked, InitiationMethod: 'CALLBACK', Agent: spoken });
        contact(start, { ...asked, ...later(1440) });
      }
      contact(start + 90_000, { ContactId: uuid(index, 4), InitialContactId: id, InitiationMethod: 'DISCONNECT' });
    }
    if (fate === 'abandoned') contact(start, { Queue: queued });
    if (fate === 'voicemail') contact(start, { Attributes: { voicemail: `s3://voicemail/${index}.wav` } });
    if (fate === 'call-back-asked')
      contact(start, { Queue: queued, Attributes: { outcome: 'call-back-asked', menu: '2' } });
    if (fate === 'not-connected') contact(start, { ConnectedToSystemTimestamp: null });
    posted.calls.push(made(call, id, undefined, kind));
  }
  // Whoever chats has not called.
  posted.bodies.push(json({ ContactId: uuid(0, 9), Channel: 'CHAT', InitiationTimestamp: iso(now) }));
  return posted;
}

/**
 * Twilio: callbacks of the call, of legs to operators, of recordings without a caller, of transcripts without a time.
 */
export function twilioExchange(now: number, count: number, random: () => number): Posted {
  const posted: Posted = { bodies: [], calls: [] };
  for (const call of callsBefore(now, count, random)) {
    // Twilio knows nothing of call-backs by itself.
    if (call.fate === 'call-back-asked') call.fate = 'voicemail';
    const { index, fate, start, phone, seconds } = call;
    const sid = (part: number) => `CA${part}${index.toString(16).padStart(31, '0')}`;
    const mailDate = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');
    const end = start + seconds * 1000;
    const parties = { From: phone ?? '+266696687', To: '+390661234567', Direction: 'inbound' };
    const status = (at: number, CallStatus: string, sequence: number, more: Record<string, string> = {}) =>
      posted.bodies.push(
        form({
          CallSid: sid(0),
          ...parties,
          CallStatus,
          Timestamp: mailDate(at),
          SequenceNumber: String(sequence),
          ...more,
        }),
      );
    status(start - 1000, 'ringing', 1);
    if (fate === 'not-connected') status(start, 'no-answer', 2, { CallDuration: '0' });
    else {
      status(start, 'in-progress', 2);
      status(end, 'completed', 3, { CallDuration: String(seconds) });
    }
    const leg = { CallSid: sid(1), ParentCallSid: sid(0), Direction: 'outbound-dial', To: '+390669999999' };
    if (fate === 'answered' && random() < 0.5) {
      status(start + 20_000, 'in-progress', 2, leg);
      status(end, 'completed', 3, { ...leg, CallDuration: String(seconds - 20) });
    }
    if (fate === 'abandoned') status(start + 25_000, 'no-answer', 3, { ...leg, CallDuration: '0' });
    const words = fate === 'voicemail' ? `Richiamatemi per la pratica ${index}` : undefined;
    if (words !== undefined) {
      const recording = { RecordingUrl: `https://api.twilio.example/Recordings/RE${index}`, CallSid: sid(0) };
      posted.bodies.push(
        form({
          ...recording,
          RecordingSource: 'RecordVerb',
          RecordingStatus: 'completed',
          RecordingStartTime: mailDate(start + 10_000),
          RecordingDuration: '15',
        }),
      );
      posted.bodies.push(form({ ...recording, ...parties, CallStatus: 'completed', TranscriptionText: words }));
    }
    posted.calls.push(made(call, sid(0), words));
  }
  return posted;
}
