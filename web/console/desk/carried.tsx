import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { useDeskTexts } from '../kit/language.ts';

type AnswerSeen = Pick<DeskCase['desk']['answers'][number], 'attachments' | 'articles'>;

/** What an answer carries besides its words: its files by name, and the pages it quotes, each in the version of then. */
export function Carried({ known, answer }: { known: DeskCase; answer: AnswerSeen }) {
  const { case: texts, handle } = useDeskTexts();
  const { attachments, articles = [] } = answer;
  const names = attachments.map(
    (file, index) => known.documents.find(({ document }) => document === file)?.fileName ?? texts.unnamed(index + 1),
  );
  return (
    <>
      {names.length > 0 && (
        <p class="hint">
          {handle.attach.files}: {names.join(', ')}
        </p>
      )}
      {articles.length > 0 && (
        <p class="hint">
          {handle.attach.pages}: {articles.join(', ')}
        </p>
      )}
    </>
  );
}
