import { useState } from 'preact/hooks';
import { eventNumberKinds } from '../../../shared/contracts/event-page.ts';
import { type EventList, eventLists } from '../../../shared/core/posture/event-page.ts';
import { eventTexts } from '../../../shared/texts/event.ts';
import { eventRoomTexts } from '../../../shared/texts/event-room.ts';
import { DayOrHour, Line, Select, TextArea } from '../kit/fields.tsx';
import { Form, ProblemBox, useComplaints, WrongBox } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import { type EventDraft, type EventFault, faultsOf, type NumberRow, wordHours } from './event-draft.ts';

type Given = { draft: EventDraft; change: (part: Partial<EventDraft>) => void };

/** The word of the hour in each language, who says it and for how long. */
function WordFields({ draft, change, wrong }: Given & { wrong: readonly EventFault[] }) {
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const { word } = draft;
  return (
    <>
      {(['it', 'en', 'de'] as const).map((one) => (
        <TextArea
          key={one}
          id={`word-${one}`}
          label={texts.word[one]}
          hint={one === 'it' ? texts.wordHint : undefined}
          wrong={one === 'it' && wrong.includes('word') ? texts.wrong.word : undefined}
          rows={one === 'it' ? 3 : 2}
          lang={one}
          maxLength={1000}
          value={word[one]}
          onValue={(value) => change({ word: { ...word, [one]: value } })}
        />
      ))}
      <Line
        id="event-source"
        label={texts.source}
        hint={texts.sourceHint}
        wrong={wrong.includes('source') ? texts.wrong.source : undefined}
        maxLength={200}
        value={draft.source}
        onValue={(source) => change({ source })}
      />
      <Select
        id="event-hours"
        label={texts.hours}
        value={draft.hours}
        options={wordHours.map((hours) => [hours, texts.hoursOf(hours)] as const)}
        onValue={(hours) => change({ hours })}
      />
    </>
  );
}

/** One list of the page, a line for each thing, and below it the same in the other languages. */
function ListFields({ draft, change, list }: Given & { list: EventList }) {
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const own = draft.lists[list];
  const name = eventTexts[language].lists[list];
  const type = (one: 'it' | 'en' | 'de') => (value: string) =>
    change({ lists: { ...draft.lists, [list]: { ...own, [one]: value } } });
  return (
    <>
      <TextArea
        id={`event-${list}`}
        label={name}
        hint={list === 'doNow' ? texts.listHint : undefined}
        rows={3}
        lang="it"
        maxLength={8000}
        value={own.it}
        onValue={type('it')}
      />
      {own.it.trim() !== '' && (
        <details>
          <summary>
            {texts.otherLanguages}: {name}
          </summary>
          {(['en', 'de'] as const).map((one) => (
            <TextArea
              key={one}
              id={`event-${list}-${one}`}
              label={`${name}, ${texts.inLanguage[one]}`}
              rows={3}
              lang={one}
              maxLength={8000}
              value={own[one]}
              onValue={type(one)}
            />
          ))}
        </details>
      )}
    </>
  );
}

function NumberFields({ draft, change, wrong }: Given & { wrong: boolean }) {
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const { numberKinds, numbers: title } = eventTexts[language];
  const { numbers } = draft;
  const set = (place: number, part: Partial<NumberRow>) =>
    change({ numbers: numbers.map((row, at) => (at === place ? { ...row, ...part } : row)) });
  return (
    <fieldset>
      <legend>
        <h3>{title}</h3>
      </legend>
      {numbers.map((row, place) => (
        <div key={place} class="columns">
          <Select
            id={`number-kind-${place}`}
            label={texts.numberKind}
            value={row.kind}
            options={eventNumberKinds.map((kind) => [kind, numberKinds[kind]] as const)}
            onValue={(kind) => set(place, { kind })}
          />
          <Line
            id={`number-${place}`}
            label={texts.number}
            wrong={wrong ? texts.wrong.numbers : undefined}
            inputMode="tel"
            maxLength={20}
            value={row.number}
            onValue={(number) => set(place, { number })}
          />
          <Line
            id={`number-name-${place}`}
            label={texts.numberName}
            maxLength={200}
            value={row.name}
            onValue={(name) => set(place, { name })}
          />
          <Line
            id={`number-source-${place}`}
            label={texts.numberSource}
            maxLength={200}
            value={row.source}
            onValue={(source) => set(place, { source })}
          />
          <button
            type="button"
            class="button secondary"
            onClick={() => change({ numbers: numbers.filter((_row, at) => at !== place) })}
          >
            {texts.removeNumber}
          </button>
        </div>
      ))}
      {numbers.length < 8 && (
        <button
          type="button"
          class="button secondary"
          onClick={() => change({ numbers: [...numbers, { kind: 'region-room', number: '', name: '', source: '' }] })}
        >
          {texts.addNumber}
        </button>
      )}
    </fieldset>
  );
}

const fieldOf: Record<EventFault, string> = {
  word: 'word-it',
  source: 'event-source',
  nextUpdate: 'event-next',
  numbers: 'number-0',
};

/** The whole page of an event to be written or corrected; what was typed stays where it cannot be sent. */
export function EventForm(props: {
  begun: EventDraft;
  sending: boolean;
  problem: string | undefined;
  onSend: (draft: EventDraft) => void;
}) {
  const { begun, sending, problem, onSend } = props;
  const language = useLanguage();
  const texts = eventRoomTexts[language];
  const [draft, setDraft] = useState(begun);
  const { wrong, tries, complain, mend } = useComplaints<EventFault>();
  const change = (part: Partial<EventDraft>) => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    mend(faultsOf(changed));
  };
  const given = { draft, change };
  return (
    <Form
      class="declare"
      submit={texts.send}
      button="primary emergency"
      sending={sending}
      problem={<ProblemBox problem={problem} />}
      onSubmit={() => {
        if (!complain(faultsOf(draft))) onSend(draft);
      }}
    >
      <WrongBox title={texts.wrongTitle} wrong={wrong} sentences={texts.wrong} fieldOf={fieldOf} tries={tries} />
      <WordFields {...given} wrong={wrong} />
      {eventLists.map((list) => (
        <ListFields key={list} {...given} list={list} />
      ))}
      <DayOrHour
        id="event-next"
        type="datetime-local"
        label={texts.nextUpdate}
        hint={texts.nextUpdateHint}
        wrong={wrong.includes('nextUpdate') ? texts.wrong.nextUpdate : undefined}
        value={draft.nextUpdate}
        onValue={(nextUpdate) => change({ nextUpdate })}
      />
      <NumberFields {...given} wrong={wrong.includes('numbers')} />
    </Form>
  );
}
