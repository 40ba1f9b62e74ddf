import type { CaseEvent, RegisterEntry } from '../../contracts/case-event.ts';
import { type Hold, holdAt } from '../../core/cases/desk-facts.ts';
import { openEntry, type Sha256 } from '../../core/chain.ts';
import { changeCase, readCase } from './case-file.ts';
import type { LeftBehind } from './left-behind.ts';
import type { Register } from './register.ts';

/** What an erasure did: the entries whose personal part went, and what went with them. */
export type Erased = {
  versions: number[];
  attachments: string[];
  mails: string[];
  held: number;
  letters: number;
  drafts: number;
  toldBy: number;
};

type Erasing = {
  register: Register;
  reason: string;
  /** ISO instant of the entry that tells of it. */
  at: string;
  salt: () => string;
  sha256: Sha256;
  left: LeftBehind;
};

/** Keys of the whole mails that a case is made of. */
const mailsOf = (entries: readonly RegisterEntry[]): string[] =>
  entries
    .flatMap((entry) => openEntry(entry))
    .flatMap((event) => (event.type === 'ContactReceived' && event.mail ? [event.mail.original] : []));

/** The version of the entry that tells of the erasure of everything up to `version`, or undefined. */
function toldAlready(entries: readonly RegisterEntry[], version: number): number | undefined {
  return entries.find(({ events }) =>
    (JSON.parse(events) as { events: CaseEvent[] }).events.some(
      (event) => event.type === 'PersonalDataErased' && event.upToVersion >= version,
    ),
  )?.version;
}

/** The case and all that it was joined with, either way, itself first. */
export async function joinedWith(register: Register, caseId: string): Promise<string[]> {
  const found = new Set([caseId]);
  for (const one of found) {
    const { state } = await readCase(register, one);
    if (state.stage === 'none') continue;
    for (const other of [...state.joined, ...(state.joinedTo === undefined ? [] : [state.joinedTo])]) found.add(other);
  }
  return [...found];
}

/**
 * Erases the personal data of a case: first an entry that tells of it and why, then files, mails and what was noted of
 * them, last the personal part of every entry up to there. Stopped half-way and called again it goes on where it
 * stopped, without a second entry. Throws an Error for an unknown case.
 */
export async function eraseCase(given: Erasing & { caseId: string }): Promise<Erased> {
  const { register, caseId, reason, at, salt, sha256, left } = given;
  const entries = await register.read(caseId);
  const versions = entries.filter(({ personal }) => personal !== undefined).map(({ version }) => version);
  let toldBy = toldAlready(entries, versions.at(-1) ?? 0);
  if (toldBy === undefined) {
    const upToVersion = entries.at(-1)?.version ?? 0;
    const command = { type: 'ErasePersonalData', reason, upToVersion } as const;
    const change = await changeCase({ register, caseId, command, at, salt, sha256 });
    if ('refused' in change) throw new Error(`there is no case ${caseId}`);
    toldBy = change.version;
  }
  const { state } = await readCase(register, caseId);
  const known = state.stage === 'none' ? undefined : state;
  const attachments = [...new Set([...(known?.attachments.offered ?? []), ...(known?.attachments.attached ?? [])])];
  const mails = mailsOf(entries);
  const codes = [...new Set([caseId, ...(known?.contacts ?? []).map(({ contact }) => contact)])].filter(Boolean);
  for (const document of attachments) await left.removeFile(document);
  for (const key of mails) await left.removeMail(key);
  const held = await left.removeHeld(mails, codes);
  const letters = await left.removeLetters([...codes, ...mails]);
  const drafts = await left.removeDrafts(caseId);
  // Last, so that whoever finds personal data here knows that something is left to do.
  for (const version of versions) await register.erasePersonal(caseId, version);
  return { versions, attachments, mails, held, letters, drafts, toldBy };
}

/** An erasure that a hold stops: no personal part of any of the joined cases went. */
export class HeldByLaw extends Error {
  readonly hold: Hold;
  constructor(caseId: string, hold: Hold) {
    super(`${caseId} is kept until ${hold.until} by ${hold.act} of ${hold.authority} (${hold.incident})`);
    this.hold = hold;
  }
}

/** Throws HeldByLaw where one of these cases is kept at an ISO instant. */
async function demandNoHold(register: Register, cases: readonly string[], at: string): Promise<void> {
  for (const caseId of cases) {
    const { state } = await readCase(register, caseId);
    const hold = state.stage === 'none' ? undefined : holdAt(state, at);
    if (hold !== undefined) throw new HeldByLaw(caseId, hold);
  }
}

/** Erases a case with all that it was joined with, either way: what became of each, by its code. Throws HeldByLaw. */
export async function eraseTogether(given: Erasing & { caseId: string }): Promise<Map<string, Erased>> {
  const erased = new Map<string, Erased>();
  const together = await joinedWith(given.register, given.caseId);
  await demandNoHold(given.register, together, given.at);
  for (const caseId of together) {
    const isThere = caseId === given.caseId || (await given.register.read(caseId)).length > 0;
    if (isThere) erased.set(caseId, await eraseCase({ ...given, caseId }));
  }
  return erased;
}
