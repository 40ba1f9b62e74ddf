import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { UsefulnessSaid } from '../../shared/contracts/content/usefulness.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { partsOf } from '../../shared/core/knowledge/listed-content.ts';
import { isPaged, pagedKinds } from '../../shared/core/knowledge/paged-kinds.ts';
import { seenBy } from '../../shared/core/knowledge/seen-content.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import type { ReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { type Readers, readerOf } from './answer-reader.ts';
import { searchesIn, wordsMissed } from './rules/reader-counts.ts';

// What readers say of pages, and what they search for in vain: counted by month, with nobody's name or number.

const maximumBytes = 2_048;
const monthOf = (now: Date) => dayInRome(now.getTime()).slice(0, 7);

/**
 * Counts whether a page was of use, or why it was not, and thanks; a no is asked for its reason. Throws the Refusals
 * `invalid`, and `not-found` for what is not public.
 */
export async function sayUseful(
  readers: Readers & { counts: ReaderCounts },
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const { counts, listed, now, definition } = readers;
  const said = UsefulnessSaid.safeParse(readBody(event, maximumBytes).content);
  if (!said.success) throw wrongMembers(said.error.issues);
  const { content, useful, reason } = said.data;
  const { kind, id } = partsOf(content);
  const one = listed.find((each) => each.content === content);
  if (!one || !isPaged(kind) || seenBy(one.public, 'it', now.toISOString())?.state !== 'shown')
    throw new Refusal('not-found');
  await counts.add({ of: content, month: monthOf(now), what: reason === undefined ? useful : `because ${reason}` });
  if (!wantsPage(event)) return { status: 204, headers: { 'Cache-Control': 'no-store' }, body: '' };
  const language = callerLanguage(event);
  const { usefulnessPage } = await import('./pages.ts');
  const reader = await readerOf(readers, language);
  const page = { content, sort: pagedKinds[kind], id, asksWhy: useful === 'no' && reason === undefined };
  logLine({ level: 'info', function: 'answers', service: definition.service, content, useful });
  return {
    status: 200,
    headers: { 'Content-Language': language, 'Cache-Control': 'no-store' },
    body: usefulnessPage(reader, page),
  };
}

/** Counts a search that found nothing; who searched is answered whether it could be counted or not. */
export async function countMissed(
  { counts, now }: { counts: ReaderCounts; now: Date },
  { query, language }: { query: string; language: Parameters<typeof wordsMissed>[1] },
): Promise<void> {
  const what = wordsMissed(query, language);
  if (what === undefined) return;
  try {
    await counts.add({ of: searchesIn(language), month: monthOf(now), what });
  } catch (error) {
    logLine({ level: 'warn', function: 'answers', what: 'a search was not counted', ...errorLine(error) });
  }
}
