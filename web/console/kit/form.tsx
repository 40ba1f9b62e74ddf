import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskTexts } from '../../../shared/texts/desk/it.ts';
import { TextArea } from './fields.tsx';
import { useDeskTexts, useTexts } from './language.ts';
import { memberAt, type Trouble } from './trouble.ts';

/**
 * The frame of every form of the console: its fields, what stands in the way of sending them, and its buttons. Without
 * `submit` nothing can be sent.
 */
export function Form(props: {
  children: ComponentChildren;
  onSubmit: () => void;
  submit: string | undefined;
  sending: boolean;
  /** Whether something else than sending is to be waited for. */
  waiting?: boolean;
  problem?: ComponentChildren;
  cancel?: string | undefined;
  onCancel?: (() => void) | undefined;
  hint?: string;
  class?: string | undefined;
  button?: string;
}) {
  const { children, onSubmit, submit, sending, waiting = false, problem, cancel, onCancel, hint } = props;
  const { actions } = useTexts();
  return (
    <form
      class={props.class}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {problem}
      <div class="buttons">
        {submit !== undefined && (
          <button type="submit" class={`button ${props.button ?? 'primary'}`} disabled={sending || waiting}>
            {sending ? actions.sending : submit}
          </button>
        )}
        {cancel !== undefined && onCancel !== undefined && (
          <button type="button" class="button secondary" onClick={onCancel}>
            {cancel}
          </button>
        )}
        {hint !== undefined && <p class="hint">{hint}</p>}
      </div>
    </form>
  );
}

/** One field and its button in a line: a way to look for something. */
export function FindForm(props: { children: ComponentChildren; button: string; inLine?: boolean; onFind: () => void }) {
  const { children, button, inLine = false, onFind } = props;
  return (
    <form
      class={inLine ? 'find in-line' : 'find'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onFind();
      }}
    >
      {children}
      <button type="submit" class="button secondary">
        {button}
      </button>
    </form>
  );
}

/** Letters that a reason has at least: fewer say nothing to whoever reads the record. */
const shortestReason = 3;

/** Whether a reason says too little to stay on record. */
export const lacksReason = (reason: string): boolean => reason.trim().length < shortestReason;

/** Leads to a field by its id. */
export const focusOn = (id: string): void => document.getElementById(id)?.focus();

/** Asks for the reason of one act, which stays on record, before the act is done; the field has the focus at once. */
export function ReasonForm(props: {
  id: string;
  /** What the act does. */
  children: ComponentChildren;
  label: string;
  hint?: string;
  /** What is said of a reason that is too short. */
  wrong: string;
  rows?: number;
  maxLength: number;
  submit: string;
  button?: string;
  class?: string;
  cancel: string;
  sending: boolean;
  problem: ComponentChildren;
  onSend: (reason: string) => void;
  onCancel: () => void;
}) {
  const { id, children, label, hint, wrong, rows = 2, maxLength, onSend, ...frame } = props;
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  useLayoutEffect(() => focusOn(id), []);
  const send = () => {
    setLacking(lacksReason(reason));
    if (lacksReason(reason)) focusOn(id);
    else onSend(reason.trim());
  };
  return (
    <Form {...frame} onSubmit={send}>
      {children}
      <TextArea
        id={id}
        label={label}
        hint={hint}
        wrong={lacking ? wrong : undefined}
        rows={rows}
        maxLength={maxLength}
        value={reason}
        onValue={setReason}
      />
    </Form>
  );
}

/** What a form complains of; `complain` tells whether there is anything, `mend` drops what is no longer wrong. */
export function useComplaints<Fault extends string>() {
  const [wrong, setWrong] = useState<readonly Fault[]>([]);
  const [tries, setTries] = useState(0);
  const complain = (found: readonly Fault[]): boolean => {
    setWrong(found);
    setTries(tries + 1);
    return found.length > 0;
  };
  // A complaint goes as soon as it is mended; a new one waits for the next try.
  const mend = (left: readonly Fault[]) => setWrong(wrong.filter((fault) => left.includes(fault)));
  return { wrong, tries, complain, mend, setWrong };
}

/** What is wrong, above a form, each with a way to its field; it takes the focus at each try. */
export function WrongBox<Fault extends string>(props: {
  title: string;
  wrong: readonly Fault[];
  sentences: Record<Fault, string>;
  fieldOf: Record<Fault, string>;
  tries: number;
}) {
  const { title, wrong, sentences, fieldOf, tries } = props;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [tries]);
  if (wrong.length === 0) return null;
  const go = (event: Event, fault: Fault) => {
    event.preventDefault();
    focusOn(fieldOf[fault]);
  };
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {wrong.map((fault) => (
          <li key={fault}>
            <a href={`#${fieldOf[fault]}`} onClick={(event) => go(event, fault)}>
              {sentences[fault]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was not possible and why, read out as soon as it is there, with the members that the center names. */
export function ProblemBox(props: { problem: string | undefined; wrong?: Trouble['wrong'] }) {
  const { refusal } = useTexts();
  const { problem, wrong = [] } = props;
  if (problem === undefined) return null;
  return (
    <div class="error-summary" role="alert">
      <h2>{refusal['title']}</h2>
      <p>{problem}</p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(({ pointer, detail }) => (
            <li key={pointer}>
              <code>{memberAt(pointer)}</code>: {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What somebody must be to do a thing that was refused. */
export type Who = keyof DeskTexts['who'];

/** What went wrong at the desk and what to do about it. */
export function TroubleBox({ trouble, who }: { trouble: Trouble | undefined; who: Who }) {
  const { trouble: sentences, who: whoMay, refused: reasons } = useDeskTexts();
  if (trouble === undefined) return null;
  const { what, wrong, refused } = trouble;
  const sentence = what === 'not-allowed' ? sentences[what](whoMay[who]) : (reasons[refused ?? ''] ?? sentences[what]);
  return <ProblemBox problem={sentence} wrong={wrong} />;
}
