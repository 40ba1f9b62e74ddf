import type { Conversation } from '../../shared/contracts/case-status.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { expertsNamed } from '../../shared/core/cases/experts.ts';
import { type Danger, noDanger } from '../../shared/core/danger/danger.ts';
import { linksInText } from '../../shared/core/links-in-text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { WrongField } from '../../shared/texts/mend.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { errorSummary, hiddenField, textField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { proofBox } from './proof-box.ts';
import { sentForm } from './sent-form.ts';

/** What staff wrote, its addresses opened by a click; what a citizen wrote leads nowhere. */
const withLinks = (words: string): Markup[] =>
  linksInText(words).map(({ text, link }) =>
    link === undefined ? html`${text}` : html`<a href="${link}" rel="noopener noreferrer">${text}</a>`,
  );

/** The files of an answer, each to be saved. */
function answerFiles(files: Conversation['messages'][number]['files'], { conversation: texts }: Texts): Markup | '' {
  if (files === undefined) return '';
  return html`<p>${texts.answerFiles}</p>
        <ul class="answer-files">${files.map(
          ({ name, bytes, address }) =>
            html`<li><a href="${address}" rel="noopener noreferrer">${name}</a> (${String(Math.ceil(bytes / 1024))} KB)</li>`,
        )}</ul>`;
}

/** Which request goes on from this one, or which one this goes on from. */
function followBox({ code, continuedAs, follows }: Conversation, { conversation: texts }: Texts): Markup | '' {
  if (continuedAs !== undefined && continuedAs !== code)
    return html`<p class="callout">${texts.continuedAs} <strong class="code small">${continuedAs}</strong></p>`;
  return follows === undefined ? '' : html`<p class="hint">${texts.follows} ${follows}</p>`;
}

/** What became of the files, in a sentence for each state that has any. */
function filesBox({ files }: Conversation, { conversation: texts }: Texts): Markup | '' {
  if (files === undefined) return '';
  const { attached, checking, refused } = files;
  return html`<p>${[
    attached > 0 ? texts.filesAttached(attached) : '',
    checking > 0 ? texts.filesChecking(checking) : '',
    refused > 0 ? texts.filesRefused(refused) : '',
  ]
    .filter(Boolean)
    .join(' ')}</p>`;
}

/** Where the request was passed on, and what became of that, in a sentence each. */
function passedOnList(
  { passedOn = [] }: Conversation,
  service: PreparedService,
  texts: Texts,
  language: Language,
): Markup | '' {
  if (passedOn.length === 0) return '';
  const { conversation } = texts;
  return html`<h2>${conversation.passedOn}</h2>
    <ul class="passed-on">${passedOn.map(
      ({ to, whom, at, state }) =>
        html`<li>${conversation.passedTo[whom](expertsNamed(service, to)?.name[language] ?? to)} <time datetime="${at}">${readableInstant(at, language)}</time>. ${conversation.passedState[state]}</li>`,
    )}</ul>`;
}

/** Asks whether question and answer may help others, and lets whoever said yes take it back; each by one button. */
function consentBox(
  { publication, code }: Conversation,
  service: PreparedService,
  { consent }: Texts,
  language: Language,
  secondFact: string,
): Markup | '' {
  if (publication === undefined) return '';
  const given = publication === 'allowed';
  return html`<section aria-labelledby="consent-title">
      <h2 id="consent-title">${consent.title}</h2>
      <p>${given ? consent.given : consent.ask}</p>
      <form method="post" action="${addresses.sayConsent(language, service.service, code)}" accept-charset="utf-8">
        ${hiddenField('secondFact', secondFact)}
        <button class="button secondary" type="submit" name="publication" value="${given ? 'no' : 'yes'}">${given ? consent.withdraw : consent.allow}</button>
      </form>
    </section>`;
}

/**
 * Step 5 of the citizen's line, behind the status page: the conversation, for whoever gave the second fact, which the
 * page carries on unseen (it is never cached); `added` after a message went in, `draft` with `errors` when one did not,
 * `danger` when it spoke of danger to life.
 */
export function conversationPage(
  service: PreparedService,
  language: Language,
  given: {
    conversation: Conversation;
    secondFact: string;
    added?: boolean;
    danger?: Danger;
    draft?: string;
    errors?: readonly WrongField[];
    /** The day of the case is over, so that its proof may be had. */
    provable?: boolean;
  },
): string {
  const { conversation, secondFact, added = false, danger = noDanger, draft, errors = [], provable = false } = given;
  const texts = textsIn[language];
  const { name, explanation } = texts.stages[conversation.stage];
  return layout({
    language,
    service,
    title: `${errors.length > 0 ? `${texts.form.errorPrefix} ` : ''}${texts.conversation.title}`,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.status(other, service.service),
    current: 'status',
    unlisted: true,
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${errorSummary(texts, errors, ['message'])}
    ${added ? html`<p class="success" role="status">${texts.conversation.sent}</p>` : ''}
    <h1>${texts.conversation.title}</h1>
    <p class="code small"><span class="visually-hidden">${texts.receipt.codeLabel}: </span>${conversation.code}</p>
    <section class="stage" aria-labelledby="stage-title">
      <h2 id="stage-title"><span class="visually-hidden">${texts.status.now}: </span>${name}</h2>
      <p>${explanation}</p>
    </section>
    ${followBox(conversation, texts)}
    <p>${texts.conversation.lead}</p>
    ${
      conversation.messages.length === 0
        ? html`<p>${texts.conversation.empty}</p>`
        : html`<ol class="conversation">${conversation.messages.map(
            ({ from, at, text, protocol, files }) => html`<li class="${from}">
        <p class="who"><strong>${from === 'desk' ? service.name[language] : texts.conversation.fromCitizen}</strong> <time datetime="${at}">${readableInstant(at, language)}</time></p>
        <p class="words">${text === '' ? texts.conversation.erased : from === 'desk' ? withLinks(text) : text}</p>
        ${answerFiles(files, texts)}
        ${protocol === undefined ? '' : html`<p class="hint">${texts.status.protocol}: ${protocol}</p>`}
      </li>`,
          )}</ol>`
    }
    ${filesBox(conversation, texts)}
    ${passedOnList(conversation, service, texts, language)}
    <h2>${conversation.stage === 'waiting-for-you' ? texts.conversation.reply : texts.conversation.add}</h2>
    ${sentForm(
      service,
      language,
      { action: addresses.addMessage(language, service.service, conversation.code) },
      html`${hiddenField('secondFact', secondFact)}
      ${hiddenField('after', String(conversation.messages.length))}
      ${textField({ texts, errors, name: 'message', value: draft, rows: 5, required: true, hint: texts.conversation.addHint })}
      <button class="button primary" type="submit">${texts.conversation.send}</button>`,
    )}
    ${consentBox(conversation, service, texts, language, secondFact)}
    ${provable ? proofBox(service, language, { code: conversation.code, secondFact }) : ''}
    <p class="hint">${texts.conversation.leave}</p>
    </div>`,
  });
}
