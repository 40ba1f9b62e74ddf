import type { BoardAsked, BoardView } from '../../shared/contracts/board.ts';
import { type SampledCase, usualSample } from '../../shared/contracts/review-sample.ts';
import { maximumTextLength } from '../../shared/contracts/text.ts';
import { isSamePerson } from '../../shared/core/cases/desk-facts.ts';
import { weekBefore } from '../../shared/core/hours/iso-week.ts';
import { present } from '../../shared/core/present.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { actOn } from './act-on-case.ts';
import { actRefused, type Desk, demand, invalid } from './desk.ts';
import { keepSampleRead } from './keep-read.ts';
import { readRegistered } from './show-case.ts';

// Answered cases that a second person looks at: drawn by the list as the register tells of answers (ADR 52).

type Asked<Do extends BoardAsked['do']> = Extract<BoardAsked, { do: Do }>;

const sampleOf = ({ worklist, definition }: Desk, week: string): Promise<SampledCase[]> => {
  const drawn = definition.desk?.reviewsAWeek ?? usualSample;
  return drawn === 0 ? Promise.resolve([]) : worklist.sampleOf(week, drawn);
};

const isOwn = ({ officer }: Desk, { by, subject }: SampledCase) =>
  isSamePerson({ by, subject }, { by: officer.name, subject: officer.subject });

/** How many answers of the week that is over were drawn, looked at, and are to be corrected. */
export async function countReviews(desk: Desk) {
  const week = weekBefore(desk.now.toISOString());
  const drawn = await sampleOf(desk, week);
  const reviewed = drawn.filter(({ right }) => right !== undefined);
  return {
    week,
    drawn: drawn.length,
    reviewed: reviewed.length,
    toCorrect: reviewed.filter(({ right }) => right === false).length,
  };
}

/** The answered cases that were drawn of a week; of the one that is over where none is named. */
export async function showSample(desk: Desk, { week: asked }: Asked<'sample'>): Promise<BoardView> {
  demand(desk, 'review');
  const week = asked ?? weekBefore(desk.now.toISOString());
  const cases = (await sampleOf(desk, week)).map((one) => ({
    code: one.code,
    kind: one.kind,
    answeredAt: one.answeredAt,
    state: one.right === undefined ? ('waiting' as const) : one.right ? ('right' as const) : ('to-correct' as const),
    own: isOwn(desk, one),
  }));
  return { is: 'sample', week, cases };
}

/**
 * A case of the sample of a week that the asker may look at; throws the Refusals `not-found` for one that was not drawn
 * and `act-refused` for the asker's own answer.
 */
async function drawnCase(desk: Desk, { week, code }: { week: string; code: string }): Promise<SampledCase> {
  demand(desk, 'review');
  const drawn = (await sampleOf(desk, week)).find((one) => one.code === code);
  if (drawn === undefined) throw new Refusal('not-found');
  if (isOwn(desk, drawn)) throw actRefused('own-answer');
  return drawn;
}

const said = (words: readonly { at: string; text?: string | undefined }[]) =>
  words.flatMap(({ at, text }) =>
    text === undefined || text === '' ? [] : [{ at, text: text.slice(0, maximumTextLength) }],
  );

/** What was asked and answered in a case of the sample, without anybody's name; that it was read is kept. */
export async function readSampled(desk: Desk, asked: Asked<'read-sampled'>): Promise<BoardView> {
  const { code, kind, week } = await drawnCase(desk, asked);
  const { read } = await readRegistered(desk, code);
  await keepSampleRead(desk, code);
  const answers = read.desk.answers.filter(({ state }) => state === 'sent');
  const fromCitizen = [
    ...read.readings.map(({ at, message }) => ({ at, text: message })),
    ...read.messages.filter(({ from }) => from === 'citizen'),
  ];
  const before = read.messages.filter(({ from }) => from === 'desk');
  return {
    is: 'sampled',
    code,
    version: read.version,
    week,
    kind,
    language: read.language,
    asked: said(fromCitizen).slice(-100),
    answered: said(answers.length > 0 ? answers : before).slice(-100),
  };
}

/** Keeps what a second person found of an answer, on the version that they read. */
export async function reviewSampled(desk: Desk, asked: Asked<'review'>): Promise<BoardView> {
  const { code, version, right, words } = asked;
  if (!right && words === undefined) throw invalid({ pointer: '/words', detail: 'must say what is to be corrected' });
  await drawnCase(desk, asked);
  const { name: by, subject } = desk.officer;
  const criteria = [{ criterion: 'right', met: right }];
  await actOn(desk, code, version, { type: 'Review', by, subject, criteria, ...present({ note: words }) });
  return { is: 'reviewed', code, right };
}
