import { useState } from 'preact/hooks';
import { textInScan } from './case-changes.ts';
import type { CaseGiven } from './case-page.tsx';
import { TroubleBox, useDeskTexts, useSending, WrongFields } from './parts.tsx';
import { AboutFields, Line, PersonFields, PlaceFields } from './typed-fields.tsx';
import { nothingTyped, readingOf, type Typed, type TypedWrong, wrongFields, wrongInTyped } from './typed-words.ts';

const fieldOf: Record<TypedWrong, string> = { kind: 'kind', message: 'message', email: 'email', phone: 'phone' };

/** Types what a scan says, and what it turns out to be: from here on it is a contact like any other. */
export function ReadingForm(given: CaseGiven) {
  const { desk, service, language, drafts, known, onActed, onChanged, onSignedOut } = given;
  const texts = useDeskTexts();
  const { reading, record } = texts;
  const name = `reading.${known.code}`;
  const [typed, setTyped] = useState<Typed>(() => drafts.find<Typed>(name) ?? nothingTyped);
  const [wrong, setWrong] = useState<readonly TypedWrong[]>([]);
  const [tries, setTries] = useState(0);
  const { sending, trouble, send } = useSending(onSignedOut);
  const inFile = textInScan(known);
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    drafts.keep(name, next);
    const left = wrongInTyped(next, false);
    setWrong(wrong.filter((fault) => left.includes(fault)));
  };
  const keep = async () => {
    const found = wrongInTyped(typed, false);
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    const outcome = await send(() => desk.read(known, readingOf(typed)));
    if (outcome === undefined) return;
    if ('trouble' in outcome) {
      setWrong(wrongFields(outcome.trouble.wrong ?? [], Object.keys(fieldOf) as TypedWrong[]).known);
      if (outcome.trouble.what === 'changed') await onChanged();
      return;
    }
    drafts.drop(name);
    onActed(outcome.answer, reading.done);
  };
  return (
    <section aria-labelledby="reading" class="act">
      <h2 id="reading">{reading.title}</h2>
      <p>{reading.lead}</p>
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
            {sending ? texts.sending : reading.button}
          </button>
        </div>
      </form>
    </section>
  );
}
