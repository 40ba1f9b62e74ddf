import { parseArgs } from 'node:util';
import { type Options, simulate } from './simulate.ts';

// `npm run simulate:faults`: histories of the center with faults, from one seed on, until one breaks an invariant, all
// were told or the time is over. docs/simulation.md says how to read what it prints.

const usage = `npm run simulate:faults -- [options]
  --seeds N      how many histories at most (15000)
  --from S       the first seed (1)
  --faults P     the likelihood of each fault at each call, 0 to 0.2 (0.02)
  --no-staff     nobody of the staff acts
  --no-door      contacts are accepted when a history begins; no inbox, no files, no joins of staff
  --no-desk      nobody works at the desk
  --no-post      neither mails nor scans arrive
  --no-office    no next case, no referrals, no answer to many, no erasure
  --seconds T    give up after so many seconds (60); the whole night is 28800
  --keep-going   count what breaks, and do not stop at the first
  --tell         tell the first history, though nothing breaks
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '15000' },
    from: { type: 'string', default: '1' },
    faults: { type: 'string', default: '0.02' },
    seconds: { type: 'string', default: '60' },
    'no-staff': { type: 'boolean', default: false },
    'no-desk': { type: 'boolean', default: false },
    'no-post': { type: 'boolean', default: false },
    'no-office': { type: 'boolean', default: false },
    'no-door': { type: 'boolean', default: false },
    'keep-going': { type: 'boolean', default: false },
    tell: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// What functions log is JSON, a line each; of a simulation nobody reads it.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (() => true) as typeof process.stdout.write;
const say = (line: string) => write(`${line}\n`);

function numberIn(name: 'seeds' | 'from' | 'faults' | 'seconds', highest: number): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0 && value <= highest) return value;
  say(`--${name} is a number from 0 to ${highest}, not ${values[name]}\n\n${usage}`);
  process.exit(2);
}

if (values.help) {
  say(usage);
  process.exit(0);
}

const [seeds, from, seconds] = [numberIn('seeds', 1e9), numberIn('from', 2 ** 32), numberIn('seconds', 1e6)];
const options: Options = {
  faults: numberIn('faults', 0.2),
  staff: !values['no-staff'],
  door: !values['no-door'],
  desk: !values['no-desk'],
  post: !values['no-post'],
  office: !values['no-office'],
};
const command = (seed: number) =>
  `npm run simulate:faults -- --from ${seed} --seeds 1 --faults ${options.faults}${options.staff ? '' : ' --no-staff'}${options.door ? '' : ' --no-door'}${options.desk ? '' : ' --no-desk'}${options.post ? '' : ' --no-post'}${options.office ? '' : ' --no-office'} --tell`;

const started = performance.now();
const elapsed = () => (performance.now() - started) / 1000;
const kinds = new Map<string, number[]>();
let [told, calls, failed] = [0, 0, 0];
for (let seed = from; seed < from + seeds && elapsed() < seconds; seed += 1) {
  const { broken, calls: made } = await simulate(seed, options);
  told += 1;
  calls += made;
  if (broken.length === 0 && !values.tell) continue;
  if (broken.length > 0) failed += 1;
  for (const what of new Set(broken.map((each) => each.replaceAll(/\b(?=[A-Z]*\d|[A-Z]{4}\b)[0-9A-Z]{4}\b/g, 'N'))))
    kinds.set(what, [...(kinds.get(what) ?? []), seed]);
  if (values['keep-going']) continue;
  const { lines } = await simulate(seed, options, true);
  for (const line of [`seed ${seed}`, ...lines, ...broken.map((what) => `BROKEN ${what}`), `again: ${command(seed)}`])
    say(line);
  break;
}
for (const [what, where] of kinds) say(`${where.length} × ${what}: seeds ${where.slice(0, 5).join(', ')}`);
const speed = `${Math.round(told / elapsed())} histories and ${Math.round(calls / elapsed())} calls a second`;
say(
  `${told} histories from seed ${from}, ${options.faults * 100} % of each fault, in ${elapsed().toFixed(1)} s (${speed}): ${failed} broken`,
);
process.exitCode = failed > 0 ? 1 : 0;
