import { practiceDoorTexts } from '../../../shared/texts/practice-door.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import type { Reader } from './answer-frame.ts';

/** The way to the form by which a good practice is told. */
export const wayToPracticeDoor = ({ definition, language }: Reader): Markup =>
  html`<p class="buttons"><a class="button secondary" href="${addresses.proposePracticePage(language, definition.service)}">${practiceDoorTexts[language].title}</a></p>`;
