import { maximumFound, SearchAsked, type SearchView } from '../../shared/contracts/search.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { asSeenBy } from '../../shared/core/cases/worklist-filter.ts';
import { listedCase } from '../../shared/core/cases/worklist-item.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import { numberText } from '../../shared/core/protocol.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { findEntry } from '../../shared/shell/stores/find-number.ts';
import { personOf } from '../../shared/shell/stores/worklist.ts';
import { type Desk, type DeskRequest, demand, logAct } from './desk.ts';
import { keepListRead, lanesRead } from './keep-read.ts';
import { type AskedSearch, askedSearch } from './rules/asked-search.ts';
import { casesLike, searchWords } from './search-words.ts';

/** Codes of the cases that something is asked of, one more than is shown. */
async function codesOf({ worklist, protocol, hmac }: Desk, asked: AskedSearch): Promise<string[]> {
  const limit = maximumFound + 1;
  switch (asked.as) {
    case 'code':
      return [asked.code];
    case 'beginning-of-code':
      return worklist.beginningWith(asked.beginning, limit);
    case 'protocol-number': {
      const entry = await findEntry(protocol, asked);
      return entry === undefined ? [] : [entry.caseId];
    }
    default:
      return (await Promise.all(asked.points.map((point) => worklist.casesOf(personOf(point, hmac), limit)))).flat();
  }
}

/**
 * Finds cases by what is exact: a code or its beginning, a protocol number, an e-mail, a phone number; and by words and
 * names where it is none of these, or finds those that are like one. What is found is read from the register itself; of
 * what is exact, cases of lanes that are not the reader's are counted alone. Each search is one read, kept by a keyed
 * digest of what was typed, which stands in no log and no address. Throws the Refusals `wrong-code`, and of a case that
 * others are to be like those of `showCase`.
 */
export async function searchCases(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'search');
  const { definition, hmac } = desk;
  const { what = '', as, after, like: other } = await readAs(SearchAsked, request);
  if (other !== undefined) {
    const like = readCode(other, definition.codePrefix, hmac);
    if (like === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
    return foundByWords(desk, await casesLike(desk, like));
  }
  const asked = as === 'words' ? undefined : askedSearch(what, definition.codePrefix, hmac);
  const codes = asked === undefined ? [] : await codesOf(desk, asked);
  // A word of four letters may be the beginning of a code that nobody has.
  const isWord = asked === undefined || (asked.as === 'beginning-of-code' && codes.length === 0);
  if (isWord) return foundByWords(desk, await searchWords(desk, what, after));
  return foundExactly(desk, what, asked, codes);
}

/** The answer of a search by words. */
function foundByWords(desk: Desk, found: Awaited<ReturnType<typeof searchWords>>): Reply {
  logAct(desk, 'searched', { ...present({ as: found.as }), cases: found.cases.length });
  const body: SearchView = { service: desk.definition.service, elsewhere: 0, ...found };
  return { status: 200, body };
}

/** The cases of these codes as the register has them now, and how many there are in lanes that are not the reader's. */
async function foundExactly(desk: Desk, what: string, asked: AskedSearch, codes: readonly string[]): Promise<Reply> {
  const { definition, register, hmac, officer } = desk;
  await keepListRead(desk, {
    searched: keyedDigest(`search|${what}`, hmac).slice(0, 16),
    as: asked.as,
  });
  const lanes = await lanesRead(desk);
  const different = [...new Set(codes)];
  const read = await Promise.all(
    different.slice(0, maximumFound).map(async (code) => {
      const entries = await register.read(code);
      return listedCase(code, entries.at(-1)?.version ?? 0, openEntries(entries));
    }),
  );
  const found = read.filter((listed) => listed !== undefined);
  const isSeen = ({ item }: (typeof found)[number]) =>
    lanes === undefined ||
    item.lane === 'urgent' ||
    lanes.includes(item.lane) ||
    item.owner?.subject === officer.subject;
  const cases = found
    .filter(isSeen)
    .map(({ item, open }) => ({ item: asSeenBy(item, officer.subject, lanes), open }))
    .sort(
      (one, other) => Number(other.open) - Number(one.open) || (one.item.receivedAt < other.item.receivedAt ? 1 : -1),
    );
  logAct(desk, 'searched', { as: asked.as, cases: cases.length });
  const body: SearchView = {
    service: definition.service,
    as: asked.as,
    ...(asked.as === 'protocol-number' && { number: numberText(asked.year, asked.number) }),
    cases,
    elsewhere: found.length - cases.length,
    more: different.length > maximumFound,
  };
  return { status: 200, body };
}
