import { useEffect, useRef, useState } from 'preact/hooks';
import type { WorklistChanges } from '../../../shared/contracts/worklist.ts';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import { ring } from '../kit/sound.ts';
import type { DeskApi } from './desk-api.ts';
import { givenTo, type Rung, ringing } from './worklist-pages.ts';

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
  /** Somebody looks at these cases on the list: they are news no more. */
  seen: (codes: readonly string[]) => void;
};

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
  const before = useRef<WorklistChanges | undefined>(undefined);
  const rung = useRef<Rung>(new Set());
  const [urgent, setUrgent] = useState<readonly string[]>([]);
  const [gotten, setGotten] = useState<readonly string[]>([]);
  const { value: told } = usePolled<WorklistChanges | undefined>({
    name: service,
    ask: () => desk.changes(service, before.current),
    merge: (known, now) => now ?? known,
    everyMs,
    unseen: true,
    onSignedOut,
  });
  useEffect(() => {
    if (told === undefined) return;
    before.current = told;
    setGotten((known) => givenTo(subject, known, told.changed));
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
  return { told, urgent, given: gotten, seen };
}
