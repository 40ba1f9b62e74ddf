import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { HeardDanger } from '../../shared/core/danger/danger.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { contactValues } from './contact-values.ts';
import { endedBox } from './ended-page.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';
import { sentForm } from './sent-form.ts';

/**
 * What a citizen without script gets instead of a problem+json at any step: what happened, every wrong field, and how
 * to reach the service all the same; with `sent`, the form that did not get through, one press sends it again; with the `danger` that its words tell
 * of, whom to call stands first. With the
 * `code` of a receipt it is its case that cannot be shown, and one press asks again; `adding` a message to it.
 */
export function problemPage(
  service: PreparedService,
  language: Language,
  problem: Problem,
  name: keyof Texts['problems']['pages'],
  {
    sent,
    code,
    adding = false,
    danger,
  }: { sent?: unknown; code?: string; adding?: boolean; danger?: HeardDanger } = {},
): string {
  const texts = textsIn[language];
  const { fields, attachments } = contactValues(sent);
  const step = sent as { step?: unknown } | undefined;
  const { title, text } = texts.problems.pages[name];
  const passes = name === 'unavailable' || name === 'internal-error';
  const ofCase = passes && code !== undefined ? texts.status[adding ? 'unsent' : 'unseen'] : undefined;
  return layout({
    language,
    service,
    title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.service(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    ${problem.advice === undefined && danger === undefined ? '' : adviceBox(service, language, danger)}
    <h1>${title}</h1>
    ${code === undefined || !passes ? '' : html`<p class="code small"><span class="visually-hidden">${texts.receipt.codeLabel}: </span>${code}</p>`}
    <p class="lead">${ofCase ?? text}</p>
    ${problem.errors === undefined || problem.errors.length === 0 ? '' : html`<ul>${problem.errors.map(({ detail }) => html`<li>${detail}</li>`)}</ul>`}
    ${
      service.phones.length === 0
        ? endedBox(service, language)
        : html`<p>${texts.problems.phoneInstead} ${service.phones.map(
            ({ number, display, name: phoneName }, index) =>
              html`${index === 0 ? '' : ' – '}<a href="tel:${number}">${display}</a> (${phoneName[language]})`,
          )}</p>`
    }
    ${
      sent === undefined
        ? ''
        : sentForm(
            service,
            language,
            { action: addresses.sendContact(service.service), once: true, novalidate: false },
            html`${Object.entries(fields).map(([field, value]) => hiddenField(field, value))}
      ${attachments.map((id) => hiddenField('attachments', id))}
      <button class="button primary" type="submit" name="step" value="${step?.step === 'send' ? 'send' : 'summary'}">${texts.sending.again}</button>`,
          )
    }
    ${
      ofCase === undefined || adding
        ? ''
        : html`<form method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8">
      ${hiddenField('code', code ?? '')}
      <button class="button primary" type="submit">${texts.status.tryAgain}</button>
    </form>`
    }
    <div class="buttons">
      <a class="button ${sent === undefined && ofCase === undefined ? 'primary' : 'secondary'}" href="${addresses.contact(language, service.service)}">${texts.layout.write}</a>
      <a class="button secondary" href="${addresses.status(language, service.service)}">${texts.layout.follow}</a>
    </div>
    </div>`,
  });
}
