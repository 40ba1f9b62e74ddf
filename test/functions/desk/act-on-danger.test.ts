import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { judgeDanger } from '../../../functions/desk/act-on-danger.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { deskOf } from './desk-of.ts';

let register: Register;
let desk: Desk;
let written: string[];
beforeEach(() => {
  written = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  register = memoryRegister();
  desk = deskOf({ register, now: new Date('2026-09-12T10:00:00.000Z') });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A case as its form opened it, in the urgent lane or not. */
async function given(name: string, urgent: boolean) {
  const at = '2026-09-11T15:00:01.000Z';
  const caseId = mintCode('PC', name, hmac);
  const message = urgent ? 'Mio padre non respira.' : 'Il nonno dice cose strane da un’ora.';
  const events = [
    caseOpened({ urgent, lane: urgent ? 'urgent' : 'information' }),
    contactReceived({ receivedAt: at, personal: { message } }),
  ];
  await register.append(sealEntry({ caseId, at, events, previous: undefined, salt: randomHex(), sha256 }));
  return caseId;
}

/** What the log counted for CloudWatch since the test began, in its order. */
const counted = () =>
  written.flatMap((line) => {
    const { _aws, service } = JSON.parse(line);
    const [{ Namespace, Metrics } = {}] = _aws?.CloudWatchMetrics ?? [];
    return (Metrics ?? []).map(({ Name }: { Name: string }) => `${Namespace} ${service} ${Name}`);
  });
const metric = (name: string) => `Sportello protezione-civile ${name}`;

describe('a judgement of danger', () => {
  test('counts a danger that no list had heard, once, and tells nobody’s words', async () => {
    const caseId = await given('a', false);
    await judgeDanger(desk, caseId, 1, { act: 'was-danger', kind: 'medical', reason: 'Ictus, dice il medico' });
    expect(counted()).toEqual([metric('DangerJudged'), metric('DangerMissed')]);
    expect(written.join('')).not.toMatch(/ictus|nonno|strane|PC-/i);
    await expect(judgeDanger(desk, caseId, 2, { act: 'was-danger', kind: 'medical' })).rejects.toThrow('act-refused');
    expect(counted().filter((name) => name === metric('DangerMissed'))).toHaveLength(1);
  });

  test('counts a danger of the urgent lane as judged, and no more', async () => {
    await judgeDanger(desk, await given('a', true), 1, { act: 'was-danger' });
    expect(counted()).toEqual([metric('DangerJudged')]);
  });

  test('says that the lane is mostly false once more than half of over twenty were none', async () => {
    for (let one = 1; one <= 21; one++) {
      const act = one <= 10 ? 'was-danger' : 'was-none';
      const caseId = await given(`case ${one}`, true);
      await judgeDanger(desk, caseId, 1, act === 'was-none' ? { act, reason: 'Solo una domanda' } : { act });
      const falseLane = counted().filter((name) => name === metric('LaneMostlyFalse'));
      expect(falseLane).toHaveLength(one === 21 ? 1 : 0);
    }
  });
});
