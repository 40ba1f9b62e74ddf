import { callBackTimes, requesters } from '../../shared/contracts/contact.ts';
import { safeContacts } from '../../shared/contracts/safe-contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { hasOwnDoor } from '../../shared/core/contributions/own-door.ts';
import { type Danger, noDanger } from '../../shared/core/danger/danger.ts';
import { readWalk } from '../../shared/core/knowledge/read-walk.ts';
import { walkField } from '../../shared/core/knowledge/walk-field.ts';
import { knowledgeIn } from '../../shared/texts/knowledge/knowledge.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { WrongField } from '../../shared/texts/mend.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { call112Lines } from './call-112.ts';
import { contactValues } from './contact-values.ts';
import { wayToEasyWords } from './easy-page.ts';
import { endedPage } from './ended-page.ts';
import {
  choiceField,
  errorLine,
  errorOf,
  errorSummary,
  fieldId,
  hiddenField,
  lineField,
  requiredMark,
  textField,
  tickField,
} from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { sentForm } from './sent-form.ts';

const shown = [
  'kind',
  'category',
  'experts',
  'message',
  'subject',
  'name',
  'surname',
  'requester',
  'email',
  'phone',
  'callBack',
  'safeContact',
  'place.municipality',
  'place.address',
  'privacyAccepted',
];

/**
 * Step 1 of the citizen's line: the contact form, built ahead and empty, or written by intake (form-steps.ts) with what
 * was sent, `content`, what is wrong with it, and above all whom to call where its words tell of `danger`. Then the summary.
 */
export function formPage(
  service: PreparedService,
  language: Language,
  {
    content,
    errors = [],
    danger = noDanger,
  }: { content?: unknown; errors?: readonly WrongField[]; danger?: Danger } = {},
): string {
  if (service.ended !== undefined) return endedPage(service, language);
  const texts = textsIn[language];
  const { fields, attachments } = contactValues(content);
  const given = (name: string) => fields[name];
  const field = { texts, errors };
  const kind = offered(service).find((known) => known.kind === given('kind'))?.kind;
  const wrongTitle = errors.length > 0 ? `${texts.form.errorPrefix} ` : '';
  return layout({
    language,
    service,
    title: `${wrongTitle}${texts.form.title}`,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.contact(other, service.service, errors.length === 0 ? kind : undefined),
    current: 'contact',
    // One kept its address of what has a form of its own by now.
    unlisted: errors.length > 0 || (kind === undefined && given('kind') !== undefined),
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${errorSummary(texts, errors, shown)}
    <p class="step">${texts.form.steps(1, 2)}</p>
    <h1>${texts.form.title}</h1>
    <p class="lead">${texts.form.lead}</p>
    <div class="callout"><p>${service.emergencyStatement[language]}</p>
    ${call112Lines()}
    ${wayToEasyWords(service)}</div>
    <p>${texts.form.required}</p>
    ${sentForm(
      service,
      language,
      { action: addresses.sendContact(service.service), once: true },
      html`${hiddenField('language', language)}
      ${given('submission') === undefined ? '' : hiddenField('submission', given('submission') ?? '')}
      ${kinds(service, language, errors, given('kind'))}
      <fieldset>
        <legend><h2>${texts.form.about}</h2></legend>
        ${choiceField({ ...field, name: 'category', value: given('category') }, categories(service, language, given('category')))}
        ${expertsField(service, language, field, given('experts'))}
        ${lineField({ ...field, name: 'subject', value: given('subject'), autocomplete: 'off', maximum: 200 })}
        ${textField({ ...field, name: 'message', value: given('message'), required: true })}
        ${walkTick(field, given('walk'))}
        <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service.service)}"></div>
        <aside class="maybe" aria-label="${knowledgeIn[language].maybe}" data-maybe="${service.service}" hidden></aside>
        ${attachmentsField(service, language, attachments)}
      </fieldset>
      <fieldset>
        <legend><h2>${texts.form.where}</h2></legend>
        ${lineField({ ...field, name: 'place.municipality', value: given('place.municipality'), autocomplete: 'address-level2', maximum: 100 })}
        ${lineField({ ...field, name: 'place.address', value: given('place.address'), autocomplete: 'street-address', maximum: 200 })}
        ${['place.latitude', 'place.longitude'].map((name) => (given(name) === undefined ? '' : hiddenField(name, given(name) ?? '')))}
      </fieldset>
      <fieldset>
        <legend><h2>${texts.form.you}</h2></legend>
        ${lineField({ ...field, name: 'name', value: given('name'), autocomplete: 'given-name', maximum: 100, required: true })}
        ${lineField({ ...field, name: 'surname', value: given('surname'), autocomplete: 'family-name', maximum: 100 })}
        ${choiceField(
          { ...field, name: 'requester', value: given('requester') },
          html`${requesters.map((requester) => option(requester, texts.requesters[requester], given('requester')))}`,
        )}
      </fieldset>
      <fieldset aria-describedby="answer-hint">
        <legend><h2>${texts.form.answer}${requiredMark(true)}</h2></legend>
        <p class="hint" id="answer-hint">${texts.form.answerHint}</p>
        ${lineField({ ...field, name: 'email', value: given('email'), type: 'email', autocomplete: 'email', maximum: 254 })}
        ${lineField({ ...field, name: 'phone', value: given('phone'), type: 'tel', autocomplete: 'tel', maximum: 30 })}
        ${choiceField(
          { ...field, name: 'callBack', value: given('callBack') },
          html`${option('', texts.callBackTimes.none, undefined)}${callBackTimes.map((time) => option(time, texts.callBackTimes[time], given('callBack')))}`,
        )}
        ${choiceField(
          { ...field, name: 'safeContact', value: given('safeContact') },
          html`${option('', texts.safeContacts.any, undefined)}${safeContacts.filter((way) => way !== 'any').map((way) => option(way, texts.safeContacts[way], given('safeContact')))}`,
        )}
      </fieldset>
      <fieldset>
        <legend><h2>${texts.form.privacyTitle}</h2></legend>
        <p><a href="${addresses.privacy(language, service.service)}">${texts.form.privacyRead}</a></p>
        ${tickField({ ...field, name: 'privacyAccepted', label: texts.fields.privacyAccepted.label, value: 'true', checked: given('privacyAccepted') === 'true', required: true })}
      </fieldset>
      <button class="button primary" type="submit" name="step" value="summary">${texts.form.next}</button>
      <p class="hint">${texts.form.nextHint}</p>
      <p class="hint">${texts.form.twice}</p>`,
    )}
    </div>`,
  });
}

const option = (value: string, label: string, chosen: string | undefined): Markup =>
  html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;

function categories({ categories: all }: PreparedService, language: Language, chosen: string | undefined): Markup {
  const { form } = textsIn[language];
  const group = (label: string, competence: 'own' | 'other') =>
    html`<optgroup label="${label}">${all
      .filter((category) => category.competence === competence)
      .map(({ category, name }) => option(category, name[language], chosen))}</optgroup>`;
  return html`<option value="">${form.choose}</option>${group(form.ours, 'own')}${group(form.others, 'other')}`;
}

/** Who answers, where a page of answers led here: the experts on its theme, unless somebody says otherwise. */
function expertsField(
  { experts = [] }: PreparedService,
  language: Language,
  field: { texts: Texts; errors: readonly WrongField[] },
  chosen: string | undefined,
): Markup | '' {
  if (chosen === undefined || experts.length === 0) return '';
  const groups = experts.map(({ group, name }) => option(group, name[language], chosen));
  const desk = option('', field.texts.form.anyExpert, chosen);
  return choiceField({ ...field, name: 'experts', value: chosen }, html`${groups}${desk}`);
}

/** What was answered in a guide that led here: sent with the words, unless its tick is taken away. */
function walkTick(field: { texts: Texts; errors: readonly WrongField[] }, sent: string | undefined): Markup | '' {
  const walk = readWalk(sent);
  if (walk === undefined) return '';
  return tickField({ ...field, name: 'walk', label: field.texts.form.walk, value: walkField(walk), checked: true });
}

/** What this form takes. */
const offered = (service: PreparedService) => service.kinds.filter(({ kind }) => !hasOwnDoor(service, kind));

function kinds(
  service: PreparedService,
  language: Language,
  errors: readonly WrongField[],
  chosen: string | undefined,
): Markup {
  const texts = textsIn[language];
  const error = errorOf(errors, 'kind');
  const first = fieldId('kind');
  return html`<fieldset class="field choices${error === undefined ? '' : ' wrong'}"${error === undefined ? '' : html` aria-describedby="${first}-error"`}>
    <legend><h2>${texts.fields.kind.label}${requiredMark(true)}</h2></legend>
    ${errorLine(texts, first, error)}
    ${offered(service).map(({ kind, name, hint }, index) => {
      const id = index === 0 ? first : `${first}-${kind}`;
      return html`<div class="choice">
      <input type="radio" id="${id}" name="kind" value="${kind}" required aria-describedby="${id}-hint"${kind === chosen ? html` checked` : ''}>
      <div><label for="${id}">${name[language]}</label>
      <p class="hint" id="${id}-hint">${hint[language]}</p></div>
    </div>`;
    })}
  </fieldset>
  ${waysToOwnForms(service, language)}`;
}

/** To what citizens give so that others may read it: this form does not take that. */
function waysToOwnForms(service: PreparedService, language: Language): Markup {
  const ways = service.kinds.flatMap(({ kind, name }) =>
    hasOwnDoor(service, kind)
      ? [html` <a href="${addresses.giveContribution(language, service.service, kind)}">${name[language]}</a>.`]
      : [],
  );
  return ways.length === 0 ? html`` : html`<p class="hint">${textsIn[language].form.ownForms}${ways}</p>`;
}

/** Unseen without script, which uploads each file on its own; what is already attached is carried along. */
function attachmentsField(service: PreparedService, language: Language, attached: readonly string[]): Markup {
  const { form, sending } = textsIn[language];
  return html`<div class="field attachments" hidden data-attachments="/v1/services/${service.service}/attachments"
      data-sending="${form.attachmentSending}" data-sent="${form.attachmentSent}" data-failed="${form.attachmentFailed}"
      data-too-many="${form.attachmentTooMany}" data-remove="${form.attachmentRemove}" data-retry="${sending.retry}">
    <label for="attachment-file">${form.attachmentsTitle}</label>
    <p class="hint" id="attachment-hint">${form.attachmentsHint}</p>
    <input type="file" id="attachment-file" accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png" aria-describedby="attachment-hint">
    <p class="hint" role="status" data-attachment-news></p>
    <ul data-attachment-list>${attached.map((id, index) => html`<li>${form.attachmentsTitle} ${index + 1} ${hiddenField('attachments', id)}</li>`)}</ul>
  </div>`;
}
