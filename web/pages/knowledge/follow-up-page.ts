import {
  type FollowUpView,
  notObtainedReasons,
  obtained as obtainedAnswers,
} from '../../../shared/contracts/content/follow-up.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { dayInRome } from '../../../shared/core/hours/zone.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { hiddenField } from '../fields.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, type Reader } from './answer-frame.ts';
import { fullDay } from './full-day.ts';

type Measure = FollowUpView['measures'][number];

/** A form of buttons alone: what is pressed is all that is sent. */
const pressed = (service: string, language: Language, hidden: Record<string, string>, buttons: Markup): Markup =>
  html`<form method="post" action="${addresses.followUp(language, service)}" accept-charset="utf-8">
      ${Object.entries(hidden).map(([name, value]) => hiddenField(name, value))}
      <div class="buttons">${buttons}</div>
    </form>`;

const button = (name: string, value: string, words: string, about: string): Markup =>
  html`<button class="button secondary" type="submit" name="${name}" value="${value}">${words}<span class="visually-hidden">: ${about}</span></button>`;

/** One measure: its three answers, after a no its reasons, then what was answered. */
function measureBox(
  { definition: { service }, language }: Reader,
  followUp: string,
  { measure, title, obtained, reason }: Measure,
): Markup {
  const texts = knowledgeIn[language].followUp;
  const hidden = { act: 'answer', followUp, measure };
  const ask = () =>
    pressed(
      service,
      language,
      hidden,
      html`${obtainedAnswers.map((value) => button('obtained', value, texts.answers[value], title))}`,
    );
  const askWhy = () =>
    html`<p>${texts.why}</p>${pressed(
      service,
      language,
      { ...hidden, obtained: 'no' },
      html`${notObtainedReasons.map((value) => button('reason', value, texts.reasons[value], title))}`,
    )}`;
  const why = reason === undefined ? '' : ` (${texts.reasons[reason]})`;
  return html`<section data-measure="${measure}"><h2>${title}</h2>
    ${obtained === undefined ? ask() : html`<p role="status">${texts.answered}: <strong>${texts.answers[obtained]}${why}</strong></p>`}
    ${obtained === 'no' && reason === undefined ? askWhy() : ''}
  </section>`;
}

const isDone = ({ obtained, reason }: Measure) => obtained !== undefined && (obtained !== 'no' || reason !== undefined);

/**
 * What somebody who agreed reads: right after it (`begun`) when they are asked and how to take it back; later the
 * question, a press for each measure; without a view, that nothing is left.
 */
export function followUpPage(
  reader: Reader,
  { view, begun = false }: { view?: FollowUpView | undefined; begun?: boolean },
): string {
  const { definition, language, site } = reader;
  const { service } = definition;
  const texts = knowledgeIn[language].followUp;
  const page = (title: string, body: Markup) =>
    answerFrame(reader, {
      title,
      unlisted: true,
      address: (other) => addresses.followUp(other, service, view?.followUp),
      body: html`<div class="reading answer"><h1>${title}</h1>${body}</div>`,
    });
  if (view === undefined) return page(texts.goneTitle, html`<p class="lead">${texts.gone}</p>`);
  const own = addresses.followUp(language, service, view.followUp);
  if (begun)
    return page(
      texts.agreedTitle,
      html`<p class="lead">${texts.agreed(fullDay(dayInRome(Date.parse(view.dueAt)), language))}</p>
      <p><a href="${own}">${texts.link}</a></p><p class="hint">${site}${own}</p>`,
    );
  return page(
    texts.askTitle,
    html`<p class="lead">${texts.askLead}</p>
    ${view.measures.every(isDone) ? html`<p class="success" role="status">${texts.thanks}</p>` : ''}
    ${view.measures.map((measure) => measureBox(reader, view.followUp, measure))}
    ${pressed(service, language, { followUp: view.followUp }, html`<button class="button secondary" type="submit" name="act" value="withdraw">${texts.withdraw}</button>`)}`,
  );
}
