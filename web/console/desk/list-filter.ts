import type { Channel, Kind } from '../../../shared/contracts/kind.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { WorklistFilter } from '../../../shared/core/cases/worklist-filter.ts';

/** What somebody wants to see of a lane; an empty member wants all. */
export type ListFilter = {
  kind: Kind | '';
  channel: Channel | '';
  language: Language | '';
  waitsFor: NonNullable<WorklistFilter['waitsFor']> | '';
  overdue: boolean;
  /** What one has oneself, of all lanes. */
  mine: boolean;
};

/** The query of a page of the list, as the API names it. */
export type ListQuery = Partial<
  Record<'lane' | 'kind' | 'channel' | 'language' | 'waits-for' | 'overdue' | 'mine' | 'incident', string | undefined>
>;

export const everything: ListFilter = {
  kind: '',
  channel: '',
  language: '',
  waitsFor: '',
  overdue: false,
  mine: false,
};

/** Whether a filter leaves anything out. */
export const filters = (filter: ListFilter): boolean =>
  Object.values(filter).some((value) => value !== '' && value !== false);

export const queryOf = (lane: string | undefined, filter: ListFilter): ListQuery => ({
  lane: filter.mine ? undefined : lane,
  kind: filter.kind || undefined,
  channel: filter.channel || undefined,
  language: filter.language || undefined,
  'waits-for': filter.waitsFor || undefined,
  overdue: filter.overdue ? 'true' : undefined,
  mine: filter.mine ? 'true' : undefined,
});

/** A lane and a filter under a name that somebody gave them. */
export type SavedView = { name: string; lane?: string | undefined; filter: ListFilter };

/** Views that one person keeps at most. */
export const maximumViews = 12;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * The views of one person for one service, kept in this browser: they hold lanes and kinds, nothing of any case. At
 * another desk they are saved again.
 */
export function savedViews(subject: string, service: string, storage: Storage) {
  const key = `sportello.desk.views.${service}.${subject}`;
  const read = (): SavedView[] => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept.map(viewOf).filter((view) => view !== undefined) : [];
    } catch {
      return [];
    }
  };
  const write = (views: readonly SavedView[]) => {
    storage.setItem(key, JSON.stringify(views));
    return read();
  };
  return {
    read,
    /** Keeps a view; one of the same name is replaced, and beyond twelve the oldest goes. */
    save: (view: SavedView) => write([...read().filter(({ name }) => name !== view.name), view].slice(-maximumViews)),
    drop: (name: string) => write(read().filter((view) => view.name !== name)),
  };
}

/** A view as it was kept, what an older console did not know being left open. */
function viewOf(kept: unknown): SavedView | undefined {
  const { name, lane, filter } = (kept ?? {}) as Partial<SavedView>;
  if (typeof name !== 'string' || name === '') return undefined;
  return { name, ...(typeof lane === 'string' && { lane }), filter: { ...everything, ...filter } };
}
