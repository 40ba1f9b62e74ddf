import { type EmulatorProcess, startEmulator } from '../emulators/process.ts';
import type { StreamEntry, Streams } from '../lambda/stream.ts';
import type { EmulatorName } from '../stage-interface.ts';
import { StageProblem } from '../stage-problem.ts';
import type { BucketNotice } from '../template/bucket-notices.ts';
import type { Properties } from '../template/identity.ts';
import { receiptRules } from '../template/receipt-rules.ts';
import { type Application, localAddresses, type Resource } from '../template/template.ts';

/** The emulators of a stage by name; `oidc` and `smtp` only where the templates want them. */
export type Emulators = Map<EmulatorName, EmulatorProcess>;

/** What every emulator is given. */
export type EmulatorSetting = {
  data: string;
  clockOffset: number;
  log: (line: string) => void;
  /** Hears what the templates want and the emulators cannot. */
  refuse: (line: string) => void;
};

/** Between the tables and their streams: entries that come before the streams are read wait here. */
export type StreamFeed = {
  deliver(entries: StreamEntry[]): void;
  reread(): void;
  /** From now on the streams hear everything, first what waited. */
  open(streams: Streams): void;
};

/** A feed that nobody reads yet. */
export function streamFeed(): StreamFeed {
  let streams: Streams | undefined;
  let early: StreamEntry[] = [];
  return {
    deliver(entries) {
      if (streams) streams.deliver(entries);
      else early = [...early, ...entries];
    },
    reread: () => void streams?.reread(),
    open(opened) {
      streams = opened;
      opened.deliver(early);
      early = [];
    },
  };
}

/**
 * Starts tables, queues with buckets, mail, the telephones of staff, and the issuer where the templates have a user
 * pool. Each is put into `started` once it runs, so that a failure of another leaves none behind.
 */
export async function startEmulators(
  application: Application,
  started: Emulators,
  setting: EmulatorSetting & {
    url: string;
    mailRate: number;
    notices: Record<string, BucketNotice[]>;
    feed: StreamFeed;
  },
): Promise<void> {
  const { data, clockOffset, log, feed } = setting;
  const begin = async (
    name: EmulatorName,
    settings: Record<string, unknown>,
    heard: { onMessage?: (message: Record<string, unknown>) => void; onRestart?: () => void } = {},
  ) => void started.set(name, await startEmulator({ data, clockOffset, log, name, settings, ...heard }));
  const outcomes = await Promise.allSettled([
    begin('dynamodb', tableSettings(application), {
      onMessage: (message) => feed.deliver(message['entries'] as StreamEntry[]),
      onRestart: feed.reread,
    }),
    begin('queues', { cors: corsOf(application), notices: setting.notices, origins: originsOf(setting.url) }),
    begin('mail', { mailRate: setting.mailRate }),
    begin('telephones', {}),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const oidc = await startIssuer(application, setting);
  if (oidc) started.set('oidc', oidc);
}

/** Where pages of this stage come from: a browser that was told localhost is on this machine as well. */
const originsOf = (url: string): string[] => [url, url.replace('//127.0.0.1', '//localhost')];

function keyNames(table: Resource): string[] {
  const schema: Properties[] = table.properties['KeySchema'] ?? [];
  return [...schema].sort((a) => (a['KeyType'] === 'HASH' ? -1 : 1)).map((key) => String(key['AttributeName']));
}

function tableSettings(application: Application): Record<string, unknown> {
  const streams: Record<string, string[]> = {};
  const timeToLive: Record<string, { attribute: string; keyNames: string[] }> = {};
  for (const table of application.ofType('AWS::DynamoDB::Table')) {
    if (table.properties['StreamSpecification']) streams[table.name] = keyNames(table);
    const expiry = table.properties['TimeToLiveSpecification'];
    if (expiry?.Enabled)
      timeToLive[table.name] = { attribute: String(expiry.AttributeName), keyNames: keyNames(table) };
  }
  return { streams, timeToLive };
}

function corsOf(application: Application): Record<string, unknown> {
  return Object.fromEntries(
    application
      .ofType('AWS::S3::Bucket')
      .map((bucket) => [bucket.name, bucket.properties['CorsConfiguration']?.CorsRules ?? []]),
  );
}

/** The port that takes mail for the recipients of the receipt rules; undefined when the templates have none. */
export async function startSmtp(
  application: Application,
  setting: EmulatorSetting & { s3: string; port: number },
): Promise<EmulatorProcess | undefined> {
  const { data, clockOffset, log, s3, port } = setting;
  const rules = receiptRules(application, setting.refuse);
  if (rules.length === 0) return undefined;
  try {
    return await startEmulator({ data, clockOffset, log, port, name: 'smtp', settings: { rules, s3 } });
  } catch (failure) {
    if (!/EADDRINUSE|EACCES/.test(String(failure))) throw failure;
    throw new StageProblem(`Port ${port} cannot be had for mail. Give another with --smtp-port.`);
  }
}

/** The issuer where staff sign in to the console's client of the template; undefined when there is no user pool. */
async function startIssuer(
  application: Application,
  setting: EmulatorSetting & { url: string },
): Promise<EmulatorProcess | undefined> {
  const [client] = application.ofType('AWS::Cognito::UserPoolClient');
  if (!client) return undefined;
  const { data, clockOffset, log, url } = setting;
  const localize = localAddresses(application, { sqs: '', gateway: url });
  // A browser that was told localhost is on this machine as well.
  const addresses = (name: string) =>
    (client.properties[name] ?? []).flatMap((address: string) => {
      const here = localize(address);
      return [here, here.replace('//127.0.0.1', '//localhost')];
    });
  return startEmulator({
    data,
    clockOffset,
    log,
    name: 'oidc',
    settings: {
      clientId: client.ref,
      callbacks: addresses('CallbackURLs'),
      logouts: addresses('LogoutURLs'),
      origins: originsOf(url),
    },
  });
}
