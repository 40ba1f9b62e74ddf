import type { CallOutView } from '../../shared/contracts/call-out.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { areaName } from '../../shared/core/posture/area-names.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { answerPages } from '../../shared/texts/mails/call-out.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { answerPage } from './answer-page.ts';
import { html } from './markup.ts';

/**
 * Opened from the mail that calls somebody of the staff to duty: what for, with the one button that answers; without
 * `view`, that the address is no call's.
 */
export function callOutPage(
  service: PreparedService,
  language: Language,
  { name, view }: { name: string; view?: CallOutView },
): string {
  const texts = answerPages[language];
  const address = (other: Language) => addresses.callOut(other, service.service, name);
  return answerPage(
    { service, language, texts, address },
    view && {
      view,
      about: html`<dl class="summary">
      <div><dt>${texts.level}</dt><dd><strong>${wordsIn[language].levels[view.level]}</strong></dd></div>
      <div><dt>${texts.area}</dt><dd>${areaName(view.area)[language]}</dd></div>
      <div><dt>${texts.since}</dt><dd>${readableInstant(view.since, language)}</dd></div>
      <div><dt>${texts.until}</dt><dd>${readableInstant(view.until, language)}</dd></div>
    </dl>`,
      ended: view.state === 'superseded' ? texts.superseded : texts.over,
    },
  );
}
