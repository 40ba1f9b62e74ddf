import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeclarationReport } from '../../../shared/contracts/declaration-report.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { type Counted, reportBody } from '../../pages/report-body.ts';
import { addressOf } from '../kit/addresses.ts';
import { useLanguage, useTexts } from '../kit/language.ts';
import { useTimes } from '../kit/times.tsx';
import type { ConsoleService } from '../session/center.ts';
import { centerNow } from '../session/center-clock.ts';
import type { DutyGiven } from './given.ts';

function nameOf({ kinds, lanes }: ConsoleService, language: Language, what: Counted, name: string): string {
  switch (what) {
    case 'kinds':
      return kinds.find(({ kind }) => kind === name)?.name[language] ?? name;
    case 'lanes':
      return lanes.find(({ lane }) => lane === name)?.name[language] ?? name;
    case 'channels':
      return (wordsIn[language].channels as Record<string, string>)[name] ?? name;
  }
}

/**
 * The end of the officer's line, opened from a declaration or the ledger: the report on a declaration, as figures to
 * read and to print. The center works it out anew each time it is opened.
 */
export function ReportView({ api, service, id, by }: DutyGiven & { id: string }) {
  const texts = useTexts();
  const language = useLanguage();
  const { moment } = useTimes();
  const [report, setReport] = useState<DeclarationReport>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    api.report(service.service, id).then(setReport, () => setFailed(true));
  }, [api, service.service, id]);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const heading = box.current?.querySelector('h1');
    if (heading == null) return;
    heading.tabIndex = -1;
    heading.focus();
    scrollTo(0, 0);
  }, [report]);
  return (
    <>
      <p class="no-print">
        <a href={addressOf(service.service)}>{texts.report.back}</a>
      </p>
      {failed && (
        <p class="notice" role="alert">
          {texts.report.failed}
        </p>
      )}
      {!failed && report === undefined && <p>{texts.loading}</p>}
      {report !== undefined && (
        <>
          <p class="print-only">{texts.report.printed(moment(centerNow()), by.name)}</p>
          <div class="buttons top">
            <button type="button" class="button secondary" onClick={() => print()}>
              {texts.report.print}
            </button>
          </div>
          <div
            class="report"
            ref={box}
            // The page's own markup, in which every word is escaped.
            dangerouslySetInnerHTML={{
              __html: String(
                reportBody({
                  serviceName: service.name,
                  language,
                  report,
                  nameOf: (what, name) => nameOf(service, language, what, name),
                }),
              ),
            }}
          />
        </>
      )}
    </>
  );
}
