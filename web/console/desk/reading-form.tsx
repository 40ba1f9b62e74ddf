import { useLayoutEffect } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { readingOf } from '../../../shared/core/cases/readings.ts';
import { Line, Select } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox, useComplaints, WrongBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { typedWords, useTyped } from '../kit/typed.ts';
import { textInScan } from './case-changes.ts';
import type { CaseGiven } from './given.ts';
import { AboutFields, PersonFields, PlaceFields } from './typed-fields.tsx';
import {
  nothingTyped,
  readingIn,
  type Typed,
  type TypedWrong,
  typedFrom,
  wrongFields,
  wrongInTyped,
} from './typed-words.ts';

const fieldOf: Record<TypedWrong, string> = { kind: 'kind', message: 'message', email: 'email', phone: 'phone' };

/**
 * Types what a scan says and what it turns out to be, or, with `onCancel`, corrects what was typed of a contact: all of
 * it is there again to be mended.
 */
export function ReadingForm(
  given: CaseGiven & { contact: DeskCase['contacts'][number]; onCancel?: (() => void) | undefined },
) {
  const { desk, service, language, drafts, known, contact, onActed, onChanged, onCancel, onSignedOut } = given;
  const texts = useDeskTexts();
  const { reading, record, case: names, channels } = texts;
  const { actions } = useTexts();
  const corrects = onCancel !== undefined;
  const words = typedWords(drafts, `${corrects ? 'correction' : 'reading'}.${contact.contact}`);
  const [typed, setTyped] = useTyped<Typed>(words, () =>
    corrects
      ? typedFrom(readingOf(contact.contact, known.readings) ?? contact, known, contact)
      : { ...nothingTyped, language: known.language },
  );
  const { wrong, tries, complain, mend, setWrong } = useComplaints<TypedWrong>();
  const { sending, trouble, send } = useSending(onSignedOut);
  useLayoutEffect(() => {
    if (corrects) focusOn('kind');
  }, []);
  const inFile = corrects ? undefined : textInScan(contact);
  const numbered = known.protocol.some((one) => one.contact === contact.contact && !one.cancelled);
  const ordinal = known.contacts.indexOf(contact) + 1;
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    mend(wrongInTyped(next, false));
  };
  const close = () => {
    words.drop();
    onCancel?.();
  };
  const keep = async () => {
    if (complain(wrongInTyped(typed, false))) return;
    const sent = await send(() => desk.act('readDocument', known, readingIn(typed, contact.contact, corrects)));
    if (sent === undefined) return;
    if ('trouble' in sent) {
      setWrong(wrongFields(sent.trouble.wrong ?? [], Object.keys(fieldOf) as TypedWrong[]).known);
      if (sent.trouble.what === 'changed') await onChanged();
      return;
    }
    close();
    onActed(sent.answer, corrects ? reading.corrected : reading.done);
  };
  return (
    <section aria-labelledby="reading" class="act">
      <h2 id="reading">{corrects ? reading.correctTitle : reading.title}</h2>
      {known.contacts.length > 1 && (
        <p>
          <strong>{names.contact(ordinal, channels[contact.channel])}</strong>
        </p>
      )}
      <p>{corrects ? reading.correctLead : reading.lead}</p>
      {corrects && numbered && <p class="notice">{reading.numberStays}</p>}
      <Form
        class="declare"
        onSubmit={keep}
        submit={corrects ? reading.correctButton : reading.button}
        sending={sending}
        problem={<TroubleBox trouble={trouble} who="works" />}
        cancel={actions.cancel}
        onCancel={corrects ? close : undefined}
      >
        <WrongBox title={record.wrongTitle} wrong={wrong} sentences={record.wrong} fieldOf={fieldOf} tries={tries} />
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
      </Form>
    </section>
  );
}
