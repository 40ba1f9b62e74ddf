import type { ContentsView } from '../../../shared/contracts/content/view.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { useLanguage } from '../kit/language.ts';
import { useEditorTexts } from './editor-texts.ts';

type Readers = NonNullable<ContentsView['readers']>;
type At = { at: (content: string) => string };

/** How often a page was in an answer of the desk. */
function PagesThatAnswered({ answered, at }: { answered: NonNullable<Readers['answered']> } & At) {
  const { readers: texts } = useEditorTexts();
  if (answered.length === 0) return null;
  return (
    <div class="table-scroll">
      <table>
        <caption>{texts.answered}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.pages}</th>
            <th scope="col">{texts.answeredTimes}</th>
          </tr>
        </thead>
        <tbody>
          {answered.map(({ content, count }) => (
            <tr key={content}>
              <th scope="row">
                <a href={at(content)}>{content}</a>
              </th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether whoever agreed to be asked got a measure; few are told as few. */
function MeasuresObtained({ obtained, at }: { obtained: NonNullable<Readers['obtained']> } & At) {
  const { readers: texts } = useEditorTexts();
  const { reasons } = knowledgeIn[useLanguage()].followUp;
  if (obtained.length === 0) return null;
  return (
    <div class="table-scroll">
      <table>
        <caption>
          {texts.obtained} {texts.fewer}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.measure}</th>
            <th scope="col">{texts.yes}</th>
            <th scope="col">{texts.no}</th>
            <th scope="col">{texts.notAsked}</th>
            <th scope="col">{texts.why}</th>
          </tr>
        </thead>
        <tbody>
          {obtained.map(({ content, yes, no, notAsked, reasons: given }) => (
            <tr key={content}>
              <th scope="row">
                <a href={at(content)}>{content}</a>
              </th>
              <td>{yes}</td>
              <td>{no}</td>
              <td>{notAsked}</td>
              <td>{given.map(({ reason, count }) => `${reasons[reason]}: ${count}`).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What readers say of pages, the least useful first, and what they search for in vain. */
export function ReadersSay({ readers, at }: { readers: ContentsView['readers']; at: (content: string) => string }) {
  const { readers: texts } = useEditorTexts();
  const language = useLanguage();
  const { reasons } = knowledgeIn[language].useful;
  if (readers === undefined) return null;
  const { pages, searches, answered = [], obtained = [] } = readers;
  return (
    <details>
      <summary>{texts.title}</summary>
      <p class="hint">{texts.lead}</p>
      {pages.length + searches.length + answered.length + obtained.length === 0 && <p>{texts.nothing}</p>}
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
      <PagesThatAnswered answered={answered} at={at} />
      <MeasuresObtained obtained={obtained} at={at} />
    </details>
  );
}
