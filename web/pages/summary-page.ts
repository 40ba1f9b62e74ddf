import type { ContactBody } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { walkField } from '../../shared/core/knowledge/walk-field.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { contactValues } from './contact-values.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { sentForm } from './sent-form.ts';

/**
 * Step 2 of the citizen's line, between form and receipt: all that is about to be sent, on one page of text (C.SE.1.4),
 * to confirm or to change; `danger` shows the numbers to call. `submission` names the press, so that two are one.
 */
export function summaryPage(
  service: PreparedService,
  language: Language,
  { contact, danger, submission }: { contact: ContactBody; danger: Danger; submission: string },
): string {
  const texts = textsIn[language];
  const { fields, attachments } = contactValues(contact);
  const category = service.categories.find(({ category: known }) => known === contact.category);
  const kind = service.kinds.find(({ kind: known }) => known === contact.kind);
  const row = (label: string, value: string | undefined): Markup | '' =>
    value === undefined || value === '' ? '' : html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return layout({
    language,
    service,
    title: texts.summary.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.contact(other, service.service),
    current: 'contact',
    unlisted: true,
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    <p class="step">${texts.form.steps(2, 2)}</p>
    <h1>${texts.summary.title}</h1>
    <p class="lead">${texts.summary.lead}</p>
    ${category?.advice === undefined ? '' : html`<p class="callout">${category.advice[language]}</p>`}
    <dl class="summary">
      ${row(texts.receipt.kind, kind?.name[language])}
      ${row(texts.fields.category.label, category?.name[language])}
      ${row(texts.fields.experts.label, service.experts?.find(({ group }) => group === contact.experts)?.name[language])}
      ${row(texts.fields.subject.label, contact.subject)}
      ${row(texts.fields.message.label, contact.message)}
      ${row(texts.summary.walk, contact.walk && texts.summary.yes)}
      ${row(texts.fields.attachments.label, attachments.length === 0 ? undefined : texts.summary.attachments(attachments.length))}
      ${row(texts.fields['place.municipality'].label, contact.place?.municipality)}
      ${row(texts.fields['place.address'].label, contact.place?.address)}
      ${row(texts.fields.name.label, contact.name)}
      ${row(texts.fields.surname.label, contact.surname)}
      ${row(texts.fields.requester.label, texts.requesters[contact.requester])}
      ${row(texts.fields.email.label, contact.email)}
      ${row(texts.fields.phone.label, contact.phone)}
      ${row(texts.fields.callBack.label, contact.callBack && texts.callBackTimes[contact.callBack])}
      ${row(texts.fields.safeContact.label, contact.safeContact && texts.safeContacts[contact.safeContact])}
      ${row(texts.fields.privacyAccepted.label, texts.summary.yes)}
    </dl>
    ${sentForm(
      service,
      language,
      { action: addresses.sendContact(service.service), once: true, novalidate: false },
      html`${hiddenField('submission', submission)}
      ${Object.entries(fields).map(([name, value]) => hiddenField(name, value))}
      ${contact.walk === undefined ? '' : hiddenField('walk', walkField(contact.walk))}
      ${attachments.map((id) => hiddenField('attachments', id))}
      <div class="buttons">
        <button class="button primary" type="submit" name="step" value="send">${texts.summary.send}</button>
        <button class="button secondary" type="submit" name="step" value="edit">${texts.summary.change}</button>
      </div>
      <p class="hint">${texts.form.twice}</p>`,
    )}
    </div>`,
  });
}
