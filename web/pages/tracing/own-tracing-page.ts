import type { OwnTracing } from '../../../shared/contracts/tracing.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { tracingIn } from '../../../shared/texts/tracing/tracing.ts';
import { addresses } from '../addresses.ts';
import { layout } from '../layout.ts';
import { html } from '../markup.ts';
import type { Asker } from './tracing-page.ts';

/** Where a search stands: received, handed over, closed, and not a word more, whatever became of the person. */
export function ownTracingPage(
  { service, language }: Asker,
  { code, state, receivedAt, handedOverAt }: OwnTracing,
): string {
  const texts = tracingIn[language];
  const at = (instant: string) => readableInstant(instant, language);
  const lines = [
    texts.states.received(at(receivedAt)),
    ...(handedOverAt === undefined ? [] : [texts.states['handed-over'](at(handedOverAt))]),
    ...(state === 'closed' ? [texts.states.closed('')] : []),
  ];
  return layout({
    language,
    service,
    title: texts.own.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.tracing(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    <h1>${texts.own.title}</h1>
    <p class="code small"><span class="visually-hidden">${texts.own.code.label}: </span>${code}</p>
    <section class="stage" aria-labelledby="stage-title">
      <h2 id="stage-title">${texts.own.stage}</h2>
      <ol class="history">${lines.map((line) => html`<li>${line}</li>`)}</ol>
    </section>
    <p>${texts.silence}</p>
    <p><strong><a href="tel:112">${texts.call112}</a></strong></p>
    </div>`,
  });
}
