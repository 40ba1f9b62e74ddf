import { useState } from 'preact/hooks';
import type { RecordedContact } from '../../../shared/contracts/desk.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { Choice, DayOrHour, Line, Select } from '../kit/fields.tsx';
import { Form, TroubleBox, WrongBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import type { Trouble } from '../kit/trouble.ts';
import { centerNow } from '../session/center-clock.ts';
import {
  type AddedFile,
  backDays,
  type ContactDraft,
  type ContactWrong,
  hourOf,
  isPaper,
  mayBeCalled,
  mayBeFormal,
  needsReason,
} from './contact-draft.ts';
import { FilesField } from './files-field.tsx';
import type { DeskGiven } from './given.ts';
import { AboutFields, PersonFields, PlaceFields } from './typed-fields.tsx';

/** The field that each fault leads to. */
export const fieldOf: Record<ContactWrong, string> = {
  receivedAt: 'day',
  receivedFuture: 'day',
  receivedFar: 'day',
  lateBecause: 'late-because',
  kind: 'kind',
  message: 'message',
  email: 'email',
  phone: 'phone',
  phoneNeeded: 'phone',
  pages: 'pages',
  joins: 'joins',
};

const channels = ['letter', 'fax', 'in-person', 'phone'] as const satisfies RecordedContact['channel'][];
const requesters = ['citizen', 'institution', 'organisation', 'company'] as const;
const callBacks = ['none', 'any', 'morning', 'afternoon'] as const;

type Given = {
  draft: ContactDraft;
  wrong: readonly ContactWrong[];
  change: (part: Partial<ContactDraft>) => void;
};

/** How it came, and when: back-dated to the postmark, with a reason where that was long ago. */
function ArrivalFields({ draft, wrong, change }: Given) {
  const { record: texts, channels: names } = useDeskTexts();
  const dayWrong = wrong.find((fault) => fieldOf[fault] === 'day');
  const now = centerNow();
  return (
    <>
      <Choice<ContactDraft['channel']>
        name="channel"
        legend={texts.channel}
        options={channels.map((value) => ({ value, label: names[value] }))}
        value={draft.channel}
        onChoose={(channel) => change({ channel, hour: hourOf({ ...draft, channel }, now) })}
      />
      <div class="pair">
        <DayOrHour
          id="day"
          type="date"
          label={texts.day}
          hint={texts.dayHint[draft.channel]}
          value={draft.day}
          onValue={(day) => change({ day })}
          wrong={dayWrong && texts.wrong[dayWrong]}
        />
        <DayOrHour
          id="hour"
          type="time"
          label={texts.hour}
          hint={texts.hourHint}
          value={draft.hour}
          onValue={(hour) => change({ hour })}
        />
      </div>
      {needsReason(draft, now) && (
        <Line
          id="late-because"
          label={texts.lateBecause}
          hint={texts.lateHint(backDays.freely)}
          maxLength={500}
          value={draft.lateBecause}
          onValue={(lateBecause) => change({ lateBecause })}
          wrong={wrong.includes('lateBecause') ? texts.wrong.lateBecause : undefined}
        />
      )}
    </>
  );
}

/** What only paper has, and the case that it names. */
function PaperFields({ draft, wrong, change }: Given) {
  const { record: texts } = useDeskTexts();
  return (
    <>
      {isPaper(draft) && (
        <div class="pair">
          <Line
            id="sender-reference"
            label={texts.senderReference}
            maxLength={200}
            value={draft.senderReference}
            onValue={(senderReference) => change({ senderReference })}
          />
          <Line
            id="pages"
            label={texts.pages}
            inputMode="numeric"
            maxLength={5}
            value={draft.pages}
            onValue={(pages) => change({ pages })}
            wrong={wrong.includes('pages') ? texts.wrong.pages : undefined}
          />
        </div>
      )}
      {mayBeFormal(draft) && (
        <div class="choice field">
          <input
            id="formal"
            type="checkbox"
            checked={draft.formal}
            onChange={({ currentTarget }) => change({ formal: currentTarget.checked })}
          />
          <label for="formal">{texts.formal}</label>
        </div>
      )}
      <Line
        id="joins"
        label={texts.joins}
        hint={texts.joinsHint}
        maxLength={80}
        value={draft.joins}
        onValue={(joins) => change({ joins })}
        wrong={wrong.includes('joins') ? texts.wrong.joins : undefined}
      />
    </>
  );
}

/** The fields of a contact, and what is wrong with them once somebody tried. */
export function ContactForm(
  given: DeskGiven &
    Given & {
      /** Adds to the files of the draft as it is by then: whoever uploads goes on typing. */
      changeFiles: (change: (files: readonly AddedFile[]) => AddedFile[]) => void;
      tries: number;
      sending: boolean;
      trouble: Trouble | undefined;
      onSend: () => void;
    },
) {
  const { service, language, draft, wrong, change, changeFiles, tries, sending, trouble, onSend } = given;
  const [uploading, setUploading] = useState(false);
  const texts = useDeskTexts();
  const { record } = texts;
  return (
    <Form
      class="declare"
      onSubmit={onSend}
      submit={record.button}
      sending={sending}
      waiting={uploading}
      problem={<TroubleBox trouble={trouble} who="works" />}
      hint={record.twice}
    >
      <WrongBox title={record.wrongTitle} wrong={wrong} sentences={record.wrong} fieldOf={fieldOf} tries={tries} />
      <ArrivalFields draft={draft} wrong={wrong} change={change} />
      <fieldset>
        <legend>
          <h2>{record.about}</h2>
        </legend>
        <AboutFields
          typed={draft}
          wrong={wrong.filter(isTypedWrong)}
          change={change}
          service={service}
          language={language}
          first={record.chooseKind}
        />
      </fieldset>
      <fieldset>
        <legend>
          <h2>{record.who}</h2>
        </legend>
        <p class="hint">{record.whoHint}</p>
        <PersonFields typed={draft} wrong={wrong.filter(isTypedWrong)} change={change} />
        <div class="pair">
          <Select
            id="requester"
            label={record.requester}
            value={draft.requester}
            options={requesters.map((one) => [one, texts.requesters[one]] as const)}
            onValue={(requester) => change({ requester })}
          />
          <Select
            id="language"
            label={record.language}
            value={draft.language}
            options={languages.map((one) => [one, texts.languages[one]] as const)}
            onValue={(to) => change({ language: to })}
          />
        </div>
        {mayBeCalled(draft) && (
          <Select
            id="call-back"
            label={record.callBack}
            value={draft.callBack}
            options={callBacks.map((one) => [one, record.callBacks[one]] as const)}
            onValue={(callBack) => change({ callBack })}
          />
        )}
      </fieldset>
      <fieldset>
        <legend>
          <h2>{record.where}</h2>
        </legend>
        <PlaceFields typed={draft} change={change} />
      </fieldset>
      <fieldset>
        <legend>
          <h2>{record.paper}</h2>
        </legend>
        <PaperFields draft={draft} wrong={wrong} change={change} />
        <FilesField
          service={service.service}
          files={draft.files ?? []}
          onAdd={(file) => changeFiles((files) => [...files, file])}
          onRemove={({ id }) => changeFiles((files) => files.filter((one) => one.id !== id))}
          onBusy={setUploading}
        />
      </fieldset>
    </Form>
  );
}

const isTypedWrong = (fault: ContactWrong) =>
  fault === 'kind' || fault === 'message' || fault === 'email' || fault === 'phone' || fault === 'phoneNeeded';
