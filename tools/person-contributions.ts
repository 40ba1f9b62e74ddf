import { pointsOf } from '../shared/core/cases/worklist-item.ts';
import type { Contribution } from '../shared/core/contributions/contribution.ts';
import { readableInstant } from '../shared/texts/dates.ts';
import { wordsIn } from '../shared/texts/words/words.ts';

/** Whether a story or idea is a person's: given under one of these codes, or with one of these addresses and numbers. */
export const isOf = (
  { code, given }: Pick<Contribution, 'code' | 'given'>,
  { codes, points }: { codes: ReadonlySet<string>; points: readonly string[] },
): boolean => codes.has(code) || (given !== undefined && pointsOf(given).some((point) => points.includes(point)));

/** A story or idea as its author is handed it: all that is kept of it, without the names of staff. */
export const handedOver = ({ history, ...kept }: Contribution) => ({
  ...kept,
  history: history.map(({ at, what }) => ({ at, what })),
});

/** Stories and ideas as text to read: what was given, what it was allowed, and what everybody reads of it. */
export function readableContributions(own: readonly Contribution[]): string {
  const words = wordsIn.it;
  return own
    .map(({ code, kind, receivedAt, state, given, consents, shown }) =>
      [
        `${words.caseCode}: ${code}`,
        `${words.kind}: ${words.kinds[kind]}`,
        `${words.caseReceived}: ${readableInstant(receivedAt, 'it')}`,
        `${words.caseStands}: ${state}`,
        `${words.email}: ${given?.email ?? '-'}`,
        `${words.phone}: ${given?.phone ?? '-'}`,
        `Consensi: ${
          Object.entries(consents)
            .flatMap(([purpose, yes]) => (yes ? [purpose] : []))
            .join(', ') || '-'
        }`,
        '',
        ...(given === undefined ? [] : [given.title, given.text, '']),
        ...(shown === undefined ? [] : [`Pubblicata: ${shown.title}`, shown.text, '']),
        '----',
        '',
      ].join('\n'),
    )
    .join('\n');
}
