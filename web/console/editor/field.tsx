import type { ContentLine } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { DayOrHour, Line, Select, TextArea } from '../kit/fields.tsx';
import { ConditionField } from './condition-field.tsx';
import { type Edited, fieldId, saidAt, titlesOf } from './edited.ts';
import { useEditorTexts } from './editor-texts.ts';
import type { Field } from './kind-fields.ts';
import { NumberLine, SpanFields } from './number-fields.tsx';
import { PictureField } from './picture-field.tsx';
import { type Path, valueAt } from './typed-document.ts';

/** A member of the document with its field. */
export type FieldGiven<As extends Field['as'] = Field['as']> = {
  field: Extract<Field, { as: As }>;
  path: Path;
  edited: Edited;
};

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** The choices that a field has: named ones, or other contents by their titles. */
function useOptions({ field, edited }: { field: Field; edited: Edited }): [string, string][] {
  const { choices } = useEditorTexts();
  switch (field.as) {
    case 'choice':
    case 'marks':
      return field.of.map((one) => [one, (choices[field.named] as Record<string, string>)[one] ?? one]);
    case 'theme':
    case 'themes':
      return edited.names.themes.map(({ theme, name }) => [theme, name.it]);
    case 'pick':
    case 'picks':
      return titlesOf(edited.lines as ContentLine[], field.kind);
    case 'results': {
      const rows = valueAt(edited.document, ['results']);
      return (Array.isArray(rows) ? rows : []).flatMap((row): [string, string][] => {
        const id = textOf(valueAt(row, ['id']));
        return id === '' ? [] : [[id, id]];
      });
    }
    default:
      return [];
  }
}

/** One of several: the one that stands there stays to be chosen, whatever it is. */
function ChoiceField(given: FieldGiven<'choice' | 'theme' | 'pick'>) {
  const { field, path, edited } = given;
  const { fields } = useEditorTexts();
  const options = useOptions(given);
  const value = textOf(valueAt(edited.document, path));
  const known = options.some(([one]) => one === value) || value === '';
  const choose = (chosen: string) => {
    edited.change(path, chosen === '' ? undefined : chosen);
    if (field.as !== 'pick' || chosen === '') return;
    for (const name of field.inPlaceOf ?? []) edited.change([...path.slice(0, -1), name], undefined);
  };
  return (
    <Select
      id={fieldId(path)}
      label={fields[field.label]}
      wrong={saidAt(edited, path)}
      value={value}
      options={[['', '—'], ...options, ...(known ? [] : [[value, value] as [string, string]])]}
      onValue={choose}
    />
  );
}

/** Several of many, each with its mark. */
function MarksField(given: FieldGiven<'marks' | 'themes' | 'picks' | 'results'>) {
  const { field, path, edited } = given;
  const { fields } = useEditorTexts();
  const options = useOptions(given);
  const chosen = listOf(valueAt(edited.document, path));
  const wrong = saidAt(edited, path);
  const own = field.as === 'results' ? textOf(valueAt(edited.document, [...path.slice(0, -1), 'id'])) : undefined;
  const offered = [
    ...options.filter(([one]) => one !== own),
    ...chosen.filter((one) => !options.some(([known]) => known === one)).map((one): [string, string] => [one, one]),
  ];
  // What was chosen keeps its order: it is the order in which it is shown.
  const mark = (one: string, checked: boolean) =>
    edited.change(path, checked ? [...chosen, one] : chosen.filter((each) => each !== one));
  return (
    <details class="marks" open={chosen.length > 0 || wrong !== undefined}>
      <summary id={fieldId(path)}>
        {fields[field.label]} ({chosen.length})
      </summary>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      {offered.map(([one, name]) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={({ currentTarget }) => mark(one, currentTarget.checked)}
          />{' '}
          {name}
        </label>
      ))}
    </details>
  );
}

/** One text in every language, side by side. */
function TranslatedField({ field, path, edited }: FieldGiven<'translated'>) {
  const { fields } = useEditorTexts();
  return (
    <fieldset class="translated">
      <legend>{fields[field.label]}</legend>
      {languages.map((language: Language) => (
        <TextArea
          key={language}
          id={fieldId([...path, language])}
          label={language.toUpperCase()}
          wrong={saidAt(edited, [...path, language])}
          rows={field.rows}
          maxLength={4000}
          lang={language}
          value={textOf(valueAt(edited.document, [...path, language]))}
          onValue={(text) => edited.change([...path, language], text === '' ? undefined : text)}
        />
      ))}
    </fieldset>
  );
}

/** Until when a right can be asked for: on no day, on a day, or a time after a day that was answered. */
function LapseField({ field, path, edited }: FieldGiven<'lapse'>) {
  const { fields, lapse: texts, condition } = useEditorTexts();
  const value = (valueAt(edited.document, path) ?? {}) as { on?: string; question?: string; after?: unknown };
  const id = fieldId(path);
  const kind = value.on !== undefined ? 'on' : value.question !== undefined ? 'after' : 'none';
  const dates = edited.names.questions.filter(({ answer }) => answer === 'date');
  const start = { none: undefined, on: { on: '' }, after: { question: '', after: { days: '' } } };
  return (
    <fieldset class="lapse">
      <legend>{fields[field.label]}</legend>
      <Select
        id={id}
        label={texts.which}
        wrong={saidAt(edited, path)}
        value={kind}
        options={(['none', 'on', 'after'] as const).map((one) => [one, texts[one]] as const)}
        onValue={(one) => edited.change(path, start[one])}
      />
      {kind === 'on' && (
        <DayOrHour
          id={`${id}-on`}
          label={texts.on}
          type="date"
          value={value.on ?? ''}
          onValue={(on) => edited.change(path, { on })}
        />
      )}
      {kind === 'after' && (
        <>
          <Select
            id={`${id}-question`}
            label={condition.question}
            value={value.question ?? ''}
            options={[['', '—'], ...dates.map((one) => [one.id, one.short.it] as const)]}
            onValue={(question) => edited.change([...path, 'question'], question)}
          />
          <SpanFields
            id={`${id}-after`}
            label={condition.span}
            value={value.after}
            onValue={(after) => edited.change([...path, 'after'], after)}
          />
        </>
      )}
    </fieldset>
  );
}

/** What is typed into a line or several: texts, lists of them, days and numbers. */
function TypedField({ field, path, edited }: FieldGiven<'line' | 'area' | 'lines' | 'day' | 'number'>) {
  const { fields, picture } = useEditorTexts();
  const value = valueAt(edited.document, path);
  const given = {
    id: fieldId(path),
    label: fields[field.label],
    wrong: saidAt(edited, path),
    value: textOf(value),
    onValue: (text: string) => edited.change(path, text === '' ? undefined : text),
  };
  const isWords = path[0] === 'languages';
  const lang = isWords ? { lang: edited.language } : {};
  switch (field.as) {
    case 'line':
      return <Line {...given} maxLength={field.max} suggested={field.owners && edited.names.owners} />;
    case 'area':
      return (
        <>
          <TextArea {...given} {...lang} rows={field.rows} maxLength={field.max} />
          {field.pictures && edited.names.pictures.length > 0 && (
            <Select
              id={`${given.id}-picture`}
              label={picture.insert}
              value=""
              options={[['', '—'], ...edited.names.pictures.map((one) => [one.id, one.alternative.it] as const)]}
              onValue={(one) => one !== '' && given.onValue(`${given.value}\n\n![](picture:${one})`.trim())}
            />
          )}
        </>
      );
    case 'lines':
      return (
        <TextArea
          {...given}
          {...lang}
          rows={field.rows}
          maxLength={8000}
          value={listOf(value).join('\n')}
          onValue={(text) => edited.change(path, text === '' ? [] : text.split('\n'))}
        />
      );
    case 'day':
      return <DayOrHour {...given} type="date" />;
    case 'number':
      return <NumberLine {...given} value={value} onValue={(number) => edited.change(path, number)} />;
  }
}

/** A yes; without it the member is not there, or is a no where a no must be said. */
function FlagField({ field, path, edited }: FieldGiven<'flag'>) {
  const { fields } = useEditorTexts();
  return (
    <p>
      <label>
        <input
          id={fieldId(path)}
          type="checkbox"
          checked={valueAt(edited.document, path) === true}
          onChange={({ currentTarget: { checked } }) =>
            edited.change(path, checked ? true : field.no ? false : undefined)
          }
        />{' '}
        {fields[field.label]}
      </label>
    </p>
  );
}

/** Rows in their order, each with the same fields: added at the end, moved, taken out. */
function RowsField({ field, path, edited }: FieldGiven<'rows'>) {
  const { fields, rows: texts } = useEditorTexts();
  const kept = valueAt(edited.document, path);
  const rows: unknown[] = Array.isArray(kept) ? kept : [];
  const wrong = saidAt(edited, path, true);
  const label = fields[field.label];
  const move = (at: number, to: number) => edited.change(path, rows.toSpliced(at, 1).toSpliced(to, 0, rows[at]));
  return (
    <fieldset class="rows" id={fieldId(path)} tabIndex={-1}>
      <legend>{label}</legend>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      {rows.map((_row, at) => {
        const own = [...path, at];
        const said = saidAt(edited, own, true);
        const name = texts.row(label, at + 1);
        return (
          <fieldset key={at} class={`row${said === undefined ? '' : ' wrong'}`} id={fieldId(own)} tabIndex={-1}>
            <legend>{name}</legend>
            {said !== undefined && <p class="error">{said}</p>}
            {field.each.map((each) => (
              <ContentField key={each.name} field={each} path={[...own, ...each.name.split('.')]} edited={edited} />
            ))}
            <div class="buttons">
              {at > 0 && (
                <button type="button" class="button secondary small" onClick={() => move(at, at - 1)}>
                  {texts.up}
                  <span class="visually-hidden">: {name}</span>
                </button>
              )}
              {at < rows.length - 1 && (
                <button type="button" class="button secondary small" onClick={() => move(at, at + 1)}>
                  {texts.down}
                  <span class="visually-hidden">: {name}</span>
                </button>
              )}
              <button
                type="button"
                class="button secondary small"
                onClick={() => edited.change(path, rows.toSpliced(at, 1))}
              >
                {texts.take}
                <span class="visually-hidden">: {name}</span>
              </button>
            </div>
          </fieldset>
        );
      })}
      <button type="button" class="button secondary small" onClick={() => edited.change(path, [...rows, field.start])}>
        {texts.add}
        <span class="visually-hidden">: {label}</span>
      </button>
    </fieldset>
  );
}

/** Whether a member has a field beside those that stand with it. */
function hasField({ field, path, edited }: FieldGiven): boolean {
  const beside = (name: string) => textOf(valueAt(edited.document, [...path.slice(0, -1), name]));
  if (field.unless !== undefined && beside(field.unless) !== '') return false;
  return field.where === undefined || field.where.is.includes(beside(field.where.member));
}

/** The field of one member of a content, by what stands in it. */
export function ContentField(given: FieldGiven) {
  const { field, path, edited } = given;
  const { fields } = useEditorTexts();
  if (!hasField(given)) return null;
  switch (field.as) {
    case 'choice':
    case 'theme':
    case 'pick':
      return <ChoiceField {...given} field={field} />;
    case 'marks':
    case 'themes':
    case 'picks':
    case 'results':
      return <MarksField {...given} field={field} />;
    case 'condition':
      return (
        <ConditionField
          id={fieldId(path)}
          label={fields[field.label]}
          wrong={saidAt(edited, path)}
          edited={edited}
          value={valueAt(edited.document, path)}
          onValue={(condition) => edited.change(path, condition)}
        />
      );
    case 'translated':
      return <TranslatedField {...given} field={field} />;
    case 'lapse':
      return <LapseField {...given} field={field} />;
    case 'file':
      return (
        <PictureField
          id={fieldId(path)}
          label={fields[field.label]}
          wrong={saidAt(edited, path)}
          value={valueAt(edited.document, path)}
          onValue={(file) => edited.change(path, file)}
        />
      );
    case 'flag':
      return <FlagField {...given} field={field} />;
    case 'rows':
      return <RowsField {...given} field={field} />;
    default:
      return <TypedField {...given} field={field} />;
  }
}
