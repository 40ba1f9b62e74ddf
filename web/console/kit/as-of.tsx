import { useTexts } from './language.ts';
import { useNow, useTimes } from './times.tsx';

/** Since when what is shown holds; what hangs says so, and `onRefresh` gives a way to have it anew. */
export function AsOf(props: {
  at: number | undefined;
  failing: boolean;
  /** Milliseconds after which it is old even though nothing failed: a line that hangs does not say that it did. */
  staleAfterMs?: number;
  onRefresh?: () => void;
}) {
  const { at, failing, staleAfterMs = Number.POSITIVE_INFINITY, onRefresh } = props;
  const texts = useTexts();
  const { clock } = useTimes();
  const now = useNow(5_000);
  if (at === undefined) return null;
  return (
    <div class={`as-of${onRefresh === undefined ? '' : ' no-print'}`}>
      {failing || now - at > staleAfterMs ? (
        <p class="notice stale" role="alert">
          {texts.stale(clock(at))}
        </p>
      ) : (
        <p class="hint">{texts.asOf(clock(at))}</p>
      )}
      {onRefresh !== undefined && (
        <button type="button" class="button secondary" onClick={onRefresh}>
          {texts.actions.refresh}
        </button>
      )}
    </div>
  );
}
