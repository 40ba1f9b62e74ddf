import { useRef, useState } from 'preact/hooks';
import type { Receipt } from '../../../shared/contracts/contact.ts';
import type { RecordedContact } from '../../../shared/contracts/desk.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { spokenCode } from '../../../shared/texts/voice/spoken-codes.ts';
import { DangerAdvice, TroubleBox, useDeskTexts, useSending, useWhen, WrongFields } from '../kit/desk-parts.tsx';
import { Choice, FocusedHeading } from '../kit/parts.tsx';
import type { Trouble } from '../kit/trouble.ts';
import { AboutFields, DayOrHour, Line, PersonFields, PlaceFields, Select } from '../kit/typed-fields.tsx';
import { wrongFields } from '../kit/typed-words.ts';
import { centerNow } from '../session/center-clock.ts';
import {
  type AddedFile,
  backDays,
  type ContactDraft,
  type ContactWrong,
  contactOf,
  isPaper,
  mayBeFormal,
  needsReason,
  newContactDraft,
  wrongInContact,
} from './contact-draft.ts';
import type { DeskGiven } from './desk.tsx';
import { FilesField } from './files-field.tsx';

/** The field that each fault leads to. */
const fieldOf: Record<ContactWrong, string> = {
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

/** A new key for each contact: two presses of one form are one contact. */
const newDraft = () => newContactDraft(centerNow(), crypto.randomUUID());

/** The receipt of what was recorded: the code in large, and how it is dictated. */
function Recorded(props: DeskGiven & { receipt: Receipt; joins: boolean; another: () => void }) {
  const { service, language, at, receipt, joins, another } = props;
  const { record: texts } = useDeskTexts();
  const when = useWhen();
  const { code, advice, firstAnswerDueAt } = receipt;
  return (
    <>
      {advice !== undefined && <DangerAdvice numbers={service.emergencyNumbers} />}
      <div class="receipt">
        <FocusedHeading>{texts.done}</FocusedHeading>
        <p>{texts.code}</p>
        <p class="code">
          <strong>{code}</strong>
        </p>
        <p class="spelled">
          <strong>{texts.spell}</strong>: {spokenCode(code, language)}
        </p>
        <p>{texts.tell}</p>
        {!joins && firstAnswerDueAt !== undefined && <p>{texts.firstAnswer(when(firstAnswerDueAt))}</p>}
        {joins && <p>{texts.joinedLater}</p>}
      </div>
      <div class="buttons">
        <a class="button primary" href={at('case', code)}>
          {texts.openCase}
        </a>
        <button type="button" class="button secondary" onClick={another}>
          {texts.another}
        </button>
      </div>
    </>
  );
}

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
        onChoose={(channel) => change({ channel })}
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
function ContactForm(
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
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <WrongFields title={record.wrongTitle} wrong={wrong} sentences={record.wrong} fieldOf={fieldOf} tries={tries} />
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
        <Select
          id="call-back"
          label={record.callBack}
          value={draft.callBack}
          options={callBacks.map((one) => [one, record.callBacks[one]] as const)}
          onValue={(callBack) => change({ callBack })}
        />
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
      <TroubleBox trouble={trouble} who="works" />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={sending || uploading}>
          {sending ? texts.sending : record.button}
        </button>
        <p class="hint">{record.twice}</p>
      </div>
    </form>
  );
}

const isTypedWrong = (fault: ContactWrong) =>
  fault === 'kind' || fault === 'message' || fault === 'email' || fault === 'phone' || fault === 'phoneNeeded';

/** Writes down a letter, a fax, a visit or a call by hand: the paper that nobody scanned, the person at the counter. */
export function RecordPage(given: DeskGiven) {
  const { desk, service, works, drafts, onSignedOut } = given;
  const { record: texts, trouble: troubles, who } = useDeskTexts();
  const name = `contact.${service.service}`;
  const [kept] = useState(() => drafts.find<ContactDraft>(name));
  const [draft, setDraft] = useState<ContactDraft>(kept ?? newDraft);
  const latest = useRef(draft);
  latest.current = draft;
  const [wrong, setWrong] = useState<readonly ContactWrong[]>([]);
  const [tries, setTries] = useState(0);
  const [receipt, setReceipt] = useState<Receipt>();
  const { sending, trouble, send } = useSending(onSignedOut);

  const change = (part: Partial<ContactDraft>) => {
    const { pressedAt: _stale, ...before } = latest.current;
    const next = { ...before, ...part };
    latest.current = next;
    setDraft(next);
    drafts.keep(name, next);
    // A complaint goes as soon as it is mended; a new one waits for the next try.
    const left = wrongInContact(next, service.codePrefix, centerNow());
    setWrong(wrong.filter((fault) => left.includes(fault)));
  };
  const begin = () => {
    drafts.drop(name);
    setDraft(newDraft());
    setWrong([]);
    setReceipt(undefined);
  };
  const keep = async () => {
    const now = centerNow();
    const pressed = { ...draft, pressedAt: draft.pressedAt ?? now };
    const found = wrongInContact(draft, service.codePrefix, now);
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    setDraft(pressed);
    drafts.keep(name, pressed);
    const outcome = await send(() => desk.record(service.service, contactOf(pressed, pressed.pressedAt), draft.key));
    if (outcome === undefined) return;
    if ('trouble' in outcome) {
      setWrong(wrongFields(outcome.trouble.wrong ?? [], Object.keys(fieldOf) as ContactWrong[]).known);
      return;
    }
    drafts.drop(name);
    setReceipt(outcome.answer);
  };
  if (!works) {
    return (
      <>
        <FocusedHeading>{texts.title}</FocusedHeading>
        <p class="notice">{troubles['not-allowed'](who.works)}</p>
      </>
    );
  }
  if (receipt !== undefined) {
    const joins = spellingOf(draft.joins, service.codePrefix) === receipt.code;
    return <Recorded {...given} receipt={receipt} joins={joins} another={begin} />;
  }
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {kept !== undefined && draft.key === kept.key && (
        <div class="notice">
          <p>{texts.kept}</p>
          <button type="button" class="button secondary" onClick={begin}>
            {texts.discard}
          </button>
        </div>
      )}
      <ContactForm
        {...given}
        draft={draft}
        wrong={wrong}
        change={change}
        changeFiles={(changed) => change({ files: changed(latest.current.files ?? []) })}
        tries={tries}
        sending={sending}
        trouble={trouble}
        onSend={keep}
      />
    </>
  );
}
