import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContents, itemContent } from '../../shared/shell/stores/contents.ts';
import { listAllContents, listContents } from './list-contents.ts';

const env = environment('SERVICE', 'CONTENTS_TABLE', 'CATALOGUE_TABLE');
const stores = { contents: dynamodbContents(env.CONTENTS_TABLE), catalogue: dynamodbCatalogue(env.CATALOGUE_TABLE) };

const follow = followingStream('catalogue', (items) => listContents(stores, items.map(itemContent)), 25);

/**
 * Keeps the catalogue as the contents tell it; started by hand with `{"list":"all"}` it lists every content again.
 */
export async function handler(
  event: Parameters<typeof follow>[0] | { list: 'all' },
  context: Parameters<typeof follow>[1],
) {
  if ('Records' in event) return follow(event, context);
  const listed = await listAllContents(stores);
  logLine({ level: 'info', function: 'catalogue', service: env.SERVICE, contents: listed });
  return { contents: listed };
}
