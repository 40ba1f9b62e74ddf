import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { declareOn } from '../../functions/posture/officer-acts.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Chance } from './chance.ts';
import type { Worker, Workers } from './workers.ts';
import { type Ports, service, type World } from './world.ts';

/** A declaration that an officer asked for, by its reason; `heard` is undefined where no answer came. */
export type Asked = { reason: string; heard?: number | string };
export type Officers = { asked: Asked[]; act(now: Date): void };

const names = ['Anna Ferri', 'Bruno Conti'];

/** Two duty officers who declare, each on the version of the ledger that both see. */
export function officersOf({
  world,
  workers,
  portsFor,
  chance,
}: {
  world: World;
  workers: Workers;
  portsFor(worker: Worker): Ports;
  chance: Chance;
}): Officers {
  const asked: Asked[] = [];
  function act(now: Date): void {
    const declaring: Asked = { reason: `red bulletin ${asked.length}` };
    asked.push(declaring);
    const name = chance.oneOf(names);
    const body = {
      act: 'declare',
      reason: declaring.reason,
      area: { kind: 'national' },
      level: 'alert',
      hours: 'none',
      notice: { it: 'Piena', en: 'Flood', de: 'Hochwasser' },
    };
    workers.start(
      `officer ${name}`,
      async (worker) => {
        const { ledger, proposals } = portsFor(worker);
        const version = (await world.ledger.read()).length;
        const event = {
          headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
          body: JSON.stringify(body),
          isBase64Encoded: false,
        } as unknown as APIGatewayProxyEventV2;
        try {
          const request = { service, event, by: { subject: name, name }, now };
          declaring.heard = (await declareOn({ ledger, proposals }, request)).status;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          declaring.heard = error.problemName;
        }
      },
      { expected: /^$/, ended: () => undefined },
    );
  }
  return { asked, act };
}
