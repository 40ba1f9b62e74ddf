import type { AskedQuestion, GuideResult, GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { fieldOf } from '../../../shared/core/knowledge/read-answer.ts';
import { walkField } from '../../../shared/core/knowledge/walk-field.ts';
import { present } from '../../../shared/core/present.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { html, type Markup } from '../markup.ts';
import { fullDay } from './full-day.ts';

// The questions of a guide and its results: written by the function for whoever has no script, and by the page itself
// (web/scripts/guide.ts). So nothing here may need more than a browser has.

/** A step as it is shown; `wrong` when what was sent is no answer. */
export type ShownStep = { step: GuideStep; wrong?: boolean; typed?: string | undefined };

/** What is sent of an answer that was given before. */
const unknown = 'unknown';
const carried = ({ given }: GuideStep): Markup =>
  html`${given.map(
    ({ question, answer }) =>
      html`<input type="hidden" name="answers.${question}" value="${answer === null ? unknown : fieldOf(answer)}">`,
  )}`;

/** The answers so far, each to be changed. */
function givenBefore(step: GuideStep): Markup | '' {
  const texts = knowledgeIn[step.language].guide;
  if (step.given.length === 0) return '';
  return html`<section class="given" aria-labelledby="guide-given">
    <h2 id="guide-given">${texts.given}</h2>
    <dl class="summary">${step.given.map(
      ({ question, short, said }) =>
        html`<div><dt>${short}</dt><dd>${said} <button class="link" type="submit" name="change" value="${question}">${texts.change}<span class="visually-hidden">: ${short}</span></button></dd></div>`,
    )}</dl>
  </section>`;
}

function choice(value: string, label: string, described: Markup | ''): Markup {
  return html`<div class="choice"><input type="radio" id="guide-${value}" name="answer" value="${value}"${described}><div><label for="guide-${value}">${label}</label></div></div>`;
}

/** The field in which a question is answered. */
function field(
  asked: AskedQuestion,
  language: Language,
  { wrong = false, typed = '' }: Omit<ShownStep, 'step'>,
): Markup {
  const texts = knowledgeIn[language].guide;
  const { answer, text, hint, unit, options = [] } = asked;
  const told = [hint, unit && `(${texts.units[unit]})`].filter((part) => part !== undefined).join(' ');
  const ids = [told === '' ? [] : ['guide-hint'], wrong ? ['guide-error'] : []].flat().join(' ');
  const described = ids === '' ? '' : html` aria-describedby="${ids}"`;
  const notes = html`${told === '' ? '' : html`<p class="hint" id="guide-hint">${told}</p>`}
    ${wrong ? html`<p class="error" id="guide-error" role="alert">${texts.wrong[answer]}</p>` : ''}`;
  const choices =
    answer === 'yes-no'
      ? [choice('yes', texts.yes, ''), choice('no', texts.no, '')]
      : options.map(({ value, label }) => choice(value, label, ''));
  if (choices.length > 0)
    return html`<fieldset class="field${wrong ? ' wrong' : ''}"${described}><legend><h2 tabindex="-1" data-guide-heading>${text}</h2></legend>${notes}${choices}</fieldset>`;
  return html`<div class="field${wrong ? ' wrong' : ''}">
    <h2 tabindex="-1" data-guide-heading><label for="guide-answer">${text}</label></h2>
    ${notes}
    <input id="guide-answer" name="answer" type="${answer === 'date' ? 'date' : 'text'}" value="${typed}" maxlength="60" autocomplete="off"${answer === 'date' ? '' : html` inputmode="decimal"`}${described}${wrong ? html` aria-invalid="true"` : ''}>
  </div>`;
}

function question(shown: ShownStep, asked: AskedQuestion): Markup {
  const { step } = shown;
  const texts = knowledgeIn[step.language].guide;
  return html`<p class="step">${texts.question(step.given.length + 1)}</p>
    ${field(asked, step.language, shown)}
    <input type="hidden" name="asked" value="${asked.id}">
    <div class="buttons">
      <button class="button primary" type="submit" name="act" value="next">${texts.next}</button>
      <button class="button secondary" type="submit" name="act" value="unknown">${texts.unknown}</button>
    </div>
    <p class="hint">${texts.notKept}</p>
    ${step.given.length === 0 ? '' : html`<p><button class="link" type="submit" name="act" value="finish">${texts.finish}</button></p>`}`;
}

/** One result: whether it is theirs and why, what to bring, whom to turn to, and what if they say no. */
function result(one: GuideResult, language: Language): Markup {
  const { guide: texts, ...page } = knowledgeIn[language];
  const foreign = one.language === language ? '' : html` lang="${one.language}"`;
  const lapses = one.lapsesOn && (one.lapsed ? texts.lapsed : texts.lapses)(fullDay(one.lapsesOn, language));
  const rows: [string, Markup | string | undefined][] = [
    [texts.why, html`<ul>${one.why.map((line) => html`<li>${line}</li>`)}</ul>`],
    [page.amount, one.amount],
    [page.apply, one.apply],
    [page.deadline, one.deadline],
    [
      page.papers,
      one.papers.length === 0 ? undefined : html`<ul>${one.papers.map((line) => html`<li>${line}</li>`)}</ul>`,
    ],
    [texts.door, one.doors.length === 0 ? undefined : one.doors.map((door) => texts.doors[door]).join(', ')],
    [page.ifRefused, one.ifRefused],
  ];
  return html`<li class="result ${one.state}">
    <h3${foreign}>${one.title}</h3>
    <p><strong>${texts.states[one.state]}.</strong> ${one.missing ?? ''}</p>
    ${lapses ? html`<p class="notice">${lapses}</p>` : ''}
    ${one.text === undefined ? '' : html`<p${foreign}>${one.text}</p>`}
    <dl class="summary">${rows.map(([name, value]) => (value === undefined ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>
    ${one.address === undefined ? '' : html`<p class="way-on"><a href="${one.address}">${texts.page}<span class="visually-hidden">: ${one.title}</span></a></p>`}
  </li>`;
}

/** The first words of a case: what was answered and found, with room for the question. */
export function messageOf({ title, language, given, results = [] }: GuideStep): string {
  const texts = knowledgeIn[language].guide;
  const found = results.filter(({ state }) => state !== 'not');
  return [
    texts.message(title),
    ...given.map(({ short, said }) => `- ${short}: ${said}`),
    ...(found.length === 0
      ? []
      : ['', texts.found, ...found.map(({ title: name, state }) => `- ${name}: ${texts.states[state]}`)]),
    '',
    texts.mine,
    '',
  ].join('\n');
}

/** What was answered, for whoever goes on in the guide with its sender. */
const walkOf = ({ guide, version, given }: GuideStep): string =>
  walkField({
    guide,
    ...present({ version }),
    answers: Object.fromEntries(given.map(({ question, answer }) => [question, answer])),
  });

/** The way into the form with every word that was answered: nothing of it stands in an address. */
function handOver(step: GuideStep): Markup {
  const { language, service, title, category, experts } = step;
  const texts = knowledgeIn[language].guide;
  return html`<section class="ask" aria-labelledby="guide-send">
    <h2 id="guide-send">${texts.send}</h2>
    <p>${texts.sendText}</p>
    <form method="post" action="${addresses.sendContact(service)}" accept-charset="utf-8">
      <input type="hidden" name="language" value="${language}">
      <input type="hidden" name="kind" value="information">
      ${category === undefined ? '' : html`<input type="hidden" name="category" value="${category}">`}
      ${experts === undefined ? '' : html`<input type="hidden" name="experts" value="${experts}">`}
      <input type="hidden" name="subject" value="${texts.subject(title).slice(0, 200)}">
      ${step.given.length === 0 ? '' : html`<input type="hidden" name="walk" value="${walkOf(step)}">`}
      <textarea name="message" hidden>
${messageOf(step)}</textarea>
      <p class="buttons"><button class="button secondary" type="submit" name="step" value="edit">${texts.sendButton}</button></p>
    </form>
  </section>`;
}

/** Whether somebody may be asked after sixty days what came of it: only where a measure is or may be theirs. */
function askLater({ language, service, guide, results: all = [] }: GuideStep): Markup | '' {
  const texts = knowledgeIn[language].followUp;
  const measures = all.flatMap(({ state, measure }) => (state === 'not' || measure === undefined ? [] : measure));
  if (measures.length === 0) return '';
  return html`<section class="ask no-print" aria-labelledby="follow-up">
    <h2 id="follow-up">${texts.title}</h2>
    <p>${texts.lead}</p>
    <form method="post" action="${addresses.followUp(language, service)}" accept-charset="utf-8" data-follow-up>
      <input type="hidden" name="act" value="agree">
      <input type="hidden" name="guide" value="${guide}">
      ${measures.map((measure) => html`<input type="hidden" name="measures" value="${measure}">`)}
      <div class="field">
        <label for="follow-up-email">${texts.email}</label>
        <input id="follow-up-email" name="email" type="email" autocomplete="email" maxlength="254" required>
      </div>
      <div class="choice">
        <input type="checkbox" id="follow-up-agreed" name="agreed" value="true" required aria-describedby="follow-up-kept">
        <label for="follow-up-agreed">${texts.agree}</label>
      </div>
      <p class="hint" id="follow-up-kept">${texts.kept}</p>
      <p class="buttons"><button class="button secondary" type="submit">${texts.button}</button></p>
    </form>
  </section>`;
}

function results(step: GuideStep): Markup {
  const { language, fallback } = step;
  const texts = knowledgeIn[language].guide;
  const all = step.results ?? [];
  const reached = all.filter(({ state }) => state !== 'not');
  const others = all.filter(({ state }) => state === 'not');
  return html`<h2 tabindex="-1" data-guide-heading>${texts.results}</h2>
    ${reached.length > 0 ? html`<ul class="results">${reached.map((one) => result(one, language))}</ul>` : html`<div class="callout">${fallback ? html`<p><strong>${fallback.title}</strong></p><p>${fallback.text}</p>` : html`<p>${texts.nothing}</p>`}</div>`}
    ${others.length === 0 ? '' : html`<details><summary>${texts.states.not} (${others.length})</summary><ul class="results">${others.map((one) => result(one, language))}</ul></details>`}`;
}

/** One step of a guide: its question, or its results; each in one form that sends the answers in its body. */
export function guideRun(shown: ShownStep): Markup {
  const { step } = shown;
  const { language, service, guide, next } = step;
  const texts = knowledgeIn[language].guide;
  const form = html`<form class="guide" method="post" action="${addresses.consultGuide(language, service, guide)}" accept-charset="utf-8" data-guide-step novalidate>
    ${carried(step)}
    ${next ? question(shown, next) : results(step)}
    ${givenBefore(step)}
  </form>`;
  if (next) return form;
  return html`${form}
    <p class="buttons"><button class="button secondary" type="button" data-print hidden>${texts.print}</button>
    <a class="button secondary" href="${addresses.answersOf(language, service, 'guides', guide)}">${texts.again}</a></p>
    ${handOver(step)}
    ${askLater(step)}`;
}
