import type { SearchView } from '../../../shared/contracts/search.ts';
import { useDeskTexts } from '../kit/language.ts';
import { useWhen, When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

/** Cases that were found, as links: what each is, and why it is here. */
export function FoundRows({ cases, at }: { cases: SearchView['cases']; at: DeskGiven['at'] }) {
  const { search: texts, kinds, stages, worklist } = useDeskTexts();
  return (
    <ul>
      {cases.map(({ item, open, hits, shared }) => (
        <li key={item.caseId}>
          <a href={at('case', item.caseId)}>
            {item.said?.subject ?? item.said?.words ?? (item.reserved ? worklist.reserved : kinds[item.kind])}
          </a>{' '}
          <span class="hint">
            {item.caseId} · {kinds[item.kind]} · {open ? stages[item.stage] : texts.closed} ·{' '}
            <When at={item.receivedAt} />
            {item.protocol !== undefined && ` · ${item.protocol}`}
            {hits !== undefined && ` · ${texts.hits(hits.map((hit) => texts.hitsIn[hit]).join(', '))}`}
            {shared !== undefined && ` · ${texts.shared(shared.join(', '))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What words were searched in, and until when; a search that could not look everywhere says so. */
export function IndexState({ index }: Pick<SearchView, 'index'>) {
  const { search: texts } = useDeskTexts();
  const when = useWhen();
  if (index === undefined) return null;
  if (index.state === 'missing') return <p class="callout warning">{texts.missing}</p>;
  return (
    <>
      {index.state === 'partial' && <p class="callout warning">{texts.partial}</p>}
      {index.upTo !== undefined && <p class="hint">{texts.upTo(when(index.upTo))}</p>}
    </>
  );
}
