import { useState } from 'preact/hooks';
import type { BoardView } from '../../../shared/contracts/board.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { ReviewForm } from './review-form.tsx';

type Sample = Extract<BoardView, { is: 'sample' }>;
type Sampled = Extract<BoardView, { is: 'sampled' }>;

const everyMs = 60_000;

function SampleTable(props: { sample: Sample; found: ReadonlyMap<string, boolean>; onRead: (code: string) => void }) {
  const { sample, found, onRead } = props;
  const { board, kinds } = useDeskTexts();
  const { columns, states, own, read, readOf, table } = board.review;
  return (
    <table class="stacked shifts">
      <caption>{table}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.case}</th>
          <th scope="col">{columns.answeredAt}</th>
          <th scope="col">{columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {sample.cases.map((one) => {
          const right = found.get(one.code);
          // The list follows the register by a second or two.
          const state = right === undefined ? one.state : right ? 'right' : 'to-correct';
          return (
            <tr key={one.code}>
              <th scope="row">
                <span class="case-code">{one.code}</span>
                <div class="hint">{kinds[one.kind]}</div>
              </th>
              <td data-label={columns.answeredAt}>
                <When at={one.answeredAt} />
              </td>
              <td data-label={columns.state}>
                {one.own && state === 'waiting' ? own : states[state]}{' '}
                {!one.own && state === 'waiting' && (
                  <button
                    type="button"
                    class="button secondary"
                    aria-label={readOf(one.code)}
                    onClick={() => onRead(one.code)}
                  >
                    {read}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Answers of a week that were drawn to be read again by somebody else; the address may name another than the last. */
export function ReviewPage(given: DeskGiven) {
  const { desk, service, id, onSignedOut } = given;
  const { board } = useDeskTexts();
  const { loading } = useTexts();
  const [open, setOpen] = useState<Sampled>();
  const [found, setFound] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [done, setDone] = useState('');
  const { trouble: noAct, send } = useSending(onSignedOut);
  const { value, trouble } = usePolled({
    name: `${service.service} review`,
    ask: async () =>
      (await desk.board(service.service, { do: 'sample', ...(id !== undefined && { week: id }) })) as Sample,
    everyMs,
    onSignedOut,
  });
  const read = async (code: string) => {
    if (value === undefined) return;
    setDone('');
    const sent = await send(() => desk.board(service.service, { do: 'read-sampled', week: value.week, code }));
    if (sent !== undefined && 'answer' in sent) setOpen(sent.answer as Sampled);
  };
  if (open !== undefined)
    return (
      <ReviewForm
        given={given}
        sampled={open}
        onBack={() => setOpen(undefined)}
        onFound={(right) => {
          setFound(new Map([...found, [open.code, right]]));
          setDone(board.review.done[right ? 'right' : 'to-correct']);
          setOpen(undefined);
        }}
      />
    );
  return (
    <>
      <FocusedHeading>{board.review.title}</FocusedHeading>
      <p class="lead">{board.review.lead}</p>
      <DoneBox words={done} />
      <TroubleBox trouble={noAct} who="mails" />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="mails" />
      {value !== undefined && (
        <>
          <p>{board.review.week(value.week)}</p>
          {value.cases.length === 0 ? (
            <p>{board.review.none}</p>
          ) : (
            <SampleTable sample={value} found={found} onRead={(code) => void read(code)} />
          )}
        </>
      )}
    </>
  );
}
