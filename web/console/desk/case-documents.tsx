import { useRef, useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { useDeskTexts } from '../kit/language.ts';
import { useNow } from '../kit/times.tsx';
import { HeardSentence } from './danger.tsx';

type FileSeen = DeskCase['documents'][number];

/**
 * A document beside the text: a picture, or a frame of the documents' own origin. A text is shown in a sandbox, where
 * nothing runs; a PDF by the browser's own reader, which no sandbox lets in.
 */
function Preview({ file, name, id }: { file: FileSeen; name: string; id: string }) {
  const { case: texts } = useDeskTexts();
  const { preview, contentType = '' } = file;
  return (
    <div class="preview" id={id}>
      {contentType.startsWith('image/') ? (
        <img src={preview} alt={texts.pictureOf(name)} />
      ) : contentType === 'application/pdf' ? (
        <iframe src={preview} title={texts.preview(name)} />
      ) : (
        <iframe src={preview} title={texts.preview(name)} sandbox="" />
      )}
    </div>
  );
}

/**
 * The files of a case; each opens under an address that lasts a few minutes and is nobody else's. What is `toRead`
 * stands open beside the form in which it is typed.
 */
export function Documents({ known, refresh, toRead }: { known: DeskCase; refresh: () => void; toRead: boolean }) {
  const { case: texts, newTab } = useDeskTexts();
  const now = useNow(15_000);
  const first = toRead ? known.documents.find(({ preview }) => preview !== undefined)?.document : undefined;
  const [chosen, setChosen] = useState<string>();
  // The address of then: one that was signed anew meanwhile would load the document again.
  const opened = useRef<FileSeen | undefined>(undefined);
  const shown = chosen ?? first ?? '';
  const seen = known.documents.find(({ document }) => document === shown);
  if (opened.current?.document !== shown) opened.current = seen;
  if (known.documents.length === 0) return null;
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{texts.documents}</h2>
      <ul class="documents">
        {known.documents.map((file, index) => {
          const { document, state, contentType, bytes, fileName, address, addressEndsAt, danger } = file;
          const name = fileName ?? texts.unnamed(index + 1);
          const lasts = addressEndsAt !== undefined && Date.parse(addressEndsAt) > now;
          return (
            <li key={document}>
              <strong>{name}</strong>{' '}
              <span class="hint">
                {[contentType, bytes === undefined ? undefined : `${Math.ceil(bytes / 1024)} KB`]
                  .filter((part) => part !== undefined)
                  .join(', ')}
              </span>
              <div>{texts.documentStates[state]}</div>
              <HeardSentence heard={danger} lang={known.language} />
              {file.preview !== undefined && (lasts || shown === document) && (
                <button
                  type="button"
                  class="button secondary"
                  aria-expanded={shown === document}
                  aria-controls={`preview-${index}`}
                  onClick={() => setChosen(shown === document ? '' : document)}
                >
                  {shown === document ? texts.hidePreview : texts.showPreview}
                  <span class="visually-hidden"> {name}</span>
                </button>
              )}
              {address !== undefined &&
                (lasts ? (
                  <a class="button secondary" href={address} target="_blank" rel="noopener noreferrer">
                    {texts.openDocument}
                    <span class="visually-hidden">
                      {' '}
                      {name} {newTab}
                    </span>
                  </a>
                ) : (
                  <button type="button" class="button secondary" onClick={refresh}>
                    {texts.newAddress}
                    <span class="visually-hidden"> {name}</span>
                  </button>
                ))}
              {shown === document && opened.current !== undefined && (
                <Preview file={opened.current} name={name} id={`preview-${index}`} />
              )}
            </li>
          );
        })}
      </ul>
      <p class="hint">{texts.addressHint}</p>
    </section>
  );
}
