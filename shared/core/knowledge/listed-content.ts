import type { ContentDocument, ContentId, ContentKind } from '../../contracts/content/entry.ts';
import type { Language } from '../../contracts/text.ts';
import { present } from '../present.ts';
import type { Content } from './content-life.ts';
import { type Catalogued, catalogued } from './seen-content.ts';

/**
 * A content as the catalogue of its service keeps it: `public` is all that citizens may come to see, `life` what its
 * editors see in their list, with titles in place of documents.
 */
export type ListedContent = { content: ContentId; public: Catalogued; life: Content };

/** The kind and the slug in the name of a content. */
export function partsOf(content: ContentId): { kind: ContentKind; id: string } {
  const [kind, id = ''] = content.split('/');
  return { kind: kind as ContentKind, id };
}

/** The title of a document in a language; its slug where it has none, as questions and figures. */
function titleIn(document: Record<string, unknown>, language: Language): string {
  const texts = document['languages'] as Partial<Record<Language, { title?: unknown }>> | undefined;
  const named = (document['name'] ?? document['text'] ?? document['alternative']) as
    | Partial<Record<Language, unknown>>
    | undefined;
  const title = texts?.[language]?.title ?? named?.[language] ?? document['id'];
  return typeof title === 'string' ? title : '';
}

/** A document without the bytes of its file, which only whoever shows the picture reads. */
export function withoutBytes(document: ContentDocument): ContentDocument {
  const { file } = document as { file?: { data?: unknown } };
  if (file?.data === undefined) return document;
  const { data: _bytes, ...told } = file;
  return { ...document, file: told };
}

/** A content as it is listed in the catalogue. */
export function listedContent(content: ContentId, whole: Content): ListedContent {
  const life = {
    ...whole,
    written: whole.written.map((words) => ({ ...words, document: withoutBytes(words.document) })),
  };
  const written = life.written.map((words) => {
    const { theme, owner, checkedOn } = words.document;
    const title = titleIn(words.document, words.language);
    return { ...words, document: present({ theme, owner, checkedOn, title }) };
  });
  return { content, public: catalogued(life), life: { ...life, written } };
}
