import type { ReferralView } from '../../shared/contracts/referral.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { type ReferralTexts, referralTexts } from '../../shared/texts/mails/referral.ts';
import { addresses } from './addresses.ts';
import { askForLink } from './ask-for-link.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** What the page of a referral shows. */
export type ReferralShown = {
  /** The secret of the link, carried on unseen; empty where none is good. */
  link: string;
  view?: ReferralView;
  /** A text was missing; the referral was past the press; the link opens nothing. */
  problem?: 'text' | 'past' | 'no-link';
  /** What somebody had written for a press that came too late. */
  typed?: string;
};

type Given = { language: Language; texts: ReferralTexts; action: string; link: string };

const fact = (name: string, value: string | Markup): Markup => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function sharedBox(view: ReferralView, { language, texts }: Given): Markup {
  const { name, email, phone, place, words = [], files = [] } = view;
  const where = [place?.address, place?.municipality].filter(Boolean).join(', ');
  const facts = [
    ...(name === undefined ? [] : [fact(texts.name, name)]),
    ...(email === undefined ? [] : [fact(texts.email, email)]),
    ...(phone === undefined ? [] : [fact(texts.phone, phone)]),
    ...(where === '' ? [] : [fact(texts.place, where)]),
  ];
  if (facts.length + words.length + files.length === 0) return html`<h2>${texts.shared}</h2><p>${texts.nothing}</p>`;
  return html`<h2>${texts.shared}</h2>
    <p class="hint">${texts.hint}</p>
    ${facts.length === 0 ? '' : html`<dl class="summary">${facts}</dl>`}
    ${
      words.length === 0
        ? ''
        : html`<h3>${texts.words}</h3>
    <ol class="conversation">${words.map(
      ({
        at,
        text,
      }) => html`<li class="citizen"><p class="who"><time datetime="${at}">${readableInstant(at, language)}</time></p>
      <p class="words">${text}</p></li>`,
    )}</ol>`
    }
    ${
      files.length === 0
        ? ''
        : html`<h3>${texts.files}</h3>
    <ul>${files.map(({ name: file, address, bytes }) => html`<li><a href="${address}" download>${file}</a> (${String(Math.ceil(bytes / 1024))} KB)</li>`)}</ul>
    <p class="hint">${texts.filesHint}</p>`
    }`;
}

function words(
  name: 'text' | 'competent',
  id: string,
  label: string,
  { required = false, hint, wrong }: { required?: boolean; hint?: string; wrong?: string | undefined } = {},
): Markup {
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-error`].filter(Boolean);
  const attributes = html`${described.length === 0 ? '' : html` aria-describedby="${described.join(' ')}"`}${wrong === undefined ? '' : html` aria-invalid="true" autofocus`}${required ? html` required` : ''}`;
  return html`<div class="field${wrong === undefined ? '' : ' wrong'}">
      <label for="${id}">${label}${required ? html`<span aria-hidden="true"> *</span>` : ''}</label>
      ${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}
      ${wrong === undefined ? '' : html`<p class="error" id="${id}-error" role="alert">${wrong}</p>`}
      ${
        name === 'text'
          ? html`<textarea id="${id}" name="text" rows="6" maxlength="4000"${attributes}></textarea>`
          : html`<input id="${id}" name="competent" type="text" maxlength="200" autocomplete="off"${attributes}>`
      }
    </div>`;
}

function actForm({ action, link }: Given, act: string, submit: string, fields: Markup | '', primary = false): Markup {
  return html`<form method="post" action="${action}" accept-charset="utf-8">
      ${hiddenField('link', link)}${hiddenField('act', act)}
      ${fields}
      <p><button class="button ${primary ? 'primary' : 'secondary'}" type="submit">${submit}</button></p>
    </form>`;
}

function actsBox({ state }: ReferralView, given: Given, problem: ReferralShown['problem']): Markup {
  const { texts } = given;
  const wrong = problem === 'text' ? texts.lacking : undefined;
  const answer = words('text', 'referral-answer', texts.answerLabel, { required: true, hint: texts.answerHint, wrong });
  const refuse = html`${words('text', 'referral-refusal', texts.refuseLabel, { required: true })}${words('competent', 'referral-competent', texts.competentLabel)}`;
  const isNew = state === 'sent';
  return html`<h2>${texts.todo}</h2>
    ${isNew ? html`${actForm(given, 'acknowledge', texts.acknowledge, '', true)}<p class="hint">${texts.acknowledgeHint}</p>` : ''}
    ${actForm(given, 'answer', texts.answer, answer, !isNew)}
    <details><summary>${texts.refuse}</summary>${actForm(given, 'refuse', texts.refuse, refuse)}</details>
    <details><summary>${texts.giveBack}</summary>${actForm(given, 'give-back', texts.giveBack, words('text', 'referral-return', texts.giveBackLabel))}</details>`;
}

function openedPage(service: PreparedService, view: ReferralView, given: Given, shown: ReferralShown): Markup {
  const { language, texts } = given;
  const { state, because, acknowledgeBy, answerBy, text } = view;
  const isOpen = state === 'sent' || state === 'acknowledged';
  return html`<h1>${texts.title}</h1>
    ${isOpen ? html`<p class="lead">${texts.lead(service.name[language])}</p>` : ''}
    ${shown.problem === 'past' ? html`<p class="callout" role="alert">${texts.past}</p>` : ''}
    <p class="callout" role="status"><strong>${texts.states[state](readableInstant(view.since, language))}</strong>${because === undefined ? '' : html` ${texts.returned[because]}`}</p>
    ${shown.typed === undefined ? '' : html`<p>${texts.typed}</p><p class="words">${shown.typed}</p>`}
    <dl class="summary">
      ${fact(texts.reference, view.reference)}
      ${fact(texts.sentAt, readableInstant(view.sentAt, language))}
      ${state === 'sent' && acknowledgeBy !== undefined ? fact(texts.acknowledgeBy, readableInstant(acknowledgeBy, language)) : ''}
      ${isOpen && answerBy !== undefined ? fact(texts.answerBy, readableInstant(answerBy, language)) : ''}
    </dl>
    ${text === undefined ? '' : html`<h2>${texts.asks(service.name[language])}</h2><p class="words">${text}</p>`}
    ${isOpen ? html`${sharedBox(view, given)}${actsBox(view, given, shown.problem)}` : ''}`;
}

/**
 * The page on which an administration without an account reads what was referred to it, and answers. Its address holds
 * no secret: the link's stands behind `#`, which no browser sends, and goes on in the body of forms.
 */
export function referralPage(
  service: PreparedService,
  language: Language,
  shown: ReferralShown = { link: '' },
): string {
  const texts = referralTexts[language];
  const action = addresses.answerReferral(language, service.service);
  const given: Given = { language, texts, action, link: shown.link };
  const { view } = shown;
  return layout({
    language,
    service,
    title: view === undefined ? texts.askTitle : texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.referral(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    ${view === undefined ? askForLink(service, language, { id: 'referral-link', texts, action, isUnknown: shown.problem === 'no-link' }) : openedPage(service, view, given, shown)}
    </div>`,
  });
}
