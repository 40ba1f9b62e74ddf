import { expect, test } from '@jest/globals';
import { rate, review } from '../../../../shared/core/cases/decide-quality.ts';

type Rate = Parameters<typeof rate>[0];
type State = Parameters<typeof rate>[1];
const stages = (...all: string[]) => ({ history: all.map((stage) => ({ stage })) }) as unknown as State;

test('who was answered says what they think of it, and nobody else does', () => {
  const said = { type: 'Rate', scale: 'smiles', value: 3, choices: ['clear'] } as unknown as Rate;
  expect(rate(said, stages('registered', 'answered', 'closed'))).toEqual([
    { type: 'Rated', scale: 'smiles', value: 3, choices: ['clear'] },
  ]);
  expect(rate({ ...said, choices: undefined } as unknown as Rate, stages('answered'))).toEqual([
    { type: 'Rated', scale: 'smiles', value: 3 },
  ]);
  expect(rate(said, stages('registered', 'closed'))).toEqual({ refused: 'not-answered' });
});

test('a review keeps its criteria, and its note where the part is that goes with the erasure', () => {
  const given = { type: 'Review', by: 'Anna', criteria: { clear: true } } as unknown as Parameters<typeof review>[0];
  expect(review(given, stages())).toEqual([{ type: 'Reviewed', by: 'Anna', criteria: { clear: true } }]);
  expect(review({ ...given, subject: 's', note: 'Bene.' }, stages())).toEqual([
    { type: 'Reviewed', by: 'Anna', subject: 's', criteria: { clear: true }, personal: { message: 'Bene.' } },
  ]);
});
