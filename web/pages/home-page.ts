import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { endedBox } from './ended-page.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';
import { noticesBoxIn } from './notices.ts';

/** The first page: the services to choose from, and how it works. */
export function homePage(services: readonly PreparedService[], language: Language): string {
  const texts = textsIn[language];
  return layout({
    language,
    title: texts.layout.serviceName,
    services,
    emergencyNumbers: services[0]?.emergencyNumbers ?? [],
    inLanguage: addresses.home,
    body: html`${services.map((each) => noticesBoxIn(each, language))}<h1>${texts.home.title}</h1>
    <p class="lead">${texts.home.lead}</p>
    <ul class="cards">
      ${services.map(
        ({ service, name, description, administration, phones, ended }) => html`<li class="card">
        <h2><a href="${addresses.service(language, service)}">${name[language]}</a></h2>
        <p class="administration">${administration[language]}</p>
        <p>${description[language]}</p>
        ${endedBox({ ended }, language)}
        ${phones.slice(0, 1).map(({ number, display, name: line }) => html`<p class="phone-line"><a href="tel:${number}">${display}</a> <span class="hint">${line[language]}</span></p>`)}
        <p><a href="${addresses.state(language, service)}">${texts.service.live}<span class="visually-hidden">: ${name[language]}</span></a></p>
        <p class="card-links">${ended === undefined ? html`<a class="button primary" href="${addresses.contact(language, service)}">${texts.layout.write}<span class="visually-hidden">: ${name[language]}</span></a>` : ''}
        <a class="button secondary" href="${addresses.status(language, service)}">${texts.layout.follow}<span class="visually-hidden">: ${name[language]}</span></a></p>
      </li>`,
      )}
    </ul>
    <h2>${texts.home.steps}</h2>
    <ol class="steps">
      <li>${texts.home.stepWrite}</li>
      <li>${texts.home.stepCode}</li>
      <li>${texts.home.stepFollow}</li>
    </ol>`,
  });
}

/** The page for an address that does not exist; the browser's language is unknown, so it speaks all of them. */
export function notFoundPage(services: readonly PreparedService[]): string {
  return layout({
    language: 'it',
    title: textsIn.it.notFound.title,
    services,
    emergencyNumbers: services[0]?.emergencyNumbers ?? [],
    inLanguage: addresses.home,
    unlisted: true,
    body: html`<div class="column">
    <h1>${textsIn.it.notFound.title}</h1>
    ${(['it', 'en', 'de'] as const).map(
      (language) =>
        html`<p lang="${language}">${textsIn[language].notFound.text} <a href="${addresses.home(language)}">${textsIn[language].notFound.home}</a></p>`,
    )}
    </div>`,
  });
}
