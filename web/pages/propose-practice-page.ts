import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { HeardDanger } from '../../shared/core/danger/danger.ts';
import { type PracticeMember, practiceDoorTexts, practiceMembers } from '../../shared/texts/practice-door.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** What the form of a practice shows: what was typed and is wrong, or that it has arrived. */
export type PracticeShown = {
  typed?: Record<string, string>;
  wrong?: readonly string[];
  done?: true;
  danger?: HeardDanger;
};

const isLong = (member: PracticeMember) => ['summary', 'aim', 'cost', 'result'].includes(member);

function field(member: PracticeMember, language: Language, { typed = {}, wrong = [] }: PracticeShown): Markup {
  const texts = practiceDoorTexts[language];
  const id = `practice-${member}`;
  const [hint, isWrong, value] = [texts.hints[member], wrong.includes(member), typed[member] ?? ''];
  const described = [hint === undefined ? '' : `${id}-hint`, isWrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = html`${described === '' ? '' : html` aria-describedby="${described}"`}${isWrong ? html` aria-invalid="true"` : ''}`;
  const most = { title: '120', summary: '400', contact: '500', email: '254' }[member as string] ?? '1000';
  return html`<div class="field${isWrong ? ' wrong' : ''}">
      <label for="${id}">${texts.fields[member]}<span aria-hidden="true"> *</span></label>
      ${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}
      ${isWrong ? html`<p class="error" id="${id}-error" role="alert">${texts.wrong[member]}</p>` : ''}
      ${
        isLong(member)
          ? html`<textarea id="${id}" name="${member}" rows="3" maxlength="${most}" required${attributes}>${value}</textarea>`
          : html`<input id="${id}" name="${member}" type="${member === 'email' ? 'email' : 'text'}" maxlength="${most}" autocomplete="off" required value="${value}"${attributes}>`
      }
    </div>`;
}

function form({ service }: PreparedService, language: Language, shown: PracticeShown): Markup {
  const texts = practiceDoorTexts[language];
  const isWrong = shown.wrong?.includes('mayBePublished') ?? false;
  return html`<p class="lead">${texts.lead}</p>
    <form method="post" action="${addresses.proposePractice(language, service)}" accept-charset="utf-8">
      ${hiddenField('language', language)}
      ${practiceMembers.map((member) => field(member, language, shown))}
      <div class="field${isWrong ? ' wrong' : ''}">
        ${isWrong ? html`<p class="error" role="alert">${texts.wrong.mayBePublished}</p>` : ''}
        <label class="check" for="practice-may"><input id="practice-may" name="mayBePublished" type="checkbox" value="true" required> ${texts.mayBePublished}</label>
      </div>
      <p><button class="button primary" type="submit">${texts.send}</button></p>
    </form>`;
}

/** The form by which an administration, a firm or an association tells a good practice; and what follows. */
export function proposePracticePage(service: PreparedService, language: Language, shown: PracticeShown = {}): string {
  const texts = practiceDoorTexts[language];
  const { danger, done } = shown;
  return layout({
    language,
    service,
    title: texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.proposePracticePage(other, service.service),
    ...(Object.keys(shown).length > 0 && { unlisted: true }),
    body: html`<div class="column">
    ${danger === undefined ? '' : adviceBox(service, language, danger)}
    <h1>${texts.title}</h1>
    ${done === true ? html`<p class="callout" role="status"><strong>${texts.done}</strong> ${texts.doneNext}</p>` : form(service, language, shown)}
    </div>`,
  });
}
