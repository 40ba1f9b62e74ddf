import { useState } from 'preact/hooks';
import type { BoardView, MoveTo } from '../../../shared/contracts/board.ts';
import type { Colleague } from '../../../shared/contracts/shift.ts';
import { isPresent } from '../../../shared/core/shifts.ts';
import { Select, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { centerNow } from '../session/center-clock.ts';
import type { DeskGiven } from './given.ts';

export type Moves = Extract<BoardView, { is: 'moves' }>;
type Seen = { code: string; version: number };

/** Cases that stay where they are, each with the reason. */
export function Skipped({ given, moves }: { given: DeskGiven; moves: Moves }) {
  const { board } = useDeskTexts();
  const skipped = moves.cases.filter((one) => one.skipped !== undefined);
  if (skipped.length === 0) return null;
  return (
    <>
      <p>{board.move.skipped(skipped.length)}</p>
      <ul>
        {skipped.map(({ code, skipped: because }) => (
          <li key={code}>
            <a href={given.at('case', code)}>{code}</a>: {because === undefined ? '' : board.move.skips[because]}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How many cases of a list move. */
export const movedIn = ({ cases }: Moves): number => cases.filter(({ skipped }) => skipped === undefined).length;

const toOf = (value: string): MoveTo => {
  const [to, ...rest] = value.split(' ');
  const named = rest.join(' ');
  return to === 'lane' ? { to, lane: named } : to === 'colleague' ? { to, subject: named } : { to: 'list' };
};

/** Everywhere that cases may go: colleagues by name with where they are, lanes, and the list. */
function useDestinations({ desk, service, onSignedOut }: DeskGiven): (readonly [string, string])[] {
  const { board } = useDeskTexts();
  const language = useLanguage();
  const { value } = usePolled({
    name: service.service,
    ask: () => desk.shifts(service.service),
    everyMs: 30_000,
    onSignedOut,
  });
  const now = new Date(centerNow()).toISOString();
  const colleague = ({ subject, name, presence }: Colleague) =>
    [`colleague ${subject}`, board.move.toColleague(name, isPresent(presence, now))] as const;
  return [
    ['', '–'],
    ...(value?.colleagues ?? []).map(colleague),
    ...service.lanes
      .filter(({ lane }) => lane !== 'urgent')
      .map(({ lane, name }) => [`lane ${lane}`, board.move.toLane(name[language])] as const),
    ['list', board.move.toList],
  ];
}

/**
 * Moves the cases that somebody chose, each on the version that they saw: where to and why, then what would become of
 * each, then the move itself. The list is frozen with the preview.
 */
export function MoveChosen(props: { given: DeskGiven; chosen: readonly Seen[]; onMoved: (moves: Moves) => void }) {
  const { given, chosen, onMoved } = props;
  const { desk, service, onSignedOut } = given;
  const { board } = useDeskTexts();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [frozen, setFrozen] = useState<{ cases: readonly Seen[]; moves: Moves }>();
  const { sending, trouble, send } = useSending(onSignedOut);
  const destinations = useDestinations(given);
  const ask = async (what: 'preview' | 'move', cases: readonly Seen[]) => {
    const list = { to: toOf(to), cases: [...cases] };
    const body = what === 'move' ? { do: what, ...list, reason: reason.trim() } : { do: what, ...list };
    const sent = await send(() => desk.board(service.service, body));
    return sent !== undefined && 'answer' in sent ? (sent.answer as Moves) : undefined;
  };
  const preview = async () => {
    setTried(true);
    if (to === '') return focusOn('move-to');
    if (lacksReason(reason)) return focusOn('move-reason');
    const moves = await ask('preview', chosen);
    if (moves !== undefined) setFrozen({ cases: chosen, moves });
  };
  const move = async () => {
    const moves = await ask('move', frozen?.cases ?? []);
    if (moves !== undefined) onMoved(moves);
  };
  const problem = <TroubleBox trouble={trouble} who="board" />;
  if (frozen !== undefined) {
    const count = movedIn(frozen.moves);
    return (
      <section class="confirm" aria-labelledby="move-preview">
        <h2 id="move-preview">{board.move.previewTitle}</h2>
        <p role="status">{board.move.would(count)}</p>
        <Skipped given={given} moves={frozen.moves} />
        <Form
          onSubmit={move}
          submit={count === 0 ? undefined : board.move.confirm(count)}
          sending={sending}
          problem={problem}
          cancel={board.move.change}
          onCancel={() => setFrozen(undefined)}
        >
          <p>
            {destinations.find(([value]) => value === to)?.[1]} · {reason.trim()}
          </p>
        </Form>
      </section>
    );
  }
  return (
    <section class="confirm" aria-labelledby="move-title">
      <h2 id="move-title">{board.move.title(chosen.length)}</h2>
      <Form
        onSubmit={preview}
        submit={chosen.length === 0 ? undefined : board.move.preview}
        sending={sending}
        problem={problem}
        hint={board.move.hint}
      >
        <Select
          id="move-to"
          label={board.move.to}
          value={to}
          options={destinations}
          onValue={setTo}
          wrong={tried && to === '' ? board.move.lackingTo : undefined}
        />
        <TextArea
          id="move-reason"
          label={board.move.reason}
          rows={2}
          maxLength={1000}
          value={reason}
          onValue={setReason}
          wrong={tried && lacksReason(reason) ? board.move.lackingReason : undefined}
        />
      </Form>
    </section>
  );
}
