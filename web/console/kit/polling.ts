import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { centerNow } from '../session/center-clock.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What is asked for again and again: its name, how, how often in ms, and where to go when the session is over. */
export type Polling<Value> = {
  name: string;
  ask: () => Promise<Value>;
  merge?: (before: Value | undefined, now: Value) => Value;
  everyMs: number;
  /** Whether it is asked for even while nobody looks at the page. */
  unseen?: boolean;
  onSignedOut: () => void;
};

/** What was asked for, since when it holds, and what is in the way of asking again. */
export type Polled<Value> = {
  value: Value | undefined;
  /** When it was answered, in epoch milliseconds of the center's clock. */
  at: number | undefined;
  trouble: Trouble | undefined;
  refresh: () => Promise<Value | undefined>;
  /** Shows what an act has made of it, as its answer tells. */
  replace: (value: Value) => void;
};

/**
 * Calls again every so many milliseconds while the page is looked at, `unseen` even while it is not, and as soon as
 * somebody looks at it again.
 */
function useAgain(call: () => unknown, everyMs: number, unseen: boolean) {
  useEffect(() => {
    call();
    const onLook = () => {
      if (unseen || document.visibilityState === 'visible') call();
    };
    const timer = setInterval(onLook, everyMs);
    document.addEventListener('visibilitychange', onLook);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [call, everyMs, unseen]);
}

/** What passes by itself: asked again after so many milliseconds where the page has nothing to show yet. */
const passing: ReadonlySet<Trouble['what']> = new Set(['busy', 'offline', 'other']);
const sooner = 5_000;

/**
 * Asks for something now and again and again while the page is looked at. What was answered for another `name` is never
 * shown for this one, nor an older answer after a newer; `merge` says what stays of what was known before. Where nothing
 * is known yet and the center was only busy or away, it is asked again within seconds. A session that is over leads to
 * sign-in.
 */
export function usePolled<Value>(given: Polling<Value>): Polled<Value> {
  const { name, everyMs, unseen = false } = given;
  type Known = { name: string; value?: Value; at?: number; trouble?: Trouble };
  const [known, setKnown] = useState<Known>({ name });
  const latest = useRef(given);
  latest.current = given;
  const turns = useRef({ asked: 0, shown: 0 });
  const refresh = useCallback(async () => {
    turns.current.asked += 1;
    const turn = turns.current.asked;
    const isCurrent = () => latest.current.name === name && turn > turns.current.shown;
    try {
      const value = await latest.current.ask();
      const { merge = (_before, now) => now } = latest.current;
      if (isCurrent()) {
        turns.current.shown = turn;
        setKnown((before) => {
          const own = before.name === name ? before.value : undefined;
          return { name, value: merge(own, value), at: centerNow() };
        });
      }
      return value;
    } catch (failure) {
      const trouble = troubleOf(failure);
      if (trouble.what === 'signed-out') latest.current.onSignedOut();
      else if (isCurrent()) setKnown((before) => (before.name === name ? { ...before, trouble } : { name, trouble }));
      return undefined;
    }
  }, [name]);
  useAgain(refresh, everyMs, unseen);
  const own: Known = known.name === name ? known : { name };
  const waits = own.value === undefined && own.trouble !== undefined && passing.has(own.trouble.what);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(refresh, Math.min(sooner, everyMs));
    return () => clearInterval(timer);
  }, [waits, refresh, everyMs]);
  const replace = (value: Value) => {
    // What was asked before the act does not know of it.
    turns.current.shown = turns.current.asked;
    setKnown({ name, value, at: centerNow() });
  };
  return { value: own.value, at: own.at, trouble: own.trouble, refresh, replace };
}
