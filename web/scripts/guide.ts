/** Asks a guide in the page itself: no answer leaves the device, and it goes on without a network. */
import type { GuideAnswers } from '../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../shared/contracts/content/question.ts';
import { readAnswer } from '../../shared/core/knowledge/read-answer.ts';
import { type GuideSheet, guideStep } from '../../shared/texts/knowledge/guide-step.ts';
import { guideRun } from '../pages/knowledge/guide-run.ts';

/** What is shown: the answers so far, and the question that is asked again. */
type Place = GuideAnswers & { change?: string };
type Wrong = { wrong: true; typed: string };

/** The answers given on this page, step by step: kept in memory, so that nothing is left once it is closed. */
const places: Place[] = [{ answers: {} }];

function showIn(box: HTMLElement, sheet: GuideSheet, place: Place, wrong?: Wrong): void {
  box.innerHTML = guideRun({ step: guideStep(sheet, place, place), ...wrong }).toString();
  for (const button of box.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  const first = wrong ? box.querySelector<HTMLElement>('input[name=answer]') : undefined;
  (first ?? box.querySelector<HTMLElement>('[data-guide-heading]'))?.focus();
}

/** What a press of a button makes of the answers so far; `undefined` where the field holds no answer. */
function after(sheet: GuideSheet, place: Place, pressed: FormData): Place | undefined {
  const { answers } = place;
  const change = pressed.get('change');
  if (change !== null) return { answers, change: String(change) };
  const act = pressed.get('act');
  if (act === 'finish') return { answers, finish: true };
  const asked = sheet.prepared.questions.find(({ question }) => question.id === pressed.get('asked'))?.question;
  if (asked === undefined) return undefined;
  const given: Answers[string] | undefined =
    act === 'unknown' ? null : readAnswer(asked, String(pressed.get('answer') ?? ''));
  return given === undefined ? undefined : { answers: { ...answers, [asked.id]: given } };
}

function ask(box: HTMLElement, sheet: GuideSheet): void {
  let at = 0;
  const pageState = () => (history.state ?? {}) as { guide?: number };
  box.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !('guideStep' in form.dataset)) return;
    event.preventDefault();
    const pressed = new FormData(form, event.submitter);
    const place = places[at] ?? { answers: {} };
    const next = after(sheet, place, pressed);
    if (next === undefined) {
      const change = String(pressed.get('asked') ?? '');
      return showIn(box, sheet, { ...place, change }, { wrong: true, typed: String(pressed.get('answer') ?? '') });
    }
    at += 1;
    places.splice(at, places.length, next);
    // The same address: an answer stands in none.
    history.pushState({ guide: at }, '');
    showIn(box, sheet, next);
  });
  addEventListener('popstate', () => {
    const place = places[pageState().guide ?? 0];
    if (place === undefined) return;
    at = pageState().guide ?? 0;
    showIn(box, sheet, place);
  });
}

for (const box of document.querySelectorAll<HTMLElement>('[data-guide]')) {
  const data = document.querySelector('[data-guide-sheet]')?.textContent;
  if (data) ask(box, JSON.parse(data) as GuideSheet);
}
