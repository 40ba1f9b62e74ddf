import type { PostureLevel } from '../../shared/contracts/declaration.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';

/** What a first contact needs of the account, or what an account says of itself; `unknown` where it gave no answer. */
export type Known<Value> = Value | 'unknown';

/** What was asked of the account; nothing of it was changed by asking. */
export type Answers = {
  /** Whether calls are taken in the Region; a Region that is not opted in refuses every one. */
  regionOpen: Known<boolean>;
  /** Version of the CDK's bootstrap by Region, 0 where there is none. */
  bootstrap: Record<string, Known<number>>;
  /** By quota, as `quotas` names them. */
  quotas: Record<QuotaName, Known<number>>;
  mail: Known<{
    perSecond: number;
    /** Mails in 24 hours; infinite for an account without such a limit. */
    perDay: number;
    /** Of each sender address: whether it, or its domain, may be sent as; signed by DKIM; with a MAIL FROM of its own. */
    senders: Record<string, { verified: boolean; signed: boolean; mailFrom: boolean }>;
  }>;
  /** Whether SES takes mail in here. */
  receiving: Known<boolean>;
  /** Whether nobody else's sign-in pages have the prefix; true where they are ours already. */
  prefixFree: Known<boolean>;
  /** The posture of each service of a center that runs already; empty before the first deployment. */
  postures: Known<Record<string, PostureLevel>>;
};

/** What is to be deployed. */
export type Deployment = {
  services: readonly ServiceDefinition[];
  region: string;
  /** Rules on the account's own bus, as the templates have them. */
  rules: number;
  /** Environments that functions keep for themselves in the templates, those of intake left out. */
  kept: number;
  /** Whether functions keep environments of their own: a trial in a small account does without (`sportello:reserve`). */
  reserve: boolean;
  /** Addresses that alarms wake. */
  alarmAddresses: readonly string[];
  duringEmergency: boolean;
};

/** The quotas that plans are held against: service and code in Service Quotas. */
export const quotas = {
  'environments of all functions at once': { service: 'lambda', code: 'L-B99A9384' },
  'requests a second to all APIs': { service: 'apigateway', code: 'L-8A5B8E43' },
  'requests at once to all APIs': { service: 'apigateway', code: 'L-CDF5615A' },
  'rules on a bus': { service: 'events', code: 'L-244521F2' },
} as const;
export type QuotaName = keyof typeof quotas;

/** One line of the table: `ask` is what to do about it, absent where all is well. */
export type Row = { what: string; have: string; need: string; ask?: string };

/** The version of the bootstrap that assets of these templates need (aws-cdk-lib, `BOOTSTRAP_QUALIFIER` stacks). */
const bootstrapNeeded = 6;
/** Environments that AWS keeps for functions without a share of their own (Lambda Developer Guide, "Reserved concurrency"). */
const unreserved = 100;
/** Environments of a new account (Lambda Developer Guide, "Lambda quotas": new accounts begin with fewer). */
const fewest = 10;
/** What SES gives in the sandbox: 200 mails a day, and only to verified addresses (SES Developer Guide, "Quotas"). */
const sandboxPerDay = 200;
/** Whom an invented value shows: names that nobody can own (RFC 2606). */
const invented = /[@./]example(?:\.(?:com|net|org))?(?=$|[/"\s])/i;

const sum = (services: readonly ServiceDefinition[], of: (service: ServiceDefinition) => number) =>
  services.reduce((total, service) => total + of(service), 0);
const said = (value: Known<number | boolean>): string =>
  value === 'unknown' ? 'not told' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

/** Compares a figure with what is needed; one that nobody told is to be looked up by hand. */
function figure(what: string, have: Known<number>, need: number, ask: string): Row {
  const row = { what, have: said(have), need: String(need) };
  if (have === 'unknown') return { ...row, ask: `look it up by hand: ${ask}` };
  return have >= need ? row : { ...row, ask };
}

function fact(what: string, have: Known<boolean>, ask: string): Row {
  const row = { what, have: said(have), need: 'yes' };
  return have === true ? row : { ...row, ask: have === 'unknown' ? `look it up by hand: ${ask}` : ask };
}

/** What is needed of each quota in an emergency of all services at once. */
export function quotasNeeded({ services, rules, kept, reserve }: Deployment): Record<QuotaName, number> {
  const plan = ({ capacity }: ServiceDefinition) => capacity.emergency;
  return {
    // What follows the registrar has none of its own: what AWS leaves free is theirs.
    'environments of all functions at once': reserve
      ? sum(services, (one) => plan(one).intakeConcurrency) + kept + unreserved
      : fewest,
    'requests a second to all APIs': sum(services, (one) => plan(one).intakeRequestsPerSecond),
    'requests at once to all APIs': sum(services, (one) => plan(one).intakeBurst),
    'rules on a bus': rules,
  };
}

/** The values of a definition that were invented for examples, by where they stand. */
export function inventedValues(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return invented.test(value) ? [at] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => inventedValues(inner, at === '' ? name : `${at}.${name}`));
}

/** Every line of the table, in the order in which a first deployment meets them. */
export function preflightRows(answers: Answers, deployment: Deployment): Row[] {
  const { services, region, alarmAddresses } = deployment;
  const needed = quotasNeeded(deployment);
  return [
    fact(`the Region ${region} is open to the account`, answers.regionOpen, 'opt in: Account, AWS Regions'),
    ...Object.entries(answers.bootstrap).map(([where, version]) =>
      figure(`bootstrap in ${where}`, version, bootstrapNeeded, `npx cdk bootstrap aws://ACCOUNT/${where}`),
    ),
    ...(Object.keys(quotas) as QuotaName[]).map((name) =>
      figure(name, answers.quotas[name], needed[name], askFor(name, services.length)),
    ),
    ...(deployment.reserve
      ? []
      : [
          {
            what: 'environments that intake keeps for itself',
            have: 'none (sportello:reserve=false)',
            need: 'none for a trial; a share before citizens write',
          },
        ]),
    ...mailRows(answers, services),
    fact('sign-in prefix is free', answers.prefixFree, 'choose another: -c sportello:sign-in-prefix=…'),
    {
      what: 'somebody is woken by alarms',
      have: String(alarmAddresses.length),
      need: '1 or more',
      ...(alarmAddresses.length === 0 && { ask: 'name them: -c sportello:alarm-email=…' }),
    },
    ...services.map(exampleRow),
    ...postureRows(answers.postures, deployment),
  ];
}

const askFor = (name: QuotaName, services: number): string =>
  name === 'requests at once to all APIs'
    ? 'the burst follows the rate: ask for that, or lower intakeBurst'
    : name === 'environments of all functions at once'
      ? `Service Quotas ${quotas[name].code}; new accounts begin with few: a trial does without by -c sportello:reserve=false`
      : `Service Quotas ${quotas[name].code}, for ${services} services`;

function mailRows({ mail, receiving }: Answers, services: readonly ServiceDefinition[]): Row[] {
  const rate = sum(services, ({ capacity }) => capacity.emergency.mailsPerSecond);
  const known = mail === 'unknown' ? undefined : mail;
  const inSandbox = known === undefined ? 'unknown' : known.perDay > sandboxPerDay;
  const senders = [...new Set(services.map(({ mail: { from } }) => from))];
  return [
    fact('SES is out of its sandbox', inSandbox, 'SES, Account dashboard: Request production access'),
    figure('mails a second', known?.perSecond ?? 'unknown', rate, 'SES, Request a limit increase: Sending Rate'),
    figure(
      'mails in 24 hours, for an hour of emergency',
      known?.perDay ?? 'unknown',
      rate * 3600,
      'SES, Request a limit increase: Daily Sending Quota',
    ),
    ...senders.flatMap((sender) => {
      const of = known?.senders[sender];
      const domain = sender.slice(sender.indexOf('@') + 1);
      return [
        fact(`${sender} may be sent as`, of?.verified ?? 'unknown', `SES, Identities: verify ${domain}`),
        fact(`${domain} signs by DKIM`, of?.signed ?? 'unknown', 'publish the three CNAME records of the identity'),
        fact(`${domain} has a MAIL FROM of its own`, of?.mailFrom ?? 'unknown', 'SES, Identities: Custom MAIL FROM'),
      ];
    }),
    fact('SES takes mail in here', receiving, 'without it mails reach no case: choose another Region, or leave it'),
  ];
}

function exampleRow(definition: ServiceDefinition): Row {
  const found = inventedValues(definition);
  return {
    what: `${definition.service} has no example values`,
    have: String(found.length),
    need: '0',
    ...(found.length > 0 && { ask: `put your own at ${found.slice(0, 4).join(', ')}${found.length > 4 ? ' …' : ''}` }),
  };
}

/** A deployment takes limits and ready environments away until its end, and begins versions anew. */
function postureRows(postures: Answers['postures'], { duringEmergency }: Deployment): Row[] {
  if (postures === 'unknown')
    return [
      { what: 'nothing is declared', have: 'not told', need: 'yes', ask: 'look at the console before you deploy' },
    ];
  return Object.entries(postures).map(([service, level]) => ({
    what: `nothing is declared for ${service}`,
    have: level,
    need: duringEmergency ? 'any: --during-emergency' : 'ordinary',
    ...(level !== 'ordinary' && !duringEmergency && { ask: 'wait for its end, or say --during-emergency' }),
  }));
}
