import type { WrongField } from '../../shared/texts/mend.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { html, type Markup } from './markup.ts';

export type FieldName = keyof Texts['fields'];

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

type Shown = {
  texts: Texts;
  errors: readonly WrongField[];
  name: FieldName;
  value?: string | undefined;
  required?: boolean;
  /** Shown instead of the field's own hint. */
  hint?: string;
};

/** The label's mark of a required field. */
export const requiredMark = (required: boolean): Markup | '' =>
  required ? html`<span aria-hidden="true"> *</span>` : '';

function around(
  { texts, errors, name, required = false, hint }: Shown,
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
export function errorLine(texts: Texts, id: string, error: string | undefined): Markup | '' {
  return error === undefined
    ? ''
    : html`<p class="error" id="${id}-error"><span class="visually-hidden">${texts.form.errorPrefix} </span>${error}</p>`;
}

/** One line to type in. */
export function lineField(
  shown: Shown & { type?: 'text' | 'email' | 'tel'; autocomplete: string; maximum: number; inputmode?: string },
): Markup {
  const { name, value = '', type = 'text', autocomplete, maximum, inputmode } = shown;
  return around(
    shown,
    (attributes) =>
      html`<input id="${fieldId(name)}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${maximum}"${inputmode === undefined ? '' : html` inputmode="${inputmode}"`}${type === 'text' ? '' : html` spellcheck="false"`}${attributes}>`,
  );
}

/** Several lines to type in; a first line break would be swallowed by HTML, so one is always written. */
export function textField(shown: Shown & { rows?: number }): Markup {
  const { name, value = '', rows = 8 } = shown;
  return around(
    shown,
    (attributes) =>
      html`<textarea id="${fieldId(name)}" name="${name}" rows="${rows}"${attributes}>
${value}</textarea>`,
  );
}

/** A list to choose one from; options come ready-made. */
export function choiceField(shown: Shown, options: Markup): Markup {
  return around(
    shown,
    (attributes) => html`<select id="${fieldId(shown.name)}" name="${shown.name}"${attributes}>${options}</select>`,
  );
}

/** A field that is carried along unseen. */
export const hiddenField = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;
