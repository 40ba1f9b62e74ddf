import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';

/** What the site keeps to, what has not been verified, and where to report a barrier. */
export function accessibilityPage(services: readonly PreparedService[], language: Language): string {
  const { accessibility: texts } = textsIn[language];
  return layout({
    language,
    title: texts.title,
    services,
    emergencyNumbers: services[0]?.emergencyNumbers ?? [],
    inLanguage: addresses.accessibility,
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    <h2>${texts.standard}</h2>
    <p>${texts.standardText}</p>
    <h2>${texts.limits}</h2>
    <p>${texts.limitsText}</p>
    <ul>${services.map(({ accessibilityStatement: statement, name }) =>
      statement === undefined
        ? html`<li>${texts.statementMissing(name[language])}</li>`
        : html`<li><a href="${statement}">${texts.statementOf(name[language])}</a></li>`,
    )}</ul>
    <h2>${texts.report}</h2>
    <p>${texts.reportText} ${services[0]?.kinds.find(({ kind }) => kind === 'accessibility')?.duty?.remedy?.[language]}</p>
    <ul>${services.map(
      ({ service, name }) =>
        html`<li><a href="${addresses.contact(language, service, 'accessibility')}" data-element="report-inefficiency">${texts.reportTo(name[language])}</a></li>`,
    )}</ul>
    </div>`,
  });
}
