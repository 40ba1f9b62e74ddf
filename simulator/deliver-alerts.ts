import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Proposal } from '../shared/contracts/proposal.ts';
import { servicesOf } from '../tools/center.ts';
import { proposalsOf } from './act-as-officer.ts';
import type { AlertFile } from './alert-files.ts';
import { type Rehearsal, until } from './rehearsal.ts';

function readerOf(rehearsal: Rehearsal): string {
  const found = Object.entries(rehearsal.stage.environments).find(
    ([id, its]) => /Bulletin/.test(id) && its['PROPOSALS_TABLE'],
  );
  if (found === undefined) throw new Error('no function reads alerts');
  return found[0];
}

/** Reads the alert files as the schedule does every five minutes. */
export async function readAlerts(rehearsal: Rehearsal): Promise<void> {
  await until('alerts are read', 30_000, () =>
    rehearsal.stage.invoke(readerOf(rehearsal), {}).then(
      () => true,
      (problem) => {
        // One at a time: the schedule's own run is under way.
        if (/Rate Exceeded/.test(String(problem))) return false;
        throw problem;
      },
    ),
  );
}

/**
 * Lays an alert file where the reader of alerts looks, has it read unless told otherwise, and notes what it proposes.
 */
export async function deliver(
  rehearsal: Rehearsal,
  { name, text }: AlertFile,
  what: string,
  unread: true | undefined,
): Promise<void> {
  const alerts = join(rehearsal.data, 'alerts');
  mkdirSync(alerts, { recursive: true });
  // Whole at once: the schedule may read at any moment.
  writeFileSync(join(alerts, `${name}.new`), text);
  renameSync(join(alerts, `${name}.new`), join(alerts, name));
  rehearsal.say(`ARRIVES: ${what}`);
  if (unread) return;
  const before = await readOpenProposals(rehearsal);
  const began = performance.now();
  await readAlerts(rehearsal);
  const after = await readOpenProposals(rehearsal);
  const news = [...after].filter(([id, { proposal }]) => before.get(id)?.proposal.revision !== proposal.revision);
  if (news.length === 0) rehearsal.say('        proposes nothing new');
  for (const [, { service, proposal }] of news) {
    rehearsal.facts.proposedAfter.push(performance.now() - began);
    const where = proposal.area.kind === 'national' ? 'the whole country' : `${proposal.area.zones.length} zones`;
    rehearsal.say(`        proposed to ${service}: ${proposal.level} for ${where} (${proposal.cause})`);
  }
}

/** Every proposal that is open, by its id. */
async function readOpenProposals(rehearsal: Rehearsal): Promise<Map<string, { service: string; proposal: Proposal }>> {
  const all = new Map<string, { service: string; proposal: Proposal }>();
  for (const service of servicesOf(rehearsal.stage))
    for (const proposal of await proposalsOf(rehearsal, service))
      if (proposal.closedAt === undefined) all.set(`${service} ${proposal.id}`, { service, proposal });
  return all;
}
