import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeIn } from '../functions/posture/take-in.ts';
import type { Finding } from '../shared/contracts/bulletin.ts';
import type { DeclaredLevel } from '../shared/contracts/declaration.ts';
import { defaultProposalRule, type Evidence, type Proposal, type ProposalRule } from '../shared/contracts/proposal.ts';
import { italianAlertZones, regionOf } from '../shared/core/posture/alert-zones.ts';
import { noProposals } from '../shared/core/posture/episodes.ts';
import { DAY, instantOf, isoOf, MINUTE, zoneNamed } from '../shared/core/zone.ts';

const rome = zoneNamed('Europe/Rome');

/**
 * One proposal as `--json` prints it. An emergency has a line for each horizon that says red, and more each time that it is raised
 * or extended: so every red zone's line names the publication that says so.
 */
export type ProposalLine = {
  proposedAt: string;
  publishedAt: string;
  level: DeclaredLevel;
  zones: string[];
  validFrom: string;
  validTo: string;
  horizon: 'oggi' | 'domani';
};

/** One thing that happened to an episode. */
export type EpisodeStep = { at: string; id: string; level: DeclaredLevel; step: Proposal['steps'][number] };

export type Replayed = {
  files: number;
  publications: number;
  polls: number;
  lines: ProposalLine[];
  steps: EpisodeStep[];
  findings: { at: string; finding: Finding }[];
  proposals: Proposal[];
};

type Publication = { at: number; files: string[] };

/** Bulletin files of a folder and its subfolders, one publication after the other. */
function publicationsIn(folder: string): Publication[] {
  const byInstant = new Map<number, string[]>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(oggi|domani|today|tomorrow).*\.(csv|json)$/i.test(basename(path))) continue;
    const at = clockOf(join(folder, path));
    if (at === undefined) continue;
    byInstant.set(at, [...(byInstant.get(at) ?? []), join(folder, path)]);
  }
  return [...byInstant].map(([at, files]) => ({ at, files: files.sort() })).sort((a, b) => a.at - b.at);
}

/** The instant at which a file came to be there: its name's minute, or the publication that it states where that is the same one. */
function clockOf(path: string): number | undefined {
  const named = /(?<!\d)(20\d\d)(\d\d)(\d\d)_(\d\d)(\d\d)(?!\d)/.exec(basename(path));
  const head = readFileSync(path, 'utf8').slice(0, 400);
  const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))/m.exec(head)?.[1];
  const stated = written === undefined ? undefined : instantOf(written);
  if (!named) return stated;
  const day = Date.parse(`${named[1]}-${named[2]}-${named[3]}T00:00:00Z`) / DAY;
  const minute = rome.instantAt(day, Number(named[4]) * 60 + Number(named[5]));
  return stated !== undefined && Math.abs(stated - minute) < 2 * MINUTE ? Math.max(stated, minute) : minute;
}

/**
 * Replays a folder of published bulletins (`YYYY/YYYYMMDD_HHMM_{oggi,domani}.csv`) with the clock at each publication and a poll
 * every `pollMinutes` between them, through the function that the posture function itself uses. Throws when the folder cannot be read.
 */
export function replayBulletins(folder: string, rule: ProposalRule = defaultProposalRule, pollMinutes = 10): Replayed {
  const publications = publicationsIn(folder);
  const replayed: Replayed = {
    files: 0,
    publications: publications.length,
    polls: 0,
    lines: [],
    steps: [],
    findings: [],
    proposals: [],
  };
  const proposals = new Map<string, Proposal>();
  const told = new Map<string, number>();
  let state = noProposals('protezione-civile');

  const poll = (at: number, files: string[]) => {
    const now = isoOf(at);
    const fetched = files.map((path) => ({
      kind: 'bulletin' as const,
      name: basename(path),
      bytes: readFileSync(path),
    }));
    const outcome = takeIn(state, fetched, rule, now);
    state = outcome.state;
    for (const finding of outcome.findings) replayed.findings.push({ at: now, finding });
    for (const proposal of outcome.changed) {
      proposals.set(proposal.id, proposal);
      for (const step of proposal.steps.slice(told.get(proposal.id) ?? 0)) {
        replayed.steps.push({ at: step.at, id: proposal.id, level: proposal.level, step });
        replayed.lines.push(...linesOf(proposal, step, now));
      }
      told.set(proposal.id, proposal.steps.length);
    }
    replayed.polls += 1;
    replayed.files += files.length;
  };

  for (const [place, { at, files }] of publications.entries()) {
    poll(at, files);
    const next = publications[place + 1]?.at ?? at + 5 * DAY;
    for (let clock = at + pollMinutes * MINUTE; clock < next; clock += pollMinutes * MINUTE) {
      const nothingCanHappen =
        state.silentSince !== undefined &&
        Object.values(state.proposals).every(({ closedAt }) => closedAt !== undefined);
      if (nothingCanHappen) break;
      poll(clock, []);
    }
  }
  replayed.proposals = [...proposals.values()];
  return replayed;
}

function linesOf(proposal: Proposal, step: Proposal['steps'][number], now: string): ProposalLine[] {
  const more = step.what === 'raised' || step.what === 'extended';
  if (step.what !== 'proposed' && !(more && proposal.level === 'emergency')) return [];
  const lines = proposal.evidence
    .filter((each) => each.kind === 'bulletin' && each.publishedAt === step.publishedAt)
    .map((each) => each as Extract<Evidence, { kind: 'bulletin' }>)
    .map(({ publishedAt, zones, validFrom, validTo, horizon }) => ({
      proposedAt: now,
      publishedAt,
      level: proposal.level,
      zones: zones.map(({ zone }) => zone),
      validFrom,
      validTo,
      horizon: horizon === 'today' ? ('oggi' as const) : ('domani' as const),
    }));
  return proposal.level === 'emergency' ? lines : lines.slice(0, 1);
}

/** How many proposals of the alert posture an officer saw: in all, per week (from Monday, Europe/Rome) and per region. */
export function alertBurden(replayed: Replayed): {
  proposals: number;
  asks: number;
  byWeek: Map<string, number>;
  asksByWeek: Map<string, number>;
  byRegion: Map<string, number>;
} {
  const byWeek = new Map<string, number>();
  const asksByWeek = new Map<string, number>();
  const byRegion = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  let proposals = 0;
  const asks = new Set<string>();
  for (const { at, id, level, step } of replayed.steps) {
    if (level !== 'alert' || !step.asks) continue;
    const day = rome.dayAt(instantOf(at));
    const monday = isoOf((day - ((day + 3) % 7)) * DAY).slice(0, 10);
    if (!asks.has(`${id} ${at}`)) count(asksByWeek, monday);
    asks.add(`${id} ${at}`);
    if (step.what === 'proposed') {
      proposals += 1;
      count(byWeek, monday);
    }
  }
  for (const { level, coverage } of replayed.proposals) {
    if (level !== 'alert') continue;
    for (const region of new Set(Object.keys(coverage).map((zone) => regionOf(italianAlertZones, zone))))
      count(byRegion, region);
  }
  return { proposals, asks: asks.size, byWeek, asksByWeek, byRegion };
}

function local(at: string): string {
  const instant = instantOf(at);
  return isoOf(instant + rome.offsetAt(instant))
    .slice(0, 16)
    .replace('T', ' ');
}

function print(replayed: Replayed): void {
  const { log } = console;
  let shown = '';
  for (const { at, id, level, step } of replayed.steps) {
    if (id !== shown) log(`\n${id}`);
    shown = id;
    const published = step.publishedAt && step.publishedAt !== at ? ` (published ${local(step.publishedAt)})` : '';
    log(`  ${local(at)}  ${level.padEnd(9)} ${step.what.padEnd(9)} ${step.zones.join(' ')}${published}`);
  }
  const emergencies = replayed.proposals.filter(({ level }) => level === 'emergency');
  const burden = alertBurden(replayed);
  const alarms = replayed.findings.filter(({ finding }) => finding.severity === 'alarm');
  log(`\n${replayed.files} files, ${replayed.publications} publications, ${replayed.polls} polls`);
  log(
    `emergency: ${emergencies.length} episodes, ${replayed.lines.filter(({ level }) => level === 'emergency').length} times proposed or raised`,
  );
  log(
    `alert: ${burden.proposals} episodes, at most ${Math.max(0, ...burden.byWeek.values())} new ones a week; with what was added to open ones at most ${Math.max(0, ...burden.asksByWeek.values())} looks a week, ${burden.asks} in all`,
  );
  log('alert episodes that touch a region:');
  for (const [region, times] of [...burden.byRegion].sort((a, b) => b[1] - a[1]))
    log(`  ${String(times).padStart(4)}  ${region}`);
  log(`findings: ${alarms.length} alarms, ${replayed.findings.length - alarms.length} notes`);
  for (const { at, finding } of alarms)
    log(`  ${local(at)}  ${finding.code}  ${finding.source}: ${finding.detail.slice(0, 140)}`);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, poll: { type: 'string', default: '10' } },
  });
  const [folder] = positionals;
  const minutes = Number(values.poll);
  if (folder === undefined || !(minutes >= 1)) {
    console.error('usage: npm run replay-bulletins -- FOLDER [--json] [--poll MINUTES]');
    process.exitCode = 2;
  } else {
    const replayed = replayBulletins(folder, defaultProposalRule, minutes);
    if (replayed.publications === 0) {
      console.error(`no bulletin (YYYYMMDD_HHMM_oggi.csv, …_domani.csv) in ${folder}`);
      process.exitCode = 1;
    } else if (values.json) for (const line of replayed.lines) console.log(JSON.stringify(line));
    else print(replayed);
  }
}
