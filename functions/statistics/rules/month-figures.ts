import { channels } from '../../../shared/contracts/kind.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { ToldFigure } from '../../../shared/contracts/statistics.ts';
import { type Told, toldPartsOf, toldWhole } from './suppress.ts';

// What is told of a month: wholes and what they are made of. Each whole is told once, and a part that is a whole itself
// is told as it is told among the parts; so small numbers stay hidden whichever of them are subtracted.

/** A whole by the name that it is counted under, and the parts that it is made of in one respect. */
export type Split = { figure: string; whole: string; by: string; parts: readonly string[] };

const regions = Array.from({ length: 20 }, (_none, place) => String(place + 1).padStart(2, '0'));
const answered = 'cases.state.answered';

/** The wholes that are parts of nothing. */
export const wholes = ['contacts', 'cases', 'stars', 'faces', 'clear'] as const;

/** What is told of a service: a whole stands before those that are parts of it. */
export function splitsOf({ kinds }: Pick<PreparedService, 'kinds'>): Split[] {
  const sorts = (figure: 'contacts' | 'cases'): Split[] => [
    { figure, whole: figure, by: 'channel', parts: channels },
    { figure, whole: figure, by: 'kind', parts: kinds.map(({ kind }) => kind) },
    { figure, whole: figure, by: 'region', parts: [...regions, 'unknown'] },
  ];
  return [
    ...sorts('contacts'),
    {
      figure: 'calls',
      whole: 'contacts.channel.phone',
      by: 'call',
      parts: ['answered', 'abandoned', 'unanswered', 'other'],
    },
    ...sorts('cases'),
    { figure: 'cases', whole: 'cases', by: 'state', parts: ['answered', 'open', 'ended'] },
    { figure: 'cases', whole: 'cases', by: 'competence', parts: ['own', 'referred', 'refused'] },
    { figure: 'cases', whole: 'cases', by: 'reopening', parts: ['reopened', 'never'] },
    { figure: 'cases', whole: 'cases', by: 'term', parts: ['told', 'none'] },
    { figure: 'answered', whole: answered, by: 'charter', parts: ['within', 'late', 'untimed'] },
    { figure: 'answered', whole: answered, by: 'day', parts: ['within', 'later'] },
    { figure: 'answered', whole: answered, by: 'contact', parts: ['first', 'further'] },
    { figure: 'open', whole: 'cases.state.open', by: 'due', parts: ['overdue', 'notYet'] },
    { figure: 'stars', whole: 'stars', by: 'value', parts: ['1', '2', '3', '4', '5'] },
    { figure: 'faces', whole: 'faces', by: 'value', parts: ['1', '2', '3'] },
    { figure: 'clear', whole: 'clear', by: 'value', parts: ['yes', 'partly', 'no'] },
  ];
}

/** What is counted under a name, with what time alone makes of it: of what is owed, what is overdue since before `today`. */
function countedAt(counted: Readonly<Record<string, number>>, today: string): (name: string) => number {
  const overdue = Object.entries(counted)
    .filter(([name]) => name.startsWith('owed.') && name.slice('owed.'.length) < today)
    .reduce((sum, [, value]) => sum + value, 0);
  const due = 'cases.state.open.due';
  const own: Record<string, number> = {
    ...counted,
    [`${due}.overdue`]: overdue,
    [`${due}.notYet`]: Math.max(0, (counted['cases.state.open'] ?? 0) - overdue),
  };
  return (name) => own[name] ?? 0;
}

/**
 * The figures of a month as they are told on a day (`YYYY-MM-DD`): every whole, what it is made of, and the averages of
 * what is told. `counted` is the sum of what its cases add.
 */
export function monthFigures(
  counted: Readonly<Record<string, number>>,
  definition: Pick<PreparedService, 'kinds'>,
  today: string,
): ToldFigure[] {
  const countOf = countedAt(counted, today);
  const told = new Map<string, Told>(wholes.map((name) => [name, toldWhole(countOf(name))]));
  const figures: ToldFigure[] = wholes.map((figure) => ({ figure, value: told.get(figure) ?? '*' }));
  for (const { figure, whole, by, parts } of splitsOf(definition)) {
    const names = parts.map((part) => `${whole}.${by}.${part}`);
    const values = toldPartsOf(told.get(whole) ?? '*', names.map(countOf));
    for (const [place, of] of parts.entries()) {
      const value = values[place] ?? '*';
      told.set(names[place] ?? '', value);
      figures.push({ figure, by, of, value });
    }
  }
  const isTold = (...names: readonly string[]) => names.every((name) => typeof told.get(name) === 'number');
  const average = (figure: string, sum: string, count: number, unit: number, ...names: readonly string[]) => {
    if (count >= 5 && isTold(...names))
      figures.push({ figure, value: Math.round((countOf(sum) / count / unit) * 10) / 10 });
  };
  average('waitSeconds', 'waitSeconds', countOf('waits'), 1, 'contacts.channel.phone.call.answered');
  const [within, late] = [`${answered}.charter.within`, `${answered}.charter.late`] as const;
  const timed = countOf(within) + countOf(late);
  for (const [figure, sum] of [
    ['promisedHours', 'promisedMinutes'],
    ['takenHours', 'takenMinutes'],
  ] as const) {
    average(figure, `timed.${sum}`, timed, 60, within, late);
    average(`late${figure[0]?.toUpperCase()}${figure.slice(1)}`, `late.${sum}`, countOf(late), 60, within, late);
  }
  return figures;
}
