import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { sha256 } from '../shared/shell/hashing.ts';
import type { Item } from '../shared/shell/stores/dynamodb.ts';
import { type Center, clientsOf, placeHelp, placeOptions, withCenter } from './center.ts';
import { asTool } from './command.ts';
import type { ExportedObject, ExportManifest } from './export.ts';
import { digestOf, jsonLines, readWhole, writeWhole } from './kept-progress.ts';
import { importMark, itemsOf, proofOf } from './prove-copy.ts';
import { openSecret, receiverKeys, type SealedSecret } from './seal-secret.ts';
import { proveCenter } from './verify-register.ts';
import { demandService, type MovedTable, movedBuckets, movedTables, placeOf, tablesOf } from './what-moves.ts';

const help = `
npm run import -- --make-key NAME
npm run import -- --from DIR --key NAME.pem [--stack NAME | --data DIR]

Takes in what npm run export wrote, into a center whose service has no case yet: checks every file against its digest, gives the
service the receipt secret, writes tables and files without waking anybody (no mail leaves, nobody is called), and proves that
cases, chains, protocol and roots are the same. Then start the functions anew (npm start; on AWS any deployment), since
they keep the old secret until they are. Killed half-way and called again it goes on.
  --make-key NAME  writes the pair NAME.pem, which stays with you, and NAME.public.pem, which whoever exports is given
  --from DIR       the folder of the export
  --key NAME.pem   the private key that its secret was sealed for
  --batch N        items between two notes of how far it came (500)
${placeHelp}
  --help           this text
`;

/** How far an import came: lines written of each file; done once it was proven. */
type Progress = { import: string; files: Record<string, number>; done?: true };

/** Throws an Error that names every file of an export that is not what its manifest says. */
async function checkFiles(from: string, { files }: ExportManifest): Promise<void> {
  const wrong: string[] = [];
  for (const { path, sha256: expected } of files)
    if (!existsSync(join(from, path)) || (await digestOf(join(from, path))) !== expected) wrong.push(path);
  if (wrong.length > 0) throw new Error(`not what the export wrote: ${wrong.join(', ')}`);
}

/** Throws an Error where the service has something of its own, or of another import. */
async function demandEmpty(dynamodb: DynamoDBClient, center: Center, service: string, mark: string | undefined) {
  for (const name of ['register', 'protocol', 'roots', 'ledger']) {
    const table = movedTables.find((known) => known.name === name) as MovedTable;
    // What a running import has written of the others is not marked: its first start found them empty.
    if (mark !== undefined && table.followed === undefined) continue;
    for await (const items of itemsOf(dynamodb, table, { center, service }))
      if (items.some((item) => mark === undefined || item[importMark]?.S !== mark))
        throw new Error(
          `${service} has entries of its own in its ${name} there: import into a service that nobody has used (canaries count: npm start -- --silent Canary)`,
        );
  }
}

/** Writes that one call takes (BatchWriteItem's limit). */
const writesPerCall = 25;

async function write(dynamodb: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  const requests: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }));
  for (let start = 0; start < requests.length; start += writesPerCall)
    await writeSome(dynamodb, table, requests.slice(start, start + writesPerCall));
}

/** Writes what one call takes; what it leaves undone goes again after a pause. */
async function writeSome(dynamodb: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  let left = requests;
  for (let round = 0; left.length > 0; round += 1) {
    if (round > 0) await pause(Math.min(5_000, 50 * 2 ** round));
    const { UnprocessedItems = {} } = await dynamodb.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
    );
    left = Object.values(UnprocessedItems)[0] ?? [];
  }
}

/** Lines of a file in batches, from one on. */
async function* batches<Line>(file: string, from: number, size: number): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  for await (const line of jsonLines<Line>(file, from)) {
    batch.push(line);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function putObject(s3: S3Client, Bucket: string, from: string, given: ExportedObject): Promise<void> {
  const Body = readFileSync(join(from, given.file));
  if (createHash('sha256').update(Body).digest('hex') !== given.sha256)
    throw new Error(`not what the export wrote: ${given.file}`);
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: given.key,
      Body,
      ...(given.contentType !== undefined && { ContentType: given.contentType }),
      ...(given.contentDisposition !== undefined && { ContentDisposition: given.contentDisposition }),
      // A mail that was taken in there is not taken in once more.
      Metadata: { ...given.metadata, [importMark]: '1' },
    }),
  );
}

/** Imports an export into a center, or goes on with it, and proves the copy; throws an Error in words to read. */
export async function importService(
  center: Center,
  { from, privateKey, batch = 500 }: { from: string; privateKey: string; batch?: number },
): Promise<ExportManifest> {
  const manifest = readWhole<ExportManifest>(join(from, 'manifest.json'));
  if (manifest === undefined)
    throw new Error(`${from} holds no whole export: npm run export writes manifest.json last`);
  const { service } = manifest;
  demandService(center, service);
  await checkFiles(from, manifest);
  const secret = openSecret(readWhole<SealedSecret>(join(from, 'receipt-secret.json')) as SealedSecret, privateKey);
  const { dynamodb, s3, secrets } = clientsOf(center);
  const mark = sha256(JSON.stringify(manifest)).slice(0, 16);
  const register = placeOf(center, 'REGISTER_TABLE', service);
  const file = join(from, `import-${sha256(`${center.url} ${register}`).slice(0, 8)}.json`);
  const known = readWhole<Progress>(file);
  if (known?.done) throw new Error(`${service} was imported there already`);
  await demandEmpty(dynamodb, center, service, known?.import);
  const progress: Progress = known ?? { import: mark, files: {} };
  const note = (path: string, lines: number) => {
    progress.files[path] = lines;
    writeWhole(file, progress);
    console.error(`${path}: ${lines}`);
  };
  writeWhole(file, progress);
  const SecretId = placeOf(center, 'RECEIPT_SECRET_ID', service);
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: secret }));
  for (const table of tablesOf(center, service)) {
    const path = `tables/${table.name}.jsonl`;
    const name = placeOf(center, table.variable, service);
    let lines = progress.files[path] ?? 0;
    for await (const some of batches<{ Item: Item }>(join(from, path), lines, batch)) {
      await write(
        dynamodb,
        name,
        some.map(({ Item }) => (table.followed ? { ...Item, [importMark]: { S: progress.import } } : Item)),
      );
      lines += some.length;
      note(path, lines);
    }
  }
  for (const { name, variable } of movedBuckets) {
    const path = `files/${name}.jsonl`;
    let lines = progress.files[path] ?? 0;
    for await (const some of batches<ExportedObject>(join(from, path), lines, 10)) {
      for (const given of some) await putObject(s3, placeOf(center, variable, service), from, given);
      lines += some.length;
      note(path, lines);
    }
  }
  const proof = await proofOf(dynamodb, center, service);
  if (!isDeepStrictEqual(proof, manifest.proof))
    throw new Error(
      `what is there now is not what was exported: ${JSON.stringify(proof)} instead of ${JSON.stringify(manifest.proof)}`,
    );
  writeWhole(file, { ...progress, done: true });
  for (const client of [dynamodb, s3, secrets]) client.destroy();
  return manifest;
}

function makeKey(name: string): void {
  const { privateKey, publicKey } = receiverKeys();
  writeFileSync(`${name}.pem`, privateKey, { mode: 0o600, flag: 'wx' });
  writeFileSync(`${name}.public.pem`, publicKey, { flag: 'wx' });
  console.log(`${name}.pem stays with you; give ${name}.public.pem to whoever exports.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        'make-key': { type: 'string' },
        from: { type: 'string' },
        key: { type: 'string' },
        batch: { type: 'string', default: '500' },
        ...placeOptions,
      },
    });
    if (values['make-key'] !== undefined) return makeKey(values['make-key']);
    const { from, key } = values;
    if (from === undefined || key === undefined) throw new Error(help.trim());
    await withCenter(
      values,
      async (center) => {
        const privateKey = readFileSync(key, 'utf8');
        const { service, proof, objects } = await importService(center, {
          from: resolve(from),
          privateKey,
          batch: Number(values.batch),
        });
        console.log(
          `${service}: ${proof.cases} cases, ${proof.entries} entries, ${objects} files are there, the same as were exported.`,
        );
        if (!(await proveCenter(center, [service]))) process.exitCode = 1;
        console.log('Start the functions anew now: until then they know the old receipt secret.');
      },
      { mayBegin: true },
    );
  });
