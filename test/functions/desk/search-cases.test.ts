import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Desk } from '../../../functions/desk/desk.ts';
import { askedSearch } from '../../../functions/desk/rules/asked-search.ts';
import { searchCases } from '../../../functions/desk/search-cases.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { SearchView } from '../../../shared/contracts/search.ts';
import { beginningOf, mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { nextBatch } from '../../../shared/core/protocol.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { memoryShifts } from '../../stores/memory-shifts.ts';
import { deskOf, openCase } from './desk-of.ts';

let desk: Desk;
let [ada, bruno]: string[] = [];
beforeEach(async () => {
  desk = deskOf();
  ada = await openCase(desk, 'ada', {
    email: 'Ada@example.org',
    phone: '+39 348 1234567',
    message: 'Dove sono le coperte?',
  });
  bruno = await openCase(desk, 'bruno', { email: 'bruno@example.org', message: 'Altro' }, [
    { type: 'Closed', reason: 'answered' },
  ]);
  await listAll({ register: desk.register, worklist: desk.worklist, hmac });
});

const search = async (what: string, by: Desk = desk) => {
  const request = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ what }),
    isBase64Encoded: false,
  };
  const { status, body } = await searchCases(by, request as never);
  expect(status).toBe(200);
  return SearchView.parse(JSON.parse(JSON.stringify(body)));
};
const codesIn = ({ cases }: SearchView) => cases.map(({ item }) => item.caseId);

describe('a search', () => {
  test('finds by code and its beginning, e-mail and phone however they are typed, closed cases too', async () => {
    expect(codesIn(await search(`${ada}`.toLowerCase().replaceAll('-', ' ')))).toEqual([ada]);
    for (const beginning of [`${ada}`.slice(3, 7), `${ada}`.slice(0, 7).toLowerCase(), `${ada}`.slice(0, 10)])
      expect(await search(beginning)).toMatchObject({
        as: 'beginning-of-code',
        cases: [{ item: { caseId: ada }, open: true }],
      });
    expect(await search('ada@EXAMPLE.org')).toMatchObject({ as: 'email', cases: [{ item: { caseId: ada } }] });
    expect(await search('0039 348 123 45 67')).toMatchObject({ as: 'phone', cases: [{ item: { caseId: ada } }] });
    expect(await search('bruno@example.org')).toMatchObject({ cases: [{ item: { caseId: bruno }, open: false }] });
    expect(await search('nobody@example.org')).toMatchObject({ as: 'email', cases: [], elsewhere: 0, more: false });
    expect(await search('???')).toEqual({ service: 'protezione-civile', cases: [], elsewhere: 0, more: false });
  });

  test('finds by protocol number, of a year or with fewer zeros', async () => {
    const unnumbered = {
      contact: `${ada}`,
      caseId: `${ada}`,
      channel: 'form',
      receivedAt: '2026-11-28T09:00:00.000Z',
      sender: {},
      recipient: 'DPC',
      subject: 'x',
      sha256: 'a'.repeat(64),
    } as const;
    const now = '2026-11-28T10:00:00.000Z';
    const service = 'protezione-civile';
    const head = nextBatch({ service, head: undefined, waiting: [], now, sha256 });
    await desk.protocol.append(head);
    await desk.protocol.append(nextBatch({ service, head, waiting: [unnumbered], now, sha256 }));
    expect(await search('2026-1')).toMatchObject({
      as: 'protocol-number',
      number: '2026-0000001',
      cases: [{ item: { caseId: ada } }],
    });
    expect(await search('2026-0000002')).toMatchObject({ as: 'protocol-number', cases: [] });
  });

  test('shows cases of the reader’s lanes, and counts the others alone', async () => {
    const shifts = memoryShifts();
    const whole = { lanes: ['help-offers'], languages: [], skills: [], groups: [], shifts: [] };
    const colleague = { subject: 'operator-1', name: 'Carla Villa', version: 1, shift: whole };
    const narrow = { ...desk, shifts: { ...shifts, shifts: async () => [colleague] as never } };
    expect(await search('ada@example.org', narrow)).toMatchObject({ cases: [], elsewhere: 1 });
    const leads = { ...narrow, roles: rolesOf('supervisor') };
    expect(codesIn(await search('ada@example.org', leads))).toEqual([ada]);
  });

  test('is kept as one read, without what was typed', async () => {
    const reads = memoryReads();
    await search('ada@example.org', { ...desk, reads });
    await search('ada@example.org', { ...desk, reads });
    const kept = await reads.latest('list operator-1', 10);
    expect(kept.map(({ filter }) => Object.keys(JSON.parse(filter ?? '{}')))).toEqual([['searched', 'as']]);
    expect(JSON.stringify(kept)).not.toContain('ada@');
  });
});

test('whatever begins a code is read as its beginning, with or without the prefix', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 4, max: 16 }), fc.boolean(), (submission, length, withPrefix) => {
      const code = mintCode('PC', submission, hmac);
      const body = code.slice(3).replaceAll('-', '').slice(0, length);
      // One code in a thousand goes on with the letters of its own prefix: whoever types it gives the prefix too.
      fc.pre(withPrefix || !body.startsWith('PC'));
      const beginning = beginningOf(withPrefix ? `pc ${body.toLowerCase()}` : body, 'PC');
      expect(code.startsWith(beginning ?? 'none')).toBe(true);
    }),
  );
  expect(askedSearch('PC-12', 'PC', hmac)).toBeUndefined();
  expect(askedSearch('ciao', 'PC', hmac)).toEqual({ as: 'beginning-of-code', beginning: 'PC-C1A0' });
});
