import type { ReserveAskView } from '../../shared/contracts/reserve-ask.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { areaName } from '../../shared/core/posture/area-names.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { reservePages } from '../../shared/texts/mails/reserve-ask.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/**
 * Opened from what somebody of the reserve was sent: for what they are asked, and yes or no with an hour; without `view`,
 * that the address is no question's.
 */
export function reservePage(
  service: PreparedService,
  language: Language,
  { name, view }: { name: string; view?: ReserveAskView },
): string {
  const texts = reservePages[language];
  const address = (other: Language) => addresses.reserve(other, service.service, name);
  const frame = { language, service, emergencyNumbers: service.emergencyNumbers, inLanguage: address, unlisted: true };
  if (view === undefined)
    return layout({
      ...frame,
      title: texts.unknownTitle,
      body: html`<div class="column"><h1>${texts.unknownTitle}</h1><p class="lead">${texts.unknown}</p></div>`,
    });
  const said = (): Markup | '' => {
    if (view.state === 'open') return '';
    const words = {
      comes: texts.comes(readableInstant(view.from ?? view.since, language)),
      declined: texts.declined,
      over: texts.over,
    }[view.state];
    return html`<p class="callout" role="status">${words}</p>`;
  };
  const form = html`<form method="post" action="${address(language)}">
      <div class="field">
        <label for="hour">${texts.hour}</label>
        <p class="hint" id="hour-hint">${texts.hourHint}</p>
        <input id="hour" name="hour" type="time" aria-describedby="hour-hint">
      </div>
      <p>
        <button class="button primary" type="submit" name="comes" value="yes">${texts.yes}</button>
        <button class="button secondary" type="submit" name="comes" value="no">${texts.no}</button>
      </p>
      <p class="hint">${texts.hint}</p>
    </form>`;
  return layout({
    ...frame,
    title: texts.title,
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(service.name[language])}</p>
    <dl class="summary">
      <div><dt>${texts.level}</dt><dd><strong>${wordsIn[language].levels[view.level]}</strong></dd></div>
      <div><dt>${texts.area}</dt><dd>${areaName(view.area)[language]}</dd></div>
      <div><dt>${texts.since}</dt><dd>${readableInstant(view.since, language)}</dd></div>
      <div><dt>${texts.until}</dt><dd>${readableInstant(view.until, language)}</dd></div>
    </dl>
    ${said()}
    ${view.state === 'comes' ? html`<p><a href="/console/">${texts.console}</a></p>` : ''}
    ${view.state === 'over' ? '' : form}
    </div>`,
  });
}
