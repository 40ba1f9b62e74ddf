import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { CaseEvent, RegisterEntry } from '../shared/contracts/case-event.ts';
import { sidecarOf, takenKey } from '../shared/contracts/object-prefixes.ts';
import { readCode } from '../shared/core/cases/receipt-code.ts';
import { openEntry, type Sha256 } from '../shared/core/chain.ts';
import { hmacWith, randomHex, sha256 } from '../shared/shell/hashing.ts';
import { changeCase, readCase } from '../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import type { Register } from '../shared/shell/stores/register.ts';
import { clientsOf, dataOf, variableOf, withCenter } from './center.ts';
import { asTool } from './command.ts';

/**
 * What an erasure did: the entries whose personal part went, and the files and whole mails that are to go with them.
 */
export type Erased = { versions: number[]; attachments: string[]; mails: string[]; toldBy: number };

/** Keys of the whole mails that a case is made of. */
const mailsOf = (entries: readonly RegisterEntry[]): string[] =>
  entries
    .flatMap((entry) => openEntry(entry))
    .flatMap((event) => (event.type === 'ContactReceived' && event.mail ? [event.mail.original] : []));

/** The version of the entry that tells of the erasure of everything up to `version`, or undefined. */
function toldAlready(entries: readonly RegisterEntry[], version: number): number | undefined {
  return entries.find(({ events }) =>
    (JSON.parse(events) as { events: CaseEvent[] }).events.some(
      (event) => event.type === 'PersonalDataErased' && event.upToVersion >= version,
    ),
  )?.version;
}

/**
 * Erases the personal data of a case: first an entry that tells of it and why, then the personal part of every entry up
 * to there. Killed half-way and called again it goes on where it stopped, without a second entry. Throws an Error for
 * an unknown case.
 */
export async function eraseCase(input: {
  register: Register;
  caseId: string;
  reason: string;
  at: string;
  salt: () => string;
  sha256: Sha256;
}): Promise<Erased> {
  const { register, caseId, reason, at, salt, sha256: hash } = input;
  const entries = await register.read(caseId);
  const held = entries.filter(({ personal }) => personal !== undefined).map(({ version }) => version);
  let toldBy = toldAlready(entries, held.at(-1) ?? 0);
  if (toldBy === undefined) {
    const change = await changeCase({
      register,
      caseId,
      command: { type: 'ErasePersonalData', reason, upToVersion: entries.at(-1)?.version ?? 0 },
      at,
      salt,
      sha256: hash,
    });
    if ('refused' in change) throw new Error(`there is no case ${caseId}`);
    toldBy = change.version;
  }
  for (const version of held) await register.erasePersonal(caseId, version);
  const { state } = await readCase(register, caseId);
  const files = state.stage === 'none' ? [] : [...state.attachments.offered, ...state.attachments.attached];
  return { versions: held, attachments: [...new Set(files)], mails: mailsOf(entries), toldBy };
}

const help = `
npm run erase -- --service S --code CODE --reason "…" [--data DIR]

Erases the personal data of a case, with its files and mails. What was done and when stays provable: an entry tells of
the erasure and its reason. It cannot be undone; stopped half-way and called again it goes on.
  --service S     service of the case
  --code CODE     code of the case, as on its receipt
  --reason TEXT   why it is erased, as it will stand in the register
  --data DIR      data folder of the center (.sportello); one that does not run is started for the while
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        service: { type: 'string' },
        code: { type: 'string' },
        reason: { type: 'string' },
        data: { type: 'string' },
      },
    });
    const { service, code, reason } = values;
    if (service === undefined || code === undefined || reason === undefined || reason.trim() === '') {
      throw new Error(help.trim());
    }
    await withCenter(values.data, async (center) => {
      const places = dataOf(center, service);
      const { dynamodb, s3, secrets } = clientsOf(center);
      const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: places.receiptSecret }));
      const caseId = readCode(code, /^\s*([a-z]+)/i.exec(code)?.[1]?.toUpperCase() ?? '', hmacWith(SecretString));
      if (caseId === undefined) throw new Error(`${code} is no code of ${service}`);
      const erased = await eraseCase({
        register: dynamodbRegister(places.register, dynamodb),
        caseId,
        reason: reason.trim(),
        at: new Date(Date.now() + center.clockOffset).toISOString(),
        salt: randomHex,
        sha256,
      });
      for (const attachment of erased.attachments)
        for (const Key of [`incoming/${attachment}`, `kept/${attachment}`])
          await s3.send(new DeleteObjectCommand({ Bucket: places.attachments, Key }));
      // The original of a scan, and what was known of it.
      const Bucket = variableOf(center, 'SCANS_BUCKET', service);
      for (const attachment of erased.attachments)
        for (const Key of [takenKey(attachment), sidecarOf(takenKey(attachment))])
          await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      for (const Key of erased.mails) {
        const Bucket = variableOf(center, 'MAIL_BUCKET', service);
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      }
      console.log(
        `${caseId}: the personal part of ${erased.versions.length} entries is erased${
          erased.versions.length === 0 ? '' : ` (${erased.versions.join(', ')})`
        } with ${erased.attachments.length} files and ${erased.mails.length} mails; entry ${erased.toldBy} tells of it.`,
      );
    });
  });
