import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk } from '../../../functions/desk/desk.ts';
import { holdCase } from '../../../functions/desk/hold-case.ts';
import { type CaseHold, HeldCase } from '../../../shared/contracts/case-hold.ts';
import { openEntries } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { eraseTogether, HeldByLaw } from '../../../shared/shell/stores/erase-case.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryLeftBehind } from '../../stores/memory-left-behind.ts';
import { deskOf, openCase } from './desk-of.ts';

const hold = {
  act: 'Decreto n. 12/2026',
  authority: 'Procura di Rieti',
  incident: 'Crollo della scuola',
  until: '2027-01-31T10:00:00.000Z',
};
let desk: Desk;
let code: string;
beforeEach(async () => {
  desk = deskOf({ officer: { subject: 'administrator-1', name: 'Aldo Monti' }, roles: rolesOf('administrator') });
  code = await openCase(desk, 'ada', { email: 'ada@example.org', message: 'Il muro ha una crepa' });
});

const holding = async (body: CaseHold, by: Desk = desk) => {
  const request = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    pathParameters: { code },
  };
  const answer = await holdCase(by, { ...request, isBase64Encoded: false } as never);
  expect(answer.status).toBe(201);
  return HeldCase.parse(JSON.parse(JSON.stringify(answer.body)));
};
const erasing = (at: string) =>
  eraseTogether({
    register: desk.register,
    caseId: code,
    reason: 'asked',
    at,
    salt: randomHex,
    sha256,
    left: memoryLeftBehind().left,
  });

describe('a legal hold', () => {
  test('stands in the register with act, authority and incident, shows nothing of the case, and is one when sent twice', async () => {
    const held = await holding({ do: 'hold', ...hold });
    expect(held).toEqual({
      service: 'protezione-civile',
      code,
      hold: { ...hold, by: 'Aldo Monti', at: desk.now.toISOString() },
    });
    expect(await holding({ do: 'hold', ...hold })).toEqual(held);
    const events = openEntries(await desk.register.read(code)).flatMap((told) => told.events);
    expect(events.filter(({ type }) => type === 'HoldSet')).toEqual([
      { type: 'HoldSet', by: 'Aldo Monti', subject: 'administrator-1', ...hold },
    ]);
  });

  test('stops an erasure until its end, and not after', async () => {
    await holding({ do: 'hold', ...hold });
    await expect(erasing('2027-01-31T09:59:59.999Z')).rejects.toThrow(HeldByLaw);
    await expect(erasing('2027-01-31T09:59:59.999Z')).rejects.toThrow('Decreto n. 12/2026 of Procura di Rieti');
    expect(JSON.stringify(await desk.register.read(code))).toContain('ada@example.org');
    expect((await erasing(hold.until)).size).toBe(1);
    expect(JSON.stringify(await desk.register.read(code))).not.toContain('ada@example.org');
  });

  test('is lifted by another act, and is set by administrators alone', async () => {
    await holding({ do: 'hold', ...hold });
    expect(await holding({ do: 'lift', act: 'Archiviazione n. 3' })).not.toHaveProperty('hold');
    expect((await erasing('2026-12-01T10:00:00.000Z')).size).toBe(1);
    await expect(holding({ do: 'hold', ...hold }, { ...desk, roles: rolesOf('supervisor') })).rejects.toMatchObject({
      problemName: 'not-allowed',
    });
    await expect(holding({ do: 'hold', ...hold })).rejects.toMatchObject({ problemName: 'act-refused' });
  });

  test('ends in the future', async () => {
    await expect(holding({ do: 'hold', ...hold, until: desk.now.toISOString() })).rejects.toMatchObject({
      problemName: 'invalid',
    });
  });
});
