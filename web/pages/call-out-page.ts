import type { CallOutView } from '../../shared/contracts/call-out.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { areaName } from '../../shared/core/posture/area-names.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { answerPages } from '../../shared/texts/mails/call-out.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

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
  return layout({
    language,
    service,
    title: view === undefined ? texts.unknownTitle : texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.callOut(other, service.service, name),
    unlisted: true,
    body:
      view === undefined
        ? html`<div class="reading"><h1>${texts.unknownTitle}</h1><p class="lead">${texts.unknown}</p></div>`
        : html`<div class="reading">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(service.name[language])}</p>
    <dl class="summary">
      <div><dt>${texts.level}</dt><dd><strong>${wordsIn[language].levels[view.level]}</strong></dd></div>
      <div><dt>${texts.area}</dt><dd>${areaName(view.area)[language]}</dd></div>
      <div><dt>${texts.since}</dt><dd>${readableInstant(view.since, language)}</dd></div>
      <div><dt>${texts.until}</dt><dd>${readableInstant(view.until, language)}</dd></div>
    </dl>
    ${answer(service, language, name, view)}
    </div>`,
  });
}

function answer(service: PreparedService, language: Language, name: string, view: CallOutView): Markup {
  const texts = answerPages[language];
  switch (view.state) {
    case 'open':
      return html`<form method="post" action="${addresses.callOut(language, service.service, name)}">
      <p><button class="button primary" type="submit">${texts.button}</button></p>
      <p class="hint">${texts.hint}</p>
    </form>`;
    case 'acknowledged':
      return html`<p class="callout" role="status"><strong>${texts.thanks}</strong> ${texts.taken(view.acknowledgedBy ?? '', readableInstant(view.acknowledgedAt ?? view.since, language))}</p>`;
    case 'over':
      return html`<p class="callout" role="status">${texts.over}</p>`;
    case 'superseded':
      return html`<p class="callout" role="status">${texts.superseded}</p>`;
  }
}
