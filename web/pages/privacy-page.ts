import { daysAsideOf, type PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';

/** The privacy notice of a service: who, why, which data, how long per kind, and the rights. */
export function privacyPage(service: PreparedService, language: Language): string {
  const { privacy: texts } = textsIn[language];
  const { controller, processor, purpose, contact } = service.privacy;
  const kept = (days: number) => (days % 365 === 0 ? texts.keepYears(days / 365) : texts.keepDays(days));
  return layout({
    language,
    service,
    title: texts.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.privacy(other, service.service),
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    <h2>${texts.controller}</h2>
    <p>${controller[language]}</p>
    <h2>${texts.processor}</h2>
    <p>${processor[language]}</p>
    <h2>${texts.purpose}</h2>
    <p>${purpose[language]}</p>
    <h2>${texts.data}</h2>
    <p>${texts.dataText}</p>
    <h2>${texts.base}</h2>
    <p>${texts.baseText}</p>
    <h2 id="keep">${texts.keep}</h2>
    <p>${texts.keepLead}</p>
    <table aria-labelledby="keep">
      <thead><tr><th scope="col">${texts.keepColumnKind}</th><th scope="col">${texts.keepColumnTime}</th></tr></thead>
      <tbody>${service.kinds.map(({ name, retentionDays }) => html`<tr><th scope="row">${name[language]}</th><td>${kept(retentionDays)}</td></tr>`)}</tbody>
    </table>
    <p>${texts.keepAfter} ${texts.keepProtocol} ${texts.keepDefault}</p>
    <p>${texts.keepAside(daysAsideOf(service).held, daysAsideOf(service).discarded)}</p>
    <p>${texts.keepFollowUp}</p>
    <h2>${texts.first}</h2>
    <p>${texts.firstText}</p>
    <p>${texts.firstLaw}</p>
    <p>${texts.firstTyping}</p>
    <h2>${texts.security}</h2>
    <p>${texts.securityText}</p>
    <h2>${texts.cookies}</h2>
    <p>${texts.cookiesText}</p>
    <h2>${texts.rights}</h2>
    <p>${texts.rightsText}</p>
    <p>${texts.write}: <a href="mailto:${contact}">${contact}</a></p>
    </div>`,
  });
}
