/**
 * What a function of this stage meets on purpose, so that tests and the curious see the next run mend it: its calls to
 * AWS are throttled, or its environment ends before one of them leaves.
 */
export type Fault = {
  /** Logical id of the function, or how it starts. */
  function: string;
  /** Calls that are meant, by the start of their names in the counts: `lambda.Put`, `scheduler.`. */
  calls: string;
  what: 'throttle' | 'end';
  /** So many of these calls pass first. Default 0. */
  skip?: number;
  /** So many of them then meet it. Default 1; an environment ends once. */
  times?: number;
};

/** A fault in force, counted for all environments of its function: `seen` calls, and how many of them it `met`. */
export type ArmedFault = Fault & { counts: Int32Array };

const seen = 0;
const met = 1;

/** Puts a fault in force. */
export function arm(fault: Fault): ArmedFault {
  return { ...fault, counts: new Int32Array(new SharedArrayBuffer(8)) };
}

/** Counts a call and tells what it meets; undefined for one that passes. */
export function meet(faults: readonly ArmedFault[], call: string): Fault['what'] | undefined {
  for (const { calls, what, skip = 0, times = 1, counts } of faults) {
    if (!call.startsWith(calls)) continue;
    const place = Atomics.add(counts, seen, 1) - skip;
    if (place < 0 || place >= (what === 'end' ? 1 : times)) continue;
    Atomics.add(counts, met, 1);
    return what;
  }
  return undefined;
}

/** What `GET /_stage/faults` tells of a fault. */
export function readFault({ counts, ...fault }: ArmedFault): Fault & { seen: number; met: number } {
  return { ...fault, seen: Atomics.load(counts, seen), met: Atomics.load(counts, met) };
}

/** Reads a fault as somebody wrote it; throws a sentence that says what is missing. */
export function faultOf(given: unknown): Fault {
  const { function: of, calls, what, skip, times } = (given ?? {}) as Record<string, unknown>;
  const count = (value: unknown) => value === undefined || (Number.isInteger(value) && (value as number) >= 0);
  if (typeof of !== 'string' || of === '') throw new Error('function: the logical id of a function, or how it starts');
  if (typeof calls !== 'string') throw new Error('calls: how the names of the calls start, such as lambda.Put');
  if (what !== 'throttle' && what !== 'end') throw new Error('what: throttle or end');
  if (!count(skip) || !count(times)) throw new Error('skip and times: whole numbers');
  return {
    function: of,
    calls,
    what,
    ...(skip === undefined ? {} : { skip: skip as number }),
    ...(times === undefined ? {} : { times: times as number }),
  };
}
