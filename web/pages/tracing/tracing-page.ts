import { safeContacts } from '../../../shared/contracts/safe-contact.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { OpenTracing } from '../../../shared/contracts/tracing.ts';
import { type Danger, noDanger } from '../../../shared/core/danger/danger.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import type { WrongField } from '../../../shared/texts/mend.ts';
import { tracingIn } from '../../../shared/texts/tracing/tracing.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { call112Lines } from '../call-112.ts';
import { choiceField, errorSummary, hiddenField, lineField, textField, tickField } from '../fields.ts';
import { type FormValues, givenIn } from '../form-values.ts';
import { layout } from '../layout.ts';
import { html, type Markup } from '../markup.ts';
import { sentForm } from '../sent-form.ts';

/** Whose page it is and for whom. */
export type Asker = { service: PreparedService; language: Language };

const ofPerson = ['soughtName', 'soughtAge', 'soughtPhones', 'signs'] as const;
const ofPlace = ['seenWhen', 'seenWhere', 'address', 'municipality'] as const;
const ofSeeker = ['name', 'relation', 'phone', 'email', 'safeContact'] as const;
const shown = ['event', ...ofPerson, ...ofPlace, ...ofSeeker, 'privacyAccepted', 'code', 'secondFact'];

type Shown = {
  /** The events in which somebody may be looked for; undefined where that is not known now. */
  events: OpenTracing['events'] | undefined;
  content?: FormValues;
  errors?: readonly WrongField[];
  danger?: Danger;
  /** The code of a search was sent, and not a search. */
  own?: boolean;
  /** The key by which the same form is the same search however often it is sent. */
  submission: string;
};

/**
 * The page on which somebody is looked for in a declared event: 112 before all, the form, or that none is open now, and
 * where a search of one's own is looked up. With what was sent and what is wrong with it.
 */
export function tracingPage({ service, language }: Asker, given: Shown): string {
  const { events, content = {}, errors = [], danger = noDanger, own = false } = given;
  const texts = tracingIn[language];
  const { form } = textsIn[language];
  const named = givenIn(content, 'event');
  const isOpen = events === undefined ? named !== undefined : events.length > 0;
  return layout({
    language,
    service,
    title: `${errors.length > 0 ? `${form.errorPrefix} ` : ''}${texts.title}`,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.tracing(other, service.service, named),
    unlisted: true,
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${errorSummary(textsIn[language], errors, shown)}
    <h1>${texts.title}</h1>
    <div class="callout danger"><p class="lead"><strong><a href="tel:112">${texts.call112}</a></strong></p>
    <p>${texts.notRescue}</p>
    ${call112Lines()}</div>
    ${
      isOpen
        ? html`<p>${texts.lead}</p>
    <p>${texts.silence}</p>
    <p>${form.required}</p>
    ${formOf({ service, language }, given)}`
        : html`<p class="notice">${texts.notOpen}</p>
    <p class="buttons"><a class="button primary" href="${addresses.contact(language, service.service)}">${textsIn[language].layout.write}</a></p>`
    }
    ${ownForm({ service, language }, own ? { content, errors } : { content: {}, errors: [] })}
    </div>`,
  });
}

/** In which event somebody is looked for: unseen where there is one. */
function eventField(
  { language }: Asker,
  { events, content = {}, errors = [] }: Pick<Shown, 'events' | 'content' | 'errors'>,
): Markup {
  const texts = tracingIn[language];
  const chosen = givenIn(content, 'event');
  const [only, ...more] = events ?? [];
  if (events === undefined) return hiddenField('event', chosen ?? '');
  if (only !== undefined && more.length === 0) return hiddenField('event', only.event);
  const field = { texts: { form: textsIn[language].form, fields: texts.fields }, errors };
  return choiceField(
    { ...field, name: 'event', value: chosen, required: true },
    html`${events.map(({ event, name }) => html`<option value="${event}"${event === chosen ? html` selected` : ''}>${name[language]}</option>`)}`,
  );
}

function formOf({ service, language }: Asker, given: Shown): Markup {
  const { content: sent = {}, errors: wrong = [], own = false, submission } = given;
  const [content, errors] = own ? [{}, []] : [sent, wrong];
  const texts = tracingIn[language];
  const everyForm = textsIn[language];
  const field = { texts: { form: everyForm.form, fields: { ...everyForm.fields, ...texts.fields } }, errors };
  const value = (name: string) => givenIn(content, name);
  const line = (name: keyof typeof texts.fields, maximum: number, autocomplete = 'off', required = false) =>
    lineField({ ...field, name, value: value(name), autocomplete, maximum, required });
  return sentForm(
    service,
    language,
    { action: addresses.tracing(language, service.service) },
    html`${hiddenField('language', language)}
      ${hiddenField('submission', value('submission') ?? submission)}
      ${eventField({ service, language }, { ...given, content, errors })}
      <fieldset>
        <legend><h2>${texts.sections.person}</h2></legend>
        ${line('soughtName', 200, 'off', true)}
        ${line('soughtAge', 40)}
        ${line('soughtPhones', 200)}
        ${textField({ ...field, name: 'signs', value: value('signs'), rows: 3 })}
      </fieldset>
      <fieldset>
        <legend><h2>${texts.sections.place}</h2></legend>
        ${line('seenWhen', 200)}
        ${textField({ ...field, name: 'seenWhere', value: value('seenWhere'), rows: 3 })}
        ${line('address', 200)}
        ${line('municipality', 100)}
        <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service.service)}"></div>
      </fieldset>
      <fieldset>
        <legend><h2>${texts.sections.seeker}</h2></legend>
        ${line('name', 100, 'name', true)}
        ${line('relation', 100)}
        ${lineField({ ...field, name: 'phone', value: value('phone'), type: 'tel', autocomplete: 'tel', maximum: 30, required: true })}
        ${lineField({ ...field, name: 'email', value: value('email'), type: 'email', autocomplete: 'email', maximum: 254 })}
        ${choiceField(
          { ...field, name: 'safeContact', value: value('safeContact') },
          html`${safeContacts.map((way) => html`<option value="${way === 'any' ? '' : way}"${way === value('safeContact') ? html` selected` : ''}>${everyForm.safeContacts[way]}</option>`)}`,
        )}
      </fieldset>
      <fieldset>
        <legend><h2>${texts.sections.privacy}</h2></legend>
        <p>${texts.privacy} <a href="${addresses.privacy(language, service.service)}">${everyForm.layout.privacy}</a></p>
        ${tickField({ ...field, name: 'privacyAccepted', label: everyForm.fields.privacyAccepted.label, value: 'true', checked: value('privacyAccepted') === 'true', required: true })}
      </fieldset>
      <button class="button primary" type="submit">${texts.send}</button>`,
  );
}

/** Where the code of a search and the phone given with it are asked for. */
function ownForm(
  { service, language }: Asker,
  { content, errors }: { content: FormValues; errors: readonly WrongField[] },
): Markup {
  const texts = tracingIn[language];
  const field = { texts: { form: textsIn[language].form, fields: texts.own }, errors };
  return html`<section aria-labelledby="own-tracing">
    <h2 id="own-tracing">${texts.own.title}</h2>
    <form method="post" action="${addresses.ownTracing(language, service.service)}" accept-charset="utf-8" novalidate>
      ${lineField({ ...field, name: 'code', value: givenIn(content, 'code'), autocomplete: 'off', maximum: 80, required: true })}
      ${lineField({ ...field, name: 'secondFact', autocomplete: 'tel', maximum: 254, required: true })}
      <button class="button secondary" type="submit">${texts.own.submit}</button>
    </form></section>`;
}
