import { useEffect, useState } from 'preact/hooks';
import type { SearchView } from '../../../shared/contracts/search.ts';
import { useDeskTexts } from '../kit/language.ts';
import { FoundRows } from './found-rows.tsx';
import type { CaseGiven } from './given.ts';

/**
 * Cases of other persons that share rare words with this one, each with these words. It comes after the case, and where
 * it does not come nothing is missing: it is no reason to trouble anybody.
 */
export function AlikeCases({ desk, service, known, at }: CaseGiven) {
  const { search: texts } = useDeskTexts();
  const [found, setFound] = useState<SearchView>();
  const { code } = known;
  const looks = !known.urgent && !known.erased;
  useEffect(() => {
    setFound(undefined);
    if (!looks) return undefined;
    let wanted = true;
    desk.search(service.service, { like: code }).then(
      (view) => wanted && setFound(view),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [code, looks]);
  const cases = (found?.cases ?? []).filter(({ item }) => !known.joined.includes(item.caseId));
  if (cases.length === 0) return null;
  return (
    <section aria-labelledby="alike" class="found">
      <h2 id="alike">{texts.alike}</h2>
      <p class="hint">{texts.alikeLead}</p>
      <FoundRows cases={cases} at={at} />
    </section>
  );
}
