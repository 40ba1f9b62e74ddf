import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { sha256 } from '../shared/shell/hashing.ts';
import { type Item, text } from '../shared/shell/stores/dynamodb.ts';
import { type Center, clientsOf, placeHelp, placeOptions, withCenter } from './center.ts';
import { asTool } from './command.ts';
import { digestOf, readWhole, writeWhole } from './kept-progress.ts';
import { type CopyProof, importMark, proofOf } from './prove-copy.ts';
import { receiverKey, sealSecret } from './seal-secret.ts';
import { demandService, type MovedTable, movedBuckets, placeOf, tablesOf } from './what-moves.ts';

const help = `
npm run export -- --service S --to DIR --for KEY.pem [--stack NAME | --data DIR]

Writes all of a service into a folder, for npm run import: every table as JSON Lines in DynamoDB's own form, every file with its type
and digest, what proves register, protocol and ledger, and the receipt secret sealed to the receiver's key (X25519, HKDF-SHA256,
AES-256-GCM), so that codes, reply addresses and persons work there. What is there is read and not touched. Close the service
first: what comes while it runs may be half in it, and the import would say so. Killed half-way and called again it goes on.
  --service S     the service
  --to DIR        the folder, which holds personal data from then on
  --for KEY.pem   the receiver's public key (npm run import -- --make-key NAME)
  --batch N       items between two notes of how far it came (500)
${placeHelp}
  --help          this text
`;

/** What an export says of itself: each file with its lines, bytes and digest, and what proves the whole. */
export type ExportManifest = {
  contract: 'sportello-export.v1';
  service: string;
  /** ISO instant. */
  madeAt: string;
  files: { path: string; lines: number; bytes: number; sha256: string }[];
  objects: number;
  proof: CopyProof;
};

/** A file of an export as one line tells it. */
export type ExportedObject = {
  key: string;
  file: string;
  contentType?: string;
  metadata?: Record<string, string>;
  contentDisposition?: string;
  bytes: number;
  sha256: string;
};

/** How far a file has come: whole lines and bytes of it, and where to go on; done at its end. */
type Reached = { lines: number; bytes: number; next?: unknown; partition?: number; done?: true };
type Progress = { service: string; from: string; files: Record<string, Reached> };

/** Lines of one file, with where to go on after them. */
type Batch = { lines: string[]; next?: unknown; partition?: number };

/** Where an export stands: its folder, what is done, and how a batch is noted. */
class Folder {
  readonly path: string;
  readonly progress: Progress;

  constructor(path: string, service: string, from: string) {
    this.path = path;
    for (const part of ['tables', 'files']) mkdirSync(join(path, part), { recursive: true, mode: 0o700 });
    const known = readWhole<Progress>(join(path, 'progress.json'));
    if (known !== undefined && (known.service !== service || known.from !== from))
      throw new Error(`${path} holds an export of ${known.service} from ${known.from}: name another folder`);
    this.progress = known ?? { service, from, files: {} };
    this.note();
  }

  note(): void {
    writeWhole(join(this.path, 'progress.json'), this.progress);
  }

  /** Appends what is read to a file, batch after batch, from where an earlier run came to. */
  async fill(path: string, read: (from: Reached) => AsyncIterable<Batch>): Promise<void> {
    const reached: Reached = this.progress.files[path] ?? { lines: 0, bytes: 0 };
    this.progress.files[path] = reached;
    if (reached.done) return;
    const file = join(this.path, path);
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
    // What was written after the last note is written again.
    truncateSync(file, reached.bytes);
    const open = openSync(file, 'a');
    for await (const { lines, next, partition } of read({ ...reached })) {
      const text = lines.map((line) => `${line}\n`).join('');
      writeSync(open, text);
      fsyncSync(open);
      Object.assign(reached, { lines: reached.lines + lines.length, bytes: reached.bytes + Buffer.byteLength(text) });
      Object.assign(reached, { next, partition });
      this.note();
      if (reached.lines > 0) console.error(`${path}: ${reached.lines}`);
    }
    closeSync(open);
    this.progress.files[path] = { lines: reached.lines, bytes: reached.bytes, done: true };
    this.note();
  }
}

/** An item as a line, in the form of DynamoDB's own exports; binary values are in no table of ours. */
const lineOf = ({ [importMark]: _mark, ...item }: Item): string => JSON.stringify({ Item: item });

async function* tableFrom(
  dynamodb: DynamoDBClient,
  table: MovedTable,
  { center, service, batch }: { center: Center; service: string; batch: number },
  from: Reached,
): AsyncGenerator<Batch> {
  const TableName = placeOf(center, table.variable, service);
  const partitions = table.partitions?.(service) ?? [undefined];
  for (let number = from.partition ?? 0; number < partitions.length; number += 1) {
    const partition = partitions[number];
    const start = number === (from.partition ?? 0) ? (from.next as Item | undefined) : undefined;
    const asked = { TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) };
    const read =
      partition === undefined
        ? paginateScan({ client: dynamodb, pageSize: batch }, asked)
        : paginateQuery(
            { client: dynamodb, pageSize: batch },
            {
              ...asked,
              KeyConditionExpression: '#service = :service',
              ExpressionAttributeNames: { '#service': 'service' },
              ExpressionAttributeValues: { ':service': text(partition) },
            },
          );
    for await (const { Items = [], LastEvaluatedKey } of read) {
      const ends = LastEvaluatedKey === undefined;
      yield { lines: Items.map(lineOf), next: LastEvaluatedKey, partition: ends ? number + 1 : number };
    }
  }
}

async function copyObject(s3: S3Client, Bucket: string, key: string, folder: string): Promise<ExportedObject> {
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
  const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
  const file = `files/${sha256(`${Bucket}/${key}`)}`;
  writeFileSync(join(folder, file), bytes, { mode: 0o600 });
  return {
    key,
    file,
    ...(got.ContentType !== undefined && { contentType: got.ContentType }),
    ...(got.ContentDisposition !== undefined && { contentDisposition: got.ContentDisposition }),
    ...(got.Metadata !== undefined && { metadata: got.Metadata }),
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function* bucketFrom(s3: S3Client, Bucket: string, folder: string, from: Reached): AsyncGenerator<Batch> {
  let after = from.next as string | undefined;
  for (;;) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 100, ...(after && { StartAfter: after }) }));
    const keys = (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    if (keys.length === 0) return;
    const lines: string[] = [];
    for (const key of keys) lines.push(JSON.stringify(await copyObject(s3, Bucket, key, folder)));
    after = keys.at(-1);
    yield { lines, next: after };
  }
}

/** Exports a service into a folder, or goes on with it; gives what it says of itself. */
export async function exportService(
  center: Center,
  { service, to, receiver, batch = 500 }: { service: string; to: string; receiver: string; batch?: number },
): Promise<ExportManifest> {
  demandService(center, service);
  const key = receiverKey(receiver);
  const { dynamodb, s3, secrets } = clientsOf(center);
  const folder = new Folder(to, service, center.kind === 'aws' ? center.install : center.url);
  const done = readWhole<ExportManifest>(join(to, 'manifest.json'));
  if (done !== undefined) throw new Error(`${to} holds a whole export of ${done.service}, made at ${done.madeAt}`);
  const where = { center, service, batch };
  for (const table of tablesOf(center, service))
    await folder.fill(`tables/${table.name}.jsonl`, (from) => tableFrom(dynamodb, table, where, from));
  for (const { name, variable } of movedBuckets)
    await folder.fill(`files/${name}.jsonl`, (from) => bucketFrom(s3, placeOf(center, variable, service), to, from));
  const SecretId = placeOf(center, 'RECEIPT_SECRET_ID', service);
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  writeWhole(join(to, 'receipt-secret.json'), sealSecret(SecretString, service, key));
  const files: ExportManifest['files'] = [];
  for (const [path, { lines, bytes }] of Object.entries(folder.progress.files))
    files.push({ path, lines, bytes, sha256: await digestOf(join(to, path)) });
  const manifest: ExportManifest = {
    contract: 'sportello-export.v1',
    service,
    madeAt: new Date(Date.now() + center.clockOffset).toISOString(),
    files,
    objects: files.filter(({ path }) => path.startsWith('files/')).reduce((sum, { lines }) => sum + lines, 0),
    proof: await proofOf(dynamodb, center, service),
  };
  writeWhole(join(to, 'manifest.json'), manifest);
  for (const client of [dynamodb, s3, secrets]) client.destroy();
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        service: { type: 'string' },
        to: { type: 'string' },
        for: { type: 'string' },
        batch: { type: 'string', default: '500' },
        ...placeOptions,
      },
    });
    const { service, to, for: receiver } = values;
    if (service === undefined || to === undefined || receiver === undefined) throw new Error(help.trim());
    await withCenter(values, async (center) => {
      const batch = Number(values.batch);
      const given = { service, to: resolve(to), receiver: readFileSync(receiver, 'utf8'), batch };
      const { proof, files, objects } = await exportService(center, given);
      const lines = files.reduce((sum, file) => sum + file.lines, 0);
      console.log(
        `${service}: ${proof.cases} cases in ${proof.entries} entries, ${proof.protocol.items} items of the protocol, ${objects} files; ${lines} lines in ${files.length} files in ${given.to}.`,
      );
    });
  });
