/**
 * What somebody is writing at the desk, in this tab only: it outlives a reload and a new sign-in of the same person,
 * and is gone as soon as another person looks.
 */
export type Drafts = ReturnType<typeof draftsOf>;

type Kept = { by: string; draft: unknown };

/** The drafts of one person of the staff, named by what they are about. */
export function draftsOf(subject: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  const at = (name: string) => `sportello.desk.${name}`;
  return {
    find<Draft>(name: string): Draft | undefined {
      try {
        const kept: Kept | null = JSON.parse(storage.getItem(at(name)) ?? 'null');
        if (kept !== null && kept.by === subject) return kept.draft as Draft;
      } catch {
        // What cannot be read is as good as nothing.
      }
      storage.removeItem(at(name));
      return undefined;
    },
    keep: (name: string, draft: unknown) =>
      storage.setItem(at(name), JSON.stringify({ by: subject, draft } satisfies Kept)),
    drop: (name: string) => storage.removeItem(at(name)),
  };
}
