import { DAY } from '../../shared/core/hours/zone.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { type Erased, eraseTogether, HeldByLaw } from '../../shared/shell/stores/erase-case.ts';
import type { LeftBehind, MailAside } from '../../shared/shell/stores/left-behind.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { closeAnswered } from './close-answered.ts';
import { type CaseTrace, casesToClose, dueCases, heldCases, joinedElsewhere, noteEntry } from './rules/due-cases.ts';
import { type DaysAside, isMailDue } from './rules/due-mails.ts';

/** Cases that one night erases at most: a few calls each fill a quarter of an hour; the next night goes on. */
const casesANight = 5_000;

/**
 * Parts in which a register is read, a case whole in one of them: what is remembered of the cases of one part is let go
 * before the next, so that a register of ten million cases needs the memory of a hundred and fifty thousand.
 */
const parts = 64;

/** What a night did: how many cases, entries, files, mails and letters went, and how many cases wait for the next. */
export type Cleared = {
  cases: number;
  entries: number;
  files: number;
  mails: number;
  aside: number;
  letters: number;
  /** Cases whose time is over and that were found, but wait for the next night. */
  left: number;
  /** Parts of the register that the night's time did not reach; the next one begins with them. */
  unread: number;
  /** Cases that were answered long enough ago and closed. */
  closed: number;
  /** Cases that an act of an authority keeps. */
  held: number;
};

/** What a night works with. */
export type Night = {
  register: Register;
  left: LeftBehind & { mailsAside(): Promise<MailAside[]> };
  days: DaysAside;
  reason?: string;
  /** Days after its answer until a case closes by itself; left out: none does. */
  closesAfterDays?: number;
  /** Whether there is time for one part more; left out: always. */
  isTimeLeft?: () => boolean;
};

/**
 * Erases the personal data whose time is over: of cases by the days of their kind from their end on, of mails that
 * became no case soon. Each case is erased as by `npm run erase`, so that a night stopped half-way is gone on with in
 * the next. Each night begins with another part than the one before, so that none is reached by no night.
 */
export async function clearNight(night: Night, now: Date): Promise<Cleared> {
  const cleared: Cleared = {
    cases: 0,
    entries: 0,
    files: 0,
    mails: 0,
    aside: 0,
    letters: 0,
    left: 0,
    unread: 0,
    closed: 0,
    held: 0,
  };
  await clearMails(night, now, cleared);
  const first = Math.floor(now.getTime() / DAY) * strideOfParts;
  for (let turn = 0; turn < parts; turn += 1) {
    if (night.isTimeLeft?.() === false) {
      cleared.unread = parts - turn;
      break;
    }
    await clearPart(night, (first + turn) % parts, now, cleared);
  }
  return cleared;
}

/** Without a divisor in common with the parts: over so many nights each of them comes first once. */
const strideOfParts = 23;

async function clearPart(night: Night, number: number, now: Date, cleared: Cleared): Promise<void> {
  const { register, left, reason = 'retention', closesAfterDays } = night;
  const traces = new Map<string, CaseTrace>();
  for await (const entries of register.all({ number, of: parts }))
    for (const entry of entries) noteEntry(traces, entry);
  const answered = closesAfterDays === undefined ? [] : casesToClose(traces, closesAfterDays, now.getTime());
  cleared.closed += await closeAnswered(register, answered, now);
  cleared.held += heldCases(traces, now.getTime());
  await addJoined(register, traces, now);
  const due = dueCases(traces, now.getTime());
  const room = Math.max(0, casesANight - cleared.cases);
  cleared.left += Math.max(0, due.length - room);
  for (const [caseId] of due.slice(0, room)) {
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
}

/** Adds the cases of other parts that those whose time is over were joined with. */
async function addJoined(register: Register, traces: Map<string, CaseTrace>, now: Date): Promise<void> {
  const asked = new Set<string>();
  for (;;) {
    const wanted = joinedElsewhere(traces, now.getTime()).filter((caseId) => !asked.has(caseId));
    if (wanted.length === 0) return;
    for (const caseId of wanted) {
      asked.add(caseId);
      for (const entry of await register.read(caseId)) noteEntry(traces, entry);
    }
  }
}

async function clearMails({ left, days }: Night, now: Date, cleared: Cleared): Promise<void> {
  for (const aside of await left.mailsAside()) {
    if (!isMailDue(aside, days, now.getTime())) continue;
    // The whole mail first: what is still noted is found again by the next night.
    await left.removeMail(aside.mail.original);
    await aside.remove();
    cleared.aside += 1;
  }
}
