import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { against, markdownTable, median, spread } from './figures.ts';
import { type Burst, burst } from './speed.ts';
import { startBenchedStage } from './stage.ts';

const levels = [1, 8, 32] as const;

/** Contacts and as many call records before the first figure is taken. */
const warmUp = 1500;

/**
 * Measures signed call records against the online form, in alternating bursts on one stage, and says it in Markdown.
 */
export async function benchCalls(templates: string, rounds: number, seconds: number): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const key = `whsec_${randomBytes(32).toString('base64')}` as const;
  const sources = { bench: { kind: 'webhook', adapter: 'canonical', keys: [key] } };
  writeFileSync(join(data, 'call-keys.json'), JSON.stringify({ 'protezione-civile': sources }));
  const form = await startBenchedStage(data, templates);
  const calls = { ...form, url: form.url.replace(/\/contacts$/, '/calls/bench') };
  const measured = { form: new Map<number, Burst[]>(), calls: new Map<number, Burst[]>() };
  try {
    // Neither of them sends mails: contacts give a phone number.
    await burst(form, 32, `#${warmUp}`, 'phone');
    await burst(calls, 32, `#${warmUp}`, key);
    for (let round = 0; round < rounds; round += 1) {
      for (const connections of levels) {
        const turns = [
          async () => note(measured.form, connections, await burst(form, connections, seconds, 'phone')),
          async () => note(measured.calls, connections, await burst(calls, connections, seconds, key)),
        ];
        for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
      }
      console.error(`round ${round + 1} of ${rounds} of call records is measured`);
    }
  } finally {
    await form.stop();
    rmSync(data, { recursive: true, force: true });
  }
  const all = (of: Map<number, Burst[]>, connections: number, member: keyof Burst) =>
    (of.get(connections) ?? []).map((one) => one[member]);
  const named = [
    ['online form', measured.form],
    ['call records, signed', measured.calls],
  ] as const;
  const over = (connections: number) => `${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  const rows = levels.flatMap((connections) =>
    named.map(([name, of]) => [
      `${name}, ${over(connections)}`,
      ...(['accepted', 'p50', 'p99', 'cpu'] as const).map((member) => spread(all(of, connections, member))),
    ]),
  );
  const goals = levels.map((connections) => [
    `call records / form, ${over(connections)}`,
    against(
      median(all(measured.calls, connections, 'accepted')) / median(all(measured.form, connections, 'accepted')),
      '≥',
      0.9,
    ),
    '',
    '',
    '',
  ]);
  const sum = (of: Map<number, Burst[]>, member: 'refused' | 'missing') =>
    levels.flatMap((connections) => all(of, connections, member)).reduce((total, value) => total + value, 0);
  return [
    '## Call records a second',
    '',
    markdownTable(['', 'accepted/s', 'p50 ms', 'p99 ms', 'CPU ms a contact'], [...rows, ...goals]),
    '',
    `Medians of ${rounds} rounds of ${seconds} s on one stage, form and call records in turns; each record is signed by Standard Webhooks and is a call of its own, no contact is followed by a mail. Accepted and not registered: form ${sum(measured.form, 'missing')}, call records ${sum(measured.calls, 'missing')}; answers other than 202: ${sum(measured.form, 'refused')} and ${sum(measured.calls, 'refused')}.`,
  ].join('\n');
}

function note(of: Map<number, Burst[]>, connections: number, one: Burst): void {
  of.set(connections, [...(of.get(connections) ?? []), one]);
}
