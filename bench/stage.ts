import type { CallCounts, MemoryUse } from '../local/stage-interface.ts';
import { forkChild, type Subject } from './subject.ts';

/** The stage as the benchmarks see it. */
export type BenchedStage = Subject & {
  calls(): Promise<CallCounts>;
  memory(): Promise<MemoryUse>;
  /** Tokens of two persons of the editors' room. */
  editors(): Promise<{ editor: string; supervisor: string }>;
};

/** Whether a function, by logical id, registers contacts of Protezione Civile from the queue. */
const isRegistrar = (logicalId: string) => /protezionecivile.*registrarQueueMessage/i.test(logicalId);

/** Starts the stage for a benchmark; contacts go to Protezione Civile. */
export async function startBenchedStage(
  data: string,
  templates: string,
  { mailRate = 100, execArgv = process.execArgv }: { mailRate?: number; execArgv?: string[] } = {},
): Promise<BenchedStage> {
  const child = await forkChild(
    './stage-host.ts',
    [data, templates, String(mailRate)],
    [...execArgv, '--disable-warning=ExperimentalWarning'],
  );
  const calls = async () => (await child.ask('calls')) as CallCounts;
  return {
    url: `${child.ready['url']}/v1/services/protezione-civile/contacts`,
    calls,
    editors: async () => (await child.ask('editors')) as { editor: string; supervisor: string },
    memory: async () => (await child.ask('memory')) as MemoryUse,
    registered: async () =>
      Object.entries(await calls())
        .filter(([logicalId]) => isRegistrar(logicalId))
        .reduce((sum, [, counts]) => sum + (counts['dynamodb.PutItem'] ?? 0), 0),
    pids: async () => [child.pid, ...((await child.ask('emulators')) as number[])],
    stop: () => child.stop(),
  };
}
