/** Makes a call again when it fails, a fixed number of times; throws what the last try threw. */
export type Trying = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Tries once more after each of these pauses (milliseconds): platforms throttle the calls that govern them. */
export function retrying(pauses: readonly number[], pause: (milliseconds: number) => Promise<void>): Trying {
  return async (call) => {
    for (const wait of pauses) {
      try {
        return await call();
      } catch {
        await pause(wait);
      }
    }
    return call();
  };
}

/** Whether a call was taken, and otherwise why not. */
export type CallOutcome = { applied: true } | { applied: false; because: string };

/** What became of a call: never throws. */
export async function outcomeOf(call: Promise<void>): Promise<CallOutcome> {
  try {
    await call;
    return { applied: true };
  } catch (error) {
    return { applied: false, because: reasonOf(error) };
  }
}

/** Name and message of whatever was thrown, in 300 characters at most. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';

/** What a run that follows the ledger did, a line for each change, and what is still wrong after reading back. */
export type RunOutcome<Line extends { applied: boolean }> = {
  told: Line[];
  left: { service: string; what: string }[];
};
