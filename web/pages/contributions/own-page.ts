import type { OwnContribution } from '../../../shared/contracts/contribution.ts';
import { consentPurposes } from '../../../shared/contracts/contribution.ts';
import { type Danger, noDanger } from '../../../shared/core/danger/danger.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import type { WrongField } from '../../../shared/texts/mend.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { contributionFrame, type Giver, textsFor } from '../contribution-frame.ts';
import { errorSummary, hiddenField, lineField, textField } from '../fields.ts';
import { type FormValues, givenIn } from '../form-values.ts';
import { html, type Markup } from '../markup.ts';
import { sentForm } from '../sent-form.ts';

/** What an author carries from form to form: the page is kept by nobody. */
type Proof = { code: string; secondFact: string };
const proofFields = ({ code, secondFact }: Proof): Markup =>
  html`${hiddenField('code', code)}${hiddenField('secondFact', secondFact)}`;

/** What is allowed, each with the press that takes it back, and one that erases everything. */
function consentsBox(giver: Giver, { consents, state }: OwnContribution, proof: Proof): Markup {
  const { service, language } = giver;
  const { own, consents: texts } = textsFor(giver);
  const given = consentPurposes.filter((purpose) => consents[purpose] === 'yes');
  const press = (withdraw: string, label: string) =>
    html`<button class="button secondary" type="submit" name="withdraw" value="${withdraw}">${label}</button>`;
  return html`<section aria-labelledby="allowed">
      <h2 id="allowed">${own.allowed}</h2>
      ${given.length === 0 ? html`<p>${own.nothingAllowed}</p>` : ''}
      <form method="post" action="${addresses.actOnContribution(language, service.service, 'withdrawals')}" accept-charset="utf-8">
        ${proofFields(proof)}
        ${given.length === 0 ? '' : html`<ul class="consents">${given.map((purpose) => html`<li><p>${texts.purposes[purpose]}</p>${press(purpose, own.withdraw[purpose])}</li>`)}</ul>`}
        ${state === 'erased' ? '' : html`<p class="hint">${own.allHint}</p>${press('all', own.all)}`}
      </form>
    </section>`;
}

/** The form for other words, where a moderator asked for them. */
function changeForm(
  giver: Giver,
  { proof, content, errors }: { proof: Proof; content: FormValues; errors: readonly WrongField[] },
): Markup {
  const { service, language } = giver;
  const { form, own, fields } = textsFor(giver);
  const field = { texts: { form, fields }, errors };
  return sentForm(
    service,
    language,
    { action: addresses.actOnContribution(language, service.service, 'changes') },
    html`${proofFields(proof)}
      ${lineField({ ...field, name: 'title', value: givenIn(content, 'title'), autocomplete: 'off', maximum: 120, required: true })}
      ${textField({ ...field, name: 'text', value: givenIn(content, 'text'), rows: 12, required: true })}
      <div class="while-typing" aria-live="polite" data-advice="${addresses.adviceTexts(language, service.service)}"></div>
      <button class="button primary" type="submit">${own.send}</button>`,
  );
}

/** Other words that were sent and could not be taken, with what to mend: nothing of them is lost. */
export function changePage(
  giver: Giver,
  { content, errors, danger = noDanger }: { content: FormValues; errors: readonly WrongField[]; danger?: Danger },
): string {
  const { service, language } = giver;
  const { form, own } = textsFor(giver);
  const proof = { code: givenIn(content, 'code') ?? '', secondFact: givenIn(content, 'secondFact') ?? '' };
  return contributionFrame(giver, {
    title: `${form.errorPrefix} ${own.change}`,
    unlisted: true,
    inLanguage: (other) => addresses.ownContribution(other, service.service),
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${errorSummary(textsIn[language], errors, ['title', 'text'])}
    <h1>${own.change}</h1>
    ${changeForm(giver, { proof, content, errors })}
    </div>`,
  });
}

/**
 * One's own story or idea, for whoever knows its code and second fact: where it stands and why, what became of it, and
 * what may be taken back; `done` after something was.
 */
export function ownPage(
  giver: Giver,
  {
    contribution,
    secondFact,
    done,
    danger = noDanger,
  }: {
    contribution: OwnContribution;
    secondFact: string;
    done?: 'withdrawn' | 'changed' | undefined;
    danger?: Danger;
  },
): string {
  const { service, language } = giver;
  const { own, kinds } = textsFor(giver);
  const { code, kind, state, said, outcome, history, id } = contribution;
  const words = contributionsIn[language];
  const [name, explanation] = own.states[state];
  const proof = { code, secondFact };
  return contributionFrame(giver, {
    title: own.title,
    unlisted: true,
    inLanguage: (other) => addresses.ownContribution(other, service.service),
    body: html`<div class="column">
    ${danger.level === 'none' ? '' : adviceBox(service, language, danger)}
    ${done === undefined ? '' : html`<p class="success" role="status">${own[done]}</p>`}
    <h1>${own.title}</h1>
    <p class="code small"><span class="visually-hidden">${own.code.label}: </span>${code}</p>
    <section class="stage" aria-labelledby="stage-title">
      <h2 id="stage-title">${kinds[kind]}: ${name}</h2>
      <p>${explanation}</p>
      ${said === undefined ? '' : html`<p><strong>${own.reason}:</strong> ${words.reasons[said.reason]}</p>${said.words === undefined ? '' : html`<p class="as-typed">${said.words}</p>`}`}
      ${outcome === undefined ? '' : html`<p><strong>${words.outcomes[outcome.outcome]}</strong></p>${outcome.words === undefined ? '' : html`<p class="as-typed">${outcome.words}</p>`}`}
      ${id === undefined || state !== 'published' ? '' : html`<p><a href="${addresses.contributions(language, service.service, { id })}">${own.open}</a></p>`}
    </section>
    ${contribution.title === undefined ? '' : html`<h2 lang="${contribution.language}">${contribution.title}</h2><p class="as-typed" lang="${contribution.language}">${contribution.text ?? ''}</p>`}
    ${
      state === 'changes-asked'
        ? html`<section aria-labelledby="change"><h2 id="change">${own.change}</h2>
      ${changeForm(giver, { proof, content: { title: contribution.title, text: contribution.text }, errors: [] })}</section>`
        : ''
    }
    ${consentsBox(giver, contribution, proof)}
    <h2>${own.history}</h2>
    <ol class="history">${history.map((one) => html`<li><strong>${own.states[one.state][0]}</strong> <time datetime="${one.at}">${readableInstant(one.at, language)}</time></li>`)}</ol>
    <p><a href="${addresses.ownContribution(language, service.service)}">${own.another}</a></p>
    </div>`,
  });
}
