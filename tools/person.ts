import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import { caseOf } from '../shared/core/cases/evolve.ts';
import { type Hmac, readCode } from '../shared/core/cases/receipt-code.ts';
import { pointsOf } from '../shared/core/cases/worklist-item.ts';
import { openEntries } from '../shared/core/chain.ts';
import type { Contribution } from '../shared/core/contributions/contribution.ts';
import type { Tracing } from '../shared/core/tracing/tracing.ts';
import { hmacWith } from '../shared/shell/hashing.ts';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import { joinedWith } from '../shared/shell/stores/erase-case.ts';
import { dynamodbReads } from '../shared/shell/stores/reads.ts';
import { dynamodbWorklist, personOf } from '../shared/shell/stores/worklist.ts';
import { readableInstant } from '../shared/texts/dates.ts';
import { wordsIn } from '../shared/texts/words/words.ts';
import { clientsOf, dataOf, placeHelp, placeOptions, variableOf, withCenter } from './center.ts';
import { asTool } from './command.ts';
import { contributionsOf } from './erase-contribution.ts';
import { tracingOf } from './erase-tracing.ts';
import { handedOver, isOf, readableContributions } from './person-contributions.ts';
import { isSeeker, ownSearch, readableSearches } from './person-tracing.ts';

const help = `
npm run person -- --service S (--code CODE | --email ADDRESS | --phone NUMBER) --to DIR [--stack NAME | --data DIR]

Writes all that is kept of one person into a folder, for whoever asks for it (GDPR art. 15 and 20): person.json, person.txt to read,
and the files. With each case stands who read it, as what and why, without names of staff. Look it through before you hand it over:
a case may hold words about somebody else.
  --service S     the service
  --code CODE     a case of theirs, with it those it was joined with; or a story or idea
  --email, --phone  cases, stories and ideas with that address or number
  --to DIR        the folder
${placeHelp}
  --help          this text
`;

/** Names of staff are no data of the person: who did something is told as what they are. */
export function withoutStaff(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(withoutStaff);
  if (typeof told !== 'object' || told === null) return told;
  const {
    by,
    recordedBy,
    subject,
    recordedBySubject: _named,
    mentions: _mentioned,
    ...rest
  } = told as Record<string, unknown>;
  const isStaffs = by !== undefined || recordedBy !== undefined;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, withoutStaff(value)])),
    ...(by === undefined ? {} : { by: 'staff' }),
    ...(recordedBy === undefined ? {} : { recordedBy: 'staff' }),
    // Beside who acts it is their identifier; in what a citizen wrote it is what that is about.
    ...(subject === undefined || isStaffs ? {} : { subject }),
  };
}

/** What is kept of one case, as it is handed to the person. */
export type PersonCase = {
  code: string;
  entries: { at: string; events: unknown }[];
  reads: { at: string; as: string; ground?: string | undefined; reason?: string | undefined }[];
  files: string[];
};

/** The cases of a person as text to read: state, words of both sides, files, who read them as what. */
export function readable(
  service: string,
  cases: readonly { about: PersonCase; known: ReturnType<typeof caseOf> }[],
): string {
  const words = wordsIn.it;
  const day = (at: string) => readableInstant(at, 'it');
  const lines = cases.flatMap(({ about, known }) => {
    if (known.stage === 'none') return [];
    return [
      `${words.caseCode}: ${about.code}`,
      `${words.kind}: ${words.kinds[known.kind as keyof typeof words.kinds] ?? known.kind}`,
      `${words.caseReceived}: ${day(known.receivedAt)}`,
      `${words.caseStands}: ${words.stages[known.stage]}`,
      `${words.email}: ${known.contactPoints.email ?? '-'}`,
      `${words.phone}: ${known.contactPoints.phone ?? '-'}`,
      '',
      ...known.messages.map(
        ({ from, at, text }) => `${day(at)}, ${from === 'citizen' ? words.requesters.citizen : service}:\n${text}\n`,
      ),
      ...about.files.map((file) => `File: ${file}`),
      ...about.reads.map(
        ({ at, as, ground, reason }) => `${day(at)}: ${as}, ${[ground, reason].filter(Boolean).join(' ')}`,
      ),
      '',
      '----',
      '',
    ];
  });
  return `${service}\n\n${lines.join('\n')}`;
}

async function fileOf(s3: S3Client, Bucket: string, document: string): Promise<Uint8Array | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `${objectPrefix.kept}${document}` }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

const codeIn = (typed: string, hmac: Hmac) =>
  readCode(typed, /^\s*([a-z]+)/i.exec(typed)?.[1]?.toUpperCase() ?? '', hmac);

/** Cases of one person that are looked for at most. */
const mostCases = 500;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      options: { service: text, code: text, email: text, phone: text, to: text, ...placeOptions },
    });
    const { service, code, email, phone, to } = values;
    if (service === undefined || to === undefined || [code, email, phone].every((one) => one === undefined))
      throw new Error(help.trim());
    await withCenter(values, async (center) => {
      const places = dataOf(center, service);
      const { dynamodb, s3, secrets } = clientsOf(center);
      const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: places.receiptSecret }));
      const hmac = hmacWith(SecretString);
      const register = dynamodbRegister(places.register, dynamodb);
      const [worklist, persons] = ['WORKLIST_TABLE', 'PERSONS_TABLE'].map((name) => variableOf(center, name, service));
      const list = dynamodbWorklist({ worklist: worklist as string, persons: persons as string }, dynamodb);
      const reads = dynamodbReads(variableOf(center, 'READS_TABLE', service), dynamodb);
      const given = code === undefined ? undefined : codeIn(code, hmac);
      if (code !== undefined && given === undefined) throw new Error(`${code} is no code of ${service}`);
      const isCase = given !== undefined && (await register.read(given)).length > 0;
      const joined = given !== undefined && isCase ? await joinedWith(register, given) : [];
      const codes = new Set(given === undefined ? [] : [given, ...joined]);
      for (const point of pointsOf({ email, phone }))
        for (const found of await list.casesOf(personOf(point, hmac), mostCases)) codes.add(found);
      const folder = resolve(to);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const cases: { about: PersonCase; known: ReturnType<typeof caseOf> }[] = [];
      for (const one of codes) {
        const entries = openEntries(await register.read(one));
        const known = caseOf(entries);
        if (known.stage === 'none') continue;
        const files: string[] = [];
        for (const document of known.attachments.attached) {
          const bytes = await fileOf(s3, places.attachments, document);
          if (bytes !== undefined) writeFileSync(join(folder, document), bytes, { mode: 0o600 });
          if (bytes !== undefined) files.push(document);
        }
        const looked = (await reads.latest(one, mostCases)).map(({ at, as, ground, reason }) => ({
          at,
          as,
          ground,
          reason,
        }));
        const told = entries.map(({ at, events }) => ({ at, events: withoutStaff(events) }));
        cases.push({ about: { code: one, entries: told, reads: looked, files }, known });
      }
      const contributions: Contribution[] = [];
      for await (const some of contributionsOf(center, service, dynamodb)?.all() ?? [])
        contributions.push(...some.filter((one) => isOf(one, { codes, points: pointsOf({ email, phone }) })));
      const searches: Tracing[] = [];
      for await (const some of tracingOf(center, service, dynamodb)?.all() ?? [])
        searches.push(...some.filter((one) => isSeeker(one, { codes, points: pointsOf({ email, phone }) })));
      const write = (name: string, content: string) => writeFileSync(join(folder, name), content, { mode: 0o600 });
      write(
        'person.json',
        `${JSON.stringify({ service, cases: cases.map(({ about }) => about), contributions: contributions.map(handedOver), searches: searches.map(ownSearch) }, null, 2)}\n`,
      );
      write(
        'person.txt',
        `${readable(service, cases)}\n${readableContributions(contributions)}\n${readableSearches(searches)}`,
      );
      const count = cases.reduce((sum, { about }) => sum + about.files.length, 0);
      console.log(
        `${cases.length} cases with ${count} files, ${contributions.length} stories and ideas and ${searches.length} searches are in ${folder}. Look them through before you hand them over.`,
      );
      for (const client of [dynamodb, s3, secrets]) client.destroy();
    });
  });
