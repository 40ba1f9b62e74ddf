import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { WakeView } from '../../shared/contracts/wake.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { wakePages } from '../../shared/texts/mails/wake.ts';
import { waitingWords } from '../../shared/texts/voice/wake.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/**
 * Opened from the SMS, push or mail that rings somebody: what waits, with the one button that answers; without `view`,
 * that the address is no ring's.
 */
export function wakePage(
  service: PreparedService,
  language: Language,
  { name, view }: { name: string; view?: WakeView },
): string {
  const texts = wakePages[language];
  return layout({
    language,
    service,
    title: view === undefined ? texts.unknownTitle : texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.wake(other, service.service, name),
    unlisted: true,
    body:
      view === undefined
        ? html`<div class="reading"><h1>${texts.unknownTitle}</h1><p class="lead">${texts.unknown}</p></div>`
        : html`<div class="reading">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(service.name[language])}</p>
    ${waitingWords({ ...view, more: false }, language).map((sentence) => html`<p><strong>${sentence}</strong></p>`)}
    <p class="hint">${texts.since(readableInstant(view.since, language))}</p>
    ${answer(service, language, name, view)}
    <p><a href="/console/">${texts.console}</a></p>
    </div>`,
  });
}

function answer(service: PreparedService, language: Language, name: string, view: WakeView): Markup {
  const texts = wakePages[language];
  switch (view.state) {
    case 'open':
      return html`<form method="post" action="${addresses.wake(language, service.service, name)}">
      <p><button class="button primary" type="submit">${texts.button}</button></p>
      <p class="hint">${texts.hint}</p>
    </form>`;
    case 'acknowledged':
      return html`<p class="callout" role="status"><strong>${texts.thanks}</strong> ${texts.taken(view.acknowledgedBy ?? '', readableInstant(view.acknowledgedAt ?? view.since, language))}</p>`;
    case 'over':
      return html`<p class="callout" role="status">${texts.over}</p>`;
  }
}
