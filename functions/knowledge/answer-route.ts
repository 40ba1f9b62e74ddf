import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { pagedKinds } from '../../shared/core/knowledge/paged-kinds.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { listContents, showIndex, showPublicContent, showSitemap } from './answer-reader.ts';
import { consultGuide } from './consult-guide.ts';
import { type Asking, actOnFollowUp, showFollowUp } from './follow-up.ts';
import { isOpenFormat } from './rules/open-formats.ts';
import { sayUseful } from './say-useful.ts';
import { showFeed } from './show-feed.ts';
import { showLeaflet } from './show-leaflet.ts';
import { showPicture } from './show-picture.ts';

// Which answer belongs to which route of readers: called by on-reader-request.

/** The kinds of content at each sort of addresses, such as `measures`. */
const kindsAt = Map.groupBy(Object.keys(pagedKinds), (kind) => pagedKinds[kind as keyof typeof pagedKinds] as string);

/** Answers one request of a reader by its route. Throws the Refusal `unknown-path` for a sort that there is not. */
export async function answerRoute(asking: Asking, event: APIGatewayProxyEventV2): Promise<Reply> {
  const [sort = '', id] = event.routeKey.split('/').slice(4);
  if (sort === 'usefulness') return sayUseful(asking, event);
  if (sort === 'follow-ups') return isWriting(event) ? actOnFollowUp(asking, event) : showFollowUp(asking, event);
  if (isWriting(event)) return consultGuide(asking, event);
  if (sort === 'articles-index') return showIndex(asking, event);
  if (sort === 'sitemap') return showSitemap(asking);
  const format = event.queryStringParameters?.['format'];
  if (sort === 'articles' && id === undefined && format === 'atom') return showFeed(asking, event);
  if (sort === 'articles' && id === undefined && isOpenFormat(format))
    return (await import('./show-open-data.ts')).showOpenData(asking, event, format);
  if (sort === 'life-events' && id !== undefined && format === 'leaflet') return showLeaflet(asking, event);
  if (sort === 'materials' && id !== undefined && format === 'picture') return showPicture(asking, event);
  const kinds = kindsAt.get(sort);
  if (kinds === undefined) throw new Refusal('unknown-path');
  return id === undefined ? listContents(asking, event, kinds) : showPublicContent(asking, event, kinds);
}
