import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { html, type Markup } from './markup.ts';

/** The words with which a page asks for the link of a mail. */
export type LinkTexts = Record<'askTitle' | 'askLead' | 'askLabel' | 'askHint' | 'noLink' | 'open', string>;

/**
 * Asks for a link, in the field `id`, and sends it to `action`: what a browser without script sees of an address whose
 * secret stands behind `#`. Where it is of no use any more, the service's numbers stand beside that.
 */
export function askForLink(
  service: PreparedService,
  language: Language,
  { id, texts, action, isUnknown }: { id: string; texts: LinkTexts; action: string; isUnknown: boolean },
): Markup {
  return html`<div data-open-link><h1>${texts.askTitle}</h1>
    <p class="lead">${texts.askLead}</p>
    ${
      isUnknown
        ? html`<p class="callout" role="alert">${texts.noLink} ${service.phones.map(
            ({ number, display, name }, index) =>
              html`${index === 0 ? '' : ' – '}<a href="tel:${number}">${display}</a> (${name[language]})`,
          )}</p>`
        : ''
    }
    <form method="post" action="${action}" accept-charset="utf-8">
      <div class="field">
        <label for="${id}">${texts.askLabel}<span aria-hidden="true"> *</span></label>
        <p class="hint" id="${id}-hint">${texts.askHint}</p>
        <input id="${id}" name="link" type="text" maxlength="500" autocomplete="off" spellcheck="false" aria-describedby="${id}-hint" required>
      </div>
      <p><button class="button primary" type="submit">${texts.open}</button></p>
    </form></div>`;
}
