import { useEffect, useState } from 'preact/hooks';
import { centerNow } from '../session/center-clock.ts';
import { dayWord, dueIn } from './due.ts';
import { useDeskTexts, useLanguage, useTexts } from './language.ts';
import { countdown } from './rome-time.ts';

/** Writes instants as people of Rome read them. */
export function useTimes() {
  const language = useLanguage();
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: 'Europe/Rome',
      ...options,
    });
    return (instant: string | number) => format.format(new Date(instant));
  };
  return {
    moment: write({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    clock: write({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    hour: write({ hour: '2-digit', minute: '2-digit' }),
    day: write({ weekday: 'short', day: 'numeric', month: 'short' }),
    date: write({ day: 'numeric', month: 'long', year: 'numeric' }),
    short: write({ dateStyle: 'short', timeStyle: 'short' }),
  };
}

/** The center's clock, told again each second (or as often as asked). */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(centerNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(centerNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

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

/** How long until an instant, ticking; read out only when asked for. */
export function Countdown({ to }: { to: string }) {
  const texts = useTexts();
  const now = useNow();
  return (
    <span class="countdown" role="timer" aria-label={texts.leftLabel}>
      {texts.left(countdown(to, now))}
    </span>
  );
}
