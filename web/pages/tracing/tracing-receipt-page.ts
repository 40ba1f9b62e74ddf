import type { TracingReceipt } from '../../../shared/contracts/tracing.ts';
import type { Danger } from '../../../shared/core/danger/danger.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { tracingIn } from '../../../shared/texts/tracing/tracing.ts';
import { addresses } from '../addresses.ts';
import { adviceBox } from '../advice.ts';
import { layout } from '../layout.ts';
import { html } from '../markup.ts';
import type { Asker } from './tracing-page.ts';

/** The receipt of a search: its code, what is told of it and what is not, and 112. */
export function tracingReceiptPage(
  { service, language }: Asker,
  { receipt, danger }: { receipt: TracingReceipt; danger: Danger },
): string {
  const texts = tracingIn[language];
  const { code, receivedAt, alsoRequest } = receipt;
  return layout({
    language,
    service,
    title: texts.receipt.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.tracing(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    ${receipt.advice === undefined || danger.level === 'none' ? '' : adviceBox(service, language, danger, { sent: true })}
    <section class="receipt" aria-labelledby="receipt-title">
      <h1 id="receipt-title">${texts.receipt.title}</h1>
      <p class="lead">${texts.receipt.lead}</p>
      <p class="code"><span class="visually-hidden">${texts.own.code.label}: </span><strong>${code}</strong></p>
      <p>${texts.states.received(readableInstant(receivedAt, language))}</p>
      ${alsoRequest ? html`<p><strong>${texts.receipt.also}</strong></p>` : ''}
    </section>
    <p>${texts.silence}</p>
    <p><strong><a href="tel:112">${texts.call112}</a></strong></p>
    <p class="buttons"><a class="button secondary" href="${addresses.tracing(language, service.service)}#own-tracing">${texts.own.title}</a></p>
    <p class="hint">${textsIn[language].receipt.print}</p>
    </div>`,
  });
}
