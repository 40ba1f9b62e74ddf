import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { prepareService, readServices } from '../cdk/house/services.ts';
import { takeIn } from '../functions/bulletins/rules/take-in.ts';
import type { Finding } from '../shared/contracts/bulletin.ts';
import type { DeclaredLevel } from '../shared/contracts/declaration.ts';
import { defaultProposalRule, type Evidence, type Proposal } from '../shared/contracts/proposal.ts';
import { DAY, isoOf, MINUTE } from '../shared/core/hours/zone.ts';
import type { ProposalState } from '../shared/core/posture/episodes.ts';

/** Files that came to be there at one instant: epoch milliseconds, paths. */
export type Publication = { at: number; files: string[] };

/**
 * One proposal as `--json` prints it. An emergency has a line for each horizon that says red, and more each time that
 * it is raised or extended: so every red zone's line names the publication that says so.
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

/**
 * What the posture function made of the publications; `polls` counts the instants, `calls` those at which something
 * could change.
 */
export type Polled = {
  polls: number;
  calls: number;
  lines: ProposalLine[];
  steps: EpisodeStep[];
  findings: { at: string; finding: Finding }[];
  proposals: Proposal[];
};

/** What the worker is given. */
export type PollsAsked = { publications: Publication[]; pollMinutes: number };

const service = 'protezione-civile';

/**
 * The posture function as it is deployed, reading a folder, keeping its state in a database of its own; nothing leaves
 * this process.
 */
async function openFunction() {
  const root = mkdtempSync(join(tmpdir(), 'sportello-bulletins-'));
  const alerts = join(root, 'alerts');
  mkdirSync(alerts);
  mkdirSync(join(root, 'services'));
  const definitions = readServices([fileURLToPath(new URL('../shared/services', import.meta.url))]);
  const definition = definitions.find((each) => each.service === service);
  if (!definition) throw new Error(`no service ${service}`);
  writeFileSync(join(root, 'services', `${service}.json`), JSON.stringify(prepareService(definition, 2026)));

  const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', () => listening());
  });
  // A bus that takes everything and tells nobody: nothing follows what is replayed.
  const bus = createServer((_request, response) => response.end('{"FailedEntryCount":0,"Entries":[]}'));
  await new Promise<void>((listening) => {
    bus.listen(0, '127.0.0.1', () => listening());
  });
  Object.assign(process.env, {
    LAMBDA_TASK_ROOT: root,
    BUS_NAME: 'replay',
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${(bus.address() as AddressInfo).port}`,
    PROPOSALS_TABLE: 'proposals',
    LEDGER_TABLE: 'ledger',
    ALERT_SOURCES: `${pathToFileURL(alerts).href}/`,
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'replay',
    AWS_SECRET_ACCESS_KEY: 'replay',
  });
  const { CreateTableCommand, DescribeTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const dynamodb = new DynamoDBClient({});
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'proposals',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'service', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'service', KeyType: 'HASH' }],
    }),
  );
  for (let status: string | undefined; status !== 'ACTIVE'; )
    status = (await dynamodb.send(new DescribeTableCommand({ TableName: 'proposals' }))).Table?.TableStatus;

  const { handler } = await import('../functions/bulletins/on-bulletin.ts');
  const { readProposals } = await import('../shared/shell/stores/proposals.ts');
  return {
    rule: definition.alerting?.rule ?? defaultProposalRule,
    /** Calls the function at an instant with these files in its folder, and tells what it kept and what it logged. */
    async call(now: number, files: readonly string[]): Promise<{ state: ProposalState; findings: Finding[] }> {
      for (const name of readdirSync(alerts)) unlinkSync(join(alerts, name));
      for (const file of files) symlinkSync(resolve(file), join(alerts, basename(file)));
      const lines = await heard(() => atInstant(now, handler));
      const findings = lines.flatMap((line) => (line['finding'] ? [line['finding'] as Finding] : []));
      return { state: (await readProposals('proposals', service)).state, findings };
    },
    close() {
      dynamodb.destroy();
      server.close();
      bus.close();
      bus.closeAllConnections();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Runs work with the clock standing at an instant (epoch milliseconds). */
async function atInstant(now: number, work: () => Promise<void>): Promise<void> {
  const RealDate = Date;
  class StandingDate extends RealDate {
    constructor(...given: [] | [number | string]) {
      super(...((given.length === 0 ? [now] : given) as [number]));
    }
    static override now() {
      return now;
    }
  }
  globalThis.Date = StandingDate as DateConstructor;
  try {
    await work();
  } finally {
    globalThis.Date = RealDate;
  }
}

/** Runs work and gives the log lines that it writes to standard output. */
async function heard(work: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const { write } = process.stdout;
  let words = '';
  process.stdout.write = ((chunk: string) => {
    words += chunk;
    return true;
  }) as typeof process.stdout.write;
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  return words
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Files of one name cannot lie in one folder: they are read one after the other. */
function rounds(files: readonly string[]): string[][] {
  const all: string[][] = [];
  for (const file of files) {
    const free = all.find((round) => round.every((other) => basename(other) !== basename(file)));
    if (free) free.push(file);
    else all.push([file]);
  }
  return all;
}

async function poll({ publications, pollMinutes }: PollsAsked): Promise<Polled> {
  const posture = await openFunction();
  const polled: Polled = { polls: 0, calls: 0, lines: [], steps: [], findings: [], proposals: [] };
  const proposals = new Map<string, Proposal>();
  const told = new Map<string, number>();
  let state: ProposalState | undefined;

  const call = async (at: number, files: readonly string[]) => {
    const now = isoOf(at);
    const outcome = await posture.call(at, files);
    state = outcome.state;
    polled.calls += 1;
    for (const finding of outcome.findings) polled.findings.push({ at: now, finding });
    for (const proposal of Object.values(state.proposals)) {
      proposals.set(proposal.id, proposal);
      for (const step of proposal.steps.slice(told.get(proposal.id) ?? 0)) {
        polled.steps.push({ at: step.at, id: proposal.id, level: proposal.level, step });
        polled.lines.push(...linesOf(proposal, step, now));
      }
      told.set(proposal.id, proposal.steps.length);
    }
  };
  // Between publications nothing comes, and most polls find nothing to do: those are worked out, not called.
  const changesSomething = (at: number) => {
    if (state === undefined) return true;
    const { changed, findings } = takeIn(state, [], posture.rule, isoOf(at));
    return changed.length + findings.length > 0;
  };
  const isOver = () =>
    state?.silentSince !== undefined && Object.values(state.proposals).every(({ closedAt }) => closedAt !== undefined);

  for (const [place, { at, files }] of publications.entries()) {
    for (const round of rounds(files)) await call(at, round);
    polled.polls += 1;
    const next = publications[place + 1]?.at ?? at + 5 * DAY;
    for (let clock = at + pollMinutes * MINUTE; clock < next && !isOver(); clock += pollMinutes * MINUTE) {
      polled.polls += 1;
      if (changesSomething(clock)) await call(clock, []);
    }
  }
  posture.close();
  return { ...polled, proposals: [...proposals.values()] };
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

parentPort?.postMessage(await poll(workerData as PollsAsked));
