import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asked, MeasuredKind } from './desk-host.ts';
import { against, figure, markdownTable, quantile } from './figures.ts';
import { forkChild } from './subject.ts';

const sizes = [1_000, 30_000, 300_000];
const fullSize = 1_000_000;

/** Seeds so many cases and measures what an operator asks for among them; says how far it is. */
async function measured(templates: string, cases: number): Promise<{ seconds: number; kinds: MeasuredKind[] }> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-desk-'));
  const host = await forkChild('./desk-host.ts', [data, templates, String(cases)]);
  try {
    const began = performance.now();
    for (let seeded = 0; seeded < cases; ) {
      seeded = Number(await host.ask('seed'));
      const seconds = (performance.now() - began) / 1000;
      console.error(`${figure(seeded)} of ${figure(cases)} cases are seeded after ${figure(seconds)} s`);
    }
    const seconds = (performance.now() - began) / 1000;
    return { seconds, kinds: (await host.ask('measure')) as MeasuredKind[] };
  } finally {
    await host.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** The mean of one count a request, and the most that one request had. */
function each(asked: readonly Asked[], member: keyof Asked): string {
  const all = asked.map((one) => one[member]);
  return `${figure(all.reduce((sum, one) => sum + one, 0) / all.length)} / ${figure(Math.max(...all))}`;
}

/** The figures of one number of cases in rows; p99 stands against that of the first number, by kind. */
const rowsOf = (cases: number, kinds: readonly MeasuredKind[], first: readonly MeasuredKind[]): string[][] =>
  kinds.map(({ kind, times, asked }, index) => {
    const p99 = quantile(times, 0.99);
    const ratio = p99 / quantile(first[index]?.times ?? [], 0.99);
    return [
      `${figure(cases)}: ${kind}`,
      ...(['calls', 'items', 'units', 'writes'] as const).map((member) => each(asked, member)),
      figure(quantile(times, 0.5)),
      figure(p99),
      kinds === first ? '' : against(ratio, '≤', 1.5),
    ];
  });

/** What the desk reads for an operator and how long it takes, at up to a million open cases, in Markdown. */
export async function benchDesk(templates: string, isFull: boolean): Promise<string> {
  const all: { cases: number; seconds: number; kinds: MeasuredKind[] }[] = [];
  for (const cases of isFull ? [...sizes, fullSize] : sizes) all.push({ cases, ...(await measured(templates, cases)) });
  const first = all[0]?.kinds ?? [];
  const took = all.map(({ cases, seconds }) => `${figure(cases)} in ${figure(seconds)} s`).join(', ');
  return [
    '## The desk among many cases',
    markdownTable(
      [
        'open cases: asked for',
        'calls that read',
        'items read',
        'read units',
        'writes',
        'p50 ms',
        'p99 ms',
        'p99 / first',
      ],
      all.flatMap(({ cases, kinds }) => rowsOf(cases, kinds, first)),
    ),
    `Mean and most of 500 requests of each kind, one after another, by 40 of 50 operators who are there; the functions run without API Gateway on the stage’s DynamoDB. Seeded were ${took}, in register, worklist and index of persons as registrar and follower write them: a form of 45 words each, one in twenty urgent, one in five somebody’s already, three of one person, over thirty days.`,
  ].join('\n\n');
}
