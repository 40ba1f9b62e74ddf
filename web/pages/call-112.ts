import { call112 } from '../../shared/texts/danger/call-112.ts';
import { html, type Markup } from './markup.ts';

/** For whoever reads none of our languages: that 112 answers in theirs, said in it. */
export const call112Lines = (): Markup =>
  html`<ul class="call-112">${call112.map(
    ({ language, text, rightToLeft }) =>
      html`<li lang="${language}"${rightToLeft ? html` dir="rtl"` : ''}>${text}</li>`,
  )}</ul>`;
