import { setTimeout as pause } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { listAll } from '../../functions/worklist/list-cases.ts';
import type { Stage } from '../../local/stage-interface.ts';
import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { lanesInOrder, type WorklistPlace, worklistPage } from '../../shared/core/cases/worklist.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbWorklist, type Worklist } from '../../shared/shell/stores/worklist.ts';
import { services as definitions } from '../fixtures/contacts.ts';
import { memoryWorklist } from '../stores/memory-worklist.ts';
import {
  bare,
  type CenterProcess,
  freePort,
  nameOf,
  openStage,
  ownFolder,
  startProcess,
  tableClient,
  templates,
  until,
} from './center.ts';
import { citizens, emptyLedger } from './ledger.ts';

const services = ['protezione-civile', 'familyline'];
const kills = 3;

async function held(worklist: Worklist, service: string): Promise<WorklistItem[]> {
  const lanes = lanesInOrder(definitions[service]?.lanes ?? []);
  const items: WorklistItem[] = [];
  let from: WorklistPlace | undefined;
  do {
    const page = await worklistPage(lanes, from, 100, worklist.readPlace);
    items.push(...page.items);
    from = page.next;
  } while (from !== undefined);
  return items;
}

/** What the lists of a center at rest hold, and what its registers say that they should hold. */
async function compared(stage: Stage, service: string) {
  const client = tableClient(stage.endpoints.dynamodb);
  const table = (what: string) => nameOf(stage.names.tables, service, what);
  const kept = dynamodbWorklist({ worklist: table('Worklist'), persons: table('Persons') }, client);
  const made = memoryWorklist();
  // The digests of persons differ without the service's secret; who is on the list does not.
  const register = dynamodbRegister(table('Register'), client);
  const cases = await listAll({ register, worklist: made, hmac: hmacWith('any') });
  const { Count = 0 } = await client.send(new ScanCommand({ TableName: table('Persons'), Select: 'COUNT' }));
  const result = { cases, persons: Count, kept: await held(kept, service), made: await held(made, service) };
  client.destroy();
  return result;
}

test('killed under load, the worklist comes to what the register says, nothing missing and nothing twice', async () => {
  const folder = ownFolder('worklist');
  const port = await freePort();
  const more = ['--mail-rate', '1000', '--templates', await templates()];
  const ledger = emptyLedger();
  let center: CenterProcess | undefined = await startProcess({ silent: bare, data: folder.path, port, more });
  const crowd = citizens({ url: center.url, services, crowd: 'list', connections: 4, pace: 20, ledger });
  const accepted = () => {
    const before = ledger.promised.size;
    return until('twenty contacts are accepted', 60_000, () => ledger.promised.size >= before + 20);
  };
  try {
    for (let round = 0; round < kills; round += 1) {
      await accepted();
      await pause(round * 300);
      await center.kill();
      center = await startProcess({ silent: bare, data: folder.path, port, more });
    }
    await accepted();
    await crowd.stop();
    await center.kill();
    center = undefined;
  } finally {
    await crowd.stop();
    await center?.kill();
  }
  const { stage, close } = await openStage({ silent: bare, data: folder.path });
  try {
    await stage.idle(120_000);
    let cases = 0;
    for (const service of services) {
      const found = await compared(stage, service);
      expect(found.kept).toEqual(found.made);
      // Each gave one way to be reached: a phone or an address.
      expect(found.persons).toBe(found.cases);
      cases += found.cases;
    }
    expect(cases).toBeGreaterThanOrEqual(ledger.promised.size);
    expect(stage.refused()).toEqual([]);
  } finally {
    await close();
    folder.remove();
  }
}, 360_000);
