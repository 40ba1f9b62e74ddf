import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { useTexts } from '../kit/language.ts';
import { AreaText, BasisText, LevelBadge } from '../kit/parts.tsx';
import { Countdown, useNow, useTimes } from '../kit/times.tsx';
import type { DutyWord, InForce } from './given.ts';

const twoHours = 2 * 3_600_000;

/** Who was called to duty for a declaration, and whether anybody answered. */
function Called({ calls, acknowledged }: Pick<NonNullable<LedgerView['callOuts']>[number], 'calls' | 'acknowledged'>) {
  const { called: texts } = useTexts();
  const { moment, hour } = useTimes();
  return (
    <p class="called">
      <strong>{texts.title}:</strong>{' '}
      {calls.length === 0 ? texts.nobody : calls.map(({ name, at }) => texts.person(name, hour(at))).join(', ')}
      {calls.length === 0 ? '' : '. '}
      {acknowledged !== undefined && texts.answered(acknowledged.by, moment(acknowledged.at))}
      {acknowledged === undefined && calls.length > 0 && <strong>{texts.waiting}</strong>}
    </p>
  );
}

/** One declaration in force: what, where, until when, by whom, and what can be done about it. */
export function DeclarationCard({
  declaration,
  called,
  declares,
  at,
}: {
  declaration: InForce;
  called: NonNullable<LedgerView['callOuts']>[number] | undefined;
  declares: boolean;
  at: (word: DutyWord) => string;
}) {
  const texts = useTexts();
  const { moment } = useTimes();
  const now = useNow(10_000);
  const { level, hours, area, by, declaredAt: since, endsAt, reason, legalBasis } = declaration;
  const soon = Date.parse(endsAt) - now < twoHours;
  return (
    <article class={`declaration ${level}`} aria-label={`${texts.posture[level]}, ${by.name}`}>
      <div class="head">
        <LevelBadge level={level} />
        <span>{texts.hours[hours]}</span>
        <Countdown to={endsAt} />
      </div>
      <p class="when">{texts.ends(moment(endsAt))}</p>
      {soon && <p class="notice">{texts.renewSoon}</p>}
      <AreaText area={area} />
      <p class="reason">«{reason}»</p>
      <p class="hint">
        {texts.declaredBy(by.name, moment(since))}
        {legalBasis !== undefined && (
          <>
            {' · '}
            <BasisText basis={legalBasis} />
          </>
        )}
      </p>
      {called !== undefined && <Called {...called} />}
      <div class="buttons">
        {declares &&
          (
            [
              ['renew', texts.actions.renew],
              ['change', texts.actions.change],
              ['stand-down', texts.actions.standDown],
            ] as const
          ).map(([word, name]) => (
            <a key={word} class="button secondary" href={at(word)}>
              {name}
            </a>
          ))}
        <a class="button secondary" href={at('report')}>
          {texts.report.ofDeclaration}
        </a>
      </div>
    </article>
  );
}
