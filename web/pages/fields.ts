import type { WrongField } from '../../shared/texts/mend.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { html, type Markup } from './markup.ts';

/** The id of a field's first control, which the error summary links to. */
export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;

const nameOf = (pointer: string): string =>
  pointer
    .split('/')
    .filter((step) => step !== '' && !/^\d+$/.test(step))
    .join('.');

/** What to mend in a field, if anything. */
export const errorOf = (errors: readonly WrongField[], name: string): string | undefined =>
  errors.find(({ pointer }) => nameOf(pointer) === name)?.detail;

/** The box above a form that lists all that is wrong, each line leading to its field; it takes the focus. */
export function errorSummary(texts: Texts, errors: readonly WrongField[], shown: readonly string[]): Markup | '' {
  if (errors.length === 0) return '';
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-title">
    <h2 id="error-title">${texts.form.errorTitle}</h2>
    <ul>
      ${errors.map(({ detail, pointer }) => {
        const name = nameOf(pointer);
        return html`<li>${shown.includes(name) ? html`<a href="#${fieldId(name)}">${detail}</a>` : detail}</li>`;
      })}
    </ul>
  </div>`;
}

/** What a form says of its fields: those of a contact, or of another form with names of its own. */
export type FieldTexts<Name extends string> = {
  form: Pick<Texts['form'], 'errorPrefix'>;
  fields: Readonly<Record<Name, { label: string; hint: string }>>;
};

type Shown<Name extends string> = {
  texts: FieldTexts<Name>;
  errors: readonly WrongField[];
  name: Name;
  value?: string | undefined;
  required?: boolean;
  /** Shown instead of the field's own hint. */
  hint?: string;
};

/** The label's mark of a required field. */
export const requiredMark = (required: boolean): Markup | '' =>
  required ? html`<span aria-hidden="true"> *</span>` : '';

function around<Name extends string>(
  { texts, errors, name, required = false, hint }: Shown<Name>,
  control: (describedBy: Markup | '') => Markup,
): Markup {
  const { label, hint: ownHint } = texts.fields[name];
  const told = hint ?? ownHint;
  const error = errorOf(errors, name);
  const id = fieldId(name);
  const ids = [told === '' ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter((part) => part !== '');
  const described = ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`;
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="${id}">${label}${requiredMark(required)}</label>
    ${told === '' ? '' : html`<p class="hint" id="${id}-hint">${told}</p>`}
    ${errorLine(texts, id, error)}
    ${control(html`${described}${error === undefined ? '' : html` aria-invalid="true"`}${required ? html` required` : ''}`)}
  </div>`;
}

/** The line beside a field that says what to mend. */
export function errorLine(texts: Pick<FieldTexts<string>, 'form'>, id: string, error: string | undefined): Markup | '' {
  return error === undefined
    ? ''
    : html`<p class="error" id="${id}-error"><span class="visually-hidden">${texts.form.errorPrefix} </span>${error}</p>`;
}

/** One line to type in. */
export function lineField<Name extends string>(
  shown: Shown<Name> & { type?: 'text' | 'email' | 'tel'; autocomplete: string; maximum: number; inputmode?: string },
): Markup {
  const { name, value = '', type = 'text', autocomplete, maximum, inputmode } = shown;
  return around(
    shown,
    (attributes) =>
      html`<input id="${fieldId(name)}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${maximum}"${inputmode === undefined ? '' : html` inputmode="${inputmode}"`}${type === 'text' ? '' : html` spellcheck="false"`}${attributes}>`,
  );
}

/** Several lines to type in; a first line break would be swallowed by HTML, so one is always written. */
export function textField<Name extends string>(shown: Shown<Name> & { rows?: number }): Markup {
  const { name, value = '', rows = 8 } = shown;
  return around(
    shown,
    (attributes) =>
      html`<textarea id="${fieldId(name)}" name="${name}" rows="${rows}"${attributes}>
${value}</textarea>`,
  );
}

/** A list to choose one from; options come ready-made. */
export function choiceField<Name extends string>(shown: Shown<Name>, options: Markup): Markup {
  return around(
    shown,
    (attributes) => html`<select id="${fieldId(shown.name)}" name="${shown.name}"${attributes}>${options}</select>`,
  );
}

/** One thing to say yes to: a box that is empty until somebody ticks it. */
export function tickField({
  texts,
  errors,
  name,
  label,
  value,
  checked,
  required = false,
}: {
  texts: Pick<FieldTexts<string>, 'form'>;
  errors: readonly WrongField[];
  name: string;
  label: string;
  value: string;
  checked: boolean;
  required?: boolean;
}): Markup {
  const error = errorOf(errors, name);
  const id = fieldId(name);
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    ${errorLine(texts, id, error)}
    <div class="choice">
      <input type="checkbox" id="${id}" name="${name}" value="${value}"${required ? html` required` : ''}${checked ? html` checked` : ''}${error === undefined ? '' : html` aria-describedby="${id}-error" aria-invalid="true"`}>
      <label for="${id}">${label}${requiredMark(required)}</label>
    </div>
  </div>`;
}

/** A field that is carried along unseen. */
export const hiddenField = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;
