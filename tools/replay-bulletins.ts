import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { indexOf, isIndex } from '../functions/bulletins/poll-sources.ts';
import { readBulletinIndex } from '../functions/bulletins/rules/read-index.ts';
import { DAY, instantOf, isoOf, MINUTE, rome } from '../shared/core/hours/zone.ts';
import { italianAlertZones, regionOf } from '../shared/core/posture/alert-zones.ts';
import type { EpisodeStep, Polled, PollsAsked, Publication } from './bulletin-polls.ts';

/**
 * What a replay came to: `files` are those that were read, `unplaced` bulletins that cannot be replayed, each with the
 * reason, `others` no bulletins.
 */
export type Replayed = Polled & { files: number; publications: number; unplaced: string[]; others: string[] };

type Found = { publications: Publication[]; unplaced: string[]; others: string[] };

/** The bulletin files of a folder and its subfolders, or of one file, by the instant at which they were published. */
function findBulletins(from: string): Found {
  const isFolder = statSync(from).isDirectory();
  const paths = isFolder
    ? readdirSync(from, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [from];
  const names = paths.map((path) => basename(path));
  const indexes = new Map(paths.flatMap((path) => (isIndex(basename(path), names) ? [[basename(path), path]] : [])));
  const byInstant = new Map<number, string[]>();
  const unplaced: string[] = [];
  const others: string[] = [];
  for (const path of paths) {
    const name = basename(path);
    if (indexes.get(name) === path) continue;
    // One file that somebody names is meant as a bulletin, whatever it is called.
    if (isFolder && !/(oggi|domani|today|tomorrow).*\.(csv|json)$/i.test(name)) {
      others.push(path);
      continue;
    }
    const index = indexes.get(indexOf(name) ?? '');
    const at = whenPublished(path, index);
    if (typeof at === 'string') unplaced.push(`${relative(from, path) || path}: ${at}`);
    else byInstant.set(at, [...(byInstant.get(at) ?? []), path, ...(index ? [index] : [])]);
  }
  const publications = [...byInstant]
    .map(([at, files]) => ({ at, files: [...new Set(files)].sort() }))
    .sort((one, other) => one.at - other.at);
  return { publications, unplaced, others };
}

/** The instant of a file's publication, or why it cannot be told. */
function whenPublished(path: string, index: string | undefined): number | string {
  try {
    return publishedAt(path, index) ?? 'neither its name nor its rows tell when it was published';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The instant at which a file came to be there: its name's minute, or the publication that it states where that is the
 * same one.
 */
function publishedAt(path: string, index: string | undefined): number | undefined {
  const named = /(?<!\d)(20\d\d)(\d\d)(\d\d)_([01]\d|2[0-3])([0-5]\d)(?!\d)/.exec(basename(path));
  const stated = index ? statedIn(readBulletinIndex(readFileSync(index))?.publishedAt) : statedIn(firstInstant(path));
  const day = named ? Date.parse(`${named[1]}-${named[2]}-${named[3]}T00:00:00Z`) / DAY : Number.NaN;
  if (!named || Number.isNaN(day)) return stated;
  const minute = rome.instantAt(day, Number(named[4]) * 60 + Number(named[5]));
  return stated !== undefined && Math.abs(stated - minute) < 2 * MINUTE ? Math.max(stated, minute) : minute;
}

function firstInstant(path: string): string | undefined {
  const head = readFileSync(path, 'utf8').slice(0, 1000);
  return /(?<![\d-])20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)/.exec(head)?.[0];
}

function statedIn(text: string | undefined): number | undefined {
  try {
    return text === undefined ? undefined : instantOf(text);
  } catch {
    return undefined;
  }
}

/**
 * Replays published bulletins (`YYYY/YYYYMMDD_HHMM_{oggi,domani}.csv`, or the official
 * `YYYYMMDD_HHMM_{today,tomorrow}.json`) through the posture function's own handler, with the clock at each publication
 * and a poll every `pollMinutes` between them. Rejects when the folder or file cannot be opened.
 */
export async function replayBulletins(from: string, pollMinutes = 10): Promise<Replayed> {
  const { publications, unplaced, others } = findBulletins(from);
  const nothing: Polled = { polls: 0, calls: 0, lines: [], steps: [], findings: [], proposals: [] };
  const polled = publications.length === 0 ? nothing : await pollOver({ publications, pollMinutes });
  const files = publications.reduce((sum, { files }) => sum + files.length, 0);
  return { ...polled, files, publications: publications.length, unplaced, others };
}

/** The posture function in a thread of its own, for its clock and its environment are not ours. */
async function pollOver(asked: PollsAsked): Promise<Polled> {
  const worker = new Worker(new URL('./bulletin-polls.ts', import.meta.url), { workerData: asked });
  const polled = await new Promise<Polled>((done, failed) => {
    worker.once('message', done);
    worker.once('error', failed);
  });
  await worker.terminate();
  return polled;
}

/**
 * How many proposals of the alert posture an officer saw: in all, per week (from Monday, Europe/Rome) and per region.
 */
export function alertBurden(replayed: Polled): {
  proposals: number;
  asks: number;
  byWeek: Map<string, number>;
  asksByWeek: Map<string, number>;
  /** Episodes that touched a region, and of those the most that began within one week. */
  byRegion: Map<string, { episodes: number; mostInAWeek: number }>;
} {
  const byWeek = new Map<string, number>();
  const asksByWeek = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1).get(key) ?? 0;
  let proposals = 0;
  const asks = new Set<string>();
  for (const { at, id, level, step } of replayed.steps) {
    if (level !== 'alert' || !step.asks) continue;
    if (!asks.has(`${id} ${at}`)) count(asksByWeek, mondayOf(at));
    asks.add(`${id} ${at}`);
    if (step.what === 'proposed') {
      proposals += 1;
      count(byWeek, mondayOf(at));
    }
  }
  const byRegion = new Map<string, { episodes: number; mostInAWeek: number }>();
  const weeks = new Map<string, number>();
  for (const { level, coverage, proposedAt } of replayed.proposals) {
    if (level !== 'alert') continue;
    for (const region of new Set(Object.keys(coverage).map((zone) => regionOf(italianAlertZones, zone)))) {
      const { episodes, mostInAWeek } = byRegion.get(region) ?? { episodes: 0, mostInAWeek: 0 };
      const inWeek = count(weeks, `${region} ${mondayOf(proposedAt)}`);
      byRegion.set(region, { episodes: episodes + 1, mostInAWeek: Math.max(mostInAWeek, inWeek) });
    }
  }
  return { proposals, asks: asks.size, byWeek, asksByWeek, byRegion };
}

function mondayOf(at: string): string {
  const day = rome.dayAt(instantOf(at));
  return isoOf((day - ((day + 3) % 7)) * DAY).slice(0, 10);
}

function local(at: string): string {
  const instant = instantOf(at);
  return isoOf(instant + rome.offsetAt(instant))
    .slice(0, 16)
    .replace('T', ' ');
}

////////// What is printed

/** Files of which nothing could be used, each with the reason. */
function unread({ findings, unplaced }: Replayed): string[] {
  const refused = findings.filter(({ finding }) => finding.code === 'unreadable-file');
  return [...unplaced, ...refused.map(({ finding }) => `${finding.source}: ${finding.detail}`)];
}

function printEpisodes(replayed: Replayed): void {
  const { log } = console;
  const byEpisode = Map.groupBy(replayed.steps, ({ id }) => id);
  for (const [id, steps] of byEpisode) {
    const proposal = replayed.proposals.find((each) => each.id === id);
    if (!proposal) continue;
    const regions = [...new Set(Object.keys(proposal.coverage).map((zone) => regionOf(italianAlertZones, zone)))];
    const until = proposal.closedAt === undefined ? 'still open' : `to ${local(proposal.closedAt)}`;
    log(`\n${proposal.level} ${local(proposal.proposedAt)} ${until}: ${regions.join(', ')}   [${id}]`);
    for (const each of steps) log(`  ${stepLine(each)}`);
  }
}

function stepLine({ at, step }: EpisodeStep): string {
  const published =
    step.publishedAt && Math.abs(instantOf(step.publishedAt) - instantOf(at)) >= MINUTE
      ? ` (published ${local(step.publishedAt)})`
      : '';
  return `${local(at)}  ${step.what.padEnd(9)}  ${step.zones.join(' ')}${published}`;
}

function printSums(replayed: Replayed): void {
  const { log } = console;
  const emergencies = replayed.proposals.filter(({ level }) => level === 'emergency');
  const lines = replayed.lines.filter(({ level }) => level === 'emergency');
  const burden = alertBurden(replayed);
  const most = (counts: Map<string, number>) => Math.max(0, ...counts.values());
  log(
    `\n${replayed.files} files, ${replayed.publications} publications, ${replayed.polls} polls; times are those of Rome`,
  );
  log(`emergency: ${emergencies.length} episodes, ${lines.length} times proposed or raised`);
  log(
    `alert: ${burden.proposals} episodes, at most ${most(burden.byWeek)} new ones a week; with what was added to open ones at most ${most(burden.asksByWeek)} looks a week, ${burden.asks} in all`,
  );
  log('alert episodes that touch a region, and at most how many new ones a week:');
  for (const [region, { episodes, mostInAWeek }] of [...burden.byRegion].sort((a, b) => b[1].episodes - a[1].episodes))
    log(`  ${String(episodes).padStart(4)}  ${mostInAWeek} a week  ${region}`);
  const alarms = alarmLines(replayed);
  log(`findings: ${alarms.length} alarms, ${replayed.findings.length - alarms.length} notes`);
  for (const line of alarms) log(`  ${line}`);
}

function alarmLines({ findings }: Replayed): string[] {
  return findings
    .filter(({ finding }) => finding.severity === 'alarm')
    .map(({ at, finding: { code, source, detail } }) => `${local(at)}  ${code}  ${source}: ${detail.slice(0, 140)}`);
}

const usage = `npm run replay-bulletins -- FOLDER|FILE [--json] [--poll MINUTES]

Replays published bulletins through the function that reads them, with the clock at each publication, and shows what
would have been proposed. Touches no center.
  --json          a line of JSON for each step instead of a table
  --poll MINUTES  minutes between two looks at the sources (10)
  --help          this text`;

function readArguments(): { from: string; json: boolean; minutes: number } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, poll: { type: 'string', default: '10' } },
    });
    const minutes = Number(values.poll);
    const [from, ...more] = positionals;
    return from !== undefined && more.length === 0 && minutes >= 1 ? { from, json: values.json, minutes } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replays and prints; the exit code is 2 for a wrong call, 1 when there was nothing that could be read, 0 otherwise.
 */
async function main(): Promise<number> {
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) {
    console.log(usage);
    return 0;
  }
  const asked = readArguments();
  if (asked === undefined) {
    console.error(`usage: ${usage}`);
    return 2;
  }
  const { from, json, minutes } = asked;
  let replayed: Replayed;
  try {
    replayed = await replayBulletins(from, minutes);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(code === 'ENOENT' ? `there is no ${from}` : `${from} cannot be read: ${message}`);
    return 1;
  }
  if (json) {
    for (const line of replayed.lines) console.log(JSON.stringify(line));
    for (const line of alarmLines(replayed)) console.error(`alarm: ${line}`);
  } else if (replayed.publications > 0) {
    printEpisodes(replayed);
    printSums(replayed);
  }
  const refused = unread(replayed);
  for (const line of refused) console.error(`not read, lowers nothing: ${line}`);
  if (replayed.others.length > 0)
    console.error(`left alone: ${replayed.others.length} files that are no bulletins by their name`);
  if (replayed.publications > 0 && refused.length < replayed.files + replayed.unplaced.length) return 0;
  console.error(`no bulletin that can be read (YYYYMMDD_HHMM_oggi.csv, …_domani.csv) in ${from}`);
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
