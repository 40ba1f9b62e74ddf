import type { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { reportTexts } from '../../shared/texts/officer/report.ts';
import { addresses } from './addresses.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';
import { type Counted, reportBody } from './report-body.ts';

/** The report on a declaration as a page to read and to print. */
export function reportPage(service: PreparedService, language: Language, report: DeclarationReport): string {
  return layout({
    language,
    service,
    title: reportTexts[language].title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.service(other, service.service),
    unlisted: true,
    notices: html``,
    body: reportBody({
      serviceName: service.name,
      language,
      report,
      nameOf: (what, name) => nameOf(service, language, what, name),
    }),
  });
}

function nameOf(service: PreparedService, language: Language, what: Counted, name: string): string {
  switch (what) {
    case 'kinds':
      return service.kinds.find(({ kind }) => kind === name)?.name[language] ?? name;
    case 'lanes':
      return service.lanes.find(({ lane }) => lane === name)?.name[language] ?? name;
    case 'channels':
      return (textsIn[language].service.channels as Record<string, string>)[name] ?? name;
  }
}
