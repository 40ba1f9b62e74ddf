import type { ContributionKind, ContributionLine } from '../../../shared/contracts/contribution.ts';
import type { SafeContact } from '../../../shared/contracts/safe-contact.ts';
import type { Danger } from '../../../shared/core/danger/danger.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { contributionFrame, type Giver, textsFor } from '../contribution-frame.ts';
import { hiddenField } from '../fields.ts';
import { type FormValues, givenIn } from '../form-values.ts';
import { purposesOf } from '../give-page.ts';
import { html, type Markup } from '../markup.ts';
import { sentForm } from '../sent-form.ts';
import { linesOf } from './list-page.ts';

/** Every field of the form by name, those of a dotted name with their dot. */
const fieldsIn = (content: FormValues): [string, string][] =>
  Object.entries(content).flatMap(([name, value]): [string, string][] => {
    if (name === 'step' || name === 'submission') return [];
    if (typeof value === 'string') return [[name, value]];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([member, own]): [string, string][] =>
      typeof own === 'string' ? [[`${name}.${member}`, own]] : [],
    );
  });

/**
 * All that is about to be sent, to confirm or to change; of an idea, above it the published ones that are like it. Whom to
 * call stands first where its words tell of danger. `submission` names the press, so that two are one.
 */
export function reviewPage(
  giver: Giver,
  kind: ContributionKind,
  {
    content,
    similar,
    danger,
    submission,
  }: {
    content: FormValues;
    /** Of an idea; undefined where they could not be looked up. */
    similar?: readonly ContributionLine[] | undefined;
    danger: Danger;
    submission: string;
  },
): string {
  const { service, language } = giver;
  const texts = textsFor(giver);
  const everyForm = textsIn[language];
  const given = (name: string) => givenIn(content, name);
  const row = (label: string, value: string | undefined): Markup | '' =>
    value === undefined ? '' : html`<div><dt>${label}</dt><dd class="as-typed">${value}</dd></div>`;
  const allowed = purposesOf(kind).filter((purpose) => given(`consents.${purpose}`) === 'yes');
  const safe = given('safeContact') as SafeContact | undefined;
  return contributionFrame(giver, {
    title: texts.review.title,
    inLanguage: (other) => addresses.giveContribution(other, service.service, kind),
    unlisted: true,
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    <p class="step">${texts.form.steps(2, 2)}</p>
    <h1>${texts.review.title}</h1>
    <p class="lead">${texts.review.lead}</p>
    ${kind === 'idea' && similar !== undefined ? similarBox(giver, similar) : ''}
    <dl class="summary">
      ${row(texts.fields.title.label, given('title'))}
      ${row(texts.fields.text.label, given('text'))}
      ${row(texts.fields.firstName.label, given('firstName'))}
      ${row(everyForm.fields.email.label, given('email'))}
      ${row(everyForm.fields.phone.label, given('phone'))}
      ${row(everyForm.fields.safeContact.label, safe && everyForm.safeContacts[safe])}
      <div><dt>${texts.review.allowed}</dt><dd>${
        allowed.length === 0
          ? texts.review.nothingAllowed
          : html`<ul>${allowed.map((purpose) => html`<li>${texts.consents.purposes[purpose]}</li>`)}</ul>`
      }${given('parentAgrees') === 'yes' ? html`<p>${texts.consents.parent}</p>` : ''}</dd></div>
    </dl>
    ${sentForm(
      service,
      language,
      { action: addresses.sendContribution(language, service.service), once: true, novalidate: false },
      html`${hiddenField('submission', submission)}
      ${fieldsIn(content).map(([name, value]) => hiddenField(name, value))}
      <div class="buttons">
        <button class="button primary" type="submit" name="step" value="send">${texts.review.send}</button>
        <button class="button secondary" type="submit" name="step" value="edit">${texts.review.change}</button>
      </div>`,
    )}
    </div>`,
  });
}

function similarBox(giver: Giver, similar: readonly ContributionLine[]): Markup {
  const { review } = textsFor(giver);
  if (similar.length === 0) return html`<p class="hint">${review.noSimilar}</p>`;
  return html`<section class="callout" aria-labelledby="similar">
      <h2 id="similar">${review.similar}</h2>
      <p>${review.similarText}</p>
      ${linesOf(giver, similar, 3)}
    </section>`;
}
