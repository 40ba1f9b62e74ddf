import { useEffect, useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { readingOf } from '../../../shared/core/cases/readings.ts';
import { TroubleBox, useDeskTexts, useSending, WrongFields } from '../kit/desk-parts.tsx';
import { AboutFields, Line, PersonFields, PlaceFields, Select } from '../kit/typed-fields.tsx';
import {
  nothingTyped,
  readingIn,
  type Typed,
  type TypedWrong,
  typedFrom,
  wrongFields,
  wrongInTyped,
} from '../kit/typed-words.ts';
import { textInScan } from './case-changes.ts';
import type { CaseGiven } from './case-page.tsx';

const fieldOf: Record<TypedWrong, string> = { kind: 'kind', message: 'message', email: 'email', phone: 'phone' };

/**
 * Types what a scan says and what it turns out to be, or, with `onCancel`, corrects what was typed of a contact: all of it is there
 * again to be mended.
 */
export function ReadingForm(
  given: CaseGiven & { contact: DeskCase['contacts'][number]; onCancel?: (() => void) | undefined },
) {
  const { desk, service, language, drafts, known, contact, onActed, onChanged, onCancel, onSignedOut } = given;
  const texts = useDeskTexts();
  const { reading, record, case: names, channels } = texts;
  const corrects = onCancel !== undefined;
  const name = `${corrects ? 'correction' : 'reading'}.${contact.contact}`;
  const [typed, setTyped] = useState<Typed>(
    () =>
      drafts.find<Typed>(name) ??
      (corrects
        ? typedFrom(readingOf(contact.contact, known.readings) ?? contact, known, contact)
        : { ...nothingTyped, language: known.language }),
  );
  const [wrong, setWrong] = useState<readonly TypedWrong[]>([]);
  const [tries, setTries] = useState(0);
  const { sending, trouble, send } = useSending(onSignedOut);
  useEffect(() => {
    if (corrects) document.getElementById('kind')?.focus();
  }, []);
  const inFile = corrects ? undefined : textInScan(contact);
  const numbered = known.protocol.some((one) => one.contact === contact.contact && !one.cancelled);
  const place = known.contacts.indexOf(contact) + 1;
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    drafts.keep(name, next);
    const left = wrongInTyped(next, false);
    setWrong(wrong.filter((fault) => left.includes(fault)));
  };
  const close = () => {
    drafts.drop(name);
    onCancel?.();
  };
  const keep = async () => {
    const found = wrongInTyped(typed, false);
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    const outcome = await send(() => desk.read(known, readingIn(typed, contact.contact, corrects)));
    if (outcome === undefined) return;
    if ('trouble' in outcome) {
      setWrong(wrongFields(outcome.trouble.wrong ?? [], Object.keys(fieldOf) as TypedWrong[]).known);
      if (outcome.trouble.what === 'changed') await onChanged();
      return;
    }
    close();
    onActed(outcome.answer, corrects ? reading.corrected : reading.done);
  };
  return (
    <section aria-labelledby="reading" class="act">
      <h2 id="reading">{corrects ? reading.correctTitle : reading.title}</h2>
      {known.contacts.length > 1 && (
        <p>
          <strong>{names.contact(place, channels[contact.channel])}</strong>
        </p>
      )}
      <p>{corrects ? reading.correctLead : reading.lead}</p>
      {corrects && numbered && <p class="notice">{reading.numberStays}</p>}
      <form
        class="declare"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <WrongFields title={record.wrongTitle} wrong={wrong} sentences={record.wrong} fieldOf={fieldOf} tries={tries} />
        {inFile !== undefined && (
          <p>
            <button type="button" class="button secondary" onClick={() => change({ message: inFile })}>
              {reading.useText}
            </button>{' '}
            <span class="hint">{reading.useTextHint}</span>
          </p>
        )}
        <AboutFields
          typed={typed}
          wrong={wrong}
          change={change}
          service={service}
          language={language}
          first={reading.unsorted}
        />
        <PersonFields typed={typed} wrong={wrong} change={change} />
        <Select
          id="language"
          label={record.language}
          value={typed.language}
          options={languages.map((one) => [one, texts.languages[one]] as const)}
          onValue={(to) => change({ language: to })}
        />
        <PlaceFields typed={typed} change={change} />
        <Line
          id="sender-reference"
          label={record.senderReference}
          maxLength={200}
          value={typed.senderReference}
          onValue={(senderReference) => change({ senderReference })}
        />
        <TroubleBox trouble={trouble} who="works" />
        <div class="buttons">
          <button type="submit" class="button primary" disabled={sending}>
            {sending ? texts.sending : corrects ? reading.correctButton : reading.button}
          </button>
          {corrects && (
            <button type="button" class="button secondary" onClick={close}>
              {texts.cancel}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
