import { useRef, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from './trouble.ts';

/** What came of sending: an answer, or what went wrong. */
export type Sent<Answer> = { answer: Answer } | { trouble: Trouble };

/**
 * Sends one thing at a time; whatever goes wrong is a `Trouble`, and a session that is over leads to sign-in. Undefined
 * comes back while another thing is on its way.
 */
export function useSending(onSignedOut: () => void) {
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const busy = useRef(false);
  async function send<Answer>(act: () => Promise<Answer>): Promise<Sent<Answer> | undefined> {
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
