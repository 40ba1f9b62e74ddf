import type { ContributionReceipt } from '../../../shared/contracts/contribution.ts';
import type { Danger } from '../../../shared/core/danger/danger.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { contributionFrame, type Giver, textsFor } from '../contribution-frame.ts';
import { html } from '../markup.ts';

/**
 * The receipt of a story or an idea: its code, by when it is decided, and that words of danger are read as a request too.
 */
export function givenPage(giver: Giver, { receipt, danger }: { receipt: ContributionReceipt; danger: Danger }): string {
  const { service, language } = giver;
  const texts = textsFor(giver);
  const { receipt: everyReceipt } = textsIn[language];
  const { code, kind } = receipt;
  return contributionFrame(giver, {
    title: texts.given.title[kind],
    unlisted: true,
    inLanguage: (other) => addresses.service(other, service.service),
    body: html`<div class="column">
    ${receipt.advice === undefined || danger.level === 'none' ? '' : adviceBox(service, language, danger, { sent: true })}
    <section class="receipt" aria-labelledby="receipt-title" data-receipt="${addresses.ownContribution(language, service.service, code)}">
      <h1 id="receipt-title">${texts.given.title[kind]}</h1>
      <p class="lead">${texts.given.lead}</p>
      <p class="code"><span class="visually-hidden">${texts.own.code.label}: </span><strong>${code}</strong></p>
      <dl class="summary">
        <div><dt>${everyReceipt.receivedAt}</dt><dd>${readableInstant(receipt.receivedAt, language)}</dd></div>
        <div><dt>${texts.given.decidedBy}</dt><dd>${readableInstant(receipt.decidedBy, language)}</dd></div>
      </dl>
      ${receipt.alsoRequest ? html`<p><strong>${texts.given.also}</strong></p>` : ''}
    </section>
    <p>${texts.given.keep}</p>
    <p class="buttons"><a class="button primary" href="${addresses.ownContribution(language, service.service, code)}">${texts.given.follow}</a>
    <a class="button secondary" href="${addresses.contributions(language, service.service, { kind })}">${texts.lists[kind].title}</a></p>
    <p class="hint">${everyReceipt.print}</p>
    </div>`,
  });
}
