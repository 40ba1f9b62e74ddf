import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Gateway, listenGateway } from '../gateway/gateway.ts';
import { type Lock, takeLock } from '../lock.ts';
import type { StageOptions } from '../stage-interface.ts';
import { StageProblem } from '../stage-problem.ts';
import { type Application, loadApplication, type Origins } from '../template/template.ts';

/** Throws StageProblem when the data folder or the port cannot be had, before anybody waits for a build. */
export async function checkPlaces(options: Pick<StageOptions, 'port' | 'host' | 'data'>): Promise<void> {
  const lock = await openData(resolve(options.data ?? '.sportello'), false);
  const gateway = await openGateway(options.port ?? 8080, options.host ?? '127.0.0.1', lock);
  await gateway.close(0);
  lock.release();
}

/** Makes and locks the data folder, and empties it where asked; throws StageProblem. */
export async function openData(data: string, fresh: boolean): Promise<Lock> {
  try {
    makeFolder(data);
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw new StageProblem(
      `The data folder ${data} cannot be read and written (${(failure as NodeJS.ErrnoException).code}). Give another with --data DIR.`,
    );
  }
  let lock: Lock | undefined;
  try {
    lock = await takeLock(join(data, 'stage.lock'), 3_000);
  } catch (failure) {
    throw new StageProblem(
      `The data folder ${data} cannot be used: ${failure instanceof Error ? failure.message : failure}. Give another with --data DIR.`,
    );
  }
  if (!lock) {
    const notes = join(data, 'stage.json');
    const other = existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : {};
    throw new StageProblem(
      `The data folder ${data} is in use by another running stage${other.pid ? ` (process ${other.pid}, ${other.url})` : ''}. Stop it, or give another folder with --data DIR.`,
    );
  }
  if (fresh) {
    for (const entry of readdirSync(data))
      if (!entry.startsWith('stage.lock')) rmSync(join(data, entry), { recursive: true, force: true });
  }
  return lock;
}

/** One level after the other: Node's own recursive way never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Listens at the port; throws StageProblem, and gives the lock back, when it cannot be had. */
export async function openGateway(port: number, host: string, lock: Lock): Promise<Gateway> {
  try {
    return await listenGateway(port, host);
  } catch (failure) {
    lock.release();
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StageProblem(
        `Port ${port} of ${host} is taken. Give another with --port, such as --port ${port + 1}, or --port 0 for any free one.`,
      );
    if (code === 'EACCES')
      throw new StageProblem(
        `Port ${port} needs rights that this user does not have. Give one above 1023 with --port.`,
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StageProblem(`This machine has no address ${host}. Give one with --host.`);
    throw failure;
  }
}

/** The templates of a folder, resolved for the addresses of this machine; throws StageProblem. */
export function loadTemplates(folder: string, origins: Origins): Application {
  try {
    return loadApplication(folder, origins);
  } catch (failure) {
    throw new StageProblem(`The templates cannot be read: ${failure instanceof Error ? failure.message : failure}`);
  }
}
