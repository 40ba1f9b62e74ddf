import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Officer } from '../../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { Choice, Field, useTexts } from '../kit/parts.tsx';
import type { Api } from '../session/api.ts';
import type { ConsoleService } from '../session/center.ts';
import type { Drafts } from '../session/kept-drafts.ts';
import { type Act, Meanwhile, ProblemBox } from './acts.tsx';
import type { Draft, Wrong } from './declaration-draft.ts';
import type { OnRoster } from './summary.tsx';

/** What every form of an officer is given. */
export type FormGiven = {
  api: Api;
  service: ConsoleService;
  view: LedgerView;
  by: Officer;
  roster: readonly OnRoster[];
  refresh: () => Promise<void>;
  typed: TypedWords;
  onDone: (said: string) => void;
  onCancel: () => void;
};

/** Where one form keeps what is typed into it, in this tab: it outlives a reload and a new sign-in of the same person. */
export type TypedWords = {
  find: <Typed>() => Typed | undefined;
  keep: (typed: unknown) => void;
  drop: () => void;
};

/** The place of the form of that name among somebody's drafts. */
export const typedWords = (drafts: Drafts, name: string): TypedWords => ({
  find: <Typed,>() => drafts.find<Typed>(name),
  keep: (typed) => drafts.keep(name, typed),
  drop: () => drafts.drop(name),
});

/** What is typed into a form, kept with each change; what was kept before comes first. */
export function useTyped<Typed>(words: TypedWords, start: () => Typed): [Typed, (typed: Typed) => void] {
  const [typed, setTyped] = useState<Typed>(() => words.find<Typed>() ?? start());
  const change = (next: Typed) => {
    setTyped(next);
    words.keep(next);
  };
  return [typed, change];
}

/** What a form complains of; `complain` tells whether there is anything. */
export function useComplaints() {
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [tries, setTries] = useState(0);
  const complain = (found: readonly Wrong[]): boolean => {
    setWrong(found);
    setTries(tries + 1);
    return found.length > 0;
  };
  return { wrong, tries, complain, setWrong };
}

/**
 * A form of an officer: what it asks, what others did meanwhile, what went wrong, and its buttons. Without `submit`, or while
 * others' acts are unread, nothing can be sent.
 */
export function ActForm(props: {
  children: ComponentChildren;
  submit: string | undefined;
  mark?: string;
  sending: boolean;
  problem: string | undefined;
  meanwhile?: readonly Act[];
  /** All acts of the ledger, newest first: what others did is about one of them. */
  ledger?: readonly Act[];
  onRead?: () => void;
  onSubmit: () => void;
  cancel: string;
  onCancel: () => void;
}) {
  const {
    children,
    submit,
    mark = '',
    sending,
    problem,
    meanwhile = [],
    ledger = [],
    onRead,
    onSubmit,
    cancel,
    onCancel,
  } = props;
  const { actions } = useTexts();
  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {meanwhile.length > 0 && onRead !== undefined && <Meanwhile acts={meanwhile} all={ledger} onRead={onRead} />}
      <ProblemBox problem={problem} />
      <div class="buttons">
        {meanwhile.length === 0 && submit !== undefined && (
          <button type="submit" class={`button primary ${mark}`} disabled={sending}>
            {sending ? actions.sending : submit}
          </button>
        )}
        <button type="button" class="button secondary" onClick={onCancel}>
          {cancel}
        </button>
      </div>
    </form>
  );
}

/** Why: a few words that stay on record. */
export function ReasonField(props: {
  reason: string;
  wrong: readonly Wrong[];
  hint?: string;
  onWrite: (reason: string) => void;
}) {
  const { reason, wrong, hint, onWrite } = props;
  const { form } = useTexts();
  return (
    <Field id="reason" label={form.reason} hint={hint} wrong={wrong.includes('reason') ? form.wrong.reason : undefined}>
      {(described) => (
        <textarea
          {...described}
          rows={3}
          maxLength={2000}
          value={reason}
          onInput={({ currentTarget }) => onWrite(currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Reason and legal basis: what every act needs. */
export function ReasonFields({
  draft,
  wrong,
  change,
  hint,
}: {
  draft: Pick<Draft, 'reason' | 'basis' | 'basisNumber' | 'basisDate'>;
  wrong: readonly Wrong[];
  change: (part: Partial<Draft>) => void;
  hint?: string;
}) {
  const texts = useTexts();
  const { form } = texts;
  const said = (name: Wrong) => (wrong.includes(name) ? form.wrong[name] : undefined);
  return (
    <>
      <ReasonField
        reason={draft.reason}
        wrong={wrong}
        hint={hint ?? form.reasonHint}
        onWrite={(reason) => change({ reason })}
      />
      <Choice<Draft['basis']>
        name="basis"
        legend={form.basis}
        options={[
          { value: 'none', label: form.basisNone },
          { value: 'decree', label: texts.basisOf.decree },
          { value: 'resolution', label: texts.basisOf.resolution },
        ]}
        value={draft.basis}
        onChoose={(basis) => change({ basis })}
      />
      {draft.basis !== 'none' && (
        <div class="pair">
          <Field id="basis-number" label={form.basisNumber} wrong={said('basisNumber')}>
            {(described) => (
              <input
                {...described}
                maxLength={80}
                value={draft.basisNumber}
                onInput={({ currentTarget }) => change({ basisNumber: currentTarget.value })}
              />
            )}
          </Field>
          <Field id="basis-date" label={form.basisDate} wrong={said('basisDate')}>
            {(described) => (
              <input
                {...described}
                type="date"
                value={draft.basisDate}
                onInput={({ currentTarget }) => change({ basisDate: currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}

/** When a declaration ends: hours from now, or a moment of its own. */
export function EndFields({
  draft,
  wrong,
  change,
}: {
  draft: Pick<Draft, 'end' | 'endDate'>;
  wrong: readonly Wrong[];
  change: (part: Partial<Draft>) => void;
}) {
  const { form } = useTexts();
  const [problem] = wrong.filter((name) => name.startsWith('end'));
  return (
    <>
      <Choice<Draft['end']>
        name="end"
        legend={form.end}
        hint={form.endHint}
        options={[
          ...(['6', '12', '24', '48'] as const).map((value) => ({ value, label: form.endIn(value) })),
          { value: 'date', label: form.endAt },
        ]}
        value={draft.end}
        onChoose={(end) => change({ end })}
      />
      {draft.end === 'date' && (
        <Field id="end-date" label={form.endDate} wrong={problem && form.wrong[problem]}>
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              value={draft.endDate}
              onInput={({ currentTarget }) => change({ endDate: currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** The fields that a wrong one leads to. */
const fieldOf: Record<Wrong, string> = {
  zones: 'zone-search',
  reason: 'reason',
  basisNumber: 'basis-number',
  basisDate: 'basis-date',
  endDate: 'end-date',
  endPast: 'end-date',
  endFar: 'end-date',
  noticeIt: 'notice-it',
  noticeEn: 'notice-en',
  noticeDe: 'notice-de',
};

/** What is wrong, above the form, each with a way to its field. */
export function WrongBox({ wrong, tries }: { wrong: readonly Wrong[]; tries: number }) {
  const { form } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [tries]);
  if (wrong.length === 0) return null;
  const go = (event: Event, name: Wrong) => {
    event.preventDefault();
    document.getElementById(fieldOf[name])?.focus();
  };
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{form.wrongTitle}</h2>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a href={`#${fieldOf[name]}`} onClick={(event) => go(event, name)}>
              {form.wrong[name]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
