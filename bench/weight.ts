import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallCounts } from '../local/stage-interface.ts';
import { figure, markdownTable } from './figures.ts';
import { burst } from './speed.ts';
import { startBenchedStage } from './stage.ts';

const megabytes = (bytes: number) => figure(bytes / 1_048_576);

/** The calls of each function between two counts, divided by so many contacts. */
export function callsPerContact(before: CallCounts, after: CallCounts, contacts: number): string[][] {
  return Object.entries(after)
    .flatMap(([name, counts]) =>
      Object.entries(counts).map(([action, count]) => ({ name, action, made: count - (before[name]?.[action] ?? 0) })),
    )
    .filter(({ made }) => made > 0)
    .sort((one, other) => (`${one.name} ${one.action}` < `${other.name} ${other.action}` ? -1 : 1))
    .map(({ name, action, made }) => [
      name.replace(/Function[0-9A-F]{8}$/, ''),
      action,
      String(made),
      (made / contacts).toFixed(3),
    ]);
}

/** Counts AWS calls per contact by function, and the memory of the stage at rest and after so many contacts. */
export async function benchWeight(templates: string, counted: number, total: number): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const stage = await startBenchedStage(data, templates, { mailRate: 1000 });
  try {
    await burst(stage, 1, '#20');
    await pause(3_000);
    const rest = await stage.memory();
    const before = await stage.calls();
    await burst(stage, 8, `#${counted}`);
    // The mails to citizens follow the register at their own pace.
    let after = await stage.calls();
    for (let still = 0; still < 8; ) {
      await pause(500);
      const now = await stage.calls();
      still = sent(now) === sent(after) ? still + 1 : 0;
      after = now;
    }
    const rows = callsPerContact(before, after, counted);
    const { missing } = await burst(stage, 32, `#${total - counted}`);
    const full = await stage.memory();
    const memory = [
      ['at rest', rest],
      [`after ${total.toLocaleString('en-GB')} contacts`, full],
    ] as const;
    return [
      '## AWS calls',
      '',
      markdownTable(
        ['function', 'action', `calls for ${counted.toLocaleString('en-GB')} contacts`, 'per contact'],
        rows,
      ),
      '',
      '## Memory of the stage, MB resident',
      '',
      markdownTable(
        ['', 'stage with all functions', 'DynamoDB', 'SQS and S3', 'mail', 'total'],
        memory.map(([when, use]) => [
          when,
          ...[use.stage, use.emulators.dynamodb, use.emulators.queues, use.emulators.mail, use.total].map(megabytes),
        ]),
      ),
      ...(missing > 0 ? ['', `**${missing} accepted contacts were not registered.**`] : []),
    ].join('\n');
  } finally {
    await stage.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const sent = (counts: CallCounts) =>
  Object.values(counts).reduce(
    (sum, actions) => sum + (actions['ses.SendRawEmail'] ?? 0) + (actions['sqs.SendMessageBatch'] ?? 0),
    0,
  );
