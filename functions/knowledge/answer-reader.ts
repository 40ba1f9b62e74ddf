import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Administration } from '../../shared/contracts/content/administration.ts';
import type { ServiceContent } from '../../shared/contracts/content/content.ts';
import type { Picture, PictureShown } from '../../shared/contracts/content/picture.ts';
import type { PublicLine } from '../../shared/contracts/content/view.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { expertsOn } from '../../shared/core/cases/experts.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { type ListedContent, partsOf } from '../../shared/core/knowledge/listed-content.ts';
import { type Municipality, municipalitiesOf } from '../../shared/core/knowledge/municipalities.ts';
import { isPaged, type PagedKind, pagedKinds } from '../../shared/core/knowledge/paged-kinds.ts';
import { seenAt } from '../../shared/core/knowledge/seen-content.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { serviceState } from '../../shared/core/posture/service-state.ts';
import { present } from '../../shared/core/present.ts';
import { callerLanguage, type Reply, toAnyPage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal, type Saying } from '../../shared/shell/http/problems.ts';
import { adviceOn } from '../../shared/texts/danger/advice.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { fillParameters } from '../../shared/texts/knowledge/fill-parameters.ts';
import { fillPictures } from '../../shared/texts/knowledge/fill-pictures.ts';
import type { GuideSheet } from '../../shared/texts/knowledge/guide-step.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { addresses } from '../../web/pages/addresses.ts';
import type { ServiceIndex } from './public-indexes.ts';
import { askedCompetence, municipalityNamed } from './rules/asked-competence.ts';
import { linesFound } from './rules/find-contents.ts';
import { guideSheet } from './rules/guide-sheet.ts';
import { leadsOn } from './rules/lead-on.ts';
import { type Fill, itemsOf, parametersIn, publicContent, publicLine } from './rules/public-content.ts';

// What readers are answered with: called by on-reader-request; the catalogue is kept by on-content-entry.

/** What answers the readers of one service, for one request. */
export type Readers = {
  definition: PreparedService;
  content: Pick<ServiceContent, 'themes' | 'synonyms'>;
  listed: readonly ListedContent[];
  /** What they are searched by, in one language. */
  index(language: Language): ServiceIndex;
  /** What is declared, as it stands in the boxes of the page. */
  ledger(): Promise<readonly LedgerEvent[]>;
  /** The file of a picture in the version that is public. */
  pictureFile?: (content: string, version: number) => Promise<Picture['file'] | undefined>;
  /** Told of a search that found nothing. */
  missed?: (query: string, language: Language) => Promise<void>;
  /** Address of the portal, without a slash at the end. */
  site: string;
  now: Date;
};

const pages = () => import('./pages.ts');

/** How long whoever stands between may keep an answer, in seconds; a browser asks each time. */
export const kept = (event: APIGatewayProxyEventV2): Record<string, string> =>
  // Without a language in its address the answer is made for one reader's browser.
  event.queryStringParameters?.['language'] === undefined
    ? { Vary: 'Accept, Accept-Language' }
    : { 'Cache-Control': 'public, max-age=0, s-maxage=2', Vary: 'Accept' };

/** One request of a reader: in which language, and how figures and addresses are written in it. */
export function asked(readers: Readers, event: APIGatewayProxyEventV2) {
  const { definition, listed, now } = readers;
  const { service } = definition;
  const language = callerLanguage(event);
  const at = now.toISOString();
  const today = dayInRome(now.getTime());
  const figures = parametersIn(listed, at);
  const pictures = itemsOf<PictureShown>(listed, 'picture', at);
  const fill: Fill = (text, of) =>
    fillPictures(fillParameters(text, figures, today, of), pictures, of, (id) => addresses.picture(of, service, id));
  const address = (kind: PagedKind, id: string) => addresses.answersOf(language, service, pagedKinds[kind], id);
  const lineOf = (one: ListedContent) => publicLine(one, language, at, { fill, address });
  const lines = () =>
    listed
      .flatMap((one) => lineOf(one) ?? [])
      .sort((one, other) => (one.title.localeCompare(other.title, language) < 0 ? -1 : 1));
  return { service, language, at, today, fill, lineOf, lines };
}

/** Whose page it is, for whom, with what is declared now. */
export async function readerOf({ definition, ledger, site, now }: Readers, language: Language) {
  const state = serviceState(definition, declaredAt(await ledger(), now.toISOString()), now.toISOString(), undefined);
  const { noticesOf } = await pages();
  return { definition, language, notices: noticesOf(state, language), site };
}

export const answered = (event: APIGatewayProxyEventV2, language: Language, body: object | string): Reply => ({
  status: 200,
  headers: { 'Content-Language': language, ...kept(event) },
  body,
});

/** All published contents of some kinds; with `q`, what a search finds among all of them. */
export async function listContents(
  readers: Readers,
  event: APIGatewayProxyEventV2,
  kinds: readonly string[],
): Promise<Reply> {
  const { service, language, lines } = asked(readers, event);
  const query = event.queryStringParameters?.['q']?.trim().slice(0, 200);
  if (query) return search(readers, event, query);
  const own = lines().filter(({ kind }) => kinds.includes(kind));
  const network = kinds.includes('administration') ? await networkAsked(readers, event, language) : undefined;
  if (!wantsPage(event)) return answered(event, language, { service, language, ...network, contents: own });
  const { answersPage, competencePart, listPage, wayToPracticeDoor } = await pages();
  const reader = await readerOf(readers, language);
  const { themes } = readers.content;
  const sort = isPaged(kinds[0] ?? '') ? pagedKinds[kinds[0] as PagedKind] : 'articles';
  const page =
    sort === 'articles'
      ? answersPage(reader, { lines: lines(), themes })
      : listPage(reader, sort, {
          lines: own,
          themes,
          ...(sort === 'practices' && { above: wayToPracticeDoor(reader) }),
          ...(sort === 'administrations' && { above: competencePart(reader, { themes, asked: network?.competence }) }),
        });
  return answered(event, language, page);
}

/** What stands beside the network: by which themes it can be asked, and who is competent where that was asked. */
async function networkAsked(readers: Readers, event: APIGatewayProxyEventV2, language: Language) {
  const themes = readers.content.themes.map(({ theme, name }) => ({ theme, name: name[language] }));
  return { themes, ...present({ competence: await competenceAsked(readers, event) }) };
}

/** Every municipality: a hundred kilobytes that only whoever asks for one needs. */
async function allMunicipalities(): Promise<Municipality[]> {
  const { default: file } = await import('../../shared/core/knowledge/municipalities.json', { with: { type: 'json' } });
  return municipalitiesOf(file);
}

/** Who is competent for the theme and the place in an address. Throws the Refusal `invalid`. */
async function competenceAsked(readers: Readers, event: APIGatewayProxyEventV2) {
  const { at, lineOf } = asked(readers, event);
  const network = itemsOf<Administration>(readers.listed, 'administration', at);
  const query = event.queryStringParameters ?? {};
  const found = askedCompetence(query, {
    network,
    municipalities: municipalityNamed(query) === undefined ? [] : await allMunicipalities(),
    themes: readers.content.themes,
    lineOf: ({ id }) => {
      const one = readers.listed.find(({ content }) => content === `administration/${id}`);
      return one && lineOf(one);
    },
  });
  if (found === undefined || !('wrong' in found)) return found;
  const detail: Saying = ({ problems: { members } }) =>
    found.wrong === 'theme' ? members.oneOf(found.known) : members.place;
  throw new Refusal('invalid', ({ problems }) => problems.invalid, {
    errors: [{ detail, pointer: `/${found.wrong}` }],
  });
}

async function search(readers: Readers, event: APIGatewayProxyEventV2, query: string): Promise<Reply> {
  const { service, language, lines } = asked(readers, event);
  const danger = hearDanger(query, lifeFirst);
  const found = linesFound(lines(), readers.index(language).search(query));
  // Words of danger are nobody's question.
  if (found.length === 0 && danger.level === 'none') await readers.missed?.(query, language);
  if (wantsPage(event)) {
    const { foundPage } = await pages();
    const page = foundPage(await readerOf(readers, language), { query, lines: found, danger });
    return uncached(answered(event, language, page));
  }
  const { lifeFirst: words } = await textsIn(language);
  const advice =
    danger.level === 'none'
      ? undefined
      : adviceOn(danger.kind, language, words.text, readers.definition.emergencyNumbers);
  const told = answered(event, language, { service, language, query, contents: found, ...present({ advice }) });
  return uncached({ ...told, headers: { ...told.headers, ...toAnyPage } });
}

/** What a service is searched by in one language, for pages that search by themselves, offline too. */
export function showIndex(readers: Readers, event: APIGatewayProxyEventV2): Reply {
  const language = callerLanguage(event);
  return answered(event, language, readers.index(language).file);
}

/** What somebody searches for is their own: nobody between keeps it. */
const uncached = (reply: Reply): Reply => ({ ...reply, headers: { ...reply.headers, 'Cache-Control': 'no-store' } });

/**
 * One published content. One that was renamed leads to its new address (301), one that was withdrawn tells why and
 * leads on (410). Throws the Refusal `not-found` for what nobody published.
 */
export async function showPublicContent(
  readers: Readers,
  event: APIGatewayProxyEventV2,
  kinds: readonly string[],
): Promise<Reply> {
  const { listed } = readers;
  const { service, language, at, today, fill, lineOf } = asked(readers, event);
  const id = event.pathParameters?.['id'] ?? '';
  const one = listed.find(({ content }) => kinds.some((kind) => content === `${kind}/${id}`));
  if (!one) throw new Refusal('not-found');
  const gone = one.public.gone;
  const named = (content: string) => listed.find((other) => other.content === content);
  if (gone && 'movedTo' in gone) {
    const { kind, id: moved } = partsOf(gone.movedTo);
    const Location = addresses.answersOf(language, service, isPaged(kind) ? pagedKinds[kind] : 'articles', moved);
    return { status: 301, headers: { ...kept(event), Location }, body: {} };
  }
  const content = publicContent(one, language, at, fill);
  if (!content) {
    if (!gone) throw new Refusal('not-found');
    const next = gone.leadsTo === undefined ? undefined : named(gone.leadsTo);
    return showGone(readers, event, { gone, instead: next && lineOf(next) });
  }
  if (!wantsPage(event)) return answered(event, language, content);
  const { contentPage, guideBegun } = await pages();
  const reader = await readerOf(readers, language);
  const lines = (names: readonly string[]): PublicLine[] =>
    names.flatMap((name) => {
      const other = named(name);
      return (other && lineOf(other)) ?? [];
    });
  const sort = isPaged(content.kind) ? pagedKinds[content.kind] : 'articles';
  const sheet = content.kind === 'guide' ? sheetOf(readers, event) : undefined;
  const theme = readers.content.themes.find((each) => each.theme === content.theme);
  const page = contentPage(reader, {
    content,
    sort,
    leadsOn: leadsOn(one, listed, at, lines),
    today,
    theme: theme?.name[language],
    category: theme?.category,
    experts: expertsOn(readers.definition, content.theme)?.group,
    ...(sheet && { within: guideBegun(sheet) }),
  });
  return answered(event, language, page);
}

/** What the guide at an address is asked by, in the caller's language; undefined where there is none. */
export function sheetOf(readers: Readers, event: APIGatewayProxyEventV2): GuideSheet | undefined {
  const { service, language, at, today, fill } = asked(readers, event);
  const name = `guide/${event.pathParameters?.['id'] ?? ''}`;
  const one = readers.listed.find(({ content }) => content === name);
  const address = (sort: string, id: string) => addresses.answersOf(language, service, sort, id);
  const { themes } = readers.content;
  const { experts } = readers.definition;
  return one && guideSheet(one, readers.listed, { language, at, today, fill, address, themes, experts });
}

/** What stands at the address of a content that was withdrawn: a page, or the Refusal `withdrawn`. */
async function showGone(
  readers: Readers,
  event: APIGatewayProxyEventV2,
  { gone, instead }: { gone: { at: string; reason: string }; instead: PublicLine | undefined },
): Promise<Reply> {
  const { at, reason } = gone;
  const language = callerLanguage(event);
  if (!wantsPage(event))
    throw new Refusal('withdrawn', undefined, {
      members: { withdrawnAt: at, reason, ...present({ leadsTo: instead?.address }) },
    });
  const { gonePage } = await pages();
  const told = { at: dayInRome(Date.parse(at)), reason, instead };
  const address = (other: Language) => addresses.answers(other, readers.definition.service);
  const page = gonePage(await readerOf(readers, language), { ...told, address });
  return { status: 410, headers: { 'Content-Language': language }, body: page };
}

/** The addresses of all pages of answers in every language, for search engines (sitemaps.org, with hreflang). */
export function showSitemap({ definition, listed, site, now }: Readers): Reply {
  const at = now.toISOString();
  const { service } = definition;
  const each = listed.flatMap((one) => {
    const { kind, id } = partsOf(one.content);
    if (!isPaged(kind)) return [];
    const shown = languages.filter((language) => seenAt(one.public, language, at)?.state === 'shown');
    return shown.length === 0 ? [] : [{ sort: pagedKinds[kind], id, shown }];
  });
  const url = (language: Language, sort: string, id: string) =>
    `${site}${addresses.answersOf(language, service, sort, id)}`.replaceAll('&', '&amp;');
  const body = each
    .flatMap(({ sort, id, shown }) => {
      const others = shown.map((one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${url(one, sort, id)}"/>`);
      return shown.map((language) => `<url><loc>${url(language, sort, id)}</loc>${others.join('')}</url>`);
    })
    .join('\n');
  return {
    status: 200,
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=0, s-maxage=30' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${body}\n</urlset>\n`,
  };
}
