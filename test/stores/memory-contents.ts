import type { ContentEntry } from '../../shared/contracts/content/entry.ts';
import type { ListedContent } from '../../shared/core/knowledge/listed-content.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';

/** Contents in memory: each version once, like the real ones. */
export function memoryContents(): Contents {
  const kept = new Map<string, ContentEntry[]>();
  return {
    async read(content) {
      return [...(kept.get(content) ?? [])];
    },
    async append(entry) {
      const entries = kept.get(entry.content) ?? [];
      const standing = entries.find(({ version }) => version === entry.version);
      if (standing) return standing.hash === entry.hash ? 'appended' : 'taken';
      kept.set(entry.content, [...entries, structuredClone(entry)]);
      return 'appended';
    },
    async *all() {
      yield [...kept.values()].flat();
    },
  };
}

/** A catalogue in memory: what is older than what is kept changes nothing. */
export function memoryCatalogue(): Catalogue {
  const kept = new Map<string, ListedContent>();
  return {
    async keep(listed) {
      if ((kept.get(listed.content)?.life.version ?? 0) > listed.life.version) return;
      kept.set(listed.content, structuredClone(listed));
    },
    async all() {
      return [...kept.values()];
    },
  };
}
