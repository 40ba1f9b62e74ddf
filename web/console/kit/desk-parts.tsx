import type { ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import { dangerToLife } from '../../../shared/core/cases/triage.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import type { DeskTexts } from '../../../shared/texts/desk/it.ts';
import { centerNow } from '../session/center-clock.ts';
import { deskTexts } from './desk-texts.ts';
import { dayWord, dueIn } from './due.ts';
import { LanguageContext, useNow, useTimes } from './parts.tsx';
import { memberAt, type Trouble, troubleOf } from './trouble.ts';

/** The desk's texts in the language that the reader chose. */
export const useDeskTexts = (): DeskTexts => deskTexts[useContext(LanguageContext)];

/** Writes an instant with the day as people call it: yesterday, today, tomorrow, or its date. */
export function useWhen(): (instant: string) => string {
  const { days } = useDeskTexts();
  const { moment, hour } = useTimes();
  return (instant) => {
    const word = dayWord(instant, centerNow());
    return word === undefined ? moment(instant) : days[word](hour(instant));
  };
}

export function When({ at }: { at: string }) {
  const when = useWhen();
  return <time dateTime={at}>{when(at)}</time>;
}

/** What is due, when, and how much is left of it; what is late says so in words. */
export function DueText({ what, at }: { what: 'answer' | 'callBack'; at: string }) {
  const { due } = useDeskTexts();
  const when = useWhen();
  const left = dueIn(at, useNow(15_000));
  const span = due.span(left);
  return left.late ? (
    <span class="due late">
      <strong>{due.late(span)}</strong>: {due[what](when(at))}
    </span>
  ) : (
    <span class="due">
      {due[what](when(at))}: {due.left(span)}
    </span>
  );
}

/** The numbers to call, and that this is not the service which sends help: before everything else. */
export function DangerAdvice({ numbers }: { numbers: readonly { number: string }[] }) {
  const { danger } = useDeskTexts();
  return (
    <div class="callout danger">
      <p>
        <strong>{danger.title}</strong>
      </p>
      <p>{danger.advice(numbers.map(({ number }) => number))}</p>
    </div>
  );
}

/** The same advice as soon as what somebody types speaks of danger to life, before it is sent. */
export function DangerInWords({ words, numbers }: { words: string; numbers: readonly { number: string }[] }) {
  return dangerToLife(words, lifeFirst) ? (
    <div role="alert">
      <DangerAdvice numbers={numbers} />
    </div>
  ) : null;
}

/** Facts by name; what is not known is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ComponentChildren | undefined])[] }) {
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  return known.length === 0 ? null : (
    <dl class="summary">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What somebody must be to do a thing that was refused. */
export type Who = keyof DeskTexts['who'];

/** What went wrong and what to do about it, read out as soon as it is there. */
export function TroubleBox({ trouble, who }: { trouble: Trouble | undefined; who: Who }) {
  const { trouble: said, who: whoMay, refused: reasons } = useDeskTexts();
  if (trouble === undefined) return null;
  const { what, wrong = [], refused } = trouble;
  return (
    <div class="error-summary" role="alert">
      <h2>{said.title}</h2>
      <p>{what === 'not-allowed' ? said['not-allowed'](whoMay[who]) : (reasons[refused ?? ''] ?? said[what])}</p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(({ pointer, detail }) => (
            <li key={pointer}>
              <code>{memberAt(pointer)}</code>: {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What was read, when, and what is in the way of reading it again. */
export type Reading<Value> = {
  value: Value | undefined;
  at: number | undefined;
  trouble: Trouble | undefined;
  refresh: () => Promise<Value | undefined>;
  /** Shows what an act has made of it, as its answer tells. */
  replace: (value: Value) => void;
};

/**
 * Reads something now and every so many milliseconds while the page is looked at. What was read of another `name` is never
 * shown for this one; a session that is over leads to sign-in.
 */
export function useReading<Value>(
  name: string,
  read: () => Promise<Value>,
  everyMs: number,
  onSignedOut: () => void,
): Reading<Value> {
  const [known, setKnown] = useState<{ name: string; value?: Value; at?: number; trouble?: Trouble }>({ name });
  const latest = useRef({ name, read });
  latest.current = { name, read };
  const refresh = useCallback(async () => {
    const asked = latest.current.name;
    const isCurrent = () => latest.current.name === asked;
    try {
      const value = await latest.current.read();
      if (isCurrent()) setKnown({ name: asked, value, at: centerNow() });
      return value;
    } catch (failure) {
      const trouble = troubleOf(failure);
      if (trouble.what === 'signed-out') onSignedOut();
      else if (isCurrent()) setKnown((before) => (before.name === asked ? { ...before, trouble } : { name, trouble }));
      return undefined;
    }
  }, [name]);
  useEffect(() => {
    refresh();
    const onLook = () => {
      if (document.visibilityState === 'visible') refresh();
    };
    const timer = setInterval(onLook, everyMs);
    document.addEventListener('visibilitychange', onLook);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [refresh, everyMs]);
  const own: typeof known = known.name === name ? known : { name };
  const replace = (value: Value) => setKnown({ name, value, at: centerNow() });
  return { value: own.value, at: own.at, trouble: own.trouble, refresh, replace };
}

/** Since when what is shown holds, and how to have it anew. */
export function AsOf({ reading }: { reading: Pick<Reading<unknown>, 'at' | 'trouble' | 'refresh'> }) {
  const texts = useDeskTexts();
  const { clock } = useTimes();
  const { at, trouble, refresh } = reading;
  if (at === undefined) return null;
  return (
    <div class="as-of no-print">
      {trouble === undefined ? (
        <p class="hint">{texts.asOf(clock(at))}</p>
      ) : (
        <p class="notice" role="alert">
          {texts.stale(clock(at))}
        </p>
      )}
      <button type="button" class="button secondary" onClick={refresh}>
        {texts.refresh}
      </button>
    </div>
  );
}

/** Sends one thing at a time; whatever goes wrong is a `Trouble`, and a session that is over leads to sign-in. */
export function useSending(onSignedOut: () => void) {
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const busy = useRef(false);
  async function send<Answer>(
    act: () => Promise<Answer>,
  ): Promise<{ answer: Answer } | { trouble: Trouble } | undefined> {
    // Two presses in one frame come before the button is disabled.
    if (busy.current) return undefined;
    busy.current = true;
    setSending(true);
    setTrouble(undefined);
    try {
      return { answer: await act() };
    } catch (failure) {
      const found = troubleOf(failure);
      setTrouble(found);
      if (found.what === 'signed-out') onSignedOut();
      return { trouble: found };
    } finally {
      busy.current = false;
      setSending(false);
    }
  }
  return { sending, trouble, send };
}

/** What is wrong, above a form, each with a way to its field; it takes the focus at each try. */
export function WrongFields<Fault extends string>(props: {
  title: string;
  wrong: readonly Fault[];
  sentences: Record<Fault, string>;
  fieldOf: Record<Fault, string>;
  tries: number;
}) {
  const { title, wrong, sentences, fieldOf, tries } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [tries]);
  if (wrong.length === 0) return null;
  const go = (event: Event, fault: Fault) => {
    event.preventDefault();
    document.getElementById(fieldOf[fault])?.focus();
  };
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {wrong.map((fault) => (
          <li key={fault}>
            <a href={`#${fieldOf[fault]}`} onClick={(event) => go(event, fault)}>
              {sentences[fault]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
