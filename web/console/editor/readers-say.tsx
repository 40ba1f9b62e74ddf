import type { ComponentChildren } from 'preact';
import type { ContentsView } from '../../../shared/contracts/content/view.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { useLanguage } from '../kit/language.ts';
import { useEditorTexts } from './editor-texts.ts';

/** A row: what it is about, told once, and what is said of it. */
type Row = { about: string; told: ComponentChildren; lang?: string; cells: readonly (string | number)[] };

/** What readers said, a thing a row; nothing where nobody said anything. */
function Said({ caption, columns, rows }: { caption: string; columns: readonly string[]; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <div class="table-scroll">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ about, told, lang, cells }) => (
            <tr key={about}>
              <th scope="row" lang={lang}>
                {told}
              </th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Reasons with how often each was given, in one line. */
const reasonsTold = <Reason extends string>(
  given: readonly { reason: Reason; count: number | string }[],
  words: Readonly<Record<Reason, string>>,
): string => given.map(({ reason, count }) => `${words[reason]}: ${count}`).join('; ');

/**
 * What readers say of pages, the least useful first, what they search for in vain, how often a page was in an answer of
 * the desk, and whether those who agreed to be asked got a measure; few are told as few.
 */
export function ReadersSay({ readers, at }: { readers: ContentsView['readers']; at: (content: string) => string }) {
  const { readers: texts } = useEditorTexts();
  const { useful, followUp } = knowledgeIn[useLanguage()];
  if (readers === undefined) return null;
  const { pages, searches, answered = [], obtained = [] } = readers;
  const link = (content: string) => ({ about: content, told: <a href={at(content)}>{content}</a> });
  return (
    <details>
      <summary>{texts.title}</summary>
      <p class="hint">{texts.lead}</p>
      {pages.length + searches.length + answered.length + obtained.length === 0 && <p>{texts.nothing}</p>}
      <Said
        caption={texts.pages}
        columns={[texts.pages, texts.yes, texts.no, texts.why]}
        rows={pages.map(({ content, yes, no, reasons }) => ({
          ...link(content),
          cells: [yes, no, reasonsTold(reasons, useful.reasons)],
        }))}
      />
      <Said
        caption={texts.searches}
        columns={[texts.words, texts.language, texts.times]}
        rows={searches.map(({ language, words, count }) => ({
          about: `${language} ${words}`,
          told: words,
          lang: language,
          cells: [language.toUpperCase(), count],
        }))}
      />
      <Said
        caption={texts.answered}
        columns={[texts.pages, texts.answeredTimes]}
        rows={answered.map(({ content, count }) => ({ ...link(content), cells: [count] }))}
      />
      <Said
        caption={`${texts.obtained} ${texts.fewer}`}
        columns={[texts.measure, texts.yes, texts.no, texts.notAsked, texts.why]}
        rows={obtained.map(({ content, yes, no, notAsked, reasons }) => ({
          ...link(content),
          cells: [yes, no, notAsked, reasonsTold(reasons, followUp.reasons)],
        }))}
      />
    </details>
  );
}
