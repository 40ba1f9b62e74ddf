import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CallCounts, Stage } from '../../local/stage-interface.ts';
import { bare, openStage, templates } from './center.ts';
import { contactTo, send } from './citizen.ts';
import { casesOf } from './ledger.ts';
import { codeOfReceipt, exceptWakes } from './mailbox.ts';

const services = ['protezione-civile', 'familyline'];
const contactsEach = 60;

let stage: Stage;
let close: () => Promise<void>;
let counts: CallCounts;
/** Milliseconds from before the first contact to the count. */
let took: number;

beforeAll(async () => {
  // Calls are counted, not limits tried: no contact is to be turned away.
  ({ stage, close } = await openStage({ silent: bare, unthrottled: true }));
  const began = Date.now();
  for (const service of services) {
    let next = 0;
    const citizen = async () => {
      while (next < contactsEach) {
        const number = next++;
        // One mailbox gets a few receipts an hour.
        const contact = contactTo(service, `contact ${number}`, { email: `ada.${number}@example.org` });
        await send(stage.url, service, contact);
      }
    };
    await Promise.all([citizen(), citizen(), citizen(), citizen()]);
  }
  await stage.idle(120_000);
  counts = await stage.calls();
  took = Date.now() - began;
}, 240_000);
afterAll(() => close());

/** Calls of one function of a service. */
function callsOf(service: string, what: string): Record<string, number> {
  const start = `${service.replaceAll('-', '')}${what}Function`;
  const found = Object.entries(counts).filter(([id]) => id.startsWith(start));
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

test.each(services)(
  '%s: intake makes one call a contact, asks for its secret once, reads the ledger by the clock',
  (service) => {
    const called = callsOf(service, 'intakeCitizenPost');
    const { 'dynamodb.Query': readings = 0, 'secretsmanager.GetSecretValue': secrets = 0, ...calls } = called;
    expect(calls).toEqual({ 'sqs.SendMessage': contactsEach });
    // What is slow on a busy machine is asked again: once or twice, not for each contact.
    expect(secrets).toBeGreaterThanOrEqual(1);
    expect(secrets).toBeLessThanOrEqual(3);
    // Twice a second at most, however many contacts there are (ADR 12), and the first of them in two calls.
    expect(readings).toBeLessThanOrEqual(2 + Math.ceil(took / 500));
  },
);

test.each(services)('%s: the registrar makes one write a contact and nothing else', async (service) => {
  const { 'dynamodb.PutItem': writes = 0, ...others } = callsOf(service, 'registrarQueueMessage');
  expect(others).toEqual({});
  // A table that is slow on a busy machine is asked again: few are, or the rule is broken.
  expect(writes).toBeGreaterThanOrEqual(contactsEach);
  expect(writes).toBeLessThan(contactsEach * 1.5);
  expect((await casesOf(stage, service)).size).toBe(contactsEach);
});

test.each(services)(
  '%s: the worklist costs a third of a call a contact at most even at this pace, and does not read the register',
  (service) => {
    const { 'secretsmanager.GetSecretValue': secrets, ...calls } = callsOf(service, 'worklistCaseEvent');
    // What is slow on a busy machine is asked again.
    expect(secrets).toBeGreaterThanOrEqual(1);
    expect(secrets).toBeLessThanOrEqual(3);
    expect(Object.keys(calls)).toEqual(['dynamodb.BatchWriteItem']);
    // A case and its person are two items, and a call writes 25: the more contacts at once, the fewer calls for each.
    expect(calls['dynamodb.BatchWriteItem']).toBeLessThanOrEqual(contactsEach / 3);
  },
);

test('contacts that offer no files wake nobody who checks files', () => {
  expect(Object.keys(counts).filter((id) => id.includes('attachmentsAttachmentsOffered'))).toEqual([]);
});

test('every receipt is one mail, and mails are queued ten a call at most', async () => {
  const queued = services.map((service) => callsOf(service, 'citizenmailsEntryTold')['sqs.SendMessageBatch'] ?? 0);
  expect(Math.min(...queued)).toBeGreaterThanOrEqual(contactsEach / 10);
  const [, mail = {}] = Object.entries(counts).find(([id]) => id.startsWith('mailoutMailDue')) ?? [];
  const receipts = contactsEach * services.length;
  // A mail of which nobody said in ten seconds that it was taken is sent once more, under the same name: few are.
  expect(mail['ses.SendRawEmail']).toBeGreaterThanOrEqual(receipts);
  expect(mail['ses.SendRawEmail']).toBeLessThan(receipts * 1.2);
  expect(new Set(exceptWakes(await stage.mails()).map(codeOfReceipt)).size).toBe(receipts);
});

test('the stage refused no call, and each call is one that the template names in the role of its function', async () => {
  expect(stage.refused()).toEqual([]);
  const allowed = await allowedActions();
  for (const [id, calls] of Object.entries(counts)) {
    for (const call of Object.keys(calls))
      expect(`${id} ${allowed.get(id)?.has(actionOf(call))} ${call}`).toBe(`${id} true ${call}`);
  }
});

/** The IAM action of a counted call: a batch needs that of the single call, and a list of objects that of its bucket. */
const actionOf = (call: string): string =>
  call
    .replace('.', ':')
    .replace(/^(sqs:.*)Batch$/, '$1')
    .replace(/^s3:ListObjects(?:V2)?$/, 's3:ListBucket');

type Policy = { PolicyDocument: { Statement: { Action: string | string[] }[] } };

/** Actions that the roles of functions name, by logical id of the function; a name with a star is none. */
async function allowedActions(): Promise<Map<string, Set<string>>> {
  const folder = await templates();
  const resources = readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => {
      const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return Object.entries(Resources as Record<string, { Type: string; Properties: Record<string, unknown> }>);
    });
  const actions = new Map<string, Set<string>>();
  for (const [id, { Type, Properties }] of resources) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const role = (Properties['Role'] as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0];
    const rights = resources.find(([other, { Type: type }]) => other === role && type === 'AWS::IAM::Role')?.[1];
    const policies = (rights?.Properties['Policies'] ?? []) as Policy[];
    const named = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(({ Action }) => Action);
    actions.set(id, new Set(named));
  }
  return actions;
}
