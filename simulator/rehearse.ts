import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCenter } from '../tools/center.ts';
import { asTool, textTable } from '../tools/command.ts';
import { type Facts, judge, judgeExercise, type Verdict } from './judging.ts';
import { playScenario } from './play-scenario.ts';
import { Rehearsal } from './rehearsal.ts';
import { readScenario, type Scenario } from './scenario.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** The scenarios that there are, by the number in their id. */
export function readScenarios(): Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readScenario(readFileSync(join(folder, file), 'utf8'), file))
    .sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
}

/** What a rehearsal came to. */
export type Rehearsed = { verdicts: Verdict[]; facts: Facts; seconds: number };

/**
 * Rehearses a scenario on a stage of its own, in a temporary folder and on a free port; whatever runs elsewhere is not
 * touched. `scale` replaces the scenario's own; `tell` hears the timeline.
 */
export async function rehearse(
  scenario: Scenario,
  options: { scale?: number; templates?: string; tell?: (line: string) => void } = {},
): Promise<Rehearsed> {
  const { scale = scenario.scale, templates, tell = () => {} } = options;
  const { startStage } = await import('../local/stage/stage.ts');
  const data = mkdtempSync(join(tmpdir(), 'sportello-rehearsal-'));
  const began = performance.now();
  try {
    const open = (at: Date) =>
      startStage({
        port: 0,
        data,
        at,
        // What holds is judged by the instant at which it was asked.
        uncached: true,
        // Contacts are those of the scenario.
        silent: ['Canary'],
        ...(templates === undefined ? {} : { templates }),
        ...(scenario.unthrottled ? { unthrottled: true } : {}),
      });
    const rehearsal = new Rehearsal({ scenario, scale, data, open, tell });
    await playScenario(rehearsal);
    const { facts } = rehearsal;
    const verdicts = [...scenario.mustHold.map((expected) => judge(expected, facts)), ...judgeExercise(facts)];
    return { verdicts, facts, seconds: (performance.now() - began) / 1000 };
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Builds what a stage runs unless it is built already, as `npm start` does; on a folder that is thrown away. */
export async function buildOnce(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-build-'));
  try {
    const { stop } = await startCenter(data);
    await stop();
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

const help = `npm run rehearse -- --scenario ID [--scale N] [--templates DIR] [--json]
npm run rehearse -- --list

An exercise from end to end on a center of its own: the center that runs, its data and its posture are not touched.`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    process.env['TZ'] = 'UTC';
    process.removeAllListeners('warning');
    const { values } = parseArgs({
      options: {
        scenario: { type: 'string' },
        scale: { type: 'string' },
        templates: { type: 'string' },
        list: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const scenarios = readScenarios();
    if (values.list) {
      const rows = scenarios.map(({ id, title, scale, secondsPerHour }) => [
        id,
        title,
        String(scale),
        String(secondsPerHour),
      ]);
      console.log(textTable(['id', 'exercise', 'scale', 'seconds an hour'], rows));
      return;
    }
    const scenario = scenarios.find(({ id }) => id.toLowerCase() === values.scenario?.toLowerCase());
    if (scenario === undefined) throw new Error(`${help}\n\nThere are ${scenarios.map(({ id }) => id).join(', ')}.`);
    const scale = values.scale === undefined ? scenario.scale : Number(values.scale);
    if (!(scale > 0)) throw new Error(`--scale takes a number above 0, not ${values.scale}.`);
    const tell = (line: string) => (values.json ? console.error(line) : console.log(line));
    tell(`ESERCITAZIONE ${scenario.id}: ${scenario.title}`);
    tell(
      `scale ${scale}: ${scale} contacts for each one of the event; an hour of the event's load takes ${scenario.secondsPerHour} s`,
    );
    for (const part of scenario.notRehearsed) tell(`not rehearsed: ${part}`);
    if (values.templates === undefined) await buildOnce();
    tell('');
    const { verdicts, facts, seconds } = await rehearse(scenario, {
      scale,
      tell,
      ...(values.templates === undefined ? {} : { templates: resolve(values.templates) }),
    });
    if (values.json) {
      const { id, title, notRehearsed } = scenario;
      console.log(JSON.stringify({ id, title, scale, seconds, notRehearsed, people: facts.sent.length, verdicts }));
    } else {
      const rows = verdicts.map(({ mustHold, held, seen }) => [mustHold, held ? 'yes' : 'NO', seen]);
      console.log(`\n${textTable(['must hold', 'held', 'seen'], rows)}\n\n${seconds.toFixed(0)} s`);
    }
    if (verdicts.some(({ held }) => !held)) process.exitCode = 1;
    // Connections that a stopped stage left open keep nobody waiting.
    setImmediate(() => process.exit());
  });
