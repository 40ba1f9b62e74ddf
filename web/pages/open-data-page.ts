import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { openDataTexts } from '../../shared/texts/open-data.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';

const formats = ['csv', 'json', 'datapackage', 'dcat'] as const;

/** Where a service's open data are, what is in them and what is not, and on what terms. */
export function openDataPage(definition: PreparedService, language: Language): string {
  const { service, name, administration } = definition;
  const texts = openDataTexts[language];
  return layout({
    language,
    service: definition,
    title: texts.title,
    emergencyNumbers: definition.emergencyNumbers,
    inLanguage: (other) => addresses.openDataPage(other, service),
    body: html`<div class="column">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.lead(name[language])}</p>
    <h2>${texts.data}</h2>
    <ul>${formats.map((format) => html`<li><a href="${addresses.openData(service, format)}">${texts.files[format]}</a></li>`)}
      <li>${texts.files.statistics}: <a href="${addresses.statistics(service, 'csv')}">CSV</a>, <a href="${addresses.statistics(service)}">JSON</a></li></ul>
    <p class="hint">${texts.fresh}</p>
    <h2>${texts.inside}</h2>
    <p>${texts.insideText}</p>
    <h2>${texts.outside}</h2>
    <p>${texts.outsideText}</p>
    <h2>${texts.licence}</h2>
    <p>${texts.licenceText(administration[language])} <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC-BY 4.0</a></p>
    </div>`,
  });
}
