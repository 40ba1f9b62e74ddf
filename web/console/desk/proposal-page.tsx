import { useState } from 'preact/hooks';
import type { BoardView } from '../../../shared/contracts/board.ts';
import { TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { type Moves, movedIn, Skipped } from './move-chosen.tsx';

type Proposed = Extract<BoardView, { is: 'proposal' }>['moves'];

/** The proposal stays as it was shown: whoever decides on it decides on what they read. */
const never = 24 * 3_600_000;

function ProposedMoves(props: {
  given: DeskGiven;
  moves: Proposed;
  left: ReadonlySet<string>;
  onTake: (code: string, isTaken: boolean) => void;
}) {
  const { given, moves, left, onTake } = props;
  const { board, kinds } = useDeskTexts();
  const language = useLanguage();
  const { columns, because, take } = board.proposal;
  const laneName = (id: string) => given.service.lanes.find(({ lane }) => lane === id)?.name[language] ?? id;
  return (
    <table class="stacked shifts">
      <caption>{board.proposal.table}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.case}</th>
          <th scope="col">{columns.from}</th>
          <th scope="col">{columns.to}</th>
          <th scope="col">{columns.because}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.code}>
            <th scope="row">
              <label class="check">
                <input
                  type="checkbox"
                  checked={!left.has(move.code)}
                  onChange={({ currentTarget }) => onTake(move.code, currentTarget.checked)}
                />
                <span class="visually-hidden">{take(move.code)}</span>
              </label>
              <a href={given.at('case', move.code)}>{move.code}</a>
              <div class="hint">
                {kinds[move.kind]}, {laneName(move.lane)}
                {move.dueAt !== undefined && (
                  <>
                    , <When at={move.dueAt} />
                  </>
                )}
              </div>
            </th>
            <td data-label={columns.from}>{move.from}</td>
            <td data-label={columns.to}>{move.to.name}</td>
            <td data-label={columns.because}>{because[move.because]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How cases might be shared out among those who are there; done by whoever confirms it, with a reason. */
export function ProposalPage(given: DeskGiven) {
  const { desk, service, at, onSignedOut } = given;
  const { board } = useDeskTexts();
  const { loading } = useTexts();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [moved, setMoved] = useState<Moves>();
  const { sending, trouble: noAct, send } = useSending(onSignedOut);
  const { value, trouble } = usePolled({
    name: `${service.service} proposal`,
    ask: async () => (await desk.board(service.service, { do: 'propose' })) as { moves: Proposed },
    merge: (before, now) => before ?? now,
    everyMs: never,
    onSignedOut,
  });
  const taken = (value?.moves ?? []).filter(({ code }) => !left.has(code));
  const move = async () => {
    setTried(true);
    if (lacksReason(reason)) return focusOn('proposal-reason');
    const cases: Moves['cases'] = [];
    for (const [subject, own] of Map.groupBy(taken, ({ to }) => to.subject)) {
      const list = own.map(({ code, version }) => ({ code, version }));
      const body = { do: 'move', to: { to: 'colleague', subject }, cases: list, reason: reason.trim() } as const;
      const sent = await send(() => desk.board(service.service, body));
      if (sent === undefined || !('answer' in sent)) break;
      cases.push(...(sent.answer as Moves).cases);
    }
    if (cases.length > 0) setMoved({ is: 'moves', done: true, cases });
  };
  const take = (code: string, isTaken: boolean) =>
    setLeft(new Set(isTaken ? [...left].filter((one) => one !== code) : [...left, code]));
  return (
    <>
      <p class="no-print">
        <a href={at('board')}>{board.back}</a>
      </p>
      <FocusedHeading>{board.proposal.title}</FocusedHeading>
      <p class="lead">{board.proposal.lead}</p>
      <DoneBox words={moved === undefined ? '' : board.move.done(movedIn(moved))} />
      {moved !== undefined && <Skipped given={given} moves={moved} />}
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="board" />
      {value?.moves.length === 0 && <p>{board.proposal.none}</p>}
      {value !== undefined && value.moves.length > 0 && moved === undefined && (
        <>
          <ProposedMoves given={given} moves={value.moves} left={left} onTake={take} />
          <Form
            onSubmit={move}
            submit={taken.length === 0 ? undefined : board.move.confirm(taken.length)}
            sending={sending}
            problem={<TroubleBox trouble={noAct} who="board" />}
          >
            <TextArea
              id="proposal-reason"
              label={board.move.reason}
              rows={2}
              maxLength={1000}
              value={reason}
              onValue={setReason}
              wrong={tried && lacksReason(reason) ? board.move.lackingReason : undefined}
            />
          </Form>
        </>
      )}
    </>
  );
}
