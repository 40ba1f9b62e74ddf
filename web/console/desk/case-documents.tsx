import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { useDeskTexts } from '../kit/language.ts';
import { useNow } from '../kit/times.tsx';
import { HeardSentence } from './danger.tsx';

/** The files of a case; each opens under an address that lasts a few minutes and is nobody else's. */
export function Documents({ known, refresh }: { known: DeskCase; refresh: () => void }) {
  const { case: texts, newTab } = useDeskTexts();
  const now = useNow(15_000);
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
            </li>
          );
        })}
      </ul>
      <p class="hint">{texts.addressHint}</p>
    </section>
  );
}
