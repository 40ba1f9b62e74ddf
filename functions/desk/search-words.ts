import type { SearchView } from '../../shared/contracts/search.ts';
import {
  type AskedWord,
  askedWords,
  caseTerms,
  hitsOf,
  type IndexPlace,
  writtenByTerm,
} from '../../shared/core/cases/searched-words.ts';
import { readsWords } from '../../shared/core/cases/worklist-filter.ts';
import { type ListedCase, listedCase } from '../../shared/core/cases/worklist-item.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { instantOf, isoOf, MINUTE } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import type { IndexLook } from '../../shared/shell/stores/case-index.ts';
import type { Desk } from './desk.ts';
import { keepListRead, keepRead, lanesRead } from './keep-read.ts';
import { leastShared, likestCases, rarestTerms } from './rules/rarest-words.ts';
import { readRegistered } from './show-case.ts';

// Finds cases by words: the index proposes, the register decides. What it no longer says is not found, whoever indexed it.

/** Cases of one page, and cases that are read for it at most: with more in other lanes the next page goes on. */
const shown = 20;
const mostRead = 120;
const atOnce = 20;
/** Candidates that are read, and cases that are shown. */
const likeRead = 20;
const likeShown = 10;

type Row = SearchView['cases'][number];
type Words = Pick<SearchView, 'as' | 'cases' | 'index' | 'next' | 'more'>;

/** The index as it stands; undefined, and told by the log, where it cannot be read: the register does not need it. */
async function lookInto({ finder, definition: { service } }: Desk): Promise<IndexLook | undefined> {
  try {
    return await finder.look();
  } catch (error) {
    logLine({ level: 'error', function: 'desk', service, what: 'index not read', ...errorLine(error) });
    return undefined;
  }
}

/**
 * Until when the register is searched: now, where the index has all that the list was told of since the minute before
 * its latest entry; else until that entry.
 */
async function searchedUntil({ worklist, now }: Desk, { upTo, latest }: IndexLook): Promise<string | undefined> {
  if (upTo === undefined) return undefined;
  const { changed, more } = await worklist.toldSince(isoOf(instantOf(upTo) - MINUTE));
  const taken = new Set(latest);
  return !more && changed.every(({ caseId, version }) => taken.has(`${caseId}.${version}`)) ? now.toISOString() : upTo;
}

const indexOf = async (desk: Desk, look: IndexLook): Promise<SearchView['index']> => ({
  state: look.whole ? 'whole' : 'partial',
  ...present({ upTo: await searchedUntil(desk, look) }),
});

async function readListed({ register }: Desk, caseId: string): Promise<ListedCase | undefined> {
  const entries = await register.read(caseId);
  return listedCase(caseId, entries.at(-1)?.version ?? 0, openEntries(entries));
}

/** The cases of a page, as they are now, for whoever may read their words; `next` where it ends before all were read. */
async function pageOf(
  desk: Desk,
  look: IndexLook,
  asked: readonly AskedWord[],
  from: IndexPlace | undefined,
): Promise<{ cases: Row[]; next?: IndexPlace }> {
  const lanes = await lanesRead(desk);
  const cases: Row[] = [];
  let after = from;
  for (let read = 0; read < mostRead; read += atOnce) {
    const { places, more } = look.find(asked, after, atOnce);
    const listed = await Promise.all(places.map(({ caseId }) => readListed(desk, caseId)));
    for (const [index, place] of places.entries()) {
      if (cases.length === shown) return { cases, ...(after && { next: after }) };
      after = place;
      const one = listed[index];
      if (one === undefined || !readsWords(one.item, desk.officer.subject, lanes)) continue;
      const hits = hitsOf(caseTerms(one.words, one.item.language), asked);
      if (hits !== undefined) cases.push({ item: one.item, open: one.open, hits });
    }
    if (!more) return { cases };
  }
  return { cases, ...(after && { next: after }) };
}

const placeAt = (after: string): IndexPlace => {
  const [receivedAt = '', caseId = ''] = after.split(' ');
  return { receivedAt, caseId };
};

/**
 * Finds cases by words and names, the newest first, a page at a time. Only cases whose words the reader may read are
 * found, and of others not even their number is told: guesses would spell out what stands in them.
 */
export async function searchWords(desk: Desk, what: string, after: string | undefined): Promise<Words> {
  const asked = askedWords(what);
  if (asked.length === 0) return { cases: [], more: false };
  await keepListRead(desk, { searched: keyedDigest(`search|${what}`, desk.hmac).slice(0, 16), as: 'words' });
  const look = await lookInto(desk);
  if (look === undefined) return { as: 'words', cases: [], more: false, index: { state: 'missing' } };
  const [{ cases, next }, index] = await Promise.all([
    pageOf(desk, look, asked, after === undefined ? undefined : placeAt(after)),
    indexOf(desk, look),
  ]);
  return {
    as: 'words',
    cases,
    more: next !== undefined,
    ...present({ index, next: next && `${next.receivedAt} ${next.caseId}` }),
  };
}

/** What of a case other cases may be alike in: what it says and where, never who. */
const writtenIn = ({ words, item }: ListedCase) => writtenByTerm(words, item.language);

/**
 * Cases of other persons that share the rarest words of a case, three at least, with these words as they stand in that
 * case. None for a danger to life or a reserved case, and none of them: what they have in common is for a person to see.
 * Throws as `showCase` does for whoever may not read the case.
 */
export async function casesLike(desk: Desk, code: string): Promise<Words> {
  const { entries } = await readRegistered(desk, code);
  await keepRead(desk, code, entries);
  await keepListRead(desk, { searched: keyedDigest(`like|${code}`, desk.hmac).slice(0, 16), as: 'like' });
  const [own, look] = [listedCase(code, entries.at(-1)?.version ?? 0, openEntries(entries)), await lookInto(desk)];
  if (look === undefined) return { as: 'like', cases: [], more: false, index: { state: 'missing' } };
  const index = await indexOf(desk, look);
  if (own === undefined || own.item.urgent || own.item.reserved === true)
    return { as: 'like', cases: [], more: false, ...present({ index }) };
  const written = writtenIn(own);
  const { cases: size, counts } = look.countTerms([...written.keys()]);
  const terms = rarestTerms(counts, size);
  const lanes = await lanesRead(desk);
  const likest = likestCases(look.sharing(terms, leastShared), counts, size, code, likeRead);
  const read = await Promise.all(likest.map(({ caseId }) => readListed(desk, caseId)));
  const cases = read.flatMap((other): Row[] => {
    if (other === undefined || !readsWords(other.item, desk.officer.subject, lanes)) return [];
    if (other.item.urgent || other.item.reserved === true) return [];
    if (other.points.some((point) => own.points.includes(point))) return [];
    const theirs = writtenIn(other);
    const shared = terms.filter((term) => theirs.has(term));
    if (shared.length < leastShared) return [];
    return [
      { item: other.item, open: other.open, shared: shared.map((term) => (written.get(term) ?? term).slice(0, 100)) },
    ];
  });
  return { as: 'like', cases: cases.slice(0, likeShown), more: false, ...present({ index }) };
}
