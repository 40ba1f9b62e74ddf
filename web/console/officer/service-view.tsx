import { postureLevels } from '../../../shared/contracts/declaration.ts';
import { useTexts } from '../kit/language.ts';
import { useTimes } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import { DeclarationCard } from './declaration-card.tsx';
import type { DutyGiven, InForce } from './given.ts';
import { HandOvers } from './hand-overs.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { PeopleNeeded } from './people-needed.tsx';
import { Proposals, waits } from './proposals.tsx';
import { StateStrip } from './state-strip.tsx';
import { ZonesView } from './zones-view.tsx';

/** The most serious first; of one level, as they were declared. */
const mostSerious = (declarations: readonly InForce[]) =>
  declarations.toSorted((one, other) => postureLevels.indexOf(other.level) - postureLevels.indexOf(one.level));

/**
 * Where the officer's line begins: everything about one service, what holds, what is proposed, where, and every act.
 * From here one declares, answers proposals, and renews, changes or ends what is in force.
 */
export function ServiceView(given: DutyGiven) {
  const { service, view, proposals, declares, by, at } = given;
  const texts = useTexts();
  const { moment } = useTimes();
  // What waits for a decision comes before everything else.
  const waiting = proposals.some(waits);
  const inOrder = <Proposals proposals={proposals} declares={declares} at={at} />;
  return (
    <>
      <p class="print-only">
        {texts.report.title} · {texts.report.printed(moment(centerNow()), by.name)}
      </p>
      <StateStrip service={service} view={view} />
      <div class="buttons top">
        {declares && (
          <a class="button primary declare-now" href={at('declare')}>
            {texts.actions.declare}
          </a>
        )}
        <button type="button" class="button secondary" onClick={() => print()}>
          {texts.actions.print}
        </button>
      </div>
      {waiting && inOrder}
      <section aria-labelledby="in-force">
        <h2 id="in-force">{texts.now}</h2>
        {view.declarations.length === 0 && <p>{texts.nothingDeclared}</p>}
        {mostSerious(view.declarations).map((declaration) => (
          <DeclarationCard
            key={declaration.declaration}
            declaration={declaration}
            called={view.callOuts?.find((one) => one.declaration === declaration.declaration)}
            declares={declares}
            at={(word) => at(word, declaration.declaration)}
          />
        ))}
      </section>
      {!waiting && inOrder}
      <section aria-labelledby="people-needed">
        <h2 id="people-needed">{texts.people.title}</h2>
        <PeopleNeeded {...given} />
      </section>
      <ZonesView view={view} />
      <HandOvers {...given} />
      <LedgerTable view={view} at={at} />
    </>
  );
}
