import { Aws } from 'aws-cdk-lib';
import { type Context, reserves, setting } from './house/context.ts';
import type { PortalDomain } from './portal.ts';
import type { SignIn } from './staff.ts';

function domainOf(context: Context): PortalDomain | undefined {
  const name = setting(context, 'domain');
  const certificateArn = setting(context, 'certificate-arn');
  if (!name && !certificateArn) return undefined;
  if (!name || !certificateArn) throw new Error('sportello:domain and sportello:certificate-arn go together');
  return { name, certificateArn };
}

/**
 * An OIDC issuer of the administration's own in place of a user pool: `sportello:issuer` and `sportello:audience`; in
 * `sportello:sign-in-origins` (parted by commas) the origins of its token address, where that is another.
 */
function issuerOf(context: Context): (SignIn & { origins: string[] }) | undefined {
  const issuer = setting(context, 'issuer');
  const clientId = setting(context, 'audience');
  if (!issuer && !clientId) return undefined;
  if (!issuer || !clientId) throw new Error('sportello:issuer and sportello:audience go together');
  const more = (setting(context, 'sign-in-origins') ?? '').split(',').map((origin) => origin.trim());
  const origins = [
    new URL(issuer).origin,
    ...more.filter((origin) => origin !== '').map((origin) => new URL(origin).origin),
  ];
  return { issuer, clientId, origins: [...new Set(origins)] };
}

/** US dollars a month of `sportello:monthly-budget`, 300 unless told. Throws Error for what is no whole number above 0. */
function monthlyBudgetOf(context: Context): number {
  const budget = setting(context, 'monthly-budget') ?? '300';
  if (!/^[1-9]\d{0,6}$/.test(budget))
    throw new Error(`sportello:monthly-budget is a whole number of dollars, not ${budget}`);
  return Number(budget);
}

/** Minutes of `sportello:canary-minutes`, 5 unless told. Throws Error for what is no whole number from 5 to 60. */
function canaryMinutesOf(context: Context): number {
  const minutes = setting(context, 'canary-minutes') ?? '5';
  if (!/^\d{1,2}$/.test(minutes) || Number(minutes) < 5 || Number(minutes) > 60)
    throw new Error(`sportello:canary-minutes is a whole number from 5 to 60, not ${minutes}`);
  return Number(minutes);
}

/** The step of `sportello:origin-key-step`, 0 unless told. Throws Error for what is no whole number from 0. */
function originKeyStepOf(context: Context): number {
  const step = setting(context, 'origin-key-step') ?? '0';
  if (!/^\d{1,4}$/.test(step)) throw new Error(`sportello:origin-key-step is a whole number from 0, not ${step}`);
  return Number(step);
}

/** The addresses of a setting, parted by commas; none unless told. */
const addressesOf = (context: Context, name: string): string[] =>
  (setting(context, name) ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');

/**
 * What whoever deploys says of an install (`sportello:…`), with what holds where nothing is said. Throws Error for what
 * makes no sense.
 */
export function readSettings(context: Context) {
  // Functions read it of the app; here it is refused before anything is made.
  reserves(setting(context, 'reserve'));
  const install = setting(context, 'install') ?? 'sportello';
  const issuer = issuerOf(context);
  return {
    /** Names stacks and bus, so that two installs fit one account. */
    install,
    env: { region: setting(context, 'region') ?? 'eu-south-1' },
    domain: domainOf(context),
    issuer,
    alarmAddresses: { wake: addressesOf(context, 'alarm-email'), tomorrow: addressesOf(context, 'notice-email') },
    // Sign-in pages share one list of names with everybody else in the region.
    signInPrefix: issuer ? undefined : (setting(context, 'sign-in-prefix') ?? `${install}-${Aws.ACCOUNT_ID}`),
    monthlyBudget: monthlyBudgetOf(context),
    canaryMinutes: canaryMinutesOf(context),
    originKeyStep: originKeyStepOf(context),
  };
}
