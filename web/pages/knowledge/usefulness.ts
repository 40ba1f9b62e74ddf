import { uselessReasons } from '../../../shared/contracts/content/usefulness.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { hiddenField } from '../fields.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, type Reader } from './answer-frame.ts';

/** A form of buttons alone: what is pressed is all that is sent. */
const pressed = (service: string, language: Language, content: string, buttons: Markup): Markup =>
  html`<form method="post" action="${addresses.sayUseful(language, service)}" accept-charset="utf-8">
      ${hiddenField('content', content)}
      <div class="buttons">${buttons}</div>
    </form>`;

/** Asks of a page whether it was of use. */
export function usefulBox({ definition: { service }, language }: Reader, content: string): Markup {
  const texts = knowledgeIn[language].useful;
  const button = (value: 'yes' | 'no', words: string) =>
    html`<button class="button secondary" type="submit" name="useful" value="${value}">${words}</button>`;
  return html`<section aria-labelledby="useful">
    <h2 id="useful">${texts.ask}</h2>
    ${pressed(service, language, content, html`${button('yes', texts.yes)} ${button('no', texts.no)}`)}
    <p class="hint">${texts.counted}</p>
  </section>`;
}

/** What is said to whoever said so: thanks, or after a no what was missing. */
export function usefulnessPage(
  reader: Reader,
  { content, sort, id, asksWhy }: { content: string; sort: string; id: string; asksWhy: boolean },
): string {
  const { definition, language } = reader;
  const { service } = definition;
  const texts = knowledgeIn[language].useful;
  const reasons = uselessReasons.map(
    (reason) =>
      html`<button class="button secondary" type="submit" name="reason" value="${reason}">${texts.reasons[reason]}</button>`,
  );
  return answerFrame(reader, {
    title: texts.thanks,
    unlisted: true,
    address: (other) => addresses.answersOf(other, service, sort, id),
    body: html`<div class="reading answer">
    <h1>${texts.thanks}</h1>
    ${asksWhy ? html`<h2>${texts.why}</h2>${pressed(service, language, content, html`${hiddenField('useful', 'no')}${reasons}`)}` : ''}
    <p class="way-back"><a href="${addresses.answersOf(language, service, sort, id)}">${texts.back}</a></p>
    </div>`,
  });
}
