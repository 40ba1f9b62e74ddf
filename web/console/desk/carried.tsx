import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { textsOf } from '../../../shared/core/cases/given-texts.ts';
import { addressOf } from '../kit/addresses.ts';
import { useDeskTexts } from '../kit/language.ts';

type AnswerSeen = Pick<DeskCase['desk']['answers'][number], 'attachments' | 'articles' | 'template' | 'corrects'>;

/** What an answer carries besides its words: its files by name, and the pages it quotes, each in the version of then. */
export function Carried({ known, answer }: { known: DeskCase; answer: AnswerSeen }) {
  const { case: texts, handle, many } = useDeskTexts();
  const { attachments, articles, template, corrects } = answer;
  const given = textsOf({ ...(articles && { articles }), ...(template && { template }) });
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
      {given.length > 0 && (
        <p class="hint">
          {handle.attach.pages}:{' '}
          {given.map((text, place) => (
            <>
              {place > 0 && ', '}
              <a href={addressOf(known.service, 'given', text)}>{text}</a>
            </>
          ))}
        </p>
      )}
      {corrects !== undefined && (
        <p class="hint">
          {many.given.corrects}: <a href={addressOf(known.service, 'given', corrects)}>{corrects}</a>
        </p>
      )}
    </>
  );
}
