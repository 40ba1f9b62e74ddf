import { hoursAhead } from '../../../shared/contracts/board.ts';
import { useTexts } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import type { DutyGiven } from './given.ts';

/** What it is asked with. */
export type Asks = Pick<DutyGiven, 'api' | 'service' | 'onSignedOut'>;

const everyMs = 60_000;

/** How many people are at the desk, come soon and are needed, and from what that is worked out. */
export function PeopleNeeded({ api, service: { service }, onSignedOut }: Asks) {
  const { people: texts } = useTexts();
  const { value } = usePolled({ name: `${service} people`, ask: () => api.people(service), everyMs, onSignedOut });
  // The rest of the page says what to do where the desk does not answer.
  if (value === undefined) return null;
  const { present, break: onBreak, coming, reserve, needed, atLeast } = value;
  const rows: [string, string | number][] = [
    [texts.present, onBreak > 0 ? texts.withBreak(present, onBreak) : present],
    [texts.coming(hoursAhead), coming],
    [texts.needed, atLeast ? texts.atLeast(needed) : needed],
    [texts.reserve, reserve.asked === 0 ? reserve.people : texts.asked(reserve)],
  ];
  return (
    <>
      <table class="compare figures">
        <caption class="visually-hidden">{texts.title}</caption>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{texts.formula(value)}</p>
    </>
  );
}
