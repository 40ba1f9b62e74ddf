import { useEffect, useState } from 'preact/hooks';
import type { CaseTemplates } from '../../../shared/contracts/answer-template.ts';
import { elided } from '../../../shared/core/answer-template.ts';
import { readableDate } from '../../../shared/texts/dates.ts';
import { DayOrHour, Line, Select } from '../kit/fields.tsx';
import { focusOn } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import type { CaseGiven } from './given.ts';
import type { Template } from './server-draft.ts';

type Offered = CaseTemplates['templates'][number];

/** A template with what it asks for filled in; undefined while anything is left open. */
export function filledIn({ text, asks }: Pick<Offered, 'text' | 'asks'>, given: Record<string, string>) {
  if (asks.some(({ name }) => (given[name] ?? '').trim() === '')) return undefined;
  return asks.reduce((written, { name }) => {
    const value = (given[name] ?? '').trim();
    return elided(written, name, value).replaceAll(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'g'), () => value);
  }, text);
}

/** Puts a text where the cursor stands, in place of what is selected; a text that stands alone in the box is all of it. */
export function insertedAt(text: string, piece: string, from: number, to: number): { text: string; cursor: number } {
  return { text: `${text.slice(0, from)}${piece}${text.slice(to)}`, cursor: from + piece.length };
}

/** Chooses a template, asks for what it needs, and puts it where the cursor stands: nothing that was typed goes. */
export function TemplateField(
  given: Pick<CaseGiven, 'known'> & { desk: Pick<CaseGiven['desk'], 'templates'> } & {
    onInsert: (text: string, template: Template) => void;
  },
) {
  const { desk, known, onInsert } = given;
  const { compose: texts } = useDeskTexts();
  const { actions } = useTexts();
  const [offered, setOffered] = useState<readonly Offered[]>();
  const [chosen, setChosen] = useState('');
  const [values, setValues] = useState<Record<string, string>>({});
  const [lacking, setLacking] = useState(false);
  useEffect(() => {
    desk
      .templates(known.service, known.code)
      .then(({ templates }) => setOffered(templates))
      .catch(() => setOffered([]));
  }, [known.code]);
  const template = offered?.find(({ id }) => id === chosen);
  const insert = () => {
    if (template === undefined) return;
    const days = template.asks.filter(({ name, asks }) => asks === 'day' && values[name]);
    const text = filledIn(template, {
      ...values,
      ...Object.fromEntries(days.map(({ name }) => [name, readableDate(values[name] ?? '', known.language)])),
    });
    setLacking(text === undefined);
    if (text === undefined) {
      const open = template.asks.find(({ name }) => (values[name] ?? '').trim() === '');
      return focusOn(`template-${open?.name}`);
    }
    onInsert(text, { id: template.id, version: template.version });
    setChosen('');
    setValues({});
  };
  if (offered === undefined || offered.length === 0) return null;
  return (
    <div class="template">
      <Select
        id="template"
        label={texts.template}
        value={chosen}
        options={[['', texts.noTemplate], ...offered.map(({ id, name }) => [id, name] as const)]}
        onValue={(id) => {
          setChosen(id);
          setValues({});
          setLacking(false);
        }}
      />
      {template?.asks.map(({ name, label, asks, choices = [] }) => {
        const field = {
          id: `template-${name}`,
          label,
          value: values[name] ?? '',
          onValue: (value: string) => setValues({ ...values, [name]: value }),
          wrong: lacking && (values[name] ?? '').trim() === '' ? texts.fillIn : undefined,
        };
        if (asks === 'choice')
          return <Select key={name} {...field} options={[['', '–'], ...choices.map((one) => [one, one] as const)]} />;
        if (asks === 'day') return <DayOrHour key={name} {...field} type="date" />;
        return <Line key={name} {...field} maxLength={400} {...(asks === 'number' && { inputMode: 'numeric' })} />;
      })}
      {template !== undefined && (
        <div class="buttons">
          <button type="button" class="button secondary" onClick={insert}>
            {texts.insert}
          </button>
          <button type="button" class="button secondary" onClick={() => setChosen('')}>
            {actions.cancel}
          </button>
        </div>
      )}
    </div>
  );
}
