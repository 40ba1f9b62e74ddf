import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { AsteriskCdr } from '../../../../shared/contracts/foreign-call.ts';
import { callOrder } from '../../../../shared/core/cases/call.ts';
import { callerPhone, isExtension } from '../../../../shared/core/cases/caller.ts';
import { DAY, instantOf } from '../../../../shared/core/hours/zone.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import {
  choicesOf,
  countedSeconds,
  epochInstant,
  isSaid,
  known,
  languageOf,
  numberOf,
  outcomeOf,
  said,
  secondsBetween,
  wallInstant,
} from './exchange-words.ts';

/** What the dialplan notes in `userfield`: `menu=2,1;language=de`. */
function notesOf(userfield: string | null | undefined): Record<string, string> {
  const notes = (userfield ?? '').split(';').map((note): [string, string] => {
    const [name = '', ...value] = note.split('=');
    return [name.trim().toLowerCase(), value.join('=')];
  });
  return Object.fromEntries(notes);
}

/** When the channel of an id such as `pbx-1757603045.42` was made: Asterisk writes epoch seconds into it. */
const bornAt = (id: string) => epochInstant(/(\d{9,10})\.\d+$/.exec(id)?.[1]);

/** The telephone that a channel such as `PJSIP/205-0000002a` belongs to; of a trunk, the trunk's name. */
const telephoneOf = (channel: string | null | undefined) => /^\w+\/([^-@/]+)/.exec(channel ?? '')?.[1];

/**
 * Whether somebody of the house called out, or another telephone of the house: no citizen's call, unless the row itself
 * says that the service heard it (its queue, or what the dialplan notes).
 */
function isOfTheHouse({ src, dst, channel, dcontext, lastapp, userfield }: AsteriskCdr): boolean {
  const { menu, outcome } = notesOf(userfield);
  const heard = lastapp?.trim().toLowerCase() === 'queue' || menu !== undefined || outcome !== undefined;
  if (!isExtension(src) || heard) return false;
  return (
    telephoneOf(channel) === said(src) ||
    dcontext?.startsWith('from-internal') === true ||
    callerPhone(dst) !== undefined
  );
}

const near = (one: string | undefined, other: string) =>
  one !== undefined && Math.abs(instantOf(one) - instantOf(other)) <= DAY;

/** How a row says that its call ended, and whether it knows: an operator's phone that rang in vain does not. */
function fateOf(row: AsteriskCdr, named: CallRecord['outcome'] | undefined) {
  if (named !== undefined) return { outcome: named, certain: true } as const;
  if (!isSaid(row.end)) return { outcome: 'in-progress', certain: false } as const;
  const application = row.lastapp?.trim().toLowerCase() ?? '';
  if (application === 'voicemail' || application === 'minivmrecord')
    return { outcome: 'voicemail', certain: true } as const;
  const answered = row.disposition?.trim().toUpperCase() === 'ANSWERED';
  const operator = isSaid(row.dstchannel);
  if (answered && operator) return { outcome: 'answered', certain: true } as const;
  // Answered without an operator is a caller who heard the menu or the queue's music, and hung up.
  const rang = row.disposition?.trim().toUpperCase() === 'NO ANSWER' && operator;
  return {
    outcome: answered || rang || application === 'queue' ? 'abandoned' : 'not-connected',
    certain: false,
  } as const;
}

/**
 * Rows of Asterisk: `linkedid` is the call. Rows of one call often come in requests of their own and in any order, so
 * each has to fit with the others: one that does not know how the call ended tells of its beginning only, and any that
 * knows is newer.
 */
export const asterisk: Adapter = {
  beginsAt: ['start'],
  read(raw, { timeZone }) {
    const parsed = AsteriskCdr.safeParse(raw);
    if (!parsed.success) return issuesOf(parsed.error);
    const row = parsed.data;
    const externalId = said(row.linkedid) ?? row.uniqueid;
    const born = bornAt(row.uniqueid);
    // Rows of other channels belong to a call whose own rows tell what it is.
    if (row.uniqueid === externalId && isOfTheHouse(row)) return { passedOver: 'a call of a telephone of the house' };
    const start = isSaid(row.start) ? wallInstant(row.start, timeZone, born) : born;
    if (start === undefined) return wrong(['start'], 'must be a local time such as 2026-09-11 17:04:05');
    const begun = bornAt(externalId);
    const startedAt = begun !== undefined && near(begun, start) ? begun : start;
    const answer = wallInstant(row.answer, timeZone, start);
    const end = wallInstant(row.end, timeZone, answer ?? start);
    const notes = notesOf(row.userfield);
    const { outcome, certain } = fateOf(row, outcomeOf(notes['outcome']));
    const answered = outcome === 'answered';
    const sequence = numberOf(row.sequence);
    // Where the menu answers first, the time of answer is the menu's and tells nothing of the wait.
    const waited = answered && answer !== undefined && answer > start ? secondsBetween(start, answer) : undefined;
    return {
      record: known<CallRecord>({
        externalId,
        sequence: sequence !== undefined && sequence >= 0 ? Math.min(1_000_000_000, Math.floor(sequence)) : undefined,
        asOf: certain ? (end ?? answer ?? start) : startedAt,
        // The legs to operators name their extensions, and whatever numbers they are passed on to.
        caller: row.uniqueid === externalId ? said(row.src) : undefined,
        dialled: row.uniqueid === externalId ? said(row.dst) : undefined,
        language: languageOf(notes['language']),
        menuChoices: choicesOf(notes['menu']),
        queue: row.lastapp?.trim().toLowerCase() === 'queue' ? said(row.lastdata?.split(',')[0], 100) : undefined,
        startedAt,
        answeredAt: answered ? answer : undefined,
        endedAt: end,
        waitSeconds: countedSeconds(notes['wait']) ?? waited,
        talkSeconds: answered ? secondsBetween(answer, end) : undefined,
        outcome,
        recording: said(notes['recording'], 500),
      }),
    };
  },
  joinParts(rows) {
    const oldestFirst = rows
      .map((row) => ({ ...row, asOf: row.asOf ?? row.startedAt }))
      .sort((one, other) => callOrder(one, other));
    const startedAt = oldestFirst.map((row) => row.startedAt).sort()[0];
    // Members that the newest row lacks, others may have: the caller's own leg knows what was dialled.
    return Object.assign({}, ...oldestFirst, { startedAt }) as CallRecord;
  },
};
