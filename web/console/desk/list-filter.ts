import type { Channel, Kind } from '../../../shared/contracts/kind.ts';
import type { SavedView, ViewFilter } from '../../../shared/contracts/saved-view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { WorklistFilter } from '../../../shared/core/cases/worklist-filter.ts';
import { present } from '../../../shared/core/present.ts';

/** What somebody wants to see of a lane; an empty member wants all. */
export type ListFilter = {
  kind: Kind | '';
  channel: Channel | '';
  language: Language | '';
  /** The region of its place, by its code. */
  region: string;
  waitsFor: NonNullable<WorklistFilter['waitsFor']> | '';
  overdue: boolean;
  /** What one has oneself, of all lanes. */
  mine: boolean;
};

/** The query of a page of the list, as the API names it. */
export type ListQuery = Partial<
  Record<
    'lane' | 'kind' | 'channel' | 'language' | 'region' | 'waits-for' | 'overdue' | 'mine' | 'incident',
    string | undefined
  >
>;

export const everything: ListFilter = {
  kind: '',
  channel: '',
  language: '',
  region: '',
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
  region: filter.region || undefined,
  'waits-for': filter.waitsFor || undefined,
  overdue: filter.overdue ? 'true' : undefined,
  mine: filter.mine ? 'true' : undefined,
});

/** A view's lane and filter as the screen holds them, and as the center keeps them. */
export const filterOf = (kept: ViewFilter): ListFilter => ({ ...everything, ...present(kept) });
export const viewOf = (name: string, lane: string | undefined, filter: ListFilter): SavedView => ({
  name,
  ...present({ lane }),
  filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== false)),
});
