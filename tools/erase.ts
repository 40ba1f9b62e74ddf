import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { readCode } from '../shared/core/cases/receipt-code.ts';
import { hmacWith, randomHex, sha256 } from '../shared/shell/hashing.ts';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import { eraseTogether } from '../shared/shell/stores/erase-case.ts';
import { leftBehindIn } from '../shared/shell/stores/left-behind.ts';
import { clientsOf, dataOf, placeHelp, placeOptions, variableOf, withCenter } from './center.ts';
import { asTool } from './command.ts';
import { contributionsOf, eraseContribution } from './erase-contribution.ts';
import { eraseTracing, tracingOf } from './erase-tracing.ts';

const help = `
npm run erase -- --service S --code CODE --reason "…" [--stack NAME | --data DIR]

Erases the personal data of a case and of those it was joined with: words, files, mails, notes of held mails, dead
letters, drafts. What was done and when stays provable: an entry tells of
the erasure and its reason. A story or idea under that code goes too, and whom
somebody looked for under it. It cannot be undone; stopped half-way and called again it goes on.
  --service S     service of the case
  --code CODE     code of the case, story or idea, as on its receipt
  --reason TEXT   why it is erased, as it will stand in the register for good: name nobody in it
${placeHelp}
  --help          this text
`;

/** What no erasure reaches, said so that whoever answers the citizen can say it too. */
const outOfReach = `Not reached: sender and subject in the protocol (DPR 445/2000 art. 53), reasons that staff typed, notes between shifts (they
go after 180 days), lists that were handed to a coordination, recordings at the telephone exchange, mails in the mailboxes of others, and backups, for 35 days.`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        service: { type: 'string' },
        code: { type: 'string' },
        reason: { type: 'string' },
        ...placeOptions,
      },
    });
    const { service, code, reason } = values;
    if (service === undefined || code === undefined || reason === undefined || reason.trim() === '') {
      throw new Error(help.trim());
    }
    await withCenter(values, async (center) => {
      const places = dataOf(center, service);
      const { dynamodb, s3, secrets } = clientsOf(center);
      const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: places.receiptSecret }));
      const caseId = readCode(code, /^\s*([a-z]+)/i.exec(code)?.[1]?.toUpperCase() ?? '', hmacWith(SecretString));
      if (caseId === undefined) throw new Error(`${code} is no code of ${service}`);
      const left = leftBehindIn(
        {
          service,
          attachments: places.attachments,
          mails: variableOf(center, 'MAIL_BUCKET', service),
          scans: variableOf(center, 'SCANS_BUCKET', service),
          heldMails: variableOf(center, 'HELD_TABLE', service),
          drafts: variableOf(center, 'DRAFTS_TABLE', service),
          deadLetters: variableOf(center, 'DEAD_LETTERS_TABLE'),
        },
        { dynamodb, s3 },
      );
      const register = dynamodbRegister(places.register, dynamodb);
      const contributions = contributionsOf(center, service, dynamodb);
      const at = new Date(Date.now() + center.clockOffset).toISOString();
      const gone = contributions && (await eraseContribution(contributions, caseId, at));
      if (gone === 'erased') console.log(`${caseId}: the story or idea is erased; its page goes within a minute.`);
      if (gone === 'held') console.log(`${caseId}: an authority keeps the story or idea; it is erased after that.`);
      const tracing = tracingOf(center, service, dynamodb);
      const looked = tracing !== undefined && (await eraseTracing(tracing, caseId, at));
      if (looked) console.log(`${caseId}: the search is erased, and its line of every list that was handed over.`);
      const isCase = (gone === undefined && !looked) || (await register.read(caseId)).length > 0;
      if (!isCase) return console.log(outOfReach);
      const erased = await eraseTogether({
        register,
        caseId,
        reason: reason.trim(),
        at,
        salt: randomHex,
        sha256,
        left,
      });
      for (const [one, { versions, attachments, mails, held, letters, drafts, toldBy }] of erased)
        console.log(
          `${one}: the personal part of ${versions.length} entries is erased${
            versions.length === 0 ? '' : ` (${versions.join(', ')})`
          } with ${attachments.length} files, ${mails.length} mails, ${held} notes of held mails, ${letters} dead letters and ${drafts} drafts; entry ${toldBy} tells of it.`,
        );
      console.log(outOfReach);
    });
  });
