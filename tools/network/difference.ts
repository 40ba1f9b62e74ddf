import type { ContentDocument } from '../../shared/contracts/content/entry.ts';
import { placesAround } from '../../shared/core/knowledge/competence.ts';
import type { IndexedAdministration } from './read-ipa.ts';

/** An entry of the network as it was last written in Italian, and the name of its content. */
export type KnownEntry = { id: string; document: ContentDocument };

/** One member that the index says otherwise than the entry. */
export type ChangedMember = { member: 'pec' | 'website' | 'territory'; before: string; after: string };

/** What a file of the index would make of a network. */
export type Difference = {
  added: { id: string; document: ContentDocument }[];
  changed: { id: string; title: string; members: ChangedMember[]; document: ContentDocument }[];
  /** Entries whose code the index does not have any more: they are told, and stay. */
  gone: { id: string; title: string; ipa: string }[];
  same: number;
  /** Rows that were chosen and cannot be an entry, with the reason. */
  left: { ipa: string; name: string; because: string }[];
};

/** What new entries have that no index knows. */
export type Added = { service: string; themes: readonly string[]; owner: string; today: string; reviewBy: string };

/** Where an administration answers, by its name and the municipality of its seat; undefined where no name tells it. */
export function territoryOf({ name, seat }: IndexedAdministration): string[] | undefined {
  const [municipality, province, region] = (seat && placesAround(seat)) || [];
  if (municipality === undefined || province === undefined || region === undefined) return undefined;
  if (/^(?:comune|citt[aà]['’]?) di\b/i.test(name) || /^comune\b/i.test(name)) return [municipality];
  if (/^(?:provincia|citt[aà]['’]? metropolitana|libero consorzio)\b/i.test(name)) return [province];
  if (/^regione\b/i.test(name)) return [region];
  return undefined;
}

/** A code of the index as the slug of an entry: `c_h501` is `c-h501`. */
export const slugOf = (ipa: string): string =>
  ipa
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** A name that the index writes in capitals, as people write it; a name in mixed letters stays. */
export function titleOf(name: string): string {
  if (name !== name.toUpperCase()) return name.slice(0, 120);
  const small = new Set(['di', 'del', 'della', 'dei', 'degli', 'delle', 'da', 'in', 'e', 'al', 'sul', 'con', 'nel']);
  return name
    .toLowerCase()
    .split(' ')
    .map((word, at) => (at > 0 && small.has(word) ? word : word.replace(/^(\p{L})|(?<=['’-])(\p{L})/gu, upper)))
    .join(' ')
    .slice(0, 120);
}
const upper = (letter: string) => letter.toUpperCase();

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
const italianTitle = ({ id, document }: KnownEntry): string =>
  text((document['languages'] as { it?: { title?: string } } | undefined)?.it?.title) || id;

const source = (today: string) => ({
  name: 'Indice dei domicili digitali della pubblica amministrazione (IPA)',
  url: 'https://indicepa.gov.it/',
  consultedOn: today,
});

function documentOf(row: IndexedAdministration, territory: string[], added: Added): ContentDocument {
  const { service, themes, owner, today, reviewBy } = added;
  const title = titleOf(row.name);
  return {
    kind: 'administration',
    id: slugOf(row.ipa),
    service,
    theme: themes[0] ?? '',
    sources: [source(today)],
    checkedOn: today,
    reviewBy,
    owner,
    checkWithAdministration: true,
    themes: [...themes],
    territory,
    ipa: row.ipa,
    ...(row.website && { website: row.website }),
    ...(row.pec && { pec: row.pec }),
    languages: { it: { title, summary: `Risponde nel suo territorio: ${title}.` } },
  };
}

/** What the index says otherwise than an entry; what it does not say at all is left as the entry has it. */
function changesOf(row: IndexedAdministration, { document }: KnownEntry): ChangedMember[] {
  const territory = territoryOf(row)?.join(', ') ?? '';
  const told: [ChangedMember['member'], string, string][] = [
    ['pec', text(document['pec']), row.pec ?? ''],
    ['website', text(document['website']), row.website ?? ''],
    ['territory', list(document['territory']), territory],
  ];
  return told
    .filter(([, before, after]) => after !== '' && before.toLowerCase() !== after.toLowerCase())
    .map(([member, before, after]) => ({ member, before, after }));
}

/**
 * What a file of the index makes of a network: entries that are known by their code are compared, and rows that
 * `isChosen` and are not known are added. `index` must be the whole file, so that what it lacks is known to be gone.
 */
export function differenceOf(
  index: readonly IndexedAdministration[],
  known: readonly KnownEntry[],
  isChosen: (row: IndexedAdministration) => boolean,
  added: Added,
): Difference {
  const rows = new Map(index.map((row) => [row.ipa, row]));
  const difference: Difference = { added: [], changed: [], gone: [], same: 0, left: [] };
  const byCode = new Set<string>();
  for (const entry of known) {
    const ipa = text(entry.document['ipa']).toLowerCase();
    if (ipa === '') continue;
    byCode.add(ipa);
    const row = rows.get(ipa);
    const title = italianTitle(entry);
    if (row === undefined) {
      difference.gone.push({ id: entry.id, title, ipa });
      continue;
    }
    const members = changesOf(row, entry);
    if (members.length === 0) difference.same += 1;
    else
      difference.changed.push({ id: entry.id, title, members, document: changedDocument(entry, row, members, added) });
  }
  const taken = new Set(known.map(({ id }) => id));
  for (const row of index) {
    if (byCode.has(row.ipa) || !isChosen(row)) continue;
    const territory = territoryOf(row);
    const because = taken.has(slugOf(row.ipa))
      ? 'an entry of that name has another code'
      : territory === undefined
        ? 'the index does not tell its territory'
        : undefined;
    if (because !== undefined) difference.left.push({ ipa: row.ipa, name: row.name, because });
    else difference.added.push({ id: slugOf(row.ipa), document: documentOf(row, territory ?? [], added) });
  }
  return difference;
}

function changedDocument(
  { document }: KnownEntry,
  row: IndexedAdministration,
  members: readonly ChangedMember[],
  { today, reviewBy }: Added,
): ContentDocument {
  const changed = Object.fromEntries(
    members.map(({ member, after }) => [member, member === 'territory' ? territoryOf(row) : after]),
  );
  const others = (Array.isArray(document['sources']) ? document['sources'] : []).filter(
    ({ url }: { url?: string }) => url !== source(today).url,
  );
  return { ...document, ...changed, sources: [...others, source(today)].slice(-20), checkedOn: today, reviewBy };
}
