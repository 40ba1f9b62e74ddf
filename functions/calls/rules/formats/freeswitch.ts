import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { FreeswitchCdr } from '../../../../shared/contracts/foreign-call.ts';
import { callerPhone, isExtension } from '../../../../shared/core/cases/caller.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import {
  choicesOf,
  countedSeconds,
  epochInstant,
  isSaid,
  known,
  languageOf,
  outcomeOf,
  said,
  secondsBetween,
} from './exchange-words.ts';

/** A value as it was before mod_json_cdr percent-encoded it; one that it did not encode stays as it is. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The same record with the values of its variables decoded. */
function withDecodedVariables(raw: unknown): unknown {
  const { variables } = (raw ?? {}) as { variables?: unknown };
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return raw;
  const entries = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === 'string' ? decoded(value) : value,
  ]);
  return { ...(raw as object), variables: Object.fromEntries(entries) };
}

type Times = { answered: string | undefined; cancelled: string | undefined; picked: string | undefined };

/**
 * Whether a caller left a message: mod_voicemail says so by its name, FusionPBX's script by what it did; one of no
 * length is none.
 */
function leftMessage(leg: FreeswitchCdr['variables']): boolean {
  const seconds = countedSeconds(leg.voicemail_message_seconds) ?? countedSeconds(leg.voicemail_message_len);
  if (seconds === 0) return false;
  const saved = leg.voicemail_action?.trim().toLowerCase() === 'save';
  return saved || isSaid(leg.voicemail_file_path) || seconds !== undefined || leg.last_app?.trim() === 'voicemail';
}

function outcomeOfLeg(leg: FreeswitchCdr['variables'], { answered, cancelled, picked }: Times, ended: boolean) {
  const named = outcomeOf(leg.sportello_outcome);
  if (named !== undefined) return named;
  if (!ended) return 'in-progress';
  if (leftMessage(leg)) return 'voicemail';
  if (answered !== undefined) return 'answered';
  // The menu picked up, and nobody else did.
  return cancelled !== undefined || picked !== undefined ? 'abandoned' : 'not-connected';
}

/**
 * Whether somebody at a telephone of the house called: no citizen's call, unless the service's queue or menu heard it.
 */
function isOfTheHouse(leg: FreeswitchCdr['variables'], dialled: string | undefined): boolean {
  const heard = [leg.cc_queue, leg.sportello_menu, leg.sportello_outcome, leg.sportello_transcript];
  if (heard.some(isSaid)) return false;
  const signedOn = [leg.user_name, leg.sip_auth_username].some(isExtension);
  const short = [leg.sip_from_user, leg.caller_id_number].some(isExtension);
  return signedOn || (short && callerPhone(dialled) !== undefined);
}

/** FreeSWITCH's record of the caller's leg, posted when it is over; the legs to operators are passed over. */
export const freeswitch: Adapter = {
  beginsAt: ['variables', 'start_epoch'],
  read(raw) {
    const parsed = FreeswitchCdr.safeParse(withDecodedVariables(raw));
    if (!parsed.success) return issuesOf(parsed.error);
    const { variables: leg, callflow } = parsed.data;
    if (leg.direction === 'outbound' || leg.cc_side === 'agent')
      return { passedOver: 'a leg to an operator or a call out' };
    const profile = callflow?.find((each) => each.caller_profile != null)?.caller_profile;
    const dialled = said(leg.destination_number ?? profile?.destination_number ?? leg.sip_to_user, 100);
    if (isOfTheHouse(leg, dialled)) return { passedOver: 'a call of a telephone of the house' };
    const startedAt = epochInstant(leg.start_epoch, leg.start_uepoch);
    if (startedAt === undefined)
      return wrong(['variables', 'start_epoch'], 'must be the second at which the call began');
    const endedAt = epochInstant(leg.end_epoch, leg.end_uepoch);
    const picked = epochInstant(leg.answer_epoch, leg.answer_uepoch);
    const answered = epochInstant(leg.cc_queue_answered_epoch) ?? epochInstant(leg.bridge_epoch);
    const cancelled = epochInstant(leg.cc_queue_canceled_epoch);
    const queuedAt = epochInstant(leg.cc_queue_joined_epoch);
    const outcome = outcomeOfLeg(leg, { answered, cancelled, picked }, endedAt !== undefined);
    const callers = [leg.caller_id_number, profile?.caller_id_number, leg.sip_from_user];
    return {
      record: known<CallRecord>({
        externalId: leg.uuid,
        asOf: endedAt ?? answered ?? picked ?? startedAt,
        caller: callers.map(callerPhone).find((phone) => phone !== undefined),
        dialled,
        language: languageOf(leg.default_language),
        menuChoices: choicesOf(leg.sportello_menu),
        queue: said(leg.cc_queue, 100),
        startedAt,
        queuedAt,
        answeredAt: outcome === 'answered' ? answered : undefined,
        endedAt,
        waitSeconds: secondsBetween(queuedAt, answered ?? cancelled),
        talkSeconds: outcome === 'answered' ? secondsBetween(answered, endedAt) : undefined,
        outcome,
        recording: said(outcome === 'voicemail' ? leg.voicemail_file_path : leg.record_path, 500),
        transcript: said(leg.sportello_transcript, 20_000),
      }),
    };
  },
};
