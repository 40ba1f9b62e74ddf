import { useRef, useState } from 'preact/hooks';
import { troubleOf } from '../kit/trouble.ts';
import { Refused } from '../session/api.ts';
import { useEditorTexts } from './editor-texts.ts';

/** Why an act was not done: the sentence, and what exactly stands in the way. */
export type EditorTrouble = { what: string; refused?: string | undefined; lines: readonly string[] };

function troubleWith(failure: unknown): EditorTrouble {
  const { what, refused, wrong = [] } = troubleOf(failure);
  const faults = failure instanceof Refused ? (failure.problem as { faults?: string[] }).faults : undefined;
  return { what, refused, lines: faults ?? wrong.map(({ pointer, detail }) => `${pointer}: ${detail}`) };
}

/** Does one act at a time; what went wrong is told, and a session that is over leads to sign-in. */
export function useActing(onSignedOut: () => void) {
  const [trouble, setTrouble] = useState<EditorTrouble>();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  async function act<Answer>(doIt: () => Promise<Answer>): Promise<Answer | undefined> {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      return await doIt();
    } catch (failure) {
      const found = troubleWith(failure);
      if (found.what === 'signed-out') onSignedOut();
      setTrouble(found);
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { trouble, busy, act };
}

/** What was not possible and what to mend, read out as soon as it is there. */
export function EditorTroubleBox({ trouble }: { trouble: EditorTrouble | undefined }) {
  const { refused, troubles } = useEditorTexts();
  if (trouble === undefined) return null;
  const sentence = refused[trouble.refused ?? ''] ?? troubles[trouble.what] ?? troubles['other'];
  return (
    <div class="error-summary" role="alert">
      <p>{sentence}</p>
      {trouble.lines.length > 0 && (
        <ul>
          {trouble.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
