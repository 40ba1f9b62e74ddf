import { channels } from '../../../shared/contracts/kind.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { waitsForOthers } from '../../../shared/contracts/worklist.ts';
import type { WorklistFilter } from '../../../shared/core/cases/worklist-filter.ts';
import territory from '../../../shared/core/knowledge/territory.json' with { type: 'json' };
import { Select } from '../kit/fields.tsx';
import { useDeskTexts } from '../kit/language.ts';
import type { DeskGiven } from './given.ts';
import { everything, filterOf, filters, type ListFilter } from './list-filter.ts';
import { SavedViews } from './saved-views.tsx';

const waits: readonly NonNullable<WorklistFilter['waitsFor']>[] = ['desk', 'call-back', ...waitsForOthers];

/** Regions by name: what a place's province tells. */
const regions = territory.regions
  .map(([code = '', name = '']) => [code, name.split('/')[0] ?? name] as const)
  .toSorted(([, one], [, other]) => one.localeCompare(other, 'it'));

/** What of the list somebody wants to see, and the views that they saved. */
export function ListFilters(
  given: DeskGiven & { filter: ListFilter; onFilter: (filter: ListFilter, lane?: string | null) => void },
) {
  const { service, filter, onFilter } = given;
  const { worklist: texts, kinds, channels: channelNames, languages: languageNames } = useDeskTexts();
  const set = (some: Partial<ListFilter>) => onFilter({ ...filter, ...some });
  const all = ['', texts.all] as const;
  const ofService = service.kinds.map(({ kind }) => [kind, kinds[kind]] as const);
  return (
    <details class="filters no-print" open={filters(filter)}>
      <summary>{filters(filter) ? texts.filtered : texts.filter}</summary>
      <div class="filter-fields">
        <Select
          id="filter-kind"
          label={texts.filterKind}
          value={filter.kind}
          options={[all, ...ofService]}
          onValue={(kind) => set({ kind })}
        />
        <Select
          id="filter-channel"
          label={texts.filterChannel}
          value={filter.channel}
          options={[all, ...channels.map((one) => [one, channelNames[one]] as const)]}
          onValue={(channel) => set({ channel })}
        />
        <Select
          id="filter-language"
          label={texts.filterLanguage}
          value={filter.language}
          options={[all, ...languages.map((one) => [one, languageNames[one]] as const)]}
          onValue={(language) => set({ language })}
        />
        <Select
          id="filter-region"
          label={texts.filterRegion}
          value={filter.region}
          options={[all, ...regions]}
          onValue={(region) => set({ region })}
        />
        <Select
          id="filter-waits"
          label={texts.filterWaits}
          value={filter.waitsFor}
          options={[all, ...waits.map((one) => [one, texts.waitsFor[one]] as const)]}
          onValue={(waitsFor) => set({ waitsFor })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={filter.overdue}
            onChange={({ currentTarget }) => set({ overdue: currentTarget.checked })}
          />
          <span>{texts.overdueOnly}</span>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={filter.mine}
            onChange={({ currentTarget }) => set({ mine: currentTarget.checked })}
          />
          <span>{texts.mineOnly}</span>
        </label>
        {filters(filter) && (
          <button type="button" class="button secondary" onClick={() => onFilter(everything)}>
            {texts.showAll}
          </button>
        )}
      </div>
      <SavedViews
        {...given}
        key={service.service}
        onChoose={(view) => onFilter(filterOf(view.filter), view.lane ?? null)}
      />
    </details>
  );
}
