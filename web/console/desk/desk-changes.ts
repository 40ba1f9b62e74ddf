import { useEffect, useRef, useState } from 'preact/hooks';
import type { AtCase } from '../../../shared/contracts/company.ts';
import type { WorklistChanges } from '../../../shared/contracts/worklist.ts';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import { ring } from '../kit/sound.ts';
import type { DeskApi } from './desk-api.ts';
import { givenTo, heldAfter, type Rung, ringing } from './worklist-pages.ts';

/** How often it is asked what changed, in ms: an answer without news costs one read of an index. */
const everyMs = 5_000;

/** What every page of the desk knows of the list that it does not show. */
export type DeskChanges = {
  /** The last answer that told anything. */
  told: WorklistChanges | undefined;
  /** Urgent cases that came since somebody looked at the list. */
  urgent: readonly string[];
  /** Cases that a colleague gave to the reader since the page was opened, and with which they have done nothing. */
  given: readonly string[];
  /** Cases of which an answer waits for a supervisor, since the page was opened. */
  held: readonly string[];
  /** Somebody looks at these cases on the list: they are news no more. */
  seen: (codes: readonly string[]) => void;
  /** Who else has the case open that the reader has open. */
  company: readonly AtCase[];
  /** The reader has a case open, or none any more; and writes at it. */
  opened: (code: string | undefined) => void;
  typed: () => void;
};

/** For how long after the last key somebody is said to write, in ms. */
const writesFor = 60_000;

/** What is told of the list, and of which case it tells who else has it open. */
type Told = WorklistChanges & { of?: string };

/** The case that the reader has open: what a poll says of it, which is nothing while nobody looks at the page. */
function useOpenCase() {
  const open = useRef<{ code: string; typedAt: number } | undefined>(undefined);
  return {
    open,
    asked: () => {
      if (open.current === undefined) return undefined;
      const writes = Date.now() - open.current.typedAt < writesFor;
      if (!writes && document.visibilityState === 'hidden') return undefined;
      return { case: open.current.code, doing: writes ? ('writes' as const) : ('reads' as const) };
    },
  };
}

/**
 * Asks again and again what changed on the list, on whatever page of the desk somebody is: an urgent case that comes
 * stands in the title and, where somebody wants it, sounds.
 */
export function useDeskChanges(given: {
  desk: DeskApi;
  service: string;
  subject: string;
  sound: boolean;
  onSignedOut: () => void;
}): DeskChanges {
  const { desk, service, subject, sound, onSignedOut } = given;
  const before = useRef<Told | undefined>(undefined);
  const { open, asked } = useOpenCase();
  const rung = useRef<Rung>(new Set());
  const [urgent, setUrgent] = useState<readonly string[]>([]);
  const [gotten, setGotten] = useState<readonly string[]>([]);
  const [held, setHeld] = useState<readonly string[]>([]);
  const { value: told, refresh } = usePolled<Told | undefined>({
    name: service,
    ask: async () => {
      const at = asked();
      const known = before.current;
      // The same answer of another case would be no answer.
      const same = known?.of === at?.case;
      const now = await desk.changes(service, known && { next: known.next, ...(same && { mark: known.mark }) }, at);
      return now && { ...now, ...(at && { of: at.case }) };
    },
    merge: (known, now) => now ?? known,
    everyMs,
    unseen: true,
    onSignedOut,
  });
  useEffect(() => {
    if (told === undefined) return;
    before.current = told;
    setGotten((known) => givenTo(subject, known, told.changed));
    setHeld((known) => heldAfter(known, told.changed));
    const { rings, rung: after } = ringing(rung.current, told.changed);
    rung.current = after;
    if (rings.length === 0) return;
    setUrgent((known) => [...new Set([...known, ...rings])]);
    if (sound) ring();
  }, [told]);
  const { title } = useTexts();
  const { worklist } = useDeskTexts();
  const count = urgent.length;
  // At each turn: the page around sets the title anew with each language.
  useEffect(() => {
    document.title = count === 0 ? `${title} – Sportello` : `(${count}) ${worklist.newUrgent(count)} – Sportello`;
  });
  useEffect(
    () => () => {
      document.title = `${title} – Sportello`;
    },
    [],
  );
  const seen = (codes: readonly string[]) =>
    setUrgent((known) =>
      known.some((code) => codes.includes(code)) ? known.filter((code) => !codes.includes(code)) : known,
    );
  const opened = (code: string | undefined) => {
    open.current = code === undefined ? undefined : { code, typedAt: 0 };
    if (code !== undefined) void refresh();
  };
  const typed = () => {
    if (open.current === undefined) return;
    const wrote = Date.now() - open.current.typedAt < writesFor;
    open.current.typedAt = Date.now();
    if (!wrote) void refresh();
  };
  const company = told?.of !== undefined && told.of === open.current?.code ? (told.company ?? []) : [];
  return { told, urgent, given: gotten, held, seen, company, opened, typed };
}
