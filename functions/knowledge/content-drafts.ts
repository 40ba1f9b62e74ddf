import type { ContentDraftAct, ContentDraftView, Finding } from '../../shared/contracts/content/content-draft.ts';
import type { ContentDocument } from '../../shared/contracts/content/entry.ts';
import type { Guide } from '../../shared/contracts/content/guide.ts';
import type { Parameter } from '../../shared/contracts/content/parameter.ts';
import type { PictureShown } from '../../shared/contracts/content/picture.ts';
import type { Question } from '../../shared/contracts/content/question.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { type ListedContent, partsOf } from '../../shared/core/knowledge/listed-content.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { wrongMembers } from '../../shared/shell/http/body.ts';
import { fillParameters } from '../../shared/texts/knowledge/fill-parameters.ts';
import type { GuideSheet } from '../../shared/texts/knowledge/guide-step.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { addresses } from '../../web/pages/addresses.ts';
import type { EditorsRoom } from './content-work.ts';
import { checkDocument } from './rules/check-document.ts';
import { sheetOfGuide } from './rules/guide-sheet.ts';
import { judgeDraft } from './rules/judge-draft.ts';
import { itemsOf, parametersIn } from './rules/public-content.ts';

// What an editor has typed and not yet written: kept here for them alone, and judged as if it were to be published.

/** What a document's shape lacks, each by its pointer, in the reader's language. */
async function shapeFindings(
  document: ContentDocument,
  language: Language,
  { room, content, reader }: { room: EditorsRoom; content: string; reader: Language },
): Promise<Finding[]> {
  const checked = checkDocument(document, { service: room.definition.service, ...partsOf(content), language });
  if (!('issues' in checked)) return [];
  const texts = await textsIn(reader);
  return (wrongMembers(checked.issues).errors ?? []).slice(0, 40).map(({ pointer, detail }) => ({
    what: 'shape',
    // The words of any language are read in the place of the Italian ones.
    at: pointer.replace(/^\/document/, '').replace(/^\/languages\/it(?=\/|$)/, `/languages/${language}`),
    sentence: typeof detail === 'string' ? detail : detail(texts),
  }));
}

/** The document as it was last written in a language; undefined where nobody has. */
async function newestOf({ contents }: EditorsRoom, content: string, language: Language) {
  const events = (await contents.read(content)).map(({ event }) => event);
  const newest = events.findLast((event) => event.type === 'Written' && event.language === language);
  return newest?.type === 'Written' ? newest.document : undefined;
}

/** How a guide is asked that somebody is writing, where it keeps to its contract. */
function sheetOf(
  document: ContentDocument,
  language: Language,
  { definition, themes, now }: EditorsRoom,
  listed: readonly ListedContent[],
): GuideSheet | undefined {
  if (document['kind'] !== 'guide') return undefined;
  const guide = document as unknown as Guide;
  const at = now.toISOString();
  const today = dayInRome(now.getTime());
  const figures = parametersIn(listed, at);
  return sheetOfGuide(guide, guide.languages[language]?.title ?? guide.id, listed, {
    language,
    at,
    today,
    themes,
    experts: definition.experts,
    fill: (text, of) => fillParameters(text, figures, today, of),
    address: (sort, id) => addresses.answersOf(language, definition.service, sort, id),
  });
}

const ownersIn = (listed: readonly ListedContent[]): string[] => [
  ...new Set(
    listed.flatMap(({ life }) => {
      const owner = life.written.at(-1)?.document['owner'];
      return typeof owner === 'string' ? [owner] : [];
    }),
  ),
];

/** What a document may name: whatever is public now, whole, as conditions are made of it. */
function namesIn(
  listed: readonly ListedContent[],
  { themes, now }: EditorsRoom,
): NonNullable<ContentDraftView['names']> {
  const at = now.toISOString();
  return {
    themes,
    owners: ownersIn(listed).sort(),
    questions: itemsOf<Question>(listed, 'question', at),
    parameters: itemsOf<Parameter>(listed, 'parameter', at),
    pictures: itemsOf<PictureShown>(listed, 'picture', at).map(({ id, alternative, file: { width, height } }) => ({
      id,
      alternative,
      file: { width, height },
    })),
  };
}

type Words = {
  room: EditorsRoom;
  content: string;
  language: Language;
  reader: Language;
  listed: readonly ListedContent[];
};

/** What stands against publishing a document, and for a guide how it would be asked. */
async function judgedWords(
  document: ContentDocument,
  { room, content, language, reader, listed }: Words,
): Promise<Pick<ContentDraftView, 'findings' | 'walked' | 'sheet'>> {
  const shape = await shapeFindings(document, language, { room, content, reader });
  if (shape.length > 0) return { findings: shape };
  const told = { listed, now: room.now.toISOString(), day: dayInRome(room.now.getTime()), reader };
  return { ...judgeDraft(document, language, told), ...present({ sheet: sheetOf(document, language, room, listed) }) };
}

/**
 * Opens, keeps or drops the asker's own draft of a content in one language, and tells what would stand against
 * publishing it. Whatever is typed is kept, however unfinished; `open-draft` also tells what it may name.
 */
export async function actOnDraft(
  room: EditorsRoom,
  content: string,
  act: ContentDraftAct,
  reader: Language,
): Promise<Reply> {
  const { definition, officer, drafts, catalogue, now } = room;
  const { language } = act;
  const key = { content, language, subject: officer.subject };
  const base = { service: definition.service, content, language };
  if (act.act === 'drop-draft') {
    await drafts.drop(key);
    return { status: 200, body: { ...base, findings: [] } satisfies ContentDraftView };
  }
  const listed = await catalogue.all();
  const keep = async () => {
    if (act.act !== 'keep-draft') return drafts.read(key);
    const { seen, document, change } = act;
    return drafts.keep(key, { seen, document, change }, now);
  };
  const draft = await keep();
  const names = act.act === 'open-draft' ? namesIn(listed, room) : undefined;
  const document = draft?.document ?? (await newestOf(room, content, language));
  const judged = document ? await judgedWords(document, { room, content, language, reader, listed }) : { findings: [] };
  const body: ContentDraftView = { ...base, ...judged, ...present({ draft, names }) };
  return { status: 200, body };
}
