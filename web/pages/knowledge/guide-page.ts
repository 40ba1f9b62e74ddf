import { raw } from 'hono/html';
import type { GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import { type GuideSheet, guideStep } from '../../../shared/texts/knowledge/guide-step.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import { answerFrame, type Reader } from './answer-frame.ts';
import { wayBack } from './answers-page.ts';
import { guideRun, type ShownStep } from './guide-run.ts';

/** What a script reads of a sheet: data and no script, written so that nothing in it ends its element. */
const asData = (sheet: GuideSheet): Markup =>
  html`<script type="application/json" data-guide-sheet>${raw(JSON.stringify(sheet).replaceAll('<', '\\u003c'))}</script>`;

/** The first question of a guide within its page, and all that the page needs to ask the rest by itself. */
export const guideBegun = (sheet: GuideSheet): Markup =>
  html`<section class="guided" data-guide>${guideRun({ step: guideStep(sheet, { answers: {} }) })}</section>${asData(sheet)}`;

/** One step of a guide as a page of its own, for whoever has no script. */
export function guideStepPage(reader: Reader, shown: ShownStep): string {
  const { step } = shown;
  return answerFrame(reader, {
    title: titleOf(step),
    unlisted: true,
    address: (other) => addresses.answersOf(other, step.service, 'guides', step.guide),
    body: html`<div class="column answer">
    ${wayBack(reader)}
    <h1>${step.title}</h1>
    ${guideRun(shown)}
    </div>`,
  });
}

const titleOf = ({ title, next }: GuideStep): string => (next === undefined ? title : `${next.text} – ${title}`);
