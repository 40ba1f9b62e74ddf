import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { DeskCase } from '../../shared/contracts/desk.ts';
import { firstAnswerDue } from '../../shared/core/cases/charter.ts';
import { fileNameOf } from '../../shared/core/cases/file-name.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { downloadAddress, downloadSeconds, previewAddress } from '../../shared/shell/stores/downloads.ts';
import { personOf } from '../../shared/shell/stores/worklist.ts';
import { codeOf, type Desk, type DeskRequest, logAct } from './desk.ts';
import { keepRead, keepReason } from './keep-read.ts';
import { type CaseRead, caseRead, countedTogether, pointsIn, suggestionsFor } from './rules/case-view.ts';
import { factsOfPerson } from './rules/person-facts.ts';

// The reading half of every act on a case: what an officer opens, and what each act on a case answers with.

/** Cases of one person that are looked at, and persons of a case: a person with more has called on us for years. */
const casesLookedAt = 10;
const pointsLookedAt = 8;
/**
 * Cases joined to one that are read to be counted with it: more is a flood, where each look would cost a flood of
 * reads.
 */
const joinedCounted = 100;

/**
 * A case whole, with its version as ETag; who looked is kept first. Throws the Refusals `wrong-code`, before it is
 * registered `conflict`, and `not-allowed` where a reason is needed (`keepRead`).
 */
export async function showCase(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const { read, entries } = await readRegistered(desk, code);
  await keepRead(desk, code, entries);
  logAct(desk, 'read', { code, version: read.version });
  return shownCase(desk, read, 200);
}

/** A case whole for whoever gives a reason to read it, which is kept. Throws as `showCase` does, and `invalid`. */
export async function openCaseFor(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const { read } = await readRegistered(desk, code);
  await keepReason(desk, request);
  return shownCase(desk, read, 201);
}

/**
 * The answer of an act: the case as it now stands, with its version as ETag; that it was read is kept. The act is done,
 * so what cannot be kept is told by the log, and refuses nothing.
 */
export async function caseAfterAct(desk: Desk, code: string): Promise<Reply> {
  const { read, entries } = await readRegistered(desk, code);
  await keepRead(desk, code, entries).catch((error) =>
    logLine({ level: 'error', function: 'desk', what: 'read not kept', ...errorLine(error) }),
  );
  return shownCase(desk, read, 201);
}

/** A case from its entries, oldest first; undefined where they open none. */
export const readWhole = (code: string, entries: readonly RegisterEntry[]): CaseRead | undefined =>
  caseRead(code, entries.at(-1)?.version ?? 0, openEntries(entries));

/** A case and its entries; throws the Refusal `conflict` for a contact that is accepted and not yet registered. */
export async function readRegistered(
  { register }: Desk,
  code: string,
): Promise<{ read: CaseRead; entries: RegisterEntry[] }> {
  const entries = await register.read(code);
  const read = readWhole(code, entries);
  if (read === undefined) throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  return { read, entries };
}

async function shownCase(desk: Desk, read: CaseRead, status: number): Promise<Reply> {
  const [documents, others, joined, periods] = await Promise.all([
    addressed(desk, read),
    othersOf(desk, read),
    casesJoinedTo(desk, read),
    desk.periods(),
  ]);
  const firstAnswerDueAt = firstAnswerDue({ ...read, pauses: read.desk.pauses }, desk.definition, periods);
  const body: DeskCase = {
    ...read,
    ...present({ firstAnswerDueAt }),
    counted: countedTogether([read, ...joined]),
    documents,
    suggestions: suggestionsFor(read, others),
    facts: factsOfPerson([read, ...others], desk.now, read.code),
  };
  return { status, headers: { ETag: `"${read.version}"` }, body };
}

/** The latest other cases of the persons of a case. */
async function othersOf({ worklist, register, hmac }: Desk, read: CaseRead): Promise<CaseRead[]> {
  const persons = pointsIn(read)
    .slice(0, pointsLookedAt)
    .map((point) => personOf(point, hmac));
  const cases = await Promise.all(persons.map((person) => worklist.casesOf(person, casesLookedAt + 1)));
  const codes = [...new Set(cases.flat())].filter((code) => code !== read.code).slice(0, casesLookedAt);
  return readAll({ register }, codes);
}

/** The cases that were joined to a case, as far as they are counted with it. */
const casesJoinedTo = (desk: Desk, { joined }: CaseRead) => readAll(desk, joined.slice(0, joinedCounted));

async function readAll({ register }: Pick<Desk, 'register'>, codes: readonly string[]): Promise<CaseRead[]> {
  const cases = await Promise.all(codes.map(async (code) => readWhole(code, await register.read(code))));
  return cases.filter((read) => read !== undefined);
}

/** The documents of a case with an address for each that is kept. */
function addressed({ attachmentsBucket, now }: Desk, { code, documents }: CaseRead): Promise<DeskCase['documents']> {
  const addressEndsAt = new Date(now.getTime() + downloadSeconds * 1000).toISOString();
  return Promise.all(
    documents.map(async (document, index) => {
      if (document.state !== 'attached') return document;
      const { contentType = 'application/octet-stream' } = document;
      const file = { contentType, fileName: fileNameOf(code, index + 1, contentType) };
      return {
        ...document,
        address: await downloadAddress(attachmentsBucket, document.document, file),
        ...present({ preview: await previewAddress(attachmentsBucket, document.document, contentType) }),
        addressEndsAt,
      };
    }),
  );
}
