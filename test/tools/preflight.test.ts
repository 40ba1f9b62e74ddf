import { describe, expect, test } from '@jest/globals';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import type { Account } from '../../tools/preflight/account.ts';
import { type Asked, askAccount } from '../../tools/preflight/ask.ts';
import {
  type Answers,
  type Deployment,
  inventedValues,
  preflightRows,
  quotasNeeded,
} from '../../tools/preflight/checks.ts';
import { preflightText, sharesOf } from '../../tools/preflight.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

/** A definition whose example values are somebody's own. */
const owned = (definition: ServiceDefinition): ServiceDefinition =>
  JSON.parse(
    JSON.stringify(definition)
      .replaceAll('.example.org', '.gov.it')
      .replaceAll('.example', '.gov.it')
      .replaceAll('@example.org', '@gov.it'),
  );
const services = [owned(familyLine), owned(protezioneCivile)];
const deployment: Deployment = {
  services,
  region: 'eu-south-1',
  rules: 8,
  kept: 14,
  reserve: true,
  alarmAddresses: ['turno@gov.it'],
  duringEmergency: false,
};
const sender = { verified: true, signed: true, mailFrom: true };
const ready: Answers = {
  regionOpen: true,
  bootstrap: { 'eu-south-1': 21, 'us-east-1': 21 },
  quotas: {
    'environments of all functions at once': 1000,
    'requests a second to all APIs': 2500,
    'requests at once to all APIs': 1250,
    'rules on a bus': 100,
  },
  mail: {
    perSecond: 600,
    perDay: 3_000_000,
    senders: Object.fromEntries(services.map(({ mail: { from } }) => [from, sender])),
  },
  receiving: true,
  prefixFree: true,
  postures: { familyline: 'ordinary', 'protezione-civile': 'ordinary' },
};
const toDo = (answers: Partial<Answers>, changed: Partial<Deployment> = {}) =>
  preflightRows({ ...ready, ...answers }, { ...deployment, ...changed }).flatMap(({ what, ask }) =>
    ask === undefined ? [] : [what],
  );

describe('what preflight says', () => {
  test('nothing is to be done where the account has all that the plans ask for', () => {
    expect(toDo({})).toEqual([]);
    expect(preflightText(preflightRows(ready, deployment))).toMatch(/Nothing stands in the way of a deployment\.$/);
  });

  test('needs are those of an emergency of all services at once', () => {
    expect(quotasNeeded(deployment)).toEqual({
      'environments of all functions at once': 200 + 250 + 14 + 100,
      'requests a second to all APIs': 800 + 1700,
      'requests at once to all APIs': 200 + 250,
      'rules on a bus': 8,
    });
  });

  test.each<[string, Partial<Answers>, string[]]>([
    ['a Region that is not opted in', { regionOpen: false }, ['the Region eu-south-1 is open to the account']],
    ['no bootstrap at the edge', { bootstrap: { 'us-east-1': 0 } }, ['bootstrap in us-east-1']],
    ['an old bootstrap', { bootstrap: { 'eu-south-1': 5 } }, ['bootstrap in eu-south-1']],
    [
      'a new account with ten environments',
      { quotas: { ...ready.quotas, 'environments of all functions at once': 10 } },
      ['environments of all functions at once'],
    ],
    ['a quota that nobody told', { quotas: { ...ready.quotas, 'rules on a bus': 'unknown' } }, ['rules on a bus']],
    [
      'the sandbox of SES',
      { mail: { ...(ready.mail as Exclude<Answers['mail'], 'unknown'>), perSecond: 1, perDay: 200 } },
      ['SES is out of its sandbox', 'mails a second', 'mails in 24 hours, for an hour of emergency'],
    ],
    ['a Region without mail that comes in', { receiving: false }, ['SES takes mail in here']],
    ['a prefix that somebody has', { prefixFree: false }, ['sign-in prefix is free']],
    [
      'a declaration in force',
      { postures: { familyline: 'ordinary', 'protezione-civile': 'alert' } },
      ['nothing is declared for protezione-civile'],
    ],
    ['a ledger that could not be read', { postures: 'unknown' }, ['nothing is declared']],
  ])('%s is said, and nothing else', (_what, answers, expected) => {
    expect(toDo(answers)).toEqual(expected);
  });

  test('a new account is enough for a trial in which nobody keeps environments, and it says that it is one', () => {
    const answers = { quotas: { ...ready.quotas, 'environments of all functions at once': 10 } };
    expect(toDo(answers, { reserve: false })).toEqual([]);
    const rows = preflightRows({ ...ready, ...answers }, { ...deployment, reserve: false });
    expect(rows.map(({ have }) => have)).toContain('none (sportello:reserve=false)');
    const [ask] = preflightRows({ ...ready, ...answers }, deployment).flatMap(({ ask: todo }) => todo ?? []);
    expect(ask).toContain('-c sportello:reserve=false');
  });

  test('of a sender that is not verified each step is said by itself', () => {
    const [first] = services as [ServiceDefinition];
    const mail = {
      ...(ready.mail as Exclude<Answers['mail'], 'unknown'>),
      senders: { [first.mail.from]: { verified: false, signed: false, mailFrom: false } },
    };
    const said = toDo({ mail }).filter((what) => what.includes('familyline'));
    expect(said).toEqual([
      'contact-center@familyline.gov.it may be sent as',
      'familyline.gov.it signs by DKIM',
      'familyline.gov.it has a MAIL FROM of its own',
    ]);
  });

  test('during an emergency one deploys only by saying so', () => {
    const postures: Answers['postures'] = { familyline: 'emergency' };
    expect(toDo({ postures })).toEqual(['nothing is declared for familyline']);
    expect(toDo({ postures }, { duringEmergency: true })).toEqual([]);
  });

  test('alarms that reach nobody, and the values of the examples, are to be mended first', () => {
    expect(toDo({}, { alarmAddresses: [] })).toEqual(['somebody is woken by alarms']);
    const shipped = preflightRows(ready, { ...deployment, services: [familyLine] });
    expect(shipped.find(({ what }) => what.startsWith('familyline has'))?.ask).toMatch(
      /^put your own at experts\.0\.email, digest\.to\.0, desk\.supervisorsEmail, mail\.from/,
    );
  });

  test('invented is what nobody can own, and no word of a text', () => {
    const values = {
      mail: 'a@ente.example',
      site: 'https://example.org/x',
      words: 'For example: tents. an example',
      own: 'a@ente.it',
    };
    expect(inventedValues(values)).toEqual(['mail', 'site']);
  });

  test('rules and environments are counted in the templates', () => {
    const templates = [
      {
        Resources: {
          Own: { Type: 'AWS::Events::Rule', Properties: { EventBusName: 'sportello' } },
          Accounts: { Type: 'AWS::Events::Rule', Properties: {} },
          Intake: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 40 } },
          Officers: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 10 } },
        },
      },
    ];
    expect(sharesOf(templates, [familyLine])).toEqual({ rules: 1, kept: 10, reserve: true });
  });
});

/** An account that answers, or refuses a call by name. */
function accountOf(refusals: Partial<Record<keyof Account, Error>> = {}, pool?: string): Account & { asked: string[] } {
  const asked: string[] = [];
  const answering = <Value>(call: keyof Account, value: Value, ...about: string[]): Promise<Value> => {
    asked.push([call, ...about].join(' '));
    const refusal = refusals[call];
    return refusal === undefined ? Promise.resolve(value) : Promise.reject(refusal);
  };
  return {
    asked,
    stackOutputs: (region, stack) =>
      answering('stackOutputs', region === 'us-east-1' ? undefined : { BootstrapVersion: '21' }, region, stack),
    quota: (service, code) => answering('quota', 1000, service, code),
    sendQuota: () => answering('sendQuota', { perSecond: 14, perDay: 50_000 }),
    identities: (names) =>
      answering(
        'identities',
        Object.fromEntries(names.map((name) => [name, name.includes('@') ? { ...sender, verified: false } : sender])),
      ),
    receiving: () => answering('receiving', undefined),
    poolOfPrefix: (prefix) => answering('poolOfPrefix', pool, prefix),
  };
}
const asked = (changed: Partial<Asked> = {}): Asked => ({
  ...deployment,
  signInPrefix: 'ente',
  postures: async () => undefined,
  ...changed,
});
const refusal = (name: string) => Object.assign(new Error(name), { name });

describe('what preflight asks', () => {
  test('each quota, both Regions, each sender and its domain, and the prefix', async () => {
    const account = accountOf();
    const answers = await askAccount(account, asked());
    expect(answers).toMatchObject({
      regionOpen: true,
      bootstrap: { 'eu-south-1': 21, 'us-east-1': 0 },
      mail: { perSecond: 14, senders: { 'contact-center@familyline.gov.it': sender } },
      receiving: true,
      prefixFree: true,
      postures: {},
    });
    expect(account.asked).toEqual(
      expect.arrayContaining(['quota lambda L-B99A9384', 'stackOutputs us-east-1 CDKToolkit']),
    );
  });

  test('a Region that refuses every call is not open; one that lacks a right is not told', async () => {
    const of = async (name: string) =>
      (await askAccount(accountOf({ stackOutputs: refusal(name) }), asked())).regionOpen;
    expect(await of('UnrecognizedClientException')).toBe(false);
    expect(await of('OptInRequired')).toBe(false);
    expect(await of('AccessDenied')).toBe('unknown');
  });

  test('what one call refuses hides nothing of the others', async () => {
    const refused = refusal('AccessDenied');
    const answers = await askAccount(accountOf({ quota: refused, sendQuota: refused }), asked());
    expect(answers.quotas['rules on a bus']).toBe('unknown');
    expect(answers.mail).toBe('unknown');
    expect(answers.receiving).toBe(true);
    expect(preflightRows(answers, deployment).find(({ what }) => what === 'mails a second')?.have).toBe('not told');
  });

  test('a prefix that a pool has is taken, unless it is that of the center that runs', async () => {
    const taken = accountOf({}, 'eu-south-1_abc');
    expect((await askAccount(taken, asked())).prefixFree).toBe(false);
    const running = asked({ postures: async () => ({ familyline: 'emergency' }) });
    const answers = await askAccount(taken, running);
    expect([answers.prefixFree, answers.postures]).toEqual([true, { familyline: 'emergency' }]);
    const unreadable = asked({ postures: () => Promise.reject(refusal('AccessDenied')) });
    expect((await askAccount(taken, unreadable)).postures).toBe('unknown');
  });
});
