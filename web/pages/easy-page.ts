import type { PreparedService } from '../../shared/contracts/service.ts';
import { easyWords } from '../../shared/texts/easy-words.ts';
import { addresses } from './addresses.ts';
import { call112Lines } from './call-112.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/**
 * The way to the page in easiest Italian, from a page in any language: it says in Italian where it leads. A service that
 * has ended has none.
 */
export const wayToEasyWords = ({ service, ended }: Pick<PreparedService, 'service' | 'ended'>): Markup | '' =>
  ended === undefined
    ? html`<p class="easy"><a href="${addresses.easyWords(service)}" lang="it" hreflang="it">${easyWords.title}</a></p>`
    : '';

const section = (
  id: string,
  { title, lines }: { title: string; lines: readonly string[] },
  after: Markup | '',
): Markup =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
    <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>${after}</section>`;

/**
 * Danger, service, form and event on one screen, in Italian of level A2: whom to call before anything else. The notices
 * that hold stand on top as on every page.
 */
export function easyPage(service: PreparedService): string {
  const { service: name, phones } = service;
  const { danger, service: what, form, event, phone } = easyWords;
  return layout({
    language: 'it',
    service,
    title: easyWords.title,
    emergencyNumbers: service.emergencyNumbers,
    // It is in Italian alone: the other languages have the first page of the service.
    inLanguage: (other) => (other === 'it' ? addresses.easyWords(name) : addresses.service(other, name)),
    body: html`<div class="column easy-words">
    <h1>${easyWords.title}</h1>
    <p class="lead">${easyWords.lead}</p>
    ${section('easy-danger', danger, html`<p><a class="button primary" href="tel:112">112</a></p>${call112Lines()}`)}
    ${section('easy-service', what, html`<p><a href="${addresses.answers('it', name)}">${what.read}</a></p>`)}
    ${section(
      'easy-form',
      form,
      html`<p class="buttons"><a class="button primary" href="${addresses.contact('it', name)}">${form.write}</a>
      <a class="button secondary" href="${addresses.status('it', name)}">${form.follow}</a></p>`,
    )}
    ${section('easy-event', event, '')}
    ${
      phones[0] === undefined
        ? ''
        : html`<section aria-labelledby="easy-phone"><h2 id="easy-phone">${phone.title}</h2>
    <p>${phone.line} <a class="phone" href="tel:${phones[0].number}">${phones[0].display}</a></p>
    <p>${phone.notRescue}</p></section>`
    }
    </div>`,
  });
}
