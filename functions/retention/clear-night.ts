import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { type Erased, eraseTogether, HeldByLaw } from '../../shared/shell/stores/erase-case.ts';
import type { LeftBehind, MailAside } from '../../shared/shell/stores/left-behind.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { closeAnswered } from './close-answered.ts';
import { type CaseTrace, casesToClose, dueCases, heldCases, noteEntry } from './rules/due-cases.ts';
import { type DaysAside, isMailDue } from './rules/due-mails.ts';

/** Cases that one night erases at most: a few calls each fill a quarter of an hour; the next night goes on. */
const casesANight = 5_000;

/** What a night did: how many cases, entries, files, mails and letters went, and how many cases wait for the next. */
export type Cleared = {
  cases: number;
  entries: number;
  files: number;
  mails: number;
  aside: number;
  letters: number;
  left: number;
  /** Cases that were answered long enough ago and closed. */
  closed: number;
  /** Cases that an act of an authority keeps. */
  held: number;
};

/**
 * Erases the personal data whose time is over: of cases by the days of their kind from their end on, of mails that
 * became no case soon. Each case is erased as by `npm run erase`, so that a night stopped half-way is gone on with in
 * the next.
 */
export async function clearNight(
  work: {
    register: Register;
    left: LeftBehind & { mailsAside(): Promise<MailAside[]> };
    days: DaysAside;
    reason?: string;
    /** Days after its answer until a case closes by itself; left out: none does. */
    closesAfterDays?: number;
  },
  now: Date,
): Promise<Cleared> {
  const { register, left, days, reason = 'retention', closesAfterDays } = work;
  const traces = new Map<string, CaseTrace>();
  for await (const entries of register.all()) for (const entry of entries) noteEntry(traces, entry);
  const due = dueCases(traces, now.getTime());
  const answered = closesAfterDays === undefined ? [] : casesToClose(traces, closesAfterDays, now.getTime());
  const closed = await closeAnswered(register, answered, now);
  const held = heldCases(traces, now.getTime());
  const cleared = { cases: 0, entries: 0, files: 0, mails: 0, aside: 0, letters: 0, left: 0, closed, held };
  for (const [caseId] of due.slice(0, casesANight)) {
    if (caseId === undefined) continue;
    const given = { register, caseId, reason, at: now.toISOString(), salt: randomHex, sha256, left };
    const erased = await eraseTogether(given).catch((error) => {
      // An act may come while the night is on.
      if (error instanceof HeldByLaw) return new Map<string, Erased>();
      throw error;
    });
    for (const { versions, attachments, mails, held: aside, letters } of erased.values()) {
      cleared.cases += 1;
      cleared.entries += versions.length;
      cleared.files += attachments.length;
      cleared.mails += mails.length;
      cleared.aside += aside;
      cleared.letters += letters;
    }
  }
  for (const aside of await left.mailsAside()) {
    if (!isMailDue(aside, days, now.getTime())) continue;
    // The whole mail first: what is still noted is found again by the next night.
    await left.removeMail(aside.mail.original);
    await aside.remove();
    cleared.aside += 1;
  }
  return { ...cleared, left: Math.max(0, due.length - casesANight) };
}
