import type { CallOutView } from '../../shared/contracts/call-out.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import type { AnswerTexts } from '../../shared/texts/mails/answer.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** What was sent, as far as the page's frame asks: where it stands, and who answered it when. */
type Sent = Pick<CallOutView, 'since' | 'acknowledgedBy' | 'acknowledgedAt'> & { state: string };

/**
 * A page opened from what somebody of the staff was sent: what it is about, and the one button that answers, or who
 * has answered, or that it is over (`ended`); without `sent`, that the address is nobody's.
 */
export function answerPage(
  {
    service,
    language,
    texts,
    address,
  }: {
    service: PreparedService;
    language: Language;
    texts: AnswerTexts;
    address: (language: Language) => string;
  },
  sent?: { view: Sent; about: Markup; ended: string; after?: Markup },
): string {
  const frame = { language, service, emergencyNumbers: service.emergencyNumbers, inLanguage: address, unlisted: true };
  if (sent === undefined)
    return layout({
      ...frame,
      title: texts.unknownTitle,
      body: html`<div class="column"><h1>${texts.unknownTitle}</h1><p class="lead">${texts.unknown}</p></div>`,
    });
  const { view, about, ended, after } = sent;
  const answer = (): Markup => {
    switch (view.state) {
      case 'open':
        return html`<form method="post" action="${address(language)}">
      <p><button class="button primary" type="submit">${texts.button}</button></p>
      <p class="hint">${texts.hint}</p>
    </form>`;
      case 'acknowledged':
        return html`<p class="callout" role="status"><strong>${texts.thanks}</strong> ${texts.taken(view.acknowledgedBy ?? '', readableInstant(view.acknowledgedAt ?? view.since, language))}</p>`;
      default:
        return html`<p class="callout" role="status">${ended}</p>`;
    }
  };
  return layout({
    ...frame,
    title: texts.title,
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(service.name[language])}</p>
    ${about}
    ${answer()}
    ${after ?? ''}
    </div>`,
  });
}
