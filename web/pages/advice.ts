import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { html, type Markup } from './markup.ts';

/** Life first: the box that tells to call now, with the numbers as links that dial; `sent` once the contact is kept. */
export function adviceBox(
  service: PreparedService,
  language: Language,
  { sent = false, text }: { sent?: boolean; text?: string } = {},
): Markup {
  const { lifeFirst, layout } = textsIn[language];
  return html`<section class="advice" role="alert" aria-labelledby="advice-title">
    <h2 id="advice-title">${lifeFirst.title}</h2>
    <p>${text ?? lifeFirst.text}</p>
    <ul class="call-now">
      ${service.emergencyNumbers.map(
        ({ number, name }) =>
          html`<li><a href="tel:${number}" aria-label="${layout.call(number, name[language])}"><strong>${number}</strong><span>${name[language]}</span></a></li>`,
      )}
    </ul>
    ${sent ? html`<p>${lifeFirst.afterSending}</p>` : ''}
    <p>${lifeFirst.lineBusy}</p>
  </section>`;
}
