import { useState } from 'preact/hooks';
import { channels } from '../../../shared/contracts/kind.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { waitsForOthers } from '../../../shared/contracts/worklist.ts';
import type { WorklistFilter } from '../../../shared/core/cases/worklist-filter.ts';
import { Line, Select } from '../kit/fields.tsx';
import { FindForm, focusOn } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import type { DeskGiven } from './given.ts';
import { everything, filters, type ListFilter, type SavedView, savedViews } from './list-filter.ts';

const waits: readonly NonNullable<WorklistFilter['waitsFor']>[] = ['desk', 'call-back', ...waitsForOthers];

/** What of the list somebody wants to see, and the views that they saved. */
export function ListFilters(
  given: DeskGiven & { filter: ListFilter; onFilter: (filter: ListFilter, lane?: string | null) => void },
) {
  const { service, staff, filter, onFilter, id: lane } = given;
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
      <Views
        key={service.service}
        subject={staff.officer.subject}
        service={service.service}
        now={{ filter, lane }}
        onChoose={(view) => onFilter(view.filter, view.lane ?? null)}
      />
    </details>
  );
}

/** The views that somebody saved in this browser, and a way to save the one that is shown. */
function Views(props: {
  subject: string;
  service: string;
  now: Omit<SavedView, 'name'>;
  onChoose: (view: SavedView) => void;
}) {
  const { subject, service, now, onChoose } = props;
  const { worklist: texts } = useDeskTexts();
  const [kept] = useState(() => savedViews(subject, service, localStorage));
  const [views, setViews] = useState(kept.read);
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState(false);
  const save = () => {
    const written = name.trim();
    setWrong(written === '');
    if (written === '') return focusOn('view-name');
    setViews(kept.save({ name: written, ...now }));
    setName('');
  };
  return (
    <div class="views">
      {views.length > 0 && (
        <ul aria-label={texts.views}>
          {views.map((view) => (
            <li key={view.name}>
              <button type="button" class="chip" onClick={() => onChoose(view)}>
                {view.name}
              </button>
              <button
                type="button"
                class="chip drop"
                aria-label={texts.dropView(view.name)}
                onClick={() => setViews(kept.drop(view.name))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <FindForm inLine button={texts.saveView} onFind={save}>
        <Line
          id="view-name"
          label={texts.viewName}
          hint={texts.viewHint}
          wrong={wrong ? texts.viewWrong : undefined}
          maxLength={40}
          value={name}
          onValue={setName}
        />
      </FindForm>
    </div>
  );
}
