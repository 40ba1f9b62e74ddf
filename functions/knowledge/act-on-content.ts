import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ContentAsked, type ContentDraftAct } from '../../shared/contracts/content/content-draft.ts';
import {
  type ContentAct,
  type ContentEntry,
  type ContentEvent,
  ContentId,
} from '../../shared/contracts/content/entry.ts';
import type { Officer } from '../../shared/contracts/declaration.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { sealContentEntry } from '../../shared/core/knowledge/content-chain.ts';
import {
  type ContentCommand,
  type ContentRefusal,
  contentOf,
  decideContent,
} from '../../shared/core/knowledge/content-life.ts';
import { partsOf } from '../../shared/core/knowledge/listed-content.ts';
import { neededConsent } from '../../shared/core/knowledge/needed-consent.ts';
import { seenBy } from '../../shared/core/knowledge/seen-content.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import { faultSentence } from '../../shared/texts/knowledge/faults.ts';
import { forbiddenWords } from '../../shared/texts/knowledge/forbidden-words.ts';
import { actOnDraft } from './content-drafts.ts';
import { type EditorsRoom, isUrgent } from './content-work.ts';
import { checkDocument } from './rules/check-document.ts';
import { contentView } from './rules/content-view.ts';
import { authorToTell } from './rules/practice-draft.ts';
import { faultsOf } from './rules/publish-check.ts';

// The one door to contents: editors come through on-editor-request, the contents of a new center through on-deployment.

/** The content that an address names; throws the Refusal `not-found` for what can be none. */
export function contentNamed({ pathParameters }: Pick<APIGatewayProxyEventV2, 'pathParameters'>): string {
  const named = ContentId.safeParse(`${pathParameters?.['kind'] ?? ''}/${pathParameters?.['id'] ?? ''}`);
  if (!named.success) throw new Refusal('not-found');
  return named.data;
}

/** What one act made of a content: its version then, or why nothing was done. */
export type Acted =
  | { version: number; event: ContentEvent }
  | ContentRefusal
  | { refused: 'changed'; since: readonly ContentEvent[] };

/** A picture in Base64 and what is said of it; every other content takes a fraction of it. */
const maximumBytes = 327_680;

const forbidden = Object.values(forbiddenWords).flat();

/** The entry that an act adds to those of a content, or why the rules do not allow it. */
export function nextEntry(
  content: string,
  entries: readonly ContentEntry[],
  asked: Omit<ContentCommand, 'forbidden'>,
): ContentEntry | ContentRefusal {
  const decision = decideContent({ ...asked, forbidden }, contentOf(entries.map(({ event }) => event)));
  if ('refused' in decision) return decision;
  return sealContentEntry({ content, event: decision.event, previous: entries.at(-1), sha256 });
}

/** Does one act on the version of a content that was seen: one conditional write, and no second try over a rival's. */
export async function actOn(
  contents: Contents,
  content: string,
  { act, by, at, declared, seen }: { act: ContentAct; by: Officer; at: string; declared: boolean; seen: number },
): Promise<Acted> {
  const entries = await contents.read(content);
  if (entries.length !== seen) return { refused: 'changed', since: entries.slice(seen).map(({ event }) => event) };
  const entry = nextEntry(content, entries, { act, by, at, declared });
  if ('refused' in entry) return entry;
  if ((await contents.append(entry)) === 'appended') return { version: entry.version, event: entry.event };
  const rivals = (await contents.read(content)).slice(seen);
  return { refused: 'changed', since: rivals.map(({ event }) => event) };
}

/**
 * Whether somebody may do an act: experts write, operators propose what they answered, editors and supervisors do the
 * rest, and in an urgent hour a duty officer writes and publishes too, alone.
 */
function isAllowed(
  room: EditorsRoom,
  act: Pick<ContentAct, 'act'> & { fromCase?: string | undefined },
  urgent: boolean,
): boolean {
  if (act.act === 'write')
    return (
      mayAct(room, 'write-article') ||
      mayAct(room, 'publish-article') ||
      (act.fromCase !== undefined && mayAct(room, 'propose-article')) ||
      (urgent && room.roles.dutyOfficer)
    );
  return mayAct(room, 'publish-article') || (urgent && act.act === 'publish' && room.roles.dutyOfficer);
}

const isDraftAct = (asked: ContentAsked): asked is ContentDraftAct => asked.act.endsWith('-draft');

/**
 * Does what an editor asks on the version that `If-Match` names (0 for a content that is not there yet), and shows the
 * content as it then is; an act on their own draft names no version. Throws the Refusals `precondition-required`, `not-allowed`, `invalid` for a document that
 * breaks its contract, `changed-meanwhile` with what was done since, `act-refused` for what the rules do not allow.
 */
export async function actOnContent(room: EditorsRoom, event: APIGatewayProxyEventV2): Promise<Reply> {
  const content = contentNamed(event);
  const act = await readAs(ContentAsked, event, maximumBytes);
  if (isDraftAct(act)) {
    if (!isAllowed(room, { act: 'write' }, await isUrgent(room))) throw new Refusal('not-allowed');
    return actOnDraft(room, content, act, callerLanguage(event));
  }
  const seen = matchedVersion(event.headers['if-match']);
  if (seen === undefined) throw new Refusal('precondition-required');
  const { definition, officer: by, contents, now } = room;
  const line = { function: 'knowledge', service: definition.service, subject: by.subject, content, act: act.act };
  const declared = await isUrgent(room);
  if (!isAllowed(room, act, declared)) {
    logLine({ level: 'warn', ...line, refused: 'role' });
    throw new Refusal('not-allowed');
  }
  await refuseNowhere(room, content, act);
  if (partsOf(content).kind !== 'administration' && (act.act === 'give-link' || act.act === 'end-link'))
    throw new Refusal('act-refused', undefined, { members: { refused: 'no-link' } });
  if (act.act === 'publish') await refuseFaults(room, content, act, callerLanguage(event));
  const acted = await actOn(contents, content, {
    act: act.act === 'write' ? { ...act, document: documentOf(act, content, definition.service) } : act,
    by,
    at: now.toISOString(),
    declared,
    seen,
  });
  if ('refused' in acted) {
    logLine({ level: 'warn', ...line, refused: acted.refused });
    const name = acted.refused === 'changed' ? 'changed-meanwhile' : 'act-refused';
    throw new Refusal(name, undefined, { members: { ...acted } });
  }
  logLine({ level: 'info', ...line, version: acted.version });
  if (act.act === 'write') await forgetDraft(room, { content, language: act.language });
  const { event: done } = acted;
  if (act.act === 'give-link' && done.type === 'LinkGiven')
    await room.mailLink({ ...act, id: partsOf(content).id, link: done.link, endsAt: done.endsAt });
  if (done.type === 'Published' && partsOf(content).kind === 'practice') await tellAuthorOf(room, content);
  return showContent(room, content, 201);
}

/** What was written is no draft any more; where that fails the draft is told beside the newer version. */
async function forgetDraft({ drafts, officer }: EditorsRoom, of: { content: string; language: Language }) {
  await drafts
    .drop({ ...of, subject: officer.subject })
    .catch((error) => logLine({ level: 'warn', what: 'draft not dropped', ...errorLine(error) }));
}

/** Tells whoever told a practice that it is public, the first time that it is. */
async function tellAuthorOf({ contents, tellAuthor }: EditorsRoom, content: string): Promise<void> {
  const life = contentOf((await contents.read(content)).map(({ event }) => event));
  const author = authorToTell(life);
  const words = life.written.at(-1)?.document['languages'] as Record<string, { title?: string }> | undefined;
  const [title = ''] = Object.values(words ?? {}).map((each) => each.title ?? '');
  if (author !== undefined) await tellAuthor?.({ ...author, id: partsOf(content).id, title });
}

/** Throws the Refusal `act-refused` where a reader would be led to what is not public, or in a circle. */
async function refuseNowhere({ catalogue, now }: EditorsRoom, content: string, act: ContentAct): Promise<void> {
  const to = act.act === 'rename' ? act.to : act.act === 'withdraw' ? act.leadsTo : undefined;
  if (to === undefined) return;
  const next = (await catalogue.all()).find((one) => one.content === to);
  if (to !== content && next && seenBy(next.public, 'it', now.toISOString())?.state === 'shown') return;
  throw new Refusal('act-refused', undefined, { members: { refused: 'leads-nowhere', to } });
}

/**
 * Throws the Refusal `act-refused` where whoever asked has not allowed the publication, and where a version has faults,
 * with a sentence for each.
 */
async function refuseFaults(
  { contents, catalogue, allowsPublication, now }: EditorsRoom,
  content: string,
  { version, urgent }: Extract<ContentAct, { act: 'publish' }>,
  language: Language,
): Promise<void> {
  const [entries, listed] = await Promise.all([contents.read(content), catalogue.all()]);
  const life = contentOf(entries.map(({ event }) => event));
  const asked = neededConsent(content, life);
  if (asked !== undefined && !(await allowsPublication(asked)))
    throw new Refusal('act-refused', undefined, { members: { refused: 'no-consent' } });
  const told = { listed, now: now.toISOString(), day: dayInRome(now.getTime()), urgent: urgent === true };
  const faults = faultsOf(life, version, told);
  if (faults.length === 0) return;
  const sentences = faults.slice(0, 20).map((fault) => faultSentence(fault, language));
  throw new Refusal('act-refused', undefined, { members: { refused: 'faults', faults: sentences } });
}

function documentOf(act: Extract<ContentAct, { act: 'write' }>, content: string, service: string) {
  const checked = checkDocument(act.document, { service, ...partsOf(content), language: act.language });
  if ('issues' in checked) throw wrongMembers(checked.issues);
  return checked.document;
}

/** A content whole, with every version and act; its version is the ETag. Throws the Refusal `not-found`. */
export async function showContent(room: EditorsRoom, content: string, status = 200): Promise<Reply> {
  const entries = await room.contents.read(content);
  if (entries.length === 0) throw new Refusal('not-found');
  const body = contentView(room.definition.service, content, entries, room.now.toISOString());
  return { status, headers: { ETag: `"${body.version}"` }, body };
}
