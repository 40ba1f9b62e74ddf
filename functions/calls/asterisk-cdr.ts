import type { CallRecord } from '../../shared/contracts/call-record.ts';
import { AsteriskCdr } from '../../shared/contracts/foreign-call.ts';
import { DAY, instantOf } from '../../shared/core/zone.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import {
  choicesOf,
  countedSeconds,
  epochInstant,
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

const near = (one: string | undefined, other: string) =>
  one !== undefined && Math.abs(instantOf(one) - instantOf(other)) <= DAY;

/** How a row says that its call ended, and whether it knows: an operator's phone that rang in vain does not. */
function fateOf(row: AsteriskCdr, named: CallRecord['outcome'] | undefined) {
  if (named !== undefined) return { outcome: named, certain: true } as const;
  if (said(row.end, 40) === undefined) return { outcome: 'in-progress', certain: false } as const;
  const application = row.lastapp?.trim().toLowerCase() ?? '';
  if (application === 'voicemail' || application === 'minivmrecord')
    return { outcome: 'voicemail', certain: true } as const;
  const answered = row.disposition?.trim().toUpperCase() === 'ANSWERED';
  const operator = said(row.dstchannel, 200) !== undefined;
  if (answered && operator) return { outcome: 'answered', certain: true } as const;
  // Answered without an operator is a caller who heard the menu or the queue's music, and hung up.
  const rang = row.disposition?.trim().toUpperCase() === 'NO ANSWER' && operator;
  return {
    outcome: answered || rang || application === 'queue' ? 'abandoned' : 'not-connected',
    certain: false,
  } as const;
}

/**
 * Rows of Asterisk: `linkedid` is the call. Rows of one call often come in requests of their own and in any order, so each has
 * to fit with the others: one that does not know how the call ended tells of its beginning only, and any that knows is newer.
 */
export const asterisk: Adapter = {
  beginsAt: ['start'],
  read(raw, { timeZone }) {
    const parsed = AsteriskCdr.safeParse(raw);
    if (!parsed.success) return issuesOf(parsed.error);
    const row = parsed.data;
    const externalId = said(row.linkedid, 150) ?? row.uniqueid;
    const born = bornAt(row.uniqueid);
    const start = wallInstant(row.start, timeZone, born);
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
        caller: said(row.src, 100),
        // The legs to operators name their extensions.
        dialled: row.uniqueid === externalId ? said(row.dst, 100) : undefined,
        language: languageOf(notes['language']),
        menuChoices: choicesOf(notes['menu']),
        queue: row.lastapp?.trim().toLowerCase() === 'queue' ? said(row.lastdata?.split(',')[0], 100) : undefined,
        startedAt,
        answeredAt: answered ? answer : undefined,
        endedAt: end,
        waitSeconds: countedSeconds(said(notes['wait'], 20)) ?? waited,
        talkSeconds: answered ? secondsBetween(answer, end) : undefined,
        outcome,
        recording: said(notes['recording'], 500),
      }),
    };
  },
  joinParts(rows) {
    const oldestFirst = [...rows].sort(
      (one, other) =>
        instantOf(one.asOf ?? one.startedAt) - instantOf(other.asOf ?? other.startedAt) ||
        (one.sequence ?? 0) - (other.sequence ?? 0),
    );
    // Members that the newest row lacks, others may have: the caller's own leg knows what was dialled.
    return Object.assign({}, ...oldestFirst) as CallRecord;
  },
};
