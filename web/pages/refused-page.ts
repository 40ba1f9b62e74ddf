import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { languages } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { emergencyStrip } from './layout.ts';
import { html, written } from './markup.ts';

/**
 * What a browser gets from whatever refuses before any function of ours is asked: the firewall and the API's own
 * limits, which know neither language nor service nor what was sent. So it speaks every language, names every
 * telephone, and leads back to the words, which the browser still has; `received` where only the page of a receipt was
 * refused. The firewall takes 10,240 bytes at most (AWS WAF, quotas).
 */
export function refusedPage(
  services: readonly Pick<ServiceDefinition, 'name' | 'phones' | 'emergencyNumbers'>[],
  { received = false }: { received?: boolean } = {},
): string {
  const phones = services.flatMap(({ name, phones: all }) => all.map((phone) => ({ ...phone, of: name })));
  return written(html`<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${textsIn.it.refused.title}</title>
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<link rel="stylesheet" href="/assets/portal-style.css">
</head>
<body>
${emergencyStrip('it', services[0]?.emergencyNumbers ?? [])}
<main class="container"><div class="column">
${languages.map((language) => {
  const { refused, problems } = textsIn[language];
  const title = language === 'it' ? html`<h1>${refused.title}</h1>` : html`<h2>${refused.title}</h2>`;
  return html`<section lang="${language}">
${title}
<p class="lead">${received ? refused.received : refused.text}</p>
<p>${received ? refused.reload : refused.again}</p>
<p><a href="tel:112"><strong>${refused.danger}</strong></a> ${problems.phoneInstead} ${phones.map(
    ({ of, number, display, name }, index) =>
      html`${index === 0 ? '' : ' – '}<a href="tel:${number}">${display}</a> (${of[language]}, ${name[language]})`,
  )}</p>
</section>
`;
})}</div></main>
</body>
</html>
`);
}
