import { type ConsentPurpose, type ContributionKind, consentPurposes } from '../../shared/contracts/contribution.ts';
import { safeContacts } from '../../shared/contracts/safe-contact.ts';
import { type Danger, noDanger } from '../../shared/core/danger/danger.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { WrongField } from '../../shared/texts/mend.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { call112Lines } from './call-112.ts';
import { contributionFrame, type Giver, textsFor } from './contribution-frame.ts';
import { wayToEasyWords } from './easy-page.ts';
import { choiceField, errorSummary, hiddenField, lineField, requiredMark, textField, tickField } from './fields.ts';
import { type FormValues, givenIn } from './form-values.ts';
import { html, type Markup } from './markup.ts';
import { sentForm } from './sent-form.ts';

/** Days that moderators have where a service says no other. */
const ordinaryDays = 10;

/** What a form of a kind may ask consent for: a story alone becomes a dialogue. */
export const purposesOf = (kind: ContributionKind): readonly ConsentPurpose[] =>
  consentPurposes.filter((purpose) => kind === 'story' || purpose !== 'dialogue');

const shown = [
  'title',
  'text',
  'firstName',
  'email',
  'phone',
  'safeContact',
  ...consentPurposes.map((purpose) => `consents.${purpose}`),
  'parentAgrees',
  'privacyAccepted',
];

/**
 * The form in which somebody tells a story or proposes an idea, built ahead and empty, or with what was sent and what is
 * wrong with it; above all whom to call where its words tell of danger.
 */
export function givePage(
  giver: Giver,
  kind: ContributionKind,
  {
    content = {},
    errors = [],
    danger = noDanger,
  }: { content?: FormValues; errors?: readonly WrongField[]; danger?: Danger } = {},
): string {
  const { service, language } = giver;
  const texts = textsFor(giver);
  const wrong = errors.length > 0 ? `${texts.form.errorPrefix} ` : '';
  return contributionFrame(giver, {
    title: `${wrong}${texts.give[kind].title}`,
    description: texts.give[kind].lead,
    inLanguage: (other) => addresses.giveContribution(other, service.service, kind),
    unlisted: errors.length > 0,
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${errorSummary(textsIn[language], errors, shown)}
    <p class="step">${texts.form.steps(1, 2)}</p>
    <h1>${texts.give[kind].title}</h1>
    <p class="lead">${texts.give[kind].lead}</p>
    <div class="callout"><p>${service.emergencyStatement[language]}</p>
    ${call112Lines()}
    ${wayToEasyWords(service)}</div>
    ${beforeWriting(giver, kind)}
    <p>${texts.form.required}</p>
    ${sentForm(
      service,
      language,
      { action: addresses.sendContribution(language, service.service), once: true },
      fieldsOf(giver, kind, { content, errors }),
    )}
    </div>`,
  });
}

/** Who reads it, what they must ask, what of minors, and where it goes: said before the first word is written. */
function beforeWriting(giver: Giver, kind: ContributionKind): Markup {
  const { service, language } = giver;
  const { before } = textsFor(giver);
  const { decidedWithinDays = ordinaryDays } = service.contributions ?? {};
  return html`<section aria-labelledby="before">
    <h2 id="before">${before.title}</h2>
    <dl class="summary">
      <div><dt>${before.whoReads}</dt><dd>${before.whoReadsText(decidedWithinDays)}</dd></div>
      <div><dt>${before.whatIsAsked}</dt><dd>${before.whatIsAskedText}</dd></div>
      ${kind === 'story' ? html`<div><dt>${before.minors}</dt><dd>${before.minorsText}</dd></div>` : ''}
      <div><dt>${before.where}</dt><dd>${before.whereText}</dd></div>
    </dl>
    <p class="hint"><a href="${addresses.contact(language, service.service)}">${before.notARequest}</a></p>
  </section>`;
}

function fieldsOf(
  giver: Giver,
  kind: ContributionKind,
  { content, errors }: { content: FormValues; errors: readonly WrongField[] },
): Markup {
  const { service, language } = giver;
  const own = textsFor(giver);
  const everyForm = textsIn[language];
  const field = { texts: { form: everyForm.form, fields: { ...everyForm.fields, ...own.fields } }, errors };
  const given = (name: string) => givenIn(content, name);
  const tick = (name: string, label: string) =>
    tickField({ ...field, name, label, value: 'yes', checked: given(name) === 'yes' });
  return html`${hiddenField('language', language)}
      ${hiddenField('kind', kind)}
      ${given('submission') === undefined ? '' : hiddenField('submission', given('submission') ?? '')}
      <fieldset>
        <legend><h2>${own.words[kind]}</h2></legend>
        ${lineField({ ...field, name: 'title', value: given('title'), autocomplete: 'off', maximum: 120, required: true })}
        ${textField({ ...field, name: 'text', value: given('text'), rows: 12, required: true })}
        <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service.service)}"></div>
      </fieldset>
      <fieldset aria-describedby="you-hint">
        <legend><h2>${own.you}${requiredMark(true)}</h2></legend>
        <p class="hint" id="you-hint">${own.youHint}</p>
        ${lineField({ ...field, name: 'firstName', value: given('firstName'), autocomplete: 'given-name', maximum: 40 })}
        ${lineField({ ...field, name: 'email', value: given('email'), type: 'email', autocomplete: 'email', maximum: 254, hint: '' })}
        ${lineField({ ...field, name: 'phone', value: given('phone'), type: 'tel', autocomplete: 'tel', maximum: 30 })}
        ${choiceField(
          { ...field, name: 'safeContact', value: given('safeContact') },
          html`${safeContacts.map((way) => html`<option value="${way === 'any' ? '' : way}"${way === given('safeContact') ? html` selected` : ''}>${everyForm.safeContacts[way]}</option>`)}`,
        )}
      </fieldset>
      <fieldset aria-describedby="consents-hint">
        <legend><h2>${own.consents.title}</h2></legend>
        <p class="hint" id="consents-hint">${own.consents.hint}</p>
        ${purposesOf(kind).map((purpose) => tick(`consents.${purpose}`, own.consents.purposes[purpose]))}
        ${kind === 'story' ? tick('parentAgrees', own.consents.parent) : ''}
      </fieldset>
      <fieldset>
        <legend><h2>${own.form.privacyTitle}</h2></legend>
        <p><a href="${addresses.privacy(language, service.service)}">${own.form.privacyRead}</a></p>
        ${tickField({ ...field, name: 'privacyAccepted', label: everyForm.fields.privacyAccepted.label, value: 'true', checked: given('privacyAccepted') === 'true', required: true })}
      </fieldset>
      <button class="button primary" type="submit" name="step" value="summary">${own.next}</button>
      <p class="hint">${own.nextHint}</p>`;
}
