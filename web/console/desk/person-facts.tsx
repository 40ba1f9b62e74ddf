import type { KnownFact } from '../../../shared/contracts/person-fact.ts';
import { useDeskTexts } from '../kit/language.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

/**
 * What is known of a person that changes how they are answered, above all else: each fact with who noted it, when and
 * why; `code` is the case that shows it, where one does.
 */
export function PersonFacts({ facts, at, code }: { facts: readonly KnownFact[]; at: DeskGiven['at']; code?: string }) {
  const { facts: texts, handle, newTab } = useDeskTexts();
  if (facts.length === 0) return null;
  return (
    <section class="notice person-facts" aria-labelledby="person-facts">
      <h2 id="person-facts">{texts.title}</h2>
      <ul>
        {facts.map((known) => (
          <li key={`${known.fact} ${known.language ?? ''}`}>
            <strong>
              {handle.choices[known.fact]}
              {known.language !== undefined && `: ${known.language}`}
            </strong>
            <div class="hint">
              {texts.noted(known.by)} <When at={known.at} />
              {known.reason !== undefined && ` · «${known.reason}»`}
              {known.code !== code && (
                <>
                  {' · '}
                  <a href={at('case', known.code)} target={code === undefined ? '_blank' : undefined} rel="noreferrer">
                    {known.code}
                    {code === undefined && <span class="hint"> {newTab}</span>}
                  </a>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
