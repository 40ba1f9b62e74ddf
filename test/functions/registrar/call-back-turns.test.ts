import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CallBackTurns, dynamodbCallBackTurns } from '../../../functions/registrar/call-back-turns.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from '../../shared/shell/stores/dynalite.ts';
import { memoryTurns } from '../../stores/memory-turns.ts';

const environment = { ...process.env };
let opened: Awaited<ReturnType<typeof openDynalite>>;
beforeAll(async () => {
  opened = await openDynalite([
    { TableName: 'call-backs', AttributeDefinitions: attributes({ asker: 'S' }), KeySchema: keys('asker') },
  ]);
  const { hostname, port } = (await opened.client.config.endpoint?.()) ?? {};
  pointClientsAt(`http://${hostname}:${port}`);
});
afterAll(async () => {
  process.env = environment;
  await opened.close();
});

const now = new Date('2026-09-11T16:00:00Z');

describe.each<[string, () => CallBackTurns]>([
  ['in memory', memoryTurns],
  ['in DynamoDB', () => dynamodbCallBackTurns('call-backs')],
])('turns to be called back, %s', (where, open) => {
  const asker = (name: string) => `${name} ${where}`;

  test('are nobody’s until a case takes one, and then that case’s however often it asks', async () => {
    const turns = open();
    const turn = { asker: asker('Ada'), caseId: 'A', now };
    expect(await turns.holderOf(turn.asker)).toBeUndefined();
    expect([await turns.take(turn), await turns.take(turn)]).toEqual([true, true]);
    expect(await turns.holderOf(turn.asker)).toBe('A');
  });

  test('are not taken from a case but by whoever knows that its turn is over', async () => {
    const turns = open();
    await turns.take({ asker: asker('Eva'), caseId: 'A', now });
    expect(await turns.take({ asker: asker('Eva'), caseId: 'B', now })).toBe(false);
    expect(await turns.take({ asker: asker('Eva'), caseId: 'B', over: 'C', now })).toBe(false);
    expect(await turns.take({ asker: asker('Eva'), caseId: 'B', over: 'A', now })).toBe(true);
    // The answer was lost, and the same is asked again.
    expect(await turns.take({ asker: asker('Eva'), caseId: 'B', over: 'A', now })).toBe(true);
    expect(await turns.holderOf(asker('Eva'))).toBe('B');
  });

  test('remember when a caller was last answered, whatever order that is told in', async () => {
    const turns = open();
    const caller = asker('Ugo');
    expect(await turns.servedAt(caller)).toBeUndefined();
    for (const minute of ['10', '30', '20'])
      await turns.noteServed({ caller, at: `2026-09-11T16:${minute}:00.000Z`, now });
    expect(await turns.servedAt(caller)).toBe('2026-09-11T16:30:00.000Z');
  });

  test('go to one of many who ask at the same moment', async () => {
    const turns = open();
    const taken = await Promise.all(
      ['A', 'B', 'C', 'D'].map((caseId) => turns.take({ asker: asker('Ida'), caseId, now })),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});
