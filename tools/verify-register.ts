import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { CaseEvent, RegisterEntry } from '../shared/contracts/case-event.ts';
import type { Log } from '../shared/contracts/day-root.ts';
import { type BrokenLink, firstBrokenLink, type Sha256 } from '../shared/core/chain.ts';
import { type LeavesByDay, leafOfEntry, noteLeaf } from '../shared/core/day-leaves.ts';
import type { DayRoot } from '../shared/core/day-root.ts';
import { dayInRome } from '../shared/core/hours/zone.ts';
import { sha256 } from '../shared/shell/hashing.ts';
import { dynamodbProtocol } from '../shared/shell/stores/dynamodb-protocol.ts';
import { itemEntry } from '../shared/shell/stores/dynamodb-register.ts';
import { dynamodbLeafRuns, type LeafRuns } from '../shared/shell/stores/leaf-runs.ts';
import { dynamodbReads } from '../shared/shell/stores/reads.ts';
import { dynamodbRoots } from '../shared/shell/stores/roots.ts';
import {
  type Center,
  clientsOf,
  dataOf,
  placeHelp,
  placeOptions,
  servicesOf,
  variableOf,
  withCenter,
} from './center.ts';
import { asTool, textTable } from './command.ts';
import { actsFound, verifyLedger } from './verify-ledger.ts';
import { type NumbersOfRegister, noNumbers, noteNumbers, verifyProtocol } from './verify-protocol.ts';
import { verifyReads } from './verify-reads.ts';
import { daysWithoutRoot, type PublishedRoot, publishedIn, verifyRoots } from './verify-roots.ts';

/** One item of the register: an entry, or what stands where an entry should. */
export type FoundItem = { entry: RegisterEntry } | { caseId: string; version: number; unreadable: string };

/** Where a register does not hold, and why, in words. */
export type Finding = { caseId: string; version: number; reason: string } | { day: string; reason: string };

/** What the verification of one register found. */
export type Verdict = {
  cases: number;
  entries: number;
  /** Entries whose personal part was erased. */
  erased: number;
  /** Entries that an erasure names and whose personal part is still there: the erasure is to be repeated. */
  unfinished: number;
  /** Days under a root. */
  days: number;
  /** Entries of days that have no root yet. */
  open: number;
  /** Those days. */
  openDays: string[];
  lastRoot: Pick<DayRoot, 'day' | 'root'> | undefined;
  /** Every place where it does not hold, cases in the register's order first, then days. */
  findings: Finding[];
};

const reasons: Record<BrokenLink['reason'], string> = {
  'version-missing': 'the entry before it is missing',
  'previous-differs': 'it does not follow the entry before it: the hash it names is another',
  'hash-differs': 'its content is not what its hash was made of',
  'personal-differs': 'its personal part is not what its digest was made of',
  unreadable: 'its events cannot be read',
};

type Erasures = { erased: number; unfinished: number; finding: Finding | undefined };

/** Personal parts may be gone only where an entry of the case says so. */
function judgeErasures(entries: readonly RegisterEntry[]): Erasures {
  const upTo = entries
    .filter(({ events }) => events.includes('"PersonalDataErased"'))
    .flatMap(({ events }) => (JSON.parse(events) as { events: CaseEvent[] }).events)
    .reduce((most, event) => (event.type === 'PersonalDataErased' ? Math.max(most, event.upToVersion) : most), 0);
  let erased = 0;
  let unfinished = 0;
  for (const { caseId, version, events, personal } of entries) {
    if (personal !== undefined) {
      if (version <= upTo) unfinished += 1;
      continue;
    }
    if (!events.includes('"personal":"') || !('personal' in JSON.parse(events))) continue;
    erased += 1;
    if (version > upTo) {
      const reason = 'its personal part is gone and no entry of the case tells of an erasure';
      return { erased, unfinished, finding: { caseId, version, reason } };
    }
  }
  return { erased, unfinished, finding: undefined };
}

/**
 * Verifies a register as it streams by: the chain of every case and the root of every day. The entries of one case must
 * come together and in order, as a scan of the table gives them.
 */
export async function verifyRegister(input: {
  items: AsyncIterable<readonly FoundItem[]> | Iterable<readonly FoundItem[]>;
  roots: readonly DayRoot[];
  published?: readonly PublishedRoot[];
  runs?: Pick<LeafRuns, 'of'>;
  sha256: Sha256;
}): Promise<Verdict> {
  const leaves: LeavesByDay = new Map();
  const verdict: Verdict = {
    cases: 0,
    entries: 0,
    erased: 0,
    unfinished: 0,
    days: input.roots.length,
    open: 0,
    openDays: [],
    lastRoot: input.roots.at(-1),
    findings: [],
  };
  let together: RegisterEntry[] = [];
  let spoiled: string | undefined;

  const judgeCase = () => {
    const [first] = together;
    if (first === undefined) return;
    verdict.cases += 1;
    if (first.caseId === spoiled) return;
    const broken = firstBrokenLink(together, input.sha256);
    if (broken !== undefined) {
      const { caseId, version, reason } = broken;
      verdict.findings.push({ caseId, version, reason: reasons[reason] });
      return;
    }
    const { erased, unfinished, finding } = judgeErasures(together);
    verdict.erased += erased;
    verdict.unfinished += unfinished;
    if (finding !== undefined) verdict.findings.push(finding);
  };

  for await (const page of input.items) {
    for (const item of page) {
      verdict.entries += 1;
      if ('unreadable' in item) {
        const { caseId, version, unreadable } = item;
        verdict.findings.push({ caseId, version, reason: `it cannot be read: ${unreadable}` });
        spoiled = caseId;
        continue;
      }
      const { entry } = item;
      if (together[0] !== undefined && together[0].caseId !== entry.caseId) {
        judgeCase();
        together = [];
      }
      together.push(entry);
      noteLeaf(leaves, entry.at, leafOfEntry(entry));
    }
  }
  judgeCase();
  const { findings, open, openDays } = await verifyRoots({ ...input, leaves, called: 'entries' });
  return { ...verdict, open, openDays, findings: [...verdict.findings, ...findings] };
}

/** Every item of a register's table in pages, what is no entry told apart. */
export async function* scanRegister(dynamodb: DynamoDBClient, table: string): AsyncGenerator<FoundItem[]> {
  let from: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    yield (page.Items ?? []).map((item): FoundItem => {
      try {
        return { entry: itemEntry(item as Parameters<typeof itemEntry>[0]) };
      } catch (error) {
        const unreadable =
          (error as { issues?: { path: PropertyKey[] }[] }).issues?.[0]?.path.join('/') ?? String(error);
        return { caseId: item['caseId']?.S ?? '', version: Number(item['version']?.N), unreadable };
      }
    });
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Passes items on and notes what they say of protocol numbers. */
async function* noting(numbers: NumbersOfRegister, pages: AsyncIterable<FoundItem[]>): AsyncGenerator<FoundItem[]> {
  for await (const page of pages) {
    for (const item of page) if ('entry' in item) noteNumbers(numbers, item.entry);
    yield page;
  }
}

/** A finding as one sentence. */
export const findingText = (service: string, finding: Finding): string =>
  'day' in finding
    ? `${service}, day ${finding.day}: ${finding.reason}`
    : `${service}, case ${finding.caseId}, version ${finding.version}: ${finding.reason}`;

const help = `
npm run verify-register -- [options]

Proves that nothing in the register, the protocol, the ledger and the list of who read what was changed, removed or put
in between: every chain, every day's root and tree, every number. Reads only. Exit code 1 when one does not hold, with the first broken link.
Where somebody cut entries and roots off the end, roots that stand elsewhere tell it: name them with --published.
  --service S     only this service
  --published F   a saved answer of /v1/services/S/day-roots/DAY, or a citizen's proof; may be given many times
${placeHelp}
  --help          this text
`;

/**
 * What the verification of one service comes to: a row for each of the three tables, and every finding as a sentence.
 */
type ServiceProof = {
  register: string[];
  protocol: string[];
  ledger: string[];
  reads: string[];
  unfinished: number;
  /** Days that are over and under no root. */
  unsealed: string[];
  findings: string[];
};

async function proveService(
  center: Center,
  dynamodb: DynamoDBClient,
  service: string,
  published: readonly PublishedRoot[],
): Promise<ServiceProof> {
  const { register, roots: table } = dataOf(center, service);
  const asOf = new Date(Date.now() + center.clockOffset).toISOString();
  const numbers = noNumbers();
  const given = async (log: Log) => ({
    // Roots first: what they seal stood in its log before them.
    roots: await dynamodbRoots(table, service, log, dynamodb).all(),
    published: published.filter((root) => root.service === service && root.log === log),
    sha256,
  });
  const verdict = await verifyRegister({
    ...(await given('register')),
    items: noting(numbers, scanRegister(dynamodb, register)),
    runs: dynamodbLeafRuns(variableOf(center, 'LEAF_RUNS_TABLE', service), dynamodb),
  });
  const protocol = dynamodbProtocol(variableOf(center, 'PROTOCOL_TABLE', service), dynamodb);
  const ofProtocol = await given('protocol');
  const proven = await verifyProtocol({ service, protocol, numbers, asOf, ...ofProtocol });
  const ofLedger = await given('ledger');
  const acts = await actsFound(dynamodb, variableOf(center, 'LEDGER_TABLE'), service);
  const ledger = await verifyLedger(acts, ofLedger);
  const ofReads = await given('reads');
  const today = dayInRome(Date.parse(asOf));
  const reads = await verifyReads(dynamodbReads(variableOf(center, 'READS_TABLE', service), dynamodb), {
    ...ofReads,
    today,
  });
  const { cases, entries, erased, unfinished, days, open, lastRoot } = verdict;
  return {
    register: [service, ...[cases, entries, erased, days, open].map(String), lastRoot?.root.slice(0, 16) ?? 'none'],
    protocol: [
      service,
      ...[proven.numbers, proven.cancelled, proven.untold, proven.days, ofProtocol.roots.length].map(String),
    ],
    ledger: [
      service,
      ...[ledger.acts, ofLedger.roots.length, ledger.open].map(String),
      ledger.lastHash?.slice(0, 16) ?? 'none',
    ],
    reads: [service, ...[reads.reads, ofReads.roots.length, reads.open].map(String)],
    unfinished,
    unsealed: daysWithoutRoot(verdict.openDays, today),
    findings: [
      ...verdict.findings.map((finding) => findingText(service, finding)),
      ...[...proven.findings, ...ledger.findings, ...reads.findings].map((finding) => `${service}, ${finding}`),
    ],
  };
}

/** Proves the data of these services of a center, and says what was found: whether all of it holds. */
export async function proveCenter(
  center: Center,
  services: readonly string[],
  published: readonly PublishedRoot[] = [],
): Promise<boolean> {
  const { dynamodb } = clientsOf(center);
  const began = Date.now();
  const proofs: ServiceProof[] = [];
  for (const service of services) {
    const proof = await proveService(center, dynamodb, service, published);
    proofs.push(proof);
    if (proof.unsealed.length > 0)
      console.error(
        `${service}: no root for ${proof.unsealed.slice(0, 10).join(', ')}, though the day is over: nothing seals its entries, look for why the job of the night did not run`,
      );
    if (proof.unfinished > 0)
      console.error(
        `${service}: ${proof.unfinished} entries still hold words that an erasure names; repeat the erasure`,
      );
  }
  dynamodb.destroy();
  if (proofs.length === 0) throw new Error('There is no service to verify.');
  const rows = (which: 'register' | 'protocol' | 'ledger' | 'reads') => proofs.map((proof) => proof[which]);
  const registerHead = ['service', 'cases', 'entries', 'erased', 'days sealed', 'not yet sealed', 'last root'];
  const protocolHead = ['service', 'protocol numbers', 'cancelled', 'not yet told', 'days closed', 'days sealed'];
  const ledgerHead = ['service', 'acts in the ledger', 'days sealed', 'not yet sealed', 'last hash'];
  const readsHead = ['service', 'reads kept', 'days sealed', 'not yet sealed'];
  console.log(textTable(registerHead, rows('register')));
  console.log(`\n${textTable(protocolHead, rows('protocol'))}`);
  console.log(`\n${textTable(ledgerHead, rows('ledger'))}`);
  console.log(`\n${textTable(readsHead, rows('reads'))}`);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const [first, ...more] = proofs.flatMap(({ findings }) => findings);
  if (first === undefined) {
    console.log(
      `\nThe register holds, and the protocol, the ledger and who read what: every chain, every root, no gap and no double (${seconds} s).`,
    );
    return true;
  }
  console.error(
    `\nThe register, the protocol, the ledger or who read what does not hold.\nFirst broken link: ${first}`,
  );
  for (const finding of more.slice(0, 9)) console.error(`Then: ${finding}`);
  if (more.length > 9) console.error(`and ${more.length - 9} more`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: { ...placeOptions, service: { type: 'string' }, published: { type: 'string', multiple: true } },
    });
    const published = publishedIn(values.published ?? []);
    await withCenter(values, async (center) => {
      const services = values.service === undefined ? servicesOf(center) : [values.service];
      if (!(await proveCenter(center, services, published))) process.exitCode = 1;
    });
  });
