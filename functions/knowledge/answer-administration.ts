import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ContentAct, ContentEntry } from '../../shared/contracts/content/entry.ts';
import { NetworkEntryAsked, type NetworkEntryView } from '../../shared/contracts/content/network-entry.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { dateOf, dayInRome, dayOf } from '../../shared/core/hours/zone.ts';
import { contentOf, isLinkGood } from '../../shared/core/knowledge/content-life.ts';
import { readEntrySecret } from '../../shared/core/knowledge/entry-link.ts';
import { present } from '../../shared/core/present.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import { adviceOn } from '../../shared/texts/danger/advice.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import type { EntryShown } from '../../web/pages/network-entry-page.ts';
import { nextEntry } from './act-on-content.ts';
import { checkDocument } from './rules/check-document.ts';
import { documentOf, hasProposedEnough, proposerOf, saidIn, titleOf, versionsOfEntry } from './rules/entry-proposal.ts';

// Called by on-editor-request for the link that an administration was mailed (ADR 54): what it proposes is a version
// that an editor reads. Nothing of it is kept on the way: every answer is no-store.

/** What the entries of a network are shown and proposed with. */
export type EntryWork = { definition: PreparedService; contents: Contents; hmac(): Promise<Hmac>; now: Date };

const maximumBytes = 16_384;
/** Days after which an entry that its administration has looked at is looked at again. */
const daysToReview = 365;
/** Tries to write where somebody else writes the same entry. */
const mostTries = 3;

/** A form sends every field, and an empty one says that there is none. */
const withoutEmpty = (given: unknown): unknown =>
  typeof given !== 'object' || given === null
    ? given
    : Object.fromEntries(
        Object.entries(given)
          .map(([member, value]) => [member, typeof value === 'string' ? value.trim() : value] as const)
          .filter(([, value]) => value !== ''),
      );

/** What was typed, as far as it is text, so that a page can show it again. */
const typedIn = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );

type Opened = { id: string; entries: ContentEntry[]; versions: NonNullable<ReturnType<typeof versionsOfEntry>> };

/** The entry that a link opens at an instant; undefined for one that opens nothing, or nothing any more. */
async function opened({ definition, contents, hmac, now }: EntryWork, secret: string): Promise<Opened | undefined> {
  const link = readEntrySecret(definition.service, secret, await hmac());
  if (link === undefined) return undefined;
  const entries = await contents.read(`administration/${link.id}`);
  const life = contentOf(entries.map(({ event }) => event));
  const versions = versionsOfEntry(life, link.id);
  return versions && isLinkGood(life, link.link, now.toISOString()) ? { id: link.id, entries, versions } : undefined;
}

function viewOf({ definition }: EntryWork, { id, entries, versions }: Opened): NetworkEntryView {
  const { published, proposed } = versions;
  const { link } = contentOf(entries.map(({ event }) => event));
  return {
    service: definition.service,
    id,
    title: titleOf(published.document),
    published: saidIn(published.document),
    ...(proposed && { proposed: saidIn(proposed.document), proposedAt: proposed.at }),
    linkEndsAt: link?.endsAt ?? '',
  };
}

/** Writes what an administration says as a version of its entry, which an editor reads before anybody sees it. */
async function propose(work: EntryWork, asked: NetworkEntryAsked, before: Opened): Promise<void> {
  const { definition, contents, now } = work;
  const { id } = before;
  const content = `administration/${id}`;
  const today = dayInRome(now.getTime());
  const times = { today, reviewBy: dateOf(dayOf(today) + daysToReview) };
  const { document: base } = before.versions.published;
  const by = proposerOf(id, base);
  const checked = checkDocument(documentOf(base, asked, times), {
    service: definition.service,
    kind: 'administration',
    id,
    language: 'it',
  });
  if ('issues' in checked) throw wrongMembers(checked.issues);
  const act: ContentAct = {
    act: 'write',
    language: 'it',
    document: checked.document,
    change: 'L’amministrazione aggiorna la sua scheda con il suo link',
  };
  for (let tried = 0; tried < mostTries; tried += 1) {
    const entries = await contents.read(content);
    if (hasProposedEnough(contentOf(entries.map(({ event }) => event)), by.subject, now.toISOString()))
      throw new Refusal('too-many-tries', undefined, { headers: { 'Retry-After': '3600' } });
    const entry = nextEntry(content, entries, { act, by, at: now.toISOString(), declared: false });
    if ('refused' in entry) throw new Refusal('act-refused', undefined, { members: { ...entry } });
    if ((await contents.append(entry)) === 'taken') continue;
    logLine({ level: 'info', function: 'network-entry', service: definition.service, content, version: entry.version });
    return;
  }
  throw new Refusal('changed-meanwhile');
}

/** Whom to call, where what an administration wrote speaks of danger to life. */
async function adviceFor({ definition }: EntryWork, typed: Record<string, string>, language: Language) {
  const danger = hearDanger([typed['hours'], typed['territoryNote']].filter(Boolean).join('\n'), lifeFirst);
  if (danger.level === 'none') return {};
  const { lifeFirst: words } = await textsIn(language);
  return { danger, advice: adviceOn(danger.kind, language, words.text, definition.emergencyNumbers) };
}

/**
 * Shows an administration its own entry and takes what it proposes, by the secret of its link in the body. Throws the
 * Refusals `invalid`, `not-found` for a link that opens nothing (any more), and `too-many-tries` after ten proposals in
 * a day; a browser is shown a page for the first two.
 */
export async function answerAdministration(work: EntryWork, event: APIGatewayProxyEventV2): Promise<Reply> {
  const language = callerLanguage(event);
  const asPage = wantsPage(event);
  const { content: given } = readBody(event, maximumBytes);
  const typed = typedIn(given);
  const link = typed['link'] ?? '';
  const show = async (status: number, shown: EntryShown): Promise<Reply> => {
    const { networkEntryPage } = await import('../../web/pages/network-entry-page.ts');
    return { status, body: networkEntryPage(work.definition, language, shown) };
  };
  const asked = NetworkEntryAsked.safeParse(withoutEmpty(given));
  const before = await opened(work, link);
  if (before === undefined) {
    if (!asPage) throw asked.success ? new Refusal('not-found') : wrongMembers(asked.error.issues);
    return show(404, { link: '', ...(link !== '' && { problem: 'no-link' }) });
  }
  const { danger, advice } = await adviceFor(work, typed, language);
  if (!asked.success) {
    if (!asPage) throw wrongMembers(asked.error.issues);
    const wrong = asked.error.issues.map(({ path }) => String(path[0] ?? ''));
    return show(422, { link, view: viewOf(work, before), typed, wrong, ...present({ danger }) });
  }
  if (asked.data.act === 'propose') await propose(work, asked.data, before);
  const view = viewOf(work, (await opened(work, link)) ?? before);
  const done = asked.data.act === 'propose';
  if (asPage) return show(200, { link, view, ...(done && { done }), ...present({ danger }) });
  return { status: done ? 201 : 200, body: { ...view, ...present({ advice }) } };
}
