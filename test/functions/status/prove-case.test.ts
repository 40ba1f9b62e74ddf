import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerCitizen } from '../../../functions/status/answer-citizen.ts';
import { showDayRoots } from '../../../functions/status/show-day-roots.ts';
import { CaseProof, DayRoots } from '../../../shared/contracts/day-root.ts';
import { checkProof } from '../../../shared/core/case-proof.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { firstDay, type LeavesByDay, leafOfEntry, leavesOf, noteLeaf } from '../../../shared/core/day-leaves.ts';
import { hmacWith, sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import { closeDays } from '../../../shared/shell/stores/close-days.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryLeafRuns, memoryRoots } from '../../fixtures/day-roots.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTries } from '../../stores/memory-tries.ts';
import { firstEntryOf } from '../../tools/register-of.ts';

const service = 'protezione-civile';
const hmac = hmacWith('a secret of the test');
const codeOf = (number: number) => mintCode('PC', `case ${number}`, hmac);
const now = new Date('2026-11-23T10:00:00.000Z');
const register = memoryRegister();
const roots = memoryRoots();
const leafRuns = memoryLeafRuns();

/** 300 cases on 20 November, the first with a message on 21 November; one more case today. */
beforeAll(async () => {
  for (let number = 0; number < 300; number += 1) {
    const entry = { ...firstEntryOf(number), caseId: codeOf(number) };
    await register.append(entry);
  }
  const command = { type: 'AddMessage', from: 'citizen', text: 'Ancora buio.', urgent: false } as const;
  await changeCase({ register, caseId: codeOf(0), command, at: '2026-11-21T10:00:00.000Z' });
  await register.append({ ...firstEntryOf(400, '2026-11-23T09:00:00.000Z'), caseId: codeOf(400) });
  const leaves: LeavesByDay = new Map();
  for await (const entries of register.all())
    for (const entry of entries) noteLeaf(leaves, entry.at, leafOfEntry(entry));
  const textsOf = (day: string) => leavesOf(leaves, day);
  await closeDays({ service, log: 'register', now, first: firstDay(leaves), textsOf, roots, runs: leafRuns });
});

function asked(code: string, content: object, headers: Record<string, string> = {}, over = {}) {
  const event = {
    routeKey: 'POST /v1/services/{service}/contacts/{code}/proof',
    headers,
    pathParameters: { code },
  } as unknown as APIGatewayProxyEventV2;
  const work = {
    ...{ service, definition: protezioneCivile, ledgerTable: 'none', receiptSecretId: 'none' },
    ...{ hmac: async () => hmac, periods: async () => [], sightingsTable: 'none', attachmentsBucket: 'none' },
    ...{ register, roots, leafRuns, tries: memoryTries(), ...over },
  };
  const heard = { danger: { level: 'none', kind: 'none' }, advice: undefined } as never;
  return answerCitizen(work, event, { content, heard, now });
}
const secondFact = contact.email;

describe('the proof of a case', () => {
  test('leads from its code to the root that was published for the day it was registered on', async () => {
    for (const number of [0, 137, 299]) {
      const { status, headers, body } = await asked(codeOf(number), { secondFact });
      expect(status).toBe(200);
      expect(headers).toEqual({
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `attachment; filename="${codeOf(number)}.json"`,
      });
      const proof = CaseProof.parse(body);
      expect(proof).toMatchObject({ code: codeOf(number), version: 1, day: '2026-11-20', entries: 300 });
      const published = (await roots.of('2026-11-20'))?.root ?? '';
      expect(await checkProof(proof, published, sha256)).toBe('stands');
    }
  });

  test('is the file too for a form without script, and names nobody', async () => {
    const { body } = await asked(codeOf(1), { secondFact }, { accept: 'text/html' });
    CaseProof.parse(body);
    for (const words of [contact.name, contact.surname, contact.email, contact.message])
      if (words !== undefined) expect(JSON.stringify(body)).not.toContain(words);
  });

  test('is not for who does not know the second fact', async () => {
    await expect(asked(codeOf(1), { secondFact: 'somebody@example.org' })).rejects.toMatchObject({
      problemName: 'wrong-second-fact',
    });
    await expect(asked(codeOf(1), {})).rejects.toMatchObject({ problemName: 'invalid' });
    await expect(asked('PC-0000-0000-0000-0000', { secondFact })).rejects.toMatchObject({ problemName: 'wrong-code' });
  });

  test('is there from the day after', async () => {
    await expect(asked(codeOf(400), { secondFact })).rejects.toMatchObject({ problemName: 'conflict' });
  });

  test('of a day whose root is flat is not kept, and the answer says so', async () => {
    const flat = { of: async (day: string) => ({ ...(await roots.of(day)), algorithm: 'sportello-flat-1' }) };
    await expect(asked(codeOf(1), { secondFact }, {}, { roots: flat })).rejects.toMatchObject({
      problemName: 'conflict',
    });
  });

  test('that is missing under a standing root is a fault of ours, loudly', async () => {
    await expect(asked(codeOf(1), { secondFact }, {}, { leafRuns: memoryLeafRuns() })).rejects.toThrow(
      'an entry of 2026-11-20 is not under the root of its day',
    );
  });
});

describe('the roots of a day', () => {
  const rootsOf = (log: string) => (log === 'register' ? roots : memoryRoots());

  test('are for anybody, and may be kept by caches', async () => {
    const { status, headers, body } = await showDayRoots(rootsOf, service, '2026-11-20');
    expect(status).toBe(200);
    expect(headers).toEqual({ 'Cache-Control': 'public, max-age=3600' });
    expect(DayRoots.parse(body)).toMatchObject({
      roots: [{ log: 'register', algorithm: 'sportello-tree-2', entries: 300, publishedAt: now.toISOString() }],
    });
  });

  test.each(['2026-11-23', '2026-02-30', 'yesterday', undefined])('are not there for %s', async (day) => {
    await expect(showDayRoots(rootsOf, service, day)).rejects.toMatchObject({ problemName: 'not-found' });
  });
});
