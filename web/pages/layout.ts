import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from './addresses.ts';
import { html, type Markup, written } from './markup.ts';
import { noticesBox } from './notices.ts';
import { openGraph } from './open-graph.ts';

type EmergencyNumbers = PreparedService['emergencyNumbers'];

/** What a page is: its title and body, whose it is, and where the same page is in each language. */
export type Page = {
  language: Language;
  title: string;
  body: Markup;
  /** Undefined for the pages of the whole site. */
  service?: PreparedService;
  /** On the pages of the whole site: the services whose privacy notices the footer leads to. */
  services?: readonly PreparedService[];
  emergencyNumbers: EmergencyNumbers;
  /** The page that the language switch leads to: itself, or the nearest page that can be opened by its address. */
  inLanguage: (language: Language) => string;
  /** On a page that was made just now: the notices that hold; other pages ask for them once they are open. */
  notices?: Markup;
  /** A page that is about what is declared says it itself, and has no box of notices. */
  saysNotices?: boolean;
  current?: 'service' | 'answers' | 'contact' | 'status';
  /** Address of the portal: alternates in other languages are told whole where it is known. */
  site?: string;
  /** A sentence or two of what the page says, for whoever shares or finds it; the service's own where none is given. */
  description?: string;
  /** One article of several, with a day on which it was written. */
  isArticle?: boolean;
  /** The themes whose feeds the page leads to, beside the feed of its service. */
  feeds?: readonly { theme: string; name: string }[];
  /** Pages with somebody's own words, and those that only answer a form, are not for search engines. */
  unlisted?: boolean;
};

/** The strip that is on every page: the numbers to call, each as a link that dials. */
export function emergencyStrip(language: Language, numbers: EmergencyNumbers): Markup {
  const { layout } = textsIn[language];
  return html`<aside class="emergency-strip" aria-label="${layout.emergencyLabel}">
    <div class="container">
      <span class="emergency-lead">${layout.emergencyLead}</span>
      <ul>
        ${numbers.map(
          ({ number, name }) =>
            html`<li><a href="tel:${number}" aria-label="${layout.call(number, name[language])}"><strong>${number}</strong> <span class="number-name">${name[language]}</span></a></li>`,
        )}
      </ul>
    </div>
  </aside>`;
}

/** What search engines, feed readers and sites on which a page is shared find of it; nothing of one that is unlisted. */
function forMachines({ title, inLanguage, ...page }: Page, siteName: string): Markup {
  const { language, service, site = '', description, isArticle = false, feeds = [] } = page;
  const { layout: texts, home } = textsIn[language];
  const feed = (name: string, address: string) =>
    html`<link rel="alternate" type="application/atom+xml" title="${texts.feed(name)}" href="${site}${address}">
`;
  return html`${languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="${site}${inLanguage(other)}">`)}
${service === undefined ? '' : feed(siteName, addresses.feed(language, service.service))}${
  service === undefined
    ? ''
    : feeds.map(({ theme, name }) => feed(`${siteName}, ${name}`, addresses.feed(language, service.service, theme)))
}${openGraph({
  language,
  title,
  description: description ?? service?.description[language] ?? home.lead,
  siteName,
  type: isArticle ? 'article' : 'website',
  address: inLanguage(language),
  site,
})}`;
}

/** A whole HTML page around a body. */
export function layout(page: Page): string {
  const {
    language,
    title,
    body,
    service,
    services = [],
    emergencyNumbers,
    inLanguage,
    notices,
    saysNotices = false,
    current,
    unlisted,
  } = page;
  const { layout: texts } = textsIn[language];
  const siteName = service === undefined ? texts.serviceName : service.name[language];
  const at = (name: Page['current']) => (name === current ? html` aria-current="page"` : '');
  return written(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === siteName ? title : `${title} – ${siteName}`}</title>
<meta name="theme-color" content="#004080">
<meta name="format-detection" content="telephone=no">
${unlisted ? html`<meta name="robots" content="noindex">` : ''}
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/titillium-web-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/portal-style.css">
${unlisted ? '' : forMachines(page, siteName)}
<script src="/assets/portal.js" defer></script>
</head>
<body>
<a class="skip-link" href="#main">${texts.skip}</a>
${emergencyStrip(language, emergencyNumbers)}
<header class="site-header">
  <div class="slim">
    <div class="container">
      <span class="administration">${service === undefined ? texts.tagline : service.administration[language]}</span>
      <nav aria-label="${texts.languageLabel}">
        <ul class="languages">
          ${languages.map((other) =>
            other === language
              ? html`<li><span aria-current="true" lang="${other}">${other.toUpperCase()}<span class="visually-hidden"> ${textsIn[other].layout.language}</span></span></li>`
              : html`<li><a href="${inLanguage(other)}" lang="${other}" hreflang="${other}">${other.toUpperCase()}<span class="visually-hidden"> ${textsIn[other].layout.language}</span></a></li>`,
          )}
        </ul>
      </nav>
    </div>
  </div>
  <div class="brand">
    <div class="container">
      <a class="service-name" href="${service === undefined ? addresses.home(language) : addresses.service(language, service.service)}">${siteName}</a>
    </div>
  </div>
  ${
    service === undefined
      ? ''
      : html`<nav class="service-menu" aria-label="${texts.serviceMenu}"><div class="container"><ul>
    <li><a href="${addresses.service(language, service.service)}"${at('service')} data-element="contacts">${texts.contacts}</a></li>
    <li><a href="${addresses.answers(language, service.service)}"${at('answers')}>${texts.answers}</a></li>
    ${service.ended === undefined ? html`<li><a href="${addresses.contact(language, service.service)}"${at('contact')}>${texts.write}</a></li>` : ''}
    <li><a href="${addresses.status(language, service.service)}"${at('status')}>${texts.follow}</a></li>
  </ul></div></nav>`
  }
</header>
<main id="main" tabindex="-1">
  <div class="container">
${service === undefined || saysNotices ? '' : noticesBox(service, language, notices)}
${body}
  </div>
</main>
<footer class="site-footer" aria-label="${texts.footerLabel}">
  <div class="container">
    <p class="not-rescue">${texts.notRescue}</p>
    <ul>
      <li><a href="${addresses.accessibility(language)}" data-element="accessibility-link">${texts.accessibility}</a></li>
      ${
        service === undefined
          ? services.map(
              (each) =>
                html`<li><a href="${addresses.privacy(language, each.service)}" data-element="privacy-policy-link">${texts.privacy}: ${each.name[language]}</a></li>`,
            )
          : html`<li><a href="${addresses.privacy(language, service.service)}" data-element="privacy-policy-link">${texts.privacy}</a></li>
      <li><a href="${addresses.charter(language, service.service)}">${texts.charter}</a></li>
      <li><a href="${addresses.contact(language, service.service, 'accessibility')}" data-element="report-inefficiency">${texts.barrier}</a></li>
      <li><a href="${service.website}">${texts.website}</a></li>
      <li><a href="${addresses.home(language)}">${texts.allServices}</a></li>`
      }
    </ul>
    <p class="source-note">${texts.sourceNote}</p>
  </div>
</footer>
</body>
</html>
`);
}
