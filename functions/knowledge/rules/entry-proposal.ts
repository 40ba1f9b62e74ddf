import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { EntrySaid, NetworkEntryAsked } from '../../../shared/contracts/content/network-entry.ts';
import type { Officer } from '../../../shared/contracts/declaration.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { Content, WrittenVersion } from '../../../shared/core/knowledge/content-life.ts';
import { present } from '../../../shared/core/present.ts';

// What an administration sees of its own entry, and what its press makes of it.

const ofFacts = ['phone', 'email', 'pec', 'website'] as const;
const ofWords = ['hours', 'territoryNote'] as const;

const wordsOf = (document: ContentDocument): Record<string, unknown> =>
  (document['languages'] as { it?: Record<string, unknown> } | undefined)?.it ?? {};
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What a document says by the members that its administration may change. */
export function saidIn(document: ContentDocument): EntrySaid {
  const words = wordsOf(document);
  return present({
    ...Object.fromEntries(ofFacts.map((member) => [member, text(document[member])])),
    ...Object.fromEntries(ofWords.map((member) => [member, text(words[member])])),
  });
}

export const titleOf = (document: ContentDocument): string => String(wordsOf(document)['title'] ?? document['id']);

/** Under whose name an administration writes: its own, and that it came by its link. */
export const proposerOf = (id: string, document: ContentDocument): Officer => ({
  subject: `entry-link:${id}`,
  name: `${titleOf(document)} (dal suo link)`,
});

/** The Italian version that readers see, and the newest one that the administration itself wrote since. */
export function versionsOfEntry(
  life: Content,
  id: string,
): { published: WrittenVersion; proposed?: WrittenVersion } | undefined {
  const number = life.published.it?.at(-1)?.version;
  const published = life.written.find(({ version }) => version === number);
  if (published === undefined) return undefined;
  const { subject } = proposerOf(id, published.document);
  const proposed = life.written.findLast(
    ({ by, language, version }) => by.subject === subject && language === 'it' && version > published.version,
  );
  return { published, ...present({ proposed }) };
}

/** The entry as its administration says it, over the version that readers see; looked at by whom it is of on that day. */
export function documentOf(
  base: ContentDocument,
  asked: NetworkEntryAsked,
  { today, reviewBy }: { today: string; reviewBy: string },
): ContentDocument {
  const without = (from: Record<string, unknown>, members: readonly string[]) =>
    Object.fromEntries(Object.entries(from).filter(([member]) => !members.includes(member)));
  const said = (members: readonly (keyof EntrySaid)[]) =>
    present(Object.fromEntries(members.map((member) => [member, asked[member]])));
  const words = { ...without(wordsOf(base), ofWords), ...said(ofWords) };
  const { languages: _words, ...facts } = without(base, ofFacts);
  return { ...facts, ...said(ofFacts), checkedOn: today, reviewBy, languages: { it: words } };
}

/** Proposals that one administration may make within a day, whatever becomes of them. */
const mostADay = 10;

/** Whether an administration has made as many proposals in the last 24 hours as it may. */
export const hasProposedEnough = ({ written }: Content, subject: string, at: string): boolean =>
  written.filter((one) => one.by.subject === subject && instantOf(at) - instantOf(one.at) < 86_400_000).length >=
  mostADay;
