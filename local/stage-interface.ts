/** The emulators that a stage runs, each a process of its own. */
export type EmulatorName = 'dynamodb' | 'queues' | 'mail' | 'telephones' | 'oidc' | 'smtp';

/** What to run and where; every field has a default. */
export type StageOptions = {
  /** Port of the gateway; 0 takes a free one. Default 8080. */
  port?: number;
  /** Address the gateway listens on. Default 127.0.0.1; emulators always listen on 127.0.0.1. */
  host?: string;
  /** Folder that keeps all state. Default `.sportello`. */
  data?: string;
  /** Empties the data folder first. Default false. */
  fresh?: boolean;
  /** Where the stage's clock starts; it then runs at normal pace. Default: the machine's clock. */
  at?: Date;
  /** Folder with `*.template.json` and assets. Default `dist/cdk.out` of this repository. */
  templates?: string;
  /** Port that takes mail by SMTP; 0 takes a free one. Default 0. */
  smtpPort?: number;
  /** Mails a second that GetSendQuota announces. Default 100. */
  mailRate?: number;
  /** Worker threads per function, by logical id, physical name or `*`. Default 1 each. */
  workers?: Record<string, number>;
  /** Lifts the API's throttling and reserved concurrency, to measure what the code can do. Default false. */
  unthrottled?: boolean;
  /**
   * Hands every request on to the API, where the distribution would keep what anybody may read for a second or two.
   * Default false.
   */
  uncached?: boolean;
  /**
   * Schedules and rules of the templates whose logical id has one of these in it never fire; who wants them invokes their
   * functions.
   */
  silent?: readonly string[];
  /** Receives the stage's own lines (reports, warnings). Default: nothing is printed. */
  log?: (line: string) => void;
};

/** One emulator as tests handle it: stop is SIGKILL, start takes the same port again. */
export type EmulatorHandle = {
  readonly name: EmulatorName;
  readonly endpoint: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
  start(): Promise<void>;
};

/** Calls to AWS by function and action, such as `{'IntakeProtezioneCivile': {'sqs.SendMessage': 12}}`. */
export type CallCounts = Record<string, Record<string, number>>;

/** Resident memory in bytes: the stage's own process (with its workers) and each emulator. */
export type MemoryUse = { stage: number; emulators: Record<EmulatorName, number>; total: number };

/** Something to open or call, as the table at start prints it. */
export type Address = { what: string; address: string };

/**
 * Base URLs for AWS clients outside the stage (tools, tests): pass as `endpoint`, any credentials, region eu-south-1.
 */
export type Endpoints = {
  dynamodb: string;
  sqs: string;
  s3: string;
  ses: string;
  secretsmanager: string;
  events: string;
  lambda: string;
  /** DescribeStacks and ListStackResources, as if the templates had just been deployed. */
  cloudformation: string;
  /** The telephones of staff: calls, SMS and pushes arrive here, and nowhere else. */
  telephones: string;
  /** Where mail comes in, such as `smtp://127.0.0.1:40002`; undefined when no receipt rule is in the templates. */
  smtp?: string;
};

/** Physical names by logical id and by what they are, for tools and tests. */
export type StageNames = {
  /** Tables, as `{logicalId: tableName}`. */
  tables: Record<string, string>;
  /** Queues, as `{logicalId: queueUrl}`. */
  queues: Record<string, string>;
  /** Buckets, as `{logicalId: bucketName}`. */
  buckets: Record<string, string>;
  /** Functions, as `{logicalId: functionName}`. */
  functions: Record<string, string>;
  /** Secrets, as `{logicalId: arn}`. */
  secrets: Record<string, string>;
};

/**
 * One mail: time in ms of the stage's clock, envelope recipients, and the MIME message (or the fields of SendEmail).
 */
export type StageMail = { at: number; messageId: string; to: string[]; raw: string };

/** One ring of somebody's telephone: when by the stage's clock, the words, and where an answer goes. */
export type StageRing = {
  id: string;
  at: number;
  way: 'call' | 'sms' | 'push';
  to: string;
  words: string;
  /** The headers it came with, and the body as it was posted. */
  headers: Record<string, string>;
  body: string;
  /** Where pressing the key posts to; undefined where the words have no address. */
  answerAddress?: string;
  /** Further keys, each with where pressing it posts to. */
  more?: { digit: string; address: string }[];
  answeredAt?: number;
};

/** A running stage. */
export type Stage = {
  /** Base URL of portal and API, no slash at the end. */
  readonly url: string;
  readonly addresses: Address[];
  readonly endpoints: Endpoints;
  readonly names: StageNames;
  /** What the templates ask and this machine cannot do, a line each. */
  readonly notHonoured: string[];
  /** Calls that a role of the templates does not allow, a line each: the stage refused them as AWS would. */
  refused(): string[];
  readonly data: string;
  readonly clock: { now(): number };
  /** Environment of each function as the template resolves it, by logical id. */
  readonly environments: Record<string, Record<string, string>>;
  emulator(name: EmulatorName): EmulatorHandle;
  /** Invokes a function by logical id or name, as AWS would; throws what the function throws. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  calls(): Promise<CallCounts>;
  /**
   * A token of a colleague in `local/staff.json` for the console, as a sign-in would give it; undefined for a name that
   * is not there. `lifetime` is in seconds (an hour; negative for one that is over), `audience` whom it is for.
   */
  token(userName: string, options?: { lifetime?: number; audience?: string }): Promise<string | undefined>;
  /** Mails accepted so far, oldest first, as the mail emulator keeps them on disk. */
  mails(): Promise<StageMail[]>;
  /** Calls, SMS and pushes to staff so far, oldest first. */
  rings(): Promise<StageRing[]>;
  memory(): Promise<MemoryUse>;
  /**
   * Resolves when every queue is empty (dead letters that nobody reads aside), every stream is read and no event is
   * under way; throws after the given milliseconds with what is left.
   */
  idle(withinMs: number): Promise<void>;
  /** Stops accepting, lets what is in flight finish for a few seconds, closes. */
  stop(): Promise<void>;
};
