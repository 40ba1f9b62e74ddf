import type { ComponentChildren } from 'preact';
import { MINUTE } from '../../../shared/core/hours/zone.ts';
import { dueIn } from '../kit/due.ts';
import { useDeskTexts } from '../kit/language.ts';
import { useNow, useWhen, When } from '../kit/times.tsx';
import { Badges } from './badges.tsx';
import type { DeskGiven } from './given.ts';
import { badgesOf, dueWhat, type Row } from './worklist-pages.ts';

/** Milliseconds before a due time from when on it is said to be near. */
const near = 60 * MINUTE;

/** How much time is left, first of all; of an urgent case that waits, how long it has waited. */
function TimeLeft({ row }: { row: Row }) {
  const { due, worklist: texts } = useDeskTexts();
  const when = useWhen();
  const now = useNow(15_000);
  if (row.urgent && row.waitsSince !== undefined) {
    return (
      <span class="due late">
        <strong>{texts.now}</strong> <span class="hint">{texts.waitsSince(due.span(dueIn(row.waitsSince, now)))}</span>
      </span>
    );
  }
  if (row.dueAt === undefined) return <span class="due">{due.none}</span>;
  const left = dueIn(row.dueAt, now);
  const span = due.span(left);
  const isNear = !left.late && Date.parse(row.dueAt) - now < near;
  return (
    <span class={`due${left.late ? ' late' : isNear ? ' near' : ''}`}>
      <strong>{left.late ? due.late(span) : due.left(span)}</strong>{' '}
      <span class="hint">{due[dueWhat(row)](when(row.dueAt))}</span>
    </span>
  );
}

/** What tells a case from the others: subject and first words, who, and where; nothing of what is reserved. */
function About({ row, at, onOpen }: { row: Row; at: DeskGiven['at']; onOpen: (code: string) => void }) {
  const { worklist: texts, kinds } = useDeskTexts();
  const { subject, words, who, place } = row.said ?? {};
  const title =
    row.reserved === true && row.said === undefined ? texts.reserved : (subject ?? words ?? kinds[row.kind]);
  return (
    <>
      <a
        id={`row-${row.caseId}`}
        href={at('case', row.caseId)}
        class="row-link"
        onClick={() => onOpen(row.caseId)}
        aria-describedby={`code-${row.caseId}`}
      >
        {title}
      </a>
      {subject !== undefined && words !== undefined && <span class="first-words"> {words}</span>}
      <div class="hint">
        <span class="case-code" id={`code-${row.caseId}`}>
          {row.caseId}
        </span>
        {[who, place]
          .filter((part) => part !== undefined)
          .map((part) => (
            <span key={part}> · {part}</span>
          ))}
      </div>
    </>
  );
}

function LastActor({ row }: { row: Row }) {
  const { worklist: texts } = useDeskTexts();
  const { last, receivedAt } = row;
  if (last === undefined)
    return (
      <span class="hint">
        {texts.received} <When at={receivedAt} />
      </span>
    );
  return (
    <>
      {last.who === 'citizen' ? texts.citizen : (last.name ?? texts.desk)}
      <div class="hint">
        <When at={last.at} />
      </div>
    </>
  );
}

/** Who has it; to whoever was given it, that it is new and from whom. */
function OwnerBadge({ owner, subject }: { owner: Row['owner']; subject: string }) {
  const { worklist: texts } = useDeskTexts();
  if (owner === undefined) return null;
  const isNew = owner.given !== undefined && owner.subject === subject;
  return (
    <span class={`badge owner${isNew ? ' given' : ''}`}>
      {isNew && owner.given !== undefined ? texts.givenBy(owner.given) : texts.ownedBy(owner.name)}
    </span>
  );
}

/** Rows that somebody chooses, by code. */
export type Choosing = { chosen: ReadonlySet<string>; onChoose: (row: Row, isChosen: boolean) => void };

/** The box that chooses a row; danger to life is never one of many. */
function Chosen({ row, choosing }: { row: Row; choosing: Choosing }) {
  const { worklist: texts } = useDeskTexts();
  if (row.urgent || row.gone) return null;
  return (
    <label class="check choose">
      <input
        type="checkbox"
        checked={choosing.chosen.has(row.caseId)}
        onChange={({ currentTarget }) => choosing.onChoose(row, currentTarget.checked)}
      />
      <span class="visually-hidden">{texts.choose(row.caseId)}</span>
    </label>
  );
}

/** The cases of one lane, a row each. */
export function LaneTable(props: {
  name: string;
  rows: readonly Row[];
  at: DeskGiven['at'];
  onOpen: (code: string) => void;
  /** The reader, as the issuer of tokens knows them. */
  subject: string;
  /** Which rows are chosen to be grouped, where somebody chooses. */
  choosing?: Choosing | undefined;
  /** What can be done with one row, at its end. */
  rowAct?: ((row: Row) => ComponentChildren) | undefined;
}) {
  const { name, rows, at, onOpen, subject, choosing, rowAct } = props;
  const { worklist: texts, kinds, channels, stages } = useDeskTexts();
  return (
    <table class="stacked worklist dense">
      <caption>{name}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.due}</th>
          <th scope="col">{texts.case}</th>
          <th scope="col">{texts.kindAndChannel}</th>
          <th scope="col">{texts.last}</th>
          <th scope="col">{texts.toDo}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.caseId}
            class={[row.urgent && 'urgent', row.gone && 'gone'].filter(Boolean).join(' ') || undefined}
          >
            <td>{row.gone ? <strong>{texts.gone}</strong> : <TimeLeft row={row} />}</td>
            <th scope="row">
              {choosing !== undefined && <Chosen row={row} choosing={choosing} />}
              <About row={row} at={at} onOpen={onOpen} />
            </th>
            <td>
              {kinds[row.kind]}
              <div class="hint">{channels[row.channel]}</div>
            </td>
            <td>
              <LastActor row={row} />
            </td>
            <td>
              <Badges badges={badgesOf(row)} />
              <OwnerBadge owner={row.owner} subject={subject} />{' '}
              {row.stage !== 'registered' && <span class="hint">{stages[row.stage]}</span>}
              {rowAct?.(row)}
              {rowAct === undefined && row.incident !== undefined && (
                <a href={at('incident', row.incident)}>{texts.sameIncident}</a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
