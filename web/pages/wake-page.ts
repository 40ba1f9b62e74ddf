import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { WakeView } from '../../shared/contracts/wake.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { wakePages } from '../../shared/texts/mails/wake.ts';
import { waitingWords } from '../../shared/texts/voice/wake.ts';
import { addresses } from './addresses.ts';
import { answerPage } from './answer-page.ts';
import { html } from './markup.ts';

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
  const address = (other: Language) => addresses.wake(other, service.service, name);
  return answerPage(
    { service, language, texts, address },
    view && {
      view,
      about: html`${waitingWords({ ...view, more: false }, language).map((sentence) => html`<p><strong>${sentence}</strong></p>`)}
    <p class="hint">${texts.since(readableInstant(view.since, language))}</p>`,
      ended: texts.over,
      after: html`<p><a href="/console/">${texts.console}</a></p>`,
    },
  );
}
