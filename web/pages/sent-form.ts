import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { html, type Markup } from './markup.ts';

/** Where the page's script puts a number into a text of its own. */
const gap = '@';

/**
 * A form whose words must arrive: without script as any form; with script it is sent by itself until somebody takes it,
 * and says so beneath. `once` for the form of a new contact, whose press the script gives a name of its own.
 */
export function sentForm(
  service: PreparedService,
  language: Language,
  { action, once = false, novalidate = true }: { action: string; once?: boolean; novalidate?: boolean },
  fields: Markup,
): Markup {
  const { sending, problems, refused } = textsIn[language];
  return html`<form method="post" action="${action}" accept-charset="utf-8"${novalidate ? html` novalidate` : ''} data-sent${once ? html`="once"` : ''}
      data-busy="${sending.busy}" data-waits="${sending.waits(gap)}" data-silent="${sending.silent(gap)}" data-stopped="${sending.stopped}"
      data-file="${sending.file(gap)}" data-file-failed="${sending.fileFailed}">
      ${fields}
      <div class="news" role="status" data-news></div>
      <div class="news" hidden data-refused>
        <p><a href="tel:112"><strong>${refused.danger}</strong></a> ${problems.phoneInstead} ${service.phones.map(
          ({ number, display }, index) => html`${index === 0 ? '' : ' – '}<a href="tel:${number}">${display}</a>`,
        )}</p>
        <button type="button" class="button primary" data-again>${sending.again}</button>
      </div>
      <button type="button" class="button secondary" hidden data-without>${sending.without}</button>
    </form>`;
}
