import { beforeEach, describe, expect, test } from '@jest/globals';
import { superviseDesk } from '../../../functions/desk/board.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { type BoardAsked, BoardView } from '../../../shared/contracts/board.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf, openCase } from './desk-of.ts';

const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const member = {
  name: 'Piero Sanna',
  email: 'piero.sanna@example.org',
  phone: '+390655501',
  languages: ['it' as const],
  lanes: ['information'],
};

let desk: Desk;
beforeEach(() => {
  desk = deskOf({ officer: bruno, roles: rolesOf('supervisor') });
});
const asked = async (body: BoardAsked, of: Desk = desk) => {
  const headers = { 'content-type': 'application/json' };
  const request = { headers, body: JSON.stringify(body), isBase64Encoded: false } as unknown as DeskRequest;
  return BoardView.parse((await superviseDesk(of, request)).body);
};
const reserveOf = async (body: BoardAsked) => {
  const view = await asked(body);
  if (view.is !== 'reserve') throw new Error('no reserve');
  return view;
};
const edit = (version: number, change?: object): BoardAsked => ({
  do: 'edit-reserve',
  subject: 'piero.sanna',
  version,
  ...(change && { member: { ...member, ...change } }),
});
const refusal = async (doing: Promise<unknown>) => {
  const thrown = await doing.catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(thrown)}`);
  return thrown;
};

describe('the roster of the reserve', () => {
  test('is written, changed and emptied by a supervisor, and tells who did what without numbers of before', async () => {
    expect((await reserveOf(edit(0, {}))).members).toEqual([{ subject: 'piero.sanna', version: 1, ...member }]);
    await reserveOf(edit(1, { lanes: ['information', 'help-offers'] }));
    const view = await reserveOf(edit(2));
    expect(view.members).toEqual([]);
    expect(new Set(view.changes.map(({ did, by }) => `${did} ${by.name}`))).toEqual(
      new Set(['added Bruno Neri', 'changed Bruno Neri', 'removed Bruno Neri']),
    );
    expect(JSON.stringify(view)).not.toContain(member.phone);
    expect(JSON.stringify(await desk.reserve.people())).not.toContain(member.phone);
    // Whoever comes back goes on from there.
    expect((await reserveOf(edit(3, {}))).members).toMatchObject([{ version: 4 }]);
  });

  test('is not changed on a version that somebody else has changed, nor with lanes that may do harm', async () => {
    await reserveOf(edit(0, {}));
    expect((await refusal(asked(edit(0, {})))).problemName).toBe('changed-meanwhile');
    const wrong = await refusal(asked(edit(1, { lanes: ['help-requests'] })));
    expect(wrong.errors).toEqual([{ pointer: '/member/lanes', detail: 'must be of information, help-offers' }]);
    expect((await refusal(asked({ ...edit(0), subject: 'nobody' } as BoardAsked))).errors).toMatchObject([
      { pointer: '/subject' },
    ]);
  });

  test('is for supervisors alone', async () => {
    for (const role of ['operator', 'expert', 'dutyOfficer', 'administrator'] as const)
      for (const body of [{ do: 'reserve' } as BoardAsked, edit(0, {})])
        expect((await refusal(asked(body, { ...desk, roles: rolesOf(role) }))).problemName).toBe('not-allowed');
  });
});

describe('people present, coming and needed', () => {
  const people = async (of: Desk = desk) => {
    const view = await asked({ do: 'people' }, of);
    if (view.is !== 'people') throw new Error('no people');
    return view;
  };

  test('are told to supervisors and duty officers with the figures they are made of', async () => {
    for (const name of ['one', 'two', 'three', 'four', 'five']) await openCase(desk, name, {});
    await listAll({ register: desk.register, worklist: desk.worklist, hmac: desk.hmac });
    await reserveOf(edit(0, {}));
    const until = '2026-11-29T20:00:00.000Z';
    const presence = { presence: 'present', since: until, until } as const;
    await desk.shifts.setPresence({ subject: 'carla', name: 'Carla', presence });
    const emergency: Desk = { ...desk, posture: async () => 'emergency' };
    expect(await people({ ...emergency, roles: rolesOf('dutyOfficer') })).toMatchObject({
      ...{ present: 1, break: 0, coming: 0, reserve: { people: 1, asked: 0, comes: 0, silent: 0 } },
      // ⌈(5 ÷ 4 + 0) × 7 ÷ 60⌉ and the four who are kept free in an emergency.
      ...{ needed: 5, waiting: 5, arrivals: 0, minutesACase: 7, clearsInHours: 4, keptFree: 4, atLeast: false },
    });
    // An hour after they came they still count as coming in; the service may say how long a case takes.
    const now = new Date('2026-11-28T09:30:00.000Z');
    const slow = { ...desk.definition, desk: { minutesACase: 60, clearsInHours: 1 } };
    expect(await people({ ...desk, now, definition: slow })).toMatchObject({ arrivals: 5, needed: 10 });
  });

  test('are not told to operators', async () => {
    expect((await refusal(people({ ...desk, roles: rolesOf('operator') }))).problemName).toBe('not-allowed');
  });
});
