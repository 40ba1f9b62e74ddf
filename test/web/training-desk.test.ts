import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readAnswerTemplates, readRehearsedCases } from '../../cdk/house/answer-templates.ts';
import { superviseDesk } from '../../functions/desk/board.ts';
import type { DeskRequest } from '../../functions/desk/desk.ts';
import type { BoardView } from '../../shared/contracts/board.ts';
import type { TrainingCase } from '../../shared/contracts/training.ts';
import { type Trained, trainingDesk } from '../../web/console/desk/training-desk.ts';
import { deskOf } from '../functions/desk/desk-of.ts';

const real = globalThis.fetch;
let cases: readonly TrainingCase[];
let trained: Trained[];

beforeEach(async () => {
  const desk = deskOf({
    templates: readAnswerTemplates(['shared/services'], 'protezione-civile'),
    training: readRehearsedCases(['shared/services'], 'protezione-civile'),
  });
  const body = JSON.stringify({ do: 'train' });
  const request = { headers: { 'content-type': 'application/json' }, isBase64Encoded: false, body };
  const view = (await superviseDesk(desk, request as unknown as DeskRequest)).body as BoardView;
  cases = view.is === 'training' ? view.cases : [];
  trained = [];
  globalThis.fetch = () => Promise.reject(new Error('training asked something of the center'));
});
afterEach(() => {
  globalThis.fetch = real;
});

const playAs = async (act: (one: TrainingCase) => object) => {
  const desk = trainingDesk(cases, (one) => trained.push(one));
  for (;;) {
    const known = await desk.next('protezione-civile');
    const one = cases.find(({ known: { code } }) => code === known.code);
    if (one === undefined) return;
    expect((await desk.templates(one.known.service, one.known.code)).templates).toEqual(one.templates);
    await desk.act('actOnCase', one.known, act(one) as never);
  }
};
const answerWith = (id: string) => ({
  act: 'answer',
  text: 'x',
  channel: 'mail',
  final: true,
  template: { id, version: 1 },
});

describe('training', () => {
  test('gives each case once, and finds right what is right, without a word to the center', async () => {
    await playAs(({ right }) => (right.do === 'answer' ? answerWith(right.template) : { act: 'release' }));
    expect(trained.map(({ rehearsed }) => rehearsed.id)).toEqual(cases.map(({ id }) => id));
    expect(trained.map(({ right }) => right)).toEqual(cases.map(() => true));
  });

  test('finds wrong whoever answers a danger, leaves what the reserve answers, or takes another text', async () => {
    await playAs(({ right }) => (right.do === 'answer' ? { act: 'release' } : answerWith('information')));
    expect(trained.map(({ right }) => right)).toEqual(cases.map(() => false));
    trained = [];
    await playAs(() => answerWith('report-passed-on'));
    expect(trained.some(({ right }) => right)).toBe(false);
  });
});
