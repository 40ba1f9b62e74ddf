import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { TwilioCallback } from '../../../../shared/contracts/foreign-call.ts';
import { instantOf, isoOf } from '../../../../shared/core/hours/zone.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import { countedSeconds, isSaid, known, numberOf, said, zonedInstant } from './exchange-words.ts';

const answeredStates = ['answered', 'completed', 'in-progress'];
const unansweredStates = ['busy', 'no-answer', 'failed', 'canceled'];

/** A recording with nothing in it, and one that goes on: Twilio tells of it again when it is over. */
const silentStates = ['absent', 'failed'];
const goingOn = ['in-progress', 'processing', 'paused', 'stopped'];

/**
 * Whether a callback tells of words that somebody can hear or read: a recording that is absent, failed, of no length or
 * not over has none.
 */
function isMessage(callback: TwilioCallback): boolean {
  if (isSaid(callback.TranscriptionText)) return true;
  // What was to be written down was recorded.
  const written = isSaid(callback.TranscriptionSid) ? callback.RecordingSid : undefined;
  if (!isSaid(callback.RecordingUrl ?? written)) return false;
  const state = callback.RecordingStatus?.trim().toLowerCase() ?? '';
  const seconds = countedSeconds(callback.RecordingDuration);
  if (seconds === 0 || silentStates.includes(state)) return false;
  return seconds !== undefined || !goingOn.includes(state);
}

/** Whether a callback is of a recording alone, and tells nothing of how the call goes. */
const isOfRecording = ({ RecordingSid, RecordingStatus, CallStatus, DialCallStatus }: TwilioCallback) =>
  isSaid(RecordingSid ?? RecordingStatus) && !isSaid(CallStatus ?? DialCallStatus);

/** What a callback tells of how the call ended, and whether a richer one beside it is to be believed rather. */
function fateOf(callback: TwilioCallback, status: string): { outcome: CallRecord['outcome']; weak: boolean } {
  if (isMessage(callback)) {
    return { outcome: 'voicemail', weak: false };
  }
  const ofOperator = callback.ParentCallSid ? status : (callback.DialCallStatus?.toLowerCase() ?? '');
  if (answeredStates.includes(ofOperator)) return { outcome: 'answered', weak: false };
  if (unansweredStates.includes(ofOperator)) return { outcome: 'abandoned', weak: false };
  if (status === 'completed') return { outcome: 'answered', weak: true };
  return { outcome: unansweredStates.includes(status) ? 'not-connected' : 'in-progress', weak: true };
}

/**
 * Seconds after its beginning at which the bare end of a call is placed: later than its beginning, earlier than any
 * result of it.
 */
const justBegun = 2;

/**
 * Callbacks of Twilio: of the call's status, of the legs to operators (ParentCallSid), of recordings and transcripts.
 * Of a call that went through a menu, `completed` says only that the line was open; whatever says more is believed
 * rather, in any order.
 */
export const twilio: Adapter = {
  beginsAt: ['Timestamp'],
  read(raw, { now }) {
    const parsed = TwilioCallback.safeParse(raw);
    if (!parsed.success) return issuesOf(parsed.error);
    const callback = parsed.data;
    const parent = said(callback.ParentCallSid);
    if (parent === undefined && callback.Direction?.startsWith('outbound')) return { passedOver: 'a call out' };
    // What the verb Record keeps was said to a machine; other recordings are of conversations.
    if (callback.RecordingSource != null && callback.RecordingSource !== 'RecordVerb') {
      return { passedOver: 'the recording of a conversation' };
    }
    if (isOfRecording(callback) && !isMessage(callback)) return { passedOver: 'a recording with no message in it' };
    const recorded = zonedInstant(callback.RecordingStartTime);
    const recordedUntil =
      recorded && isoOf(instantOf(recorded) + (countedSeconds(callback.RecordingDuration) ?? 0) * 1000);
    // Transcripts, those that failed too, carry no time: they come when they are made.
    const isTranscript = [callback.TranscriptionText, callback.TranscriptionSid].some(isSaid);
    const transcribed = isTranscript ? now : undefined;
    const at = isSaid(callback.Timestamp) ? zonedInstant(callback.Timestamp) : (recordedUntil ?? transcribed);
    if (at === undefined) return wrong(['Timestamp'], 'must be a date such as Fri, 11 Sep 2026 16:06:12 +0000');
    const talked = countedSeconds(callback.CallDuration);
    const startedAt = recorded ?? isoOf(instantOf(at) - (talked ?? 0) * 1000);
    const status = callback.CallStatus?.trim().toLowerCase() ?? '';
    const { outcome, weak } = fateOf(callback, status);
    const over = status === 'completed' || unansweredStates.includes(status);
    const placed = isoOf(Math.min(instantOf(at), instantOf(startedAt) + justBegun * 1000));
    const sequence = numberOf(callback.SequenceNumber);
    return {
      record: known<CallRecord>({
        externalId: parent ?? callback.CallSid,
        asOf: weak && over ? placed : at,
        sequence: sequence !== undefined && sequence >= 0 ? Math.min(1_000_000_000, Math.floor(sequence)) : undefined,
        caller: parent === undefined ? said(callback.From, 100) : undefined,
        dialled: parent === undefined ? said(callback.To, 100) : undefined,
        startedAt,
        endedAt: over ? at : undefined,
        talkSeconds: outcome === 'answered' ? (countedSeconds(callback.DialCallDuration) ?? talked) : undefined,
        outcome,
        recording: isMessage(callback) ? said(callback.RecordingUrl, 500) : undefined,
        transcript: said(callback.TranscriptionText, 20_000),
      }),
    };
  },
};
