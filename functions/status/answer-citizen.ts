import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { caseStatus, conversationOf, type FileAddress, shownFiles } from '../../shared/core/cases/case-status.ts';
import { fileNameOf } from '../../shared/core/cases/file-name.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { triesOf, viewerAddress } from '../../shared/core/cases/tries.ts';
import { dayOf } from '../../shared/core/days-to-close.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import type { Heard } from '../../shared/shell/http/heard-first.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { followCase } from '../../shared/shell/stores/case-file.ts';
import { rateCase } from '../../shared/shell/stores/rate-case.ts';
import { counted, type TriesStore } from '../../shared/shell/stores/second-fact-tries.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { mendAll } from '../../shared/texts/mend.ts';
import { caseOfReceipt, conversationCase } from './find-case.ts';
import { type Proving, proveCase } from './prove-case.ts';
import { readAsked } from './rules/asked.ts';
import { showable } from './rules/withheld.ts';

// Steps 4 and 5 of the citizen's line: called by on-citizen-request, asks find-case and writes page or answer.

/** Files of answers that are given an address at once, the latest. */
const filesAddressed = 100;

const pages = () => import('./pages.ts');

/** An answer that a browser saves as a file, whoever asked: a form without script gets the file too. */
const savedAs = (code: string) => ({
  status: 200,
  headers: { 'Cache-Control': 'private, no-store', 'Content-Disposition': `attachment; filename="${code}.json"` },
});

/** The case with what was said in those that it follows, as whoever holds the first receipt reads on. */
function whole(before: readonly KnownCase[], latest: KnownCase): KnownCase {
  if (before.length === 0) return latest;
  const all = [...before, latest];
  return {
    ...latest,
    messages: all.flatMap(({ messages }) => messages),
    attachments: {
      ...latest.attachments,
      about: Object.assign({}, ...all.map(({ attachments }) => attachments.about)),
    },
    ...(all.some(({ tellsViolence }) => tellsViolence === true) && { tellsViolence: true }),
  };
}

/** An address for each file that an answer brought, as long as one may be opened. */
async function addressesOf(bucket: string, code: string, known: KnownCase, now: Date) {
  const files = shownFiles(
    code,
    known,
    known.messages.flatMap(({ files = [] }) => files),
  ).slice(-filesAddressed);
  if (files.length === 0) return new Map<string, FileAddress>();
  const { downloadAddress, downloadSeconds } = await import('../../shared/shell/stores/downloads.ts');
  const addressEndsAt = new Date(now.getTime() + downloadSeconds * 1000).toISOString();
  return new Map(
    await Promise.all(
      files.map(async ({ document, contentType }, index) => {
        const file = { contentType, fileName: fileNameOf(code, index + 1, contentType) };
        return [document, { address: await downloadAddress(bucket, document, file), addressEndsAt }] as const;
      }),
    ),
  );
}

/** Answers a citizen who asks of a case, with its stage or its conversation. Throws the Refusals of what cannot be. */
export async function answerCitizen(
  work: ServiceFrame & Proving & { sightingsTable: string; tries: TriesStore; attachmentsBucket: string },
  event: APIGatewayProxyEventV2,
  { content, heard, now }: { content: unknown; heard: Heard; now: Date },
): Promise<Reply> {
  const { service, definition, register, sightingsTable } = work;
  const language = callerLanguage(event);
  const asked = readAsked(event.routeKey.split('/').at(-1) ?? '', event.pathParameters?.['code'], content);
  if ('issues' in asked) {
    const errors = mendAll(asked.issues, content, await textsIn(language));
    throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
  }
  const code = readCode(asked.code, definition.codePrefix, await work.hmac());
  if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
  const [followed, periods] = await Promise.all([
    caseOfReceipt(register, code, { service, sightingsTable, now }),
    work.periods(now),
  ]);
  const { secondFact, message, after, publication, ratings } = asked;
  if (secondFact === undefined) {
    if (ratings !== undefined && ratings.length > 0) await rateCase(register, followed.caseId, ratings, now);
    const { state } = ratings === undefined ? followed : await followCase(register, code);
    const status = caseStatus(code, definition, state, periods);
    if (!wantsPage(event)) return { status: 200, body: status };
    const shown = { status, code, now, rated: ratings !== undefined };
    return { status: 200, body: (await pages()).statusPage(definition, language, shown) };
  }
  const { danger, advice } = heard;
  const address = keyedDigest(viewerAddress(event.headers['x-forwarded-for']), await work.hmac());
  const following = { definition, periods, hmac: await work.hmac() };
  const latest = await counted(work.tries, triesOf(code, address), { service, now }, () =>
    conversationCase(register, followed, {
      secondFact,
      ...present({ message, after, publication }),
      danger,
      now,
      following,
    }),
  );
  // A message that came too late has just opened a case of its own.
  const goesOn = latest.follows === followed.caseId ? await followCase(register, code) : followed;
  const known = whole(goesOn.before, latest);
  if (asked.proof) return { ...savedAs(code), body: await proveCase(work, service, code) };
  const addresses = await addressesOf(work.attachmentsBucket, code, known, now);
  const conversation = {
    ...showable(conversationOf(code, service, known, addresses), known, lifeFirst),
    ...(goesOn.before.length > 0 && { continuedAs: goesOn.caseId }),
  };
  const added = message !== undefined;
  if (!wantsPage(event)) return { status: added ? 201 : 200, body: { ...conversation, ...present({ advice }) } };
  const { own } = followed;
  const provable = own.stage !== 'none' && dayOf(new Date(own.receivedAt)) < dayOf(now);
  const shown = { conversation, secondFact, added, danger, provable };
  return { status: 200, body: (await pages()).conversationPage(definition, language, shown) };
}
