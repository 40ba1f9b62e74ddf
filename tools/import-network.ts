import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pathOf } from '../shared/contracts/api/routes.ts';
import type { ContentAct, ContentDocument } from '../shared/contracts/content/entry.ts';
import { ContentsView, ContentView } from '../shared/contracts/content/view.ts';
import { ServiceId } from '../shared/contracts/kind.ts';
import { dateOf, dayInRome, dayOf } from '../shared/core/hours/zone.ts';
import { placesAround } from '../shared/core/knowledge/competence.ts';
import { placeHelp, placeOptions, withCenter } from './center.ts';
import { asTool, textTable } from './command.ts';
import { type Difference, differenceOf, type KnownEntry, slugOf } from './network/difference.ts';
import { type IndexedAdministration, readIndex } from './network/read-ipa.ts';
import { waitOf } from './replay.ts';
import { signInAtStage } from './seed-staff.ts';

const help = `
npm run import-network -- --service NAME --file FILE [--place CODE] [--code CODE …] [--themes a,b] [--apply]
                          [--user NAME --password WORD] [--stack NAME | --data DIR]

Compares a file of the index of public administrations (IndicePA, dataset "enti", as CSV or JSON, or the older
amministrazioni.txt) with a service's network, and shows the difference: new, changed with old and new, no longer in the index.
Nothing is written without --apply. With it each difference becomes a draft that somebody else reads before anybody sees it; what
the index does not have any more is told each time and never taken away. It may be stopped and called again: what is written stays.
  --service NAME   whose network
  --file FILE      the whole file of the index: what it lacks counts as gone from it
  --place CODE     new entries of this region, province or municipality (ISTAT) alone; others are not added
  --code CODE      new entries of this code of the index alone; may be given several times
  --themes a,b     the themes on which new entries are competent: no index tells them; needed to add any
  --owner GROUP    who checks new entries again (redazione)
  --apply          writes the drafts
  --user NAME      an editor of the one-machine stage, who signs in (gaia.moretti)
  --password WORD  as the stage's sign-in page shows it (scrive)
  A center on AWS takes the ID token of an editor from the variable SPORTELLO_TOKEN instead.
${placeHelp}
  --help           this text
`;

/** The API of a center without a slash at the end, the ID token of an editor, and the service. */
export type EditorsDoor = { url: string; token: string; service: string };

/** How often one call is made that the center has no room for. */
const mostCalls = 30;

/** Calls the center, again after the wait that it names where it has no room now: a whole network is many calls. */
async function called(address: string, init: RequestInit): Promise<Response> {
  for (let calls = 1; ; calls += 1) {
    const answer = await fetch(address, init);
    if (answer.status !== 429 || calls === mostCalls) return answer;
    await answer.body?.cancel();
    await pause(waitOf(answer.headers.get('retry-after')));
  }
}

async function asked({ url, token }: EditorsDoor, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers };
  const answer = await called(`${url}/v1${path}`, { ...init, headers });
  const content: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return content;
  if (answer.status === 404 && init.method === undefined) return undefined;
  const { title, detail } = (content ?? {}) as { title?: string; detail?: string };
  throw new Error(`the center answers ${answer.status}: ${detail ?? title ?? 'nothing that can be read'}`);
}

/** An entry whole, as it is at that moment; undefined where there is none. */
async function shown(door: EditorsDoor, id: string): Promise<ContentView | undefined> {
  const told = await asked(door, pathOf('showContent', { service: door.service, kind: 'administration', id }));
  return told === undefined ? undefined : ContentView.parse(told);
}

/** The Italian version that was written last, whoever has read it; undefined for an entry that is at its address no more. */
function lastWritten({ events, line }: ContentView): ContentDocument | undefined {
  if (line.languages.it?.state === 'withdrawn' || line.languages.it?.state === 'renamed') return undefined;
  const written = events.findLast((event) => event.type === 'Written' && event.language === 'it');
  return written?.type === 'Written' ? written.document : undefined;
}

/**
 * Every entry of a network as it was last written. The list of contents is seconds behind: what is `named` is looked up
 * whether or not it is listed. Throws an Error with what the center answers where it refuses.
 */
export async function knownEntries(door: EditorsDoor, named: readonly string[]): Promise<KnownEntry[]> {
  const { contents } = ContentsView.parse(await asked(door, pathOf('listContents', { service: door.service })));
  const listed = contents.flatMap(({ kind, id }) => (kind === 'administration' ? [id] : []));
  const known: KnownEntry[] = [];
  for (const id of new Set([...listed, ...named])) {
    const view = await shown(door, id);
    const document = view && lastWritten(view);
    if (document !== undefined) known.push({ id, document });
  }
  return known;
}

/** Writes what is new or changed as drafts, and tells how many. An entry that somebody changed meanwhile is left and told. */
export async function applyDifference(
  door: EditorsDoor,
  { added, changed }: Pick<Difference, 'added' | 'changed'>,
): Promise<{ written: number; left: string[] }> {
  const left: string[] = [];
  let written = 0;
  for (const { id, document } of [...added, ...changed]) {
    const isNew = added.some((one) => one.id === id);
    const act: ContentAct = {
      act: 'write',
      language: 'it',
      document,
      change: isNew ? 'Dall’indice delle pubbliche amministrazioni (IPA)' : 'Aggiornata dall’indice (IPA)',
      source: 'IndicePA, dati aperti, CC-BY-4.0',
    };
    const version = isNew ? 0 : ((await shown(door, id))?.version ?? 0);
    const path = pathOf('actOnContent', { service: door.service, kind: 'administration', id });
    const init = { method: 'POST', headers: { 'if-match': `"${version}"` }, body: JSON.stringify(act) };
    try {
      await asked(door, path, init);
      written += 1;
    } catch (error) {
      left.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { written, left };
}

/** The difference as people read it. */
export function tableOfDifference({ added, changed, gone, same, left }: Difference): string {
  const titleOf = (document: ContentDocument) =>
    (document['languages'] as { it?: { title?: string } } | undefined)?.it?.title ?? '';
  const rows = [
    ...added.map(({ id, document }) => ['new', id, titleOf(document), '', String(document['territory'] ?? '')]),
    ...changed.flatMap(({ id, title, members }) =>
      members.map(({ member, before, after }) => ['changed', id, title, `${member}: ${before || '-'}`, after]),
    ),
    ...gone.map(({ id, title, ipa }) => ['no longer in IPA', id, title, ipa, '']),
    ...left.map(({ ipa, name, because }) => ['left out', ipa, name, because, '']),
  ];
  const counts = `${added.length} new, ${changed.length} changed, ${gone.length} no longer in IPA, ${same} as they were`;
  return rows.length === 0 ? counts : `${textTable(['', 'entry', 'name', 'was', 'is'], rows)}\n\n${counts}`;
}

/** The entries that chosen rows would be. */
export const slugsOf = (rows: readonly IndexedAdministration[], isChosen: (row: IndexedAdministration) => boolean) =>
  rows.filter(isChosen).map(({ ipa }) => slugOf(ipa));

/** Which rows of the index become new entries. Throws an Error for a place that is none. */
export function choosing(place: string | undefined, codes: readonly string[]) {
  if (place !== undefined && placesAround(place) === undefined) throw new Error(`${place} is no ISTAT code of a place`);
  const chosen = new Set(codes.map((code) => code.toLowerCase()));
  return ({ ipa, seat }: IndexedAdministration): boolean => {
    if (chosen.size > 0) return chosen.has(ipa);
    return place !== undefined && seat !== undefined && (placesAround(seat)?.includes(place) ?? false);
  };
}

const options = {
  service: { type: 'string' },
  file: { type: 'string' },
  place: { type: 'string' },
  code: { type: 'string', multiple: true, default: [] as string[] },
  themes: { type: 'string', default: '' },
  owner: { type: 'string', default: 'redazione' },
  apply: { type: 'boolean', default: false },
  user: { type: 'string', default: 'gaia.moretti' },
  password: { type: 'string', default: 'scrive' },
  ...placeOptions,
} as const;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({ options });
    if (values.file === undefined) throw new Error('--file must name a file of the index');
    const service = ServiceId.parse(values.service);
    const themes = values.themes.split(',').filter((theme) => theme !== '');
    const isChosen = choosing(values.place, values.code);
    if (themes.length === 0 && (values.place !== undefined || values.code.length > 0))
      throw new Error('--themes must say on what new entries are competent: no index tells it');
    const { rows, unreadable } = readIndex(readFileSync(values.file, 'utf8'));
    for (const line of unreadable.slice(0, 20)) console.error(line);
    await withCenter(values, async ({ kind, url }) => {
      const given = process.env['SPORTELLO_TOKEN'];
      if (kind === 'aws' && given === undefined) throw new Error('SPORTELLO_TOKEN must hold the ID token of an editor');
      const door = { url, service, token: given ?? (await signInAtStage(url, values.user, values.password)) };
      const today = dayInRome(Date.now());
      const added = { service, themes, owner: values.owner, today, reviewBy: dateOf(dayOf(today) + 365) };
      const difference = differenceOf(rows, await knownEntries(door, slugsOf(rows, isChosen)), isChosen, added);
      console.log(tableOfDifference(difference));
      if (!values.apply) return console.log('Nothing is written: call it again with --apply.');
      const { written, left } = await applyDifference(door, difference);
      for (const line of left) console.error(line);
      console.log(`Drafts written: ${written}. Somebody else reads them in the console.`);
      if (left.length > 0) process.exitCode = 1;
    });
  });
