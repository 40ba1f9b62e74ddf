import type { ContentEntry } from '../../shared/contracts/content/entry.ts';
import { contentOf } from '../../shared/core/knowledge/content-life.ts';
import { listedContent } from '../../shared/core/knowledge/listed-content.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';

// Step 2 of an editor's line: called by on-content-entry for what is new in the table of contents; then citizens see it.

type Stores = { contents: Contents; catalogue: Catalogue };

async function list({ contents, catalogue }: Stores, content: string): Promise<void> {
  const entries = await contents.read(content);
  await catalogue.keep(listedContent(content, contentOf(entries.map(({ event }) => event))));
}

/** Lists the contents that entries are of, each once, as they are now. */
export async function listContents(stores: Stores, entries: readonly Pick<ContentEntry, 'content'>[]): Promise<void> {
  for (const content of new Set(entries.map((entry) => entry.content))) await list(stores, content);
}

/** Lists every content anew, and tells how many there are. */
export async function listAllContents(stores: Stores): Promise<number> {
  const names = new Set<string>();
  for await (const page of stores.contents.all()) for (const { content } of page) names.add(content);
  for (const content of names) await list(stores, content);
  return names.size;
}
