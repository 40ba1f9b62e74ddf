import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Picture } from '../../shared/contracts/content/picture.ts';
import { seenAt } from '../../shared/core/knowledge/seen-content.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import type { Readers } from './answer-reader.ts';

/** Pictures that a container keeps, each in the version that was asked for: a page asks for its own again and again. */
const mostKept = 40;

/** Reads the file of a picture in a version, which never changes; undefined where there is none. */
export function pictureFiles(contents: Pick<Contents, 'read'>): NonNullable<Readers['pictureFile']> {
  const kept = new Map<string, Picture['file']>();
  return async (content, version) => {
    const name = `${content} ${version}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const entry = (await contents.read(content)).find((one) => one.version === version);
    const file = entry?.event.type === 'Written' ? (entry.event.document['file'] as Picture['file']) : undefined;
    if (file === undefined) return undefined;
    if (kept.size >= mostKept) kept.delete([...kept.keys()][0] ?? '');
    kept.set(name, file);
    return file;
  };
}

/**
 * The bytes of a published picture, as what they are and nothing else. Throws the Refusal `not-found` for one that
 * nobody published, or that was withdrawn.
 */
export async function showPicture(
  { listed, now, pictureFile }: Readers,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const name = `picture/${event.pathParameters?.['id'] ?? ''}`;
  const one = listed.find(({ content }) => content === name);
  const seen = one && seenAt(one.public, 'it', now.toISOString());
  const file = seen?.state === 'shown' ? await pictureFile?.(name, seen.version) : undefined;
  if (file === undefined) throw new Refusal('not-found');
  return {
    status: 200,
    headers: { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=60, s-maxage=5' },
    body: file.data,
    base64: true,
  };
}
