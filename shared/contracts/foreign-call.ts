import * as z from 'zod/mini';

// What telephone exchanges write in their own shapes. Only what is read here is named: they all add members as they
// please.

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
/** Absent, null or a text: exchanges write nothing in many ways. */
const maybe = (maximum: number) => z.optional(z.nullable(text(maximum)));
/** A number, or the text of one. */
const Numeric = z.union([z.number().check(z.minimum(-1e15), z.maximum(1e15)), text(20)]);
const maybeNumeric = z.optional(z.nullable(Numeric));
/** A telephone number, which some who turn tables into JSON write without quotation marks. */
const maybeDialled = (maximum: number) =>
  z.optional(z.nullable(z.union([text(maximum), z.int().check(z.minimum(0), z.maximum(1e15))])));
const Id = z.string().check(z.trim(), z.minLength(1), z.maxLength(150));

/**
 * A row of Asterisk's call detail records (12 and later). One call has several rows: `linkedid` joins them, `uniqueid`,
 * `linkedid` and `sequence` together name one. Times are local, `2026-09-11 17:04:05`, empty where nothing happened.
 */
export const AsteriskCdr = z.object({
  uniqueid: Id,
  linkedid: z.optional(z.nullable(text(150))),
  sequence: maybeNumeric,
  start: maybe(40),
  answer: maybe(40),
  end: maybe(40),
  src: maybeDialled(100),
  dst: maybeDialled(100),
  dcontext: maybe(100),
  channel: maybe(200),
  dstchannel: maybe(200),
  lastapp: maybe(100),
  lastdata: maybe(1000),
  disposition: maybe(40),
  /** Whatever the dialplan notes: `menu=2,1;language=de;outcome=call-back-asked;recording=…`. */
  userfield: maybe(1000),
});
export type AsteriskCdr = z.infer<typeof AsteriskCdr>;

/**
 * What FreeSWITCH (mod_json_cdr) writes of a leg; values of `variables` are percent-encoded unless encode-values is
 * off.
 */
export const FreeswitchCdr = z.object({
  variables: z.object({
    uuid: Id,
    call_uuid: maybe(150),
    direction: maybe(20),
    start_epoch: maybeNumeric,
    start_uepoch: maybeNumeric,
    answer_epoch: maybeNumeric,
    answer_uepoch: maybeNumeric,
    end_epoch: maybeNumeric,
    end_uepoch: maybeNumeric,
    bridge_epoch: maybeNumeric,
    billsec: maybeNumeric,
    caller_id_number: maybeDialled(200),
    sip_from_user: maybeDialled(200),
    destination_number: maybeDialled(200),
    sip_to_user: maybeDialled(200),
    /** Who signed on: the caller is a telephone of the exchange itself. */
    user_name: maybeDialled(200),
    sip_auth_username: maybeDialled(200),
    hangup_cause: maybe(100),
    default_language: maybe(20),
    last_app: maybe(100),
    cc_side: maybe(20),
    cc_queue: maybe(200),
    cc_queue_joined_epoch: maybeNumeric,
    cc_queue_answered_epoch: maybeNumeric,
    cc_queue_canceled_epoch: maybeNumeric,
    voicemail_file_path: maybe(1000),
    /** What FusionPBX's voicemail, a script of its own, did with a message, and how long that is. */
    voicemail_action: maybe(40),
    voicemail_message_seconds: maybeNumeric,
    /** The same of mod_voicemail. */
    voicemail_message_len: maybeNumeric,
    record_path: maybe(1000),
    /** Set by the dialplan: keys pressed with commas between them, an outcome, a transcript. */
    sportello_menu: maybe(1000),
    sportello_outcome: maybe(40),
    sportello_transcript: maybe(60_000),
  }),
  callflow: z.optional(
    z.nullable(
      z
        .array(
          z.object({
            caller_profile: z.optional(
              z.nullable(z.object({ caller_id_number: maybeDialled(200), destination_number: maybeDialled(200) })),
            ),
          }),
        )
        .check(z.maxLength(100)),
    ),
  ),
});
export type FreeswitchCdr = z.infer<typeof FreeswitchCdr>;

const maybeInstant = maybe(40);
const Endpoint = z.optional(z.nullable(z.object({ Address: maybe(256) })));

/**
 * A contact record of Amazon Connect: delivered at least once, again when more is known, anything in it may be null.
 */
export const ConnectRecord = z.object({
  ContactId: Id,
  InitialContactId: maybe(150),
  PreviousContactId: maybe(150),
  Channel: maybe(40),
  InitiationMethod: maybe(40),
  InitiationTimestamp: maybeInstant,
  ConnectedToSystemTimestamp: maybeInstant,
  LastUpdateTimestamp: maybeInstant,
  DisconnectTimestamp: maybeInstant,
  DisconnectReason: maybe(60),
  CustomerEndpoint: Endpoint,
  SystemEndpoint: Endpoint,
  LanguageCode: maybe(20),
  Agent: z.optional(
    z.nullable(z.object({ ConnectedToAgentTimestamp: maybeInstant, AgentInteractionDuration: maybeNumeric })),
  ),
  Queue: z.optional(z.nullable(z.object({ Name: maybe(256), EnqueueTimestamp: maybeInstant, Duration: maybeNumeric }))),
  Recording: z.optional(z.nullable(z.object({ Location: maybe(1024) }))),
  Recordings: z.optional(z.nullable(z.array(z.nullable(z.object({ Location: maybe(1024) }))).check(z.maxLength(100)))),
  /** Contact attributes that the flow sets; any others may stand beside them. */
  Attributes: z.optional(
    z.nullable(
      z.object({
        menu: maybe(1000),
        language: maybe(20),
        outcome: maybe(40),
        voicemail: maybe(1024),
        transcript: maybe(32_768),
      }),
    ),
  ),
});
export type ConnectRecord = z.infer<typeof ConnectRecord>;

/**
 * What Twilio posts about a call, as a form: status callbacks of the call and of the legs to operators, recordings,
 * transcripts.
 */
export const TwilioCallback = z.object({
  CallSid: z.string().check(z.regex(/^CA[0-9a-zA-Z]{32}$/), z.maxLength(34)),
  ParentCallSid: z.optional(z.nullable(z.string().check(z.regex(/^(CA[0-9a-zA-Z]{32})?$/), z.maxLength(34)))),
  CallStatus: maybe(40),
  Direction: maybe(40),
  From: maybe(200),
  To: maybe(200),
  /** RFC 2822: `Fri, 11 Sep 2026 15:04:05 +0000`; actions have none. */
  Timestamp: maybe(60),
  SequenceNumber: maybeNumeric,
  CallDuration: maybeNumeric,
  DialCallStatus: maybe(40),
  DialCallDuration: maybeNumeric,
  RecordingSid: maybe(60),
  RecordingUrl: maybe(1000),
  RecordingSource: maybe(60),
  RecordingStartTime: maybe(60),
  RecordingDuration: maybeNumeric,
  /** `in-progress`, `completed`, `absent` or `failed`: of the last two there is nothing to hear. */
  RecordingStatus: maybe(40),
  TranscriptionSid: maybe(60),
  TranscriptionText: maybe(32_768),
});
export type TwilioCallback = z.infer<typeof TwilioCallback>;
