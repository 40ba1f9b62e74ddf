import { describe, expect, test } from '@jest/globals';
import { readAnswerTemplates, readRehearsedCases } from '../../../cdk/house/answer-templates.ts';
import { superviseDesk } from '../../../functions/desk/board.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { BoardView } from '../../../shared/contracts/board.ts';
import type { StaffRole } from '../../../shared/core/staff.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf } from './desk-of.ts';

const asked = (body: object): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    body: JSON.stringify(body),
  }) as unknown as DeskRequest;

/** Something of which nothing may be touched: whatever is asked of it throws. */
const untouchable = (name: string) =>
  new Proxy({}, { get: (_target, what) => () => Promise.reject(new Error(`${name}.${String(what)} was touched`)) });
const ports = [
  ...['register', 'worklist', 'finder', 'protocol', 'judgedCounts', 'readerCounts', 'contacts', 'protocolQueue'],
  ...['answersQueue', 'uploads', 'drafts', 'shifts', 'reserve', 'reserveAsks', 'reads'],
] as const;
const services = [protezioneCivile, familyLine];

/** A desk that knows its cases to train with and may touch nothing of the center. */
const trainingDesk = (definition = protezioneCivile, role: StaffRole = 'operator'): Desk => ({
  ...deskOf({
    definition,
    roles: rolesOf(role),
    templates: readAnswerTemplates(['shared/services'], definition.service),
    training: readRehearsedCases(['shared/services'], definition.service),
  }),
  ...Object.fromEntries(ports.map((name) => [name, untouchable(name)])),
});

async function trained(desk: Desk) {
  const view = BoardView.parse((await superviseDesk(desk, asked({ do: 'train' }))).body);
  if (view.is !== 'training') throw new Error('no training');
  return view.cases;
}

describe.each(services)('cases to train with of $service', (definition) => {
  test('are shown as the desk would show them, and touch nothing of the center', async () => {
    const cases = await trained(trainingDesk(definition));
    expect(cases.length).toBeGreaterThanOrEqual(5);
    for (const { known } of cases) expect(known).toMatchObject({ version: 1, stage: 'registered', protocol: [] });
  });

  test('are answered from a text that the reserve is offered, or left; and what is urgent is left', async () => {
    for (const { known, templates, right } of await trained(trainingDesk(definition, 'reserve'))) {
      if (right.do === 'answer') expect(templates.map(({ id }) => id)).toContain(right.template);
      if (known.urgent) expect(right).toEqual({ do: 'leave' });
    }
  });
});

test('the reserve trains with its account shut, and is let into nothing else of the board', async () => {
  const desk = trainingDesk(protezioneCivile, 'reserve');
  expect(await trained(desk)).not.toEqual([]);
  const code = 'PC-0000-0000-0000-0000';
  const others = [
    { do: 'look' },
    { do: 'people' },
    { do: 'propose' },
    { do: 'sample' },
    { do: 'held-answers' },
    { do: 'reserve' },
    { do: 'list', of: 'lane', id: 'information', what: 'waiting' },
    { do: 'preview', to: { to: 'list' }, cases: [{ code, version: 1 }] },
    { do: 'move', to: { to: 'list' }, cases: [{ code, version: 1 }], reason: 'no' },
    { do: 'read-sampled', week: '2026-W40', code },
    { do: 'review', week: '2026-W40', code, version: 1, right: true },
    { do: 'judge-held-answer', code, version: 1, answer: 'aaaaaaaaaaaaaaaa', right: true },
    { do: 'edit-reserve', subject: 'piero', version: 0 },
  ];
  for (const other of others)
    await expect(superviseDesk(desk, asked(other))).rejects.toMatchObject({ problemName: 'not-allowed' });
});

test.each<[StaffRole, boolean]>([
  ['operator', true],
  ['expert', true],
  ['dutyOfficer', true],
  ['reserve', true],
  ['partner', false],
  ['auditor', false],
])('training is for %s: %s', async (role, may) => {
  const training = trained(trainingDesk(protezioneCivile, role));
  if (may) expect(await training).not.toEqual([]);
  else await expect(training).rejects.toMatchObject({ problemName: 'not-allowed' });
});
