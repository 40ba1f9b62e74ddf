import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { declareOn } from '../../../functions/posture/officer-acts.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { noProposals } from '../../../shared/core/posture/episodes.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import type { Reply } from '../../../shared/shell/http/answering.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { dynamodbLedger } from '../../../shared/shell/stores/ledger.ts';
import { dynamodbProposals, keepProposals, readProposals } from '../../../shared/shell/stores/proposals.ts';
import { actsFound, verifyLedger } from '../../../tools/verify-ledger.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from '../../shared/shell/stores/dynalite.ts';
import { lossyLine } from '../../shared/shell/stores/lossy.ts';

const tablesOf = (service: string) => ({
  ledger: dynamodbLedger('ledger', service),
  proposals: dynamodbProposals('proposals', service),
});
const environment = { ...process.env };
let opened: Awaited<ReturnType<typeof openDynalite>>;
let line: Awaited<ReturnType<typeof lossyLine>>;
let output: { mockRestore(): void };
beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'ledger',
      AttributeDefinitions: attributes({ service: 'S', version: 'N' }),
      KeySchema: keys('service', 'version'),
    },
    { TableName: 'proposals', AttributeDefinitions: attributes({ service: 'S' }), KeySchema: keys('service') },
  ]);
  const { port } = (await opened.client.config.endpoint?.()) ?? {};
  line = await lossyLine(port ?? 0);
  pointClientsAt(line.url);
});
afterAll(async () => {
  process.env = environment;
  await line.close();
  await opened.close();
});
beforeEach(() => {
  output?.mockRestore();
  output = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterAll(() => output.mockRestore());

const now = new Date('2026-09-12T08:00:00Z');
const declare = {
  act: 'declare',
  reason: 'red bulletin',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: { it: 'Piena', en: 'Flood', de: 'Hochwasser' },
};
const inZones = (...zones: string[]) => ({ ...declare, area: { kind: 'zones', zones } });

/** What an officer is answered: a status, or the name of the problem. */
async function act(service: string, body: unknown, ifMatch: string | undefined, name = 'Anna Ferri') {
  const event = {
    headers: { 'content-type': 'application/json', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  try {
    const {
      status,
      headers,
      body: view,
    }: Reply = await declareOn(tablesOf(service), { service, event, by: { subject: name, name }, now });
    return { answer: status, etag: headers?.['ETag'], view: view as LedgerView };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problemName: answer, errors, members } = error;
    return { answer, errors, members };
  }
}
const verdictOf = async (service: string) =>
  verifyLedger(await actsFound(opened.client, 'ledger', service), { roots: [], sha256 });

describe('officers at once', () => {
  test('twenty who saw the same ledger make one declaration, and nineteen are told by whom', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => act('race', declare, '"0"', `officer ${number}`)),
    );
    const [first, ...others] = answers.filter(({ answer }) => answer === 201);
    expect(first).toMatchObject({ etag: '"1"', view: { version: 1, posture: 'emergency' } });
    expect(others).toEqual([]);
    const by = first?.view?.declarations[0]?.by;
    for (const { answer, members } of answers.filter((each) => each !== first))
      expect({ answer, members }).toMatchObject({
        answer: 'changed-meanwhile',
        members: { refused: 'conflict', expectedVersion: 0, version: 1, since: [{ type: 'Declared', by }] },
      });
    expect(await verdictOf('race')).toMatchObject({ acts: 1, findings: [] });
  });

  test('an act sent again after its answer was lost is made once, and the sender sees that it was', async () => {
    expect((await act('lost', declare, '"0"')).answer).toBe(201);
    expect(await act('lost', declare, '"0"')).toMatchObject({
      answer: 'changed-meanwhile',
      members: { since: [{ by: { name: 'Anna Ferri' }, reason: declare.reason }] },
    });
    expect(await verdictOf('lost')).toMatchObject({ acts: 1 });
  });

  test('an act that stands, whose answer was lost between DynamoDB and us, is told as done', async () => {
    line.loseAnswerTo('PutItem');
    expect(await act('heard', declare, '"0"')).toMatchObject({ answer: 201, etag: '"1"', view: { version: 1 } });
    expect(await verdictOf('heard')).toMatchObject({ acts: 1, findings: [] });
  });

  test('proposals that were kept, whose answer was lost between DynamoDB and us, are told as kept', async () => {
    line.loseAnswerTo('PutItem');
    const kept = noProposals('kept');
    expect(await keepProposals('proposals', kept, 0)).toBe('kept');
    expect(await readProposals('proposals', 'kept')).toEqual({ state: kept, version: 1 });
    const others = { ...kept, proposals: { p1: { id: 'p1' } as Proposal } };
    expect(await keepProposals('proposals', others, 0)).toBe('changed meanwhile');
  });

  test.each([undefined, '', '*', '"seven"', '"0", "1"', '"-1"'])(
    'whoever names no version with If-Match (%j) is asked for one',
    async (ifMatch) => {
      expect((await act('unseen', declare, ifMatch)).answer).toBe('precondition-required');
      expect(await verdictOf('unseen')).toMatchObject({ acts: 0 });
    },
  );
});

describe('the zones of an act', () => {
  test('that are slips are each told by their place, and nothing is declared', async () => {
    expect(await act('slips', inZones('Emil-B1', 'Emil-B9', 'Sici-A', 'Atlantis'), '"0"')).toMatchObject({
      answer: 'invalid',
      errors: [{ pointer: '/area/zones/1' }, { pointer: '/area/zones/3' }],
    });
    expect(await verdictOf('slips')).toMatchObject({ acts: 0 });
  });

  test('may be those that a proposal names, though the list does not, and stay known to later acts', async () => {
    const area = { kind: 'zones', zones: ['Valle dei Laghi'] };
    expect((await act('proposed', { ...declare, area }, '"0"')).answer).toBe('invalid');
    const proposals = { p1: { id: 'p1', area } as Proposal };
    await keepProposals('proposals', { ...noProposals('proposed'), proposals }, 0);
    const declared = await act('proposed', { ...declare, area }, '"0"');
    expect(declared.answer).toBe(201);
    await keepProposals('proposals', noProposals('proposed'), 1);
    const more = { kind: 'zones', zones: ['Valle dei Laghi', 'Emil-B1'] };
    const declaration = declared.view?.acts[0]?.declaration;
    expect((await act('proposed', { act: 'change', declaration, reason: 'wider', area: more }, '"1"')).answer).toBe(
      201,
    );
  });
});

test('a declaration called like something that every object has was never made', async () => {
  for (const declaration of ['constructor', '__proto__'])
    expect(await act('hostile', { act: 'stand-down', declaration, reason: 'hostile' }, '"0"')).toMatchObject({
      answer: 'act-refused',
      members: { refused: 'unknown-declaration', declaration },
    });
});
