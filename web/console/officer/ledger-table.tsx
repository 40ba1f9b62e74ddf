import { useState } from 'preact/hooks';
import { useTexts } from '../kit/language.ts';
import { useTimes } from '../kit/times.tsx';
import { ActText } from './acts.tsx';
import type { DutyGiven } from './given.ts';

/** Acts that are shown before somebody asks for all. */
const shownAtFirst = 12;

/** Every act of the ledger, newest first: who, what, why. */
export function LedgerTable({ view, at }: Pick<DutyGiven, 'view' | 'at'>) {
  const { ledger: texts, report } = useTexts();
  const { moment } = useTimes();
  const [whole, setWhole] = useState(false);
  const acts = whole ? view.acts : view.acts.slice(0, shownAtFirst);
  return (
    <section aria-labelledby="ledger" class="ledger">
      <h2 id="ledger">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      {view.acts.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.who}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.why}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <tr key={act.version}>
                <td>
                  <time dateTime={act.at}>{moment(act.at)}</time>
                  <div class="hint">{texts.version(act.version)}</div>
                </td>
                <td>{act.by.name}</td>
                <td>
                  <ActText act={act} acts={view.acts} />
                  {act.type === 'Declared' && (
                    <a class="no-print" href={at('report', act.declaration)}>
                      {report.ofDeclaration}
                      <span class="visually-hidden"> {texts.version(act.version)}</span>
                    </a>
                  )}
                </td>
                <td class="words">{act.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.acts.length > acts.length && (
        <p>
          <button type="button" class="button secondary no-print" onClick={() => setWhole(true)}>
            {texts.more(view.acts.length - acts.length)}
          </button>
        </p>
      )}
    </section>
  );
}
