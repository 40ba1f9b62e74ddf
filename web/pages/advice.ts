import { type DangerKind, dangerKinds } from '../../shared/contracts/danger.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { HeardDanger } from '../../shared/core/danger/danger.ts';
import { adviceByKind, helpLines } from '../../shared/texts/danger/advice.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { call112Lines } from './call-112.ts';
import { wayToEasyWords } from './easy-page.ts';
import { html, type Markup, written } from './markup.ts';

/** The boxes of all kinds, as the form fetches them when somebody types: markup by kind. */
export const adviceTexts = (service: PreparedService, language: Language): Record<DangerKind, string> =>
  Object.fromEntries(
    dangerKinds.map((kind) => [
      kind,
      written(adviceBox(service, language, { kind, level: 'advice' }, { typing: true })),
    ]),
  ) as Record<DangerKind, string>;

/** Where whoever must leave the page at once is led: the weather, which anybody may have looked up. */
export const neutralPage = 'https://www.meteoam.it/';

/**
 * Life first: the box that tells to call now, with the numbers as links that dial, 112 before all others, then the
 * lines of the kind of danger and what to do meanwhile; `sent` once the contact is kept, `typing` where it may not
 * break in.
 */
export function adviceBox(
  service: PreparedService,
  language: Language,
  { kind, level }: Pick<HeardDanger, 'kind' | 'level'> = { kind: 'other', level: 'lane' },
  { sent = false, typing = false }: { sent?: boolean; typing?: boolean } = {},
): Markup {
  const { lifeFirst, layout } = textsIn[language];
  const { lines, todo, staysOnPage } = adviceByKind[kind];
  const dialled = (number: string, name: string) =>
    html`<li><a href="tel:${number.replaceAll(' ', '')}" aria-label="${layout.call(number, name)}"><strong>${number}</strong> <span>${name}</span></a></li>`;
  return html`<section class="advice"${typing ? '' : html` role="alert"`} aria-labelledby="advice-title">
    <h2 id="advice-title">${lifeFirst.title}</h2>
    <p>${lifeFirst.text}</p>
    <ul class="call-now">
      ${service.emergencyNumbers.map(({ number, name }) => dialled(number, name[language]))}
    </ul>
    ${lines.length === 0 ? '' : html`<ul class="call-now beside">${lines.map(({ number, name }) => dialled(number, name[language]))}</ul>`}
    <ul class="todo">${todo[language].map((line) => html`<li>${line}</li>`)}</ul>
    ${sent ? html`<p>${level === 'lane' ? lifeFirst.afterSending : lifeFirst.afterSendingCalmly}</p>` : ''}
    ${staysOnPage ? html`<p><a class="button primary" href="${neutralPage}" rel="noreferrer" data-leave>${lifeFirst.leave}</a></p>` : html`<p>${lifeFirst.lineBusy}</p>`}
    ${call112Lines()}
    ${wayToEasyWords(service)}
    <details><summary>${lifeFirst.cannotSpeak}</summary>
      <p>${lifeFirst.withoutVoice}</p>
      <ul class="call-now">${dialled(helpLines.deaf.number, helpLines.deaf.name[language])}</ul>
    </details>
  </section>`;
}
