import type { PostureLevel } from '../../shared/contracts/declaration.ts';
import { type Account, orUnknown, saysClosed } from './account.ts';
import { type Answers, type Deployment, type Known, type QuotaName, quotas } from './checks.ts';

/** The stack of the CDK's bootstrap, and the output with its version. */
const bootstrapStack = 'CDKToolkit';
const versionOutput = 'BootstrapVersion';

/** Where the firewall before CloudFront has to be. */
const edgeRegion = 'us-east-1';

/** What is asked beside the deployment itself. */
export type Asked = Deployment & {
  /** The prefix of sign-in pages, where one was chosen: without a choice nobody else has it. */
  signInPrefix: string | undefined;
  /** The posture of each service of the center that runs already; undefined before the first deployment. */
  postures(): Promise<Record<string, PostureLevel> | undefined>;
};

/** Asks an account all that the checks need; what it does not tell is `unknown`, and the rest is asked all the same. */
export async function askAccount(account: Account, asked: Asked): Promise<Answers> {
  const { region, services, signInPrefix } = asked;
  const regions = [...new Set([region, edgeRegion])];
  const versions = regions.map(async (where): Promise<[string, Known<number>]> => {
    const found = await orUnknown(account.stackOutputs(where, bootstrapStack));
    return [where, found === 'unknown' ? found : Number(found?.[versionOutput] ?? 0)];
  });
  const values = (Object.keys(quotas) as QuotaName[]).map(async (name): Promise<[QuotaName, Known<number>]> => {
    const { service, code } = quotas[name];
    return [name, (await orUnknown(account.quota(service, code))) ?? 'unknown'];
  });
  const senders = [...new Set(services.map(({ mail: { from } }) => from))];
  const postures = await orUnknown(asked.postures());
  const isDeployed = postures !== undefined && postures !== 'unknown';
  const [regionOpen, bootstrap, told, mail, receiving, prefixFree] = await Promise.all([
    account.stackOutputs(region, bootstrapStack).then(
      () => true,
      (error): Known<boolean> => (saysClosed(error) ? false : 'unknown'),
    ),
    Promise.all(versions),
    Promise.all(values),
    orUnknown(askMail(account, senders)),
    orUnknown(account.receiving().then(() => true)),
    signInPrefix === undefined
      ? true
      : orUnknown(account.poolOfPrefix(signInPrefix).then((pool) => pool === undefined || isDeployed)),
  ]);
  return {
    regionOpen,
    bootstrap: Object.fromEntries(bootstrap),
    quotas: Object.fromEntries(told) as Answers['quotas'],
    mail,
    receiving,
    prefixFree,
    postures: postures ?? {},
  };
}

/** An address may be sent as by itself or by its domain, which also signs for it. */
async function askMail(account: Account, senders: readonly string[]): Promise<Exclude<Answers['mail'], 'unknown'>> {
  const domainOf = (sender: string) => sender.slice(sender.indexOf('@') + 1);
  const [quota, found] = await Promise.all([
    account.sendQuota(),
    account.identities([...new Set([...senders, ...senders.map(domainOf)])]),
  ]);
  const either = (sender: string, of: 'verified' | 'signed' | 'mailFrom') =>
    found[sender]?.[of] === true || found[domainOf(sender)]?.[of] === true;
  return {
    ...quota,
    senders: Object.fromEntries(
      senders.map((sender) => [
        sender,
        {
          verified: either(sender, 'verified'),
          signed: either(sender, 'signed'),
          mailFrom: either(sender, 'mailFrom'),
        },
      ]),
    ),
  };
}
