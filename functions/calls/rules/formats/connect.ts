import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { ConnectRecord } from '../../../../shared/contracts/foreign-call.ts';
import { instantOf } from '../../../../shared/core/hours/zone.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import {
  choicesOf,
  countedSeconds,
  isSaid,
  known,
  languageOf,
  outcomeOf,
  said,
  secondsBetween,
  zonedInstant,
} from './exchange-words.ts';

/** How a citizen's contact begins or goes on; what staff begin, listen to or hear afterwards is none. */
const ofCitizens = ['INBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK', 'WEBRTC_API'];

function outcomeOfContact(contact: ConnectRecord): CallRecord['outcome'] {
  const named = outcomeOf(contact.Attributes?.outcome);
  const answered = zonedInstant(contact.Agent?.ConnectedToAgentTimestamp) !== undefined;
  // Whoever asked to be called back and was reached has been answered: the attributes of the first part are copied.
  if (answered) return 'answered';
  if (contact.InitiationMethod !== 'CALLBACK' && named !== undefined) return named;
  if (isSaid(contact.Attributes?.voicemail)) return 'voicemail';
  if (contact.InitiationMethod === 'CALLBACK') return 'call-back-asked';
  if (zonedInstant(contact.DisconnectTimestamp) === undefined) return 'in-progress';
  const waited = zonedInstant(contact.Queue?.EnqueueTimestamp) !== undefined;
  const heard = zonedInstant(contact.ConnectedToSystemTimestamp) !== undefined;
  return waited || heard ? 'abandoned' : 'not-connected';
}

/**
 * Contact records of Amazon Connect. A transfer or a call back is a contact of its own, linked to the first one: all of
 * them are one call. A later part is newer than any later word on an earlier part, so `asOf` is when the part began and
 * `sequence` its last update, in tenths of seconds since then.
 */
export const connect: Adapter = {
  beginsAt: ['InitiationTimestamp'],
  read(raw) {
    const parsed = ConnectRecord.safeParse(raw);
    if (!parsed.success) return issuesOf(parsed.error);
    const contact = parsed.data;
    const { Attributes: attributes, Queue: queue, Agent: agent } = contact;
    // Older samples write Voice.
    if (!['', 'VOICE'].includes(contact.Channel?.trim().toUpperCase() ?? '')) return { passedOver: 'no call' };
    if (!['', ...ofCitizens].includes(contact.InitiationMethod?.trim() ?? ''))
      return { passedOver: 'no call of a citizen' };
    const queuedAt = zonedInstant(queue?.EnqueueTimestamp);
    const answeredAt = zonedInstant(agent?.ConnectedToAgentTimestamp);
    const endedAt = zonedInstant(contact.DisconnectTimestamp);
    // Anything may be null: then the call began no later than the first thing that is known of it.
    const firstKnown = [
      zonedInstant(contact.ConnectedToSystemTimestamp),
      queuedAt,
      answeredAt,
      endedAt,
      zonedInstant(contact.LastUpdateTimestamp),
    ].find((at) => at !== undefined);
    const begun = contact.InitiationTimestamp;
    const startedAt = isSaid(begun) ? zonedInstant(begun) : firstKnown;
    if (startedAt === undefined)
      return wrong(['InitiationTimestamp'], 'must be an instant such as 2026-09-11T15:04:05Z');
    const updatedAt = zonedInstant(contact.LastUpdateTimestamp) ?? endedAt ?? answeredAt ?? startedAt;
    const outcome = outcomeOfContact(contact);
    const tenths = Math.floor((instantOf(updatedAt) - instantOf(startedAt)) / 100);
    const recording =
      contact.Recordings?.find((each) => each?.Location != null)?.Location ?? contact.Recording?.Location;
    return {
      record: known<CallRecord>({
        externalId: said(contact.InitialContactId) ?? said(contact.PreviousContactId) ?? contact.ContactId,
        asOf: startedAt,
        sequence: Math.min(1_000_000_000, Math.max(0, tenths)),
        caller: said(contact.CustomerEndpoint?.Address, 100),
        dialled: said(contact.SystemEndpoint?.Address, 100),
        language: languageOf(attributes?.language ?? contact.LanguageCode),
        menuChoices: choicesOf(attributes?.menu),
        queue: said(queue?.Name, 100),
        startedAt,
        queuedAt,
        answeredAt,
        endedAt,
        waitSeconds: countedSeconds(queue?.Duration) ?? secondsBetween(queuedAt, answeredAt ?? endedAt),
        talkSeconds: countedSeconds(agent?.AgentInteractionDuration) ?? secondsBetween(answeredAt, endedAt),
        outcome,
        recording: said(attributes?.voicemail ?? recording, 500),
        transcript: said(attributes?.transcript, 20_000),
      }),
    };
  },
};
