import type { ContentsView } from '../../../shared/contracts/content/view.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { useLanguage } from '../kit/language.ts';
import { useEditorTexts } from './editor-texts.ts';

/** What readers say of pages, the least useful first, and what they search for in vain. */
export function ReadersSay({ readers, at }: { readers: ContentsView['readers']; at: (content: string) => string }) {
  const { readers: texts } = useEditorTexts();
  const { reasons } = knowledgeIn[useLanguage()].useful;
  if (readers === undefined) return null;
  const { pages, searches } = readers;
  return (
    <details>
      <summary>{texts.title}</summary>
      <p class="hint">{texts.lead}</p>
      {pages.length + searches.length === 0 && <p>{texts.nothing}</p>}
      {pages.length > 0 && (
        <div class="table-scroll">
          <table>
            <caption>{texts.pages}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.pages}</th>
                <th scope="col">{texts.yes}</th>
                <th scope="col">{texts.no}</th>
                <th scope="col">{texts.why}</th>
              </tr>
            </thead>
            <tbody>
              {pages.map(({ content, yes, no, reasons: given }) => (
                <tr key={content}>
                  <th scope="row">
                    <a href={at(content)}>{content}</a>
                  </th>
                  <td>{yes}</td>
                  <td>{no}</td>
                  <td>{given.map(({ reason, count }) => `${reasons[reason]}: ${count}`).join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {searches.length > 0 && (
        <div class="table-scroll">
          <table>
            <caption>{texts.searches}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.words}</th>
                <th scope="col">{texts.language}</th>
                <th scope="col">{texts.times}</th>
              </tr>
            </thead>
            <tbody>
              {searches.map(({ language, words, count }) => (
                <tr key={`${language} ${words}`}>
                  <th scope="row" lang={language}>
                    {words}
                  </th>
                  <td>{language.toUpperCase()}</td>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
