import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { lookUpCaller } from '../../../functions/desk/look-up-caller.ts';
import { openCaseFor, showCase } from '../../../functions/desk/show-case.ts';
import { showReads } from '../../../functions/desk/show-reads.ts';
import { showTemplates } from '../../../functions/desk/show-templates.ts';
import { showWorklist } from '../../../functions/desk/show-worklist.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { ReadsView } from '../../../shared/contracts/read.ts';
import { WorklistView } from '../../../shared/contracts/worklist.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { en } from '../../../shared/texts/portal/en.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { deskOf, openCase } from './desk-of.ts';

const now = new Date('2026-11-30T10:07:00.000Z');
const anna = { subject: 'anna', name: 'Anna Gialli' };
const take: CaseEvent = { type: 'TakenInCharge', by: 'Dina Lodi', subject: 'dina', how: 'chosen' };
const close: CaseEvent = { type: 'Closed', reason: 'answered', by: 'Dina Lodi', subject: 'dina', outcome: 'answered' };
const note: CaseEvent = { type: 'NoteAdded', by: anna.name, subject: 'anna', personal: { message: 'Sentita.' } };
const urgent: CaseEvent = { type: 'UrgencyRaised' };

let desk: Desk;
let reads: ReturnType<typeof memoryReads>;
beforeEach(() => {
  reads = memoryReads();
  desk = deskOf({ officer: anna, now, reads });
});

const about = (code: string, query?: Record<string, string>, body: unknown = {}): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json' },
    pathParameters: { code },
    queryStringParameters: query,
    isBase64Encoded: false,
    body: JSON.stringify(body),
  }) as unknown as DeskRequest;

const refusal = async (doing: Promise<unknown>) => {
  const thrown = await doing.catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(thrown)}`);
  return { name: thrown.problemName, ...thrown.members };
};
const later = (minutes: number, of = desk) => ({ ...of, now: new Date(now.getTime() + minutes * 60_000) });
const given = (...more: CaseEvent[][]) => openCase(desk, 'a', { message: 'Quando riapre?', name: 'Ada' }, ...more);

describe('a case is read without a reason', () => {
  test.each<[string, CaseEvent[][], Partial<Desk>, string]>([
    ['where it waits and nobody has it', [], {}, 'waits-in-lane'],
    ['by whoever has done something with it', [[take], [note], [close]], {}, 'own'],
    ['by whoever has it', [[{ ...take, by: anna.name, subject: 'anna' }]], {}, 'own'],
    ['where danger to life was heard, whoever has it', [[take], [urgent]], {}, 'danger'],
    ['of danger by a duty officer too', [[urgent]], { roles: rolesOf('dutyOfficer') }, 'danger'],
  ])('%s', async (_name, more, who, ground) => {
    const code = await given(...more);
    expect((await showCase({ ...desk, ...who }, about(code))).status).toBe(200);
    expect(reads.all()).toMatchObject([{ of: code, subject: 'anna', ground, at: now.toISOString() }]);
  });

  const forwarded: CaseEvent = {
    type: 'Forwarded',
    to: 'Esperti dei rischi e dell’allerta',
    by: 'Dina Lodi',
    subject: 'dina',
    ask: 'a'.repeat(16),
  };
  const inGroup = (groups: string[]) => {
    const after = { name: anna.name, skills: [], groups, week: [] };
    return desk.shifts.change({ subject: 'anna', version: 1, at: now.toISOString(), by: anna, after });
  };

  test('by the group of experts that is asked', async () => {
    const code = await given([take], [forwarded]);
    expect(await refusal(showCase(desk, about(code)))).toMatchObject({ refused: 'reason-needed' });
    await inGroup(['risks']);
    expect((await showCase(desk, about(code))).status).toBe(200);
  });

  test('by an expert of whom no shift says a group, where any is asked, and by none of another group', async () => {
    const expert = { ...desk, roles: rolesOf('expert') };
    const notAsked = await given([take]);
    expect(await refusal(showCase(expert, about(notAsked)))).toMatchObject({ refused: 'reason-needed' });
    const asked = await openCase(desk, 'b', { message: 'Il versante tiene?' }, [take], [forwarded]);
    expect((await showCase(expert, about(asked))).status).toBe(200);
    await inGroup(['buildings']);
    expect(await refusal(showCase({ ...later(20), roles: rolesOf('expert') }, about(asked)))).toMatchObject({
      refused: 'reason-needed',
    });
  });
});

describe('a case is read with a reason alone', () => {
  test.each<[string, CaseEvent[][], Partial<Desk>]>([
    ['where somebody else has it', [[take]], {}],
    ['once it is closed', [[take], [close]], {}],
    ['by a duty officer', [], { roles: rolesOf('dutyOfficer') }],
    ['by a supervisor, where somebody has it', [[take]], { roles: rolesOf('supervisor') }],
  ])('%s', async (_name, more, who) => {
    const code = await given(...more);
    const asking = { ...desk, ...who };
    expect(await refusal(showCase(asking, about(code)))).toEqual({ name: 'not-allowed', refused: 'reason-needed' });
    const refused = await showCase(asking, about(code)).catch((thrown: Refusal) => thrown.saying(en));
    expect(refused).toBe('This case is not yours and does not wait for you: to read it, say why.');
    expect(reads.all()).toEqual([]);
    const reason = 'Ha chiamato e chiede a che punto è.';
    expect((await openCaseFor(asking, about(code, undefined, { reason }))).status).toBe(201);
    expect(reads.all()).toMatchObject([{ of: code, ground: 'reason', reason }]);
    // The page reads it anew after each act.
    expect((await showCase(later(59, asking), about(code))).status).toBe(200);
    expect(await refusal(showCase(later(61, asking), about(code)))).toMatchObject({ refused: 'reason-needed' });
    expect(reads.all()).toHaveLength(1);
  });

  test('outside the lanes of one’s shift', async () => {
    const after = { name: anna.name, lanes: ['complaints'], skills: [], groups: [], week: [] };
    await desk.shifts.change({ subject: 'anna', version: 1, at: now.toISOString(), by: anna, after });
    const code = await given();
    expect(await refusal(showCase(desk, about(code)))).toMatchObject({ refused: 'reason-needed' });
  });

  test('and that it was refused without one stands in the log: who, and nothing that opens or tells of the case', async () => {
    const code = await given([take]);
    const lines: string[] = [];
    const output = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
    await refusal(showCase(desk, about(code)));
    output.mockRestore();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { function: 'desk', act: 'read', subject: 'anna', refused: 'reason-needed' },
    ]);
    expect(lines.join()).not.toContain(code);
  });

  test('and a colleague’s reason opens it for nobody else', async () => {
    const code = await given([take]);
    await openCaseFor(desk, about(code, undefined, { reason: 'Mi ha scritto.' }));
    const other = { ...desk, officer: { subject: 'eva', name: 'Eva' } };
    expect(await refusal(showCase(other, about(code)))).toMatchObject({ refused: 'reason-needed' });
  });

  test('that says something', async () => {
    const code = await given([take]);
    expect(await refusal(openCaseFor(desk, about(code, undefined, { reason: ' ' })))).toMatchObject({
      name: 'invalid',
    });
    expect(reads.all()).toEqual([]);
  });
});

test('what is read again in the same quarter of an hour is one read, and none is in the chain of the case', async () => {
  const code = await given();
  const entries = (await desk.register.read(code)).length;
  for (const minutes of [0, 3, 7]) await showCase(later(minutes), about(code));
  expect(reads.all()).toHaveLength(1);
  await showCase(later(8), about(code));
  expect(reads.all()).toHaveLength(2);
  expect((await desk.register.read(code)).length).toBe(entries);
});

test('nothing is shown where the read cannot be kept, danger to life apart', async () => {
  const away = { ...reads, keep: () => Promise.reject(new Error('away')) };
  const code = await given();
  await expect(showCase({ ...desk, reads: away }, about(code))).rejects.toThrow('away');
  const danger = await openCase(desk, 'b', { message: 'Aiuto' }, [urgent]);
  expect((await showCase({ ...desk, reads: away }, about(danger))).status).toBe(200);
  expect((await showWorklist({ ...desk, reads: away }, about(''))).status).toBe(200);
});

test('a list is one read a person, filter and quarter of an hour, and rows of other lanes keep their words', async () => {
  await given();
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
  const look = (of: Desk, query?: Record<string, string>) => showWorklist(of, about('', query));
  const words = async (of: Desk) =>
    WorklistView.parse(JSON.parse(JSON.stringify((await look(of)).body))).items[0]?.said;
  expect(await words(desk)).toBeDefined();
  await look(later(5));
  await look(later(5), { language: 'it' });
  await look(later(9));
  expect(reads.all().map(({ of, filter }) => [of, JSON.parse(filter ?? '{}').language])).toEqual([
    ['list anna', undefined],
    ['list anna', 'it'],
    ['list anna', undefined],
  ]);
  const after = { name: anna.name, lanes: ['complaints'], skills: [], groups: [], week: [] };
  await desk.shifts.change({ subject: 'anna', version: 1, at: now.toISOString(), by: anna, after });
  expect(await words(desk)).toBeUndefined();
  expect(await words({ ...desk, roles: rolesOf('supervisor') })).toBeDefined();
});

describe('who read a case', () => {
  const view = async (of: Desk, code: string, query?: Record<string, string>) =>
    ReadsView.parse(JSON.parse(JSON.stringify((await showReads(of, about(code, query))).body)));

  test('is shown to supervisors and auditors, and to the person without names', async () => {
    const code = await given([take]);
    await openCaseFor(desk, about(code, undefined, { reason: 'Mi ha scritto.' }));
    const auditor = { ...desk, officer: { subject: 'rita', name: 'Rita' }, roles: rolesOf('auditor') };
    expect((await view(auditor, code)).reads).toEqual([
      { at: now.toISOString(), as: 'operator', ground: 'reason', reason: 'Mi ha scritto.', by: anna },
    ]);
    const told = await view({ ...desk, roles: rolesOf('supervisor') }, code, { for: 'person' });
    expect(told.reads).toEqual([{ at: now.toISOString(), as: 'operator', ground: 'reason', reason: 'Mi ha scritto.' }]);
    expect(told.office).toMatch(/Dipartimento della Protezione Civile, Contact Center/);
    expect(JSON.stringify(told)).not.toContain('Anna');
    expect(await refusal(showReads(desk, about(code)))).toMatchObject({ name: 'not-allowed' });
  });
});

describe('whatever shows a case leaves a read of it', () => {
  test('the texts for its answer, which somebody without a ground is not shown', async () => {
    const code = await given();
    expect((await showTemplates(desk, about(code))).status).toBe(200);
    expect(reads.all()).toMatchObject([{ of: code, subject: 'anna', ground: 'waits-in-lane' }]);
    const held = await openCase(desk, 'b', { message: 'Altro' }, [take]);
    expect(await refusal(showTemplates(desk, about(held)))).toMatchObject({ refused: 'reason-needed' });
  });

  test('the answer of an act, which is given even where nothing can be kept', async () => {
    const code = await given();
    const act = (body: object, version: number, of = desk) => {
      const request = about(code, undefined, body);
      return actOnCase(of, { ...request, headers: { ...request.headers, 'if-match': `"${version}"` } });
    };
    await act({ act: 'take' }, 1);
    expect(reads.all()).toMatchObject([{ of: code, subject: 'anna', ground: 'own' }]);
    const keep = async () => {
      throw new Error('no table');
    };
    const { status } = await act({ act: 'note', text: 'Sentita.' }, 2, { ...desk, reads: { ...reads, keep } });
    expect(status).toBe(201);
  });

  test('the rows of a caller, each case of theirs once a quarter of an hour', async () => {
    const code = await openCase(desk, 'c', { message: 'Quando riapre?', phone: '348 1234567' }, [take]);
    await listAll({ register: desk.register, worklist: desk.worklist, hmac });
    for (const minutes of [0, 1]) {
      const { status } = await lookUpCaller(later(minutes), about('', undefined, { phone: '+39 348 1234567' }));
      expect(status).toBe(200);
    }
    expect(reads.all()).toMatchObject([{ of: code, subject: 'anna', ground: 'caller' }]);
  });
});
