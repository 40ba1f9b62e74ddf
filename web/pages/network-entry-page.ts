import type { EntrySaid, NetworkEntryView } from '../../shared/contracts/content/network-entry.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { HeardDanger } from '../../shared/core/danger/danger.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { networkEntryTexts } from '../../shared/texts/mails/network-entry.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { askForLink } from './ask-for-link.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** What the page of an administration's own entry shows. */
export type EntryShown = {
  /** The secret of the link, carried on unseen; empty where none is good. */
  link: string;
  view?: NetworkEntryView;
  problem?: 'no-link';
  /** What was typed and could not be taken, with the members that are wrong. */
  typed?: Record<string, string>;
  wrong?: readonly string[];
  done?: true;
  danger?: HeardDanger;
};

const members = ['phone', 'email', 'pec', 'website', 'hours', 'territoryNote'] as const satisfies (keyof EntrySaid)[];
type Member = (typeof members)[number];
const isLong = (member: Member) => member === 'hours' || member === 'territoryNote';

function factsOf(said: EntrySaid, language: Language): Markup {
  const texts = networkEntryTexts[language];
  const told = members.flatMap((member) => {
    const value = said[member];
    return value === undefined ? [] : [html`<div><dt>${texts.fields[member]}</dt><dd>${value}</dd></div>`];
  });
  return told.length === 0 ? html`<p>${texts.nothing}</p>` : html`<dl class="summary">${told}</dl>`;
}

function field(member: Member, language: Language, value: string, isWrong: boolean): Markup {
  const { fields, hints, wrong } = networkEntryTexts[language];
  const id = `entry-${member}`;
  const hint = hints[member];
  const described = [hint === undefined ? '' : `${id}-hint`, isWrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = html`${described === '' ? '' : html` aria-describedby="${described}"`}${isWrong ? html` aria-invalid="true"` : ''}`;
  return html`<div class="field${isWrong ? ' wrong' : ''}">
      <label for="${id}">${fields[member]}</label>
      ${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}
      ${isWrong ? html`<p class="error" id="${id}-error" role="alert">${wrong[member]}</p>` : ''}
      ${
        isLong(member)
          ? html`<textarea id="${id}" name="${member}" rows="3" maxlength="1000"${attributes}>${value}</textarea>`
          : html`<input id="${id}" name="${member}" type="text" maxlength="500" autocomplete="off" value="${value}"${attributes}>`
      }
    </div>`;
}

function openedPage(service: PreparedService, language: Language, view: NetworkEntryView, shown: EntryShown): Markup {
  const texts = networkEntryTexts[language];
  const { published, proposed, proposedAt } = view;
  const { link, typed, wrong = [], done, danger } = shown;
  const value = (member: Member) => typed?.[member] ?? (proposed ?? published)[member] ?? '';
  const waits = proposedAt === undefined ? undefined : texts.waits(readableInstant(proposedAt, language));
  return html`${danger === undefined ? '' : adviceBox(service, language, danger)}
    <h1>${texts.title}: ${view.title}</h1>
    <p class="lead">${texts.lead(service.name[language])}</p>
    ${done === true ? html`<p class="callout" role="status">${texts.done}</p>` : waits === undefined ? '' : html`<p class="callout" role="status">${waits}</p>`}
    <h2>${texts.now}</h2>
    ${factsOf(published, language)}
    <h2>${texts.form}</h2>
    <p class="hint">${texts.formHint}</p>
    <form method="post" action="${addresses.answerNetworkEntry(language, service.service)}" accept-charset="utf-8">
      ${hiddenField('link', link)}${hiddenField('act', 'propose')}
      ${members.map((member) => field(member, language, value(member), wrong.includes(member)))}
      <p><button class="button primary" type="submit">${texts.send}</button></p>
    </form>
    <p class="hint">${texts.ends(readableInstant(view.linkEndsAt, language))}</p>`;
}

/**
 * The page on which an administration without an account reads its own entry of the network and proposes how it should
 * be. Its address holds no secret: the link's stands behind `#`, and goes on in the body of forms.
 */
export function networkEntryPage(
  service: PreparedService,
  language: Language,
  shown: EntryShown = { link: '' },
): string {
  const texts = networkEntryTexts[language];
  const { view } = shown;
  return layout({
    language,
    service,
    title: view === undefined ? texts.askTitle : texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.networkEntry(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    ${view === undefined ? askForLink(service, language, { id: 'entry-link', texts, action: addresses.answerNetworkEntry(language, service.service), isUnknown: shown.problem === 'no-link' }) : openedPage(service, language, view, shown)}
    </div>`,
  });
}
