import { useState } from 'preact/hooks';
import type { TracingDesk } from '../../../shared/contracts/tracing.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { useLanguage } from '../kit/language.ts';
import { DoneBox } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { useWhen } from '../kit/times.tsx';
import type { TracingGiven } from './given.ts';
import { TracingProblem } from './tracing-problem.tsx';

/** Downloads a text: never shown as a page of this origin. */
function download(text: string, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Hands searches to the coordination, and the lists that were handed over, each with who, when and to whom. */
export function HandOverBox(
  props: TracingGiven & {
    desk: TracingDesk;
    event: string;
    chosen: ReadonlySet<string>;
    onDone: () => Promise<unknown>;
  },
) {
  const { tracing, service, staff, desk, event, chosen, onDone, onSignedOut } = props;
  const texts = tracingRoomIn[useLanguage()];
  const when = useWhen();
  const { sending, trouble, send } = useSending(onSignedOut);
  const [done, setDone] = useState('');
  if (!mayAct(staff, 'hand-over-tracing')) return null;
  const rows = desk.buildings.flatMap(({ searches }) => searches);
  const waiting = rows.filter(({ state }) => state === 'received').map(({ id }) => id);
  const going = chosen.size > 0 ? rows.map(({ id }) => id).filter((id) => chosen.has(id)) : waiting;
  const handOver = async () => {
    const sent = await send(() => tracing.handOver(service.service, { event, searches: going }));
    if (sent === undefined || !('answer' in sent)) return;
    setDone(texts.handOver.done(sent.answer.count));
    await onDone();
  };
  const fetchList = async (id: string, at: string, format: 'page' | 'csv') => {
    const sent = await send(() => tracing.list(service.service, id, format));
    if (sent !== undefined && 'answer' in sent)
      download(sent.answer, `${at.slice(0, 16).replace(':', '-')}.${format === 'csv' ? 'csv' : 'html'}`);
  };
  return (
    <section class="callout no-print" aria-labelledby="tracing-hand-over">
      <h2 id="tracing-hand-over">{texts.handOver.title}</h2>
      <p class="hint">{going.length === 0 ? texts.handOver.nothing : texts.handOver.hint}</p>
      <DoneBox words={done} />
      <TracingProblem trouble={trouble} />
      {going.length > 0 && (
        <p class="buttons">
          <button type="button" class="button primary" disabled={sending} onClick={handOver}>
            {texts.handOver.send(going.length)}
          </button>
        </p>
      )}
      {desk.handOvers.length > 0 && (
        <>
          <h3>{texts.handOver.log}</h3>
          <ul>
            {desk.handOvers.map(({ id, at, by, to, count }) => (
              <li key={id}>
                {texts.handOver.one(when(at), by, to, count)}{' '}
                <button type="button" class="link" disabled={sending} onClick={() => fetchList(id, at, 'page')}>
                  {texts.handOver.page}
                </button>{' '}
                <button type="button" class="link" disabled={sending} onClick={() => fetchList(id, at, 'csv')}>
                  {texts.handOver.csv}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
