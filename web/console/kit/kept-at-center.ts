import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds after the last key until what was typed is kept. */
const settles = 1_200;

/**
 * What somebody types, kept at the center for them alone under `name`: it outlives a reload and another desk. `state`
 * says whether the center has it; `typed` is there before anything has come from it, as `start` says.
 */
export function useKeptAtCenter<Typed>(
  name: string,
  {
    start,
    read,
    keep,
  }: { start: () => Typed; read: () => Promise<Typed | undefined>; keep: (typed: Typed) => Promise<unknown> },
) {
  const [typed, setTyped] = useState<Typed>(start);
  const [state, setState] = useState<'loading' | 'kept' | 'typing' | 'failed'>('loading');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Whether somebody has typed: what comes from the center then comes too late. */
  const touched = useRef(false);
  /** What is kept or dropped goes one after the other, or an older text would come last. */
  const line = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    read()
      .then((kept) => {
        if (kept !== undefined && !touched.current) setTyped(kept);
        setState((now) => (now === 'loading' ? 'kept' : now));
      })
      .catch(() => setState('failed'));
  }, [name]);
  const send = (given: Typed) => {
    line.current = line.current
      .then(() => keep(given))
      .then(() => setState((now) => (now === 'typing' && timer.current !== undefined ? now : 'kept')))
      .catch(() => setState('failed'));
  };
  const waiting = useRef<{ typed: Typed } | undefined>(undefined);
  const flush = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (waiting.current !== undefined) send(waiting.current.typed);
    waiting.current = undefined;
  };
  useEffect(() => {
    // Whoever closes or reloads the page, or looks elsewhere, loses nothing of the last second.
    const leaving = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', leaving);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      flush();
    };
  }, [name]);
  const latest = useRef(typed);
  latest.current = typed;
  const type = (now: Typed) => {
    touched.current = true;
    waiting.current = { typed: now };
    latest.current = now;
    setTyped(now);
    setState('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, settles);
  };
  /** Changes what is there by now, which may not be drawn yet. */
  const change = (how: (now: Typed) => Typed) => type(how(latest.current));
  /** Nothing of it is to be kept any more: no key that was pressed before comes after. */
  const forget = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    waiting.current = undefined;
    touched.current = true;
  };
  /** Everything that was typed so far has been sent once this is over. */
  const settled = (): Promise<unknown> => {
    flush();
    return line.current;
  };
  return { typed, setTyped, state, type, change, forget, send, settled };
}
