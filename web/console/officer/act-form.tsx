import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DeclarationAct } from '../../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { Form, ProblemBox } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { Trouble } from '../kit/trouble.ts';
import { type Act, Meanwhile } from './acts.tsx';
import type { DutyGiven } from './given.ts';

/** What went wrong as a sentence of the duty officer's; undefined where nothing did. */
export function useRefusal(): (trouble: Trouble | undefined) => string | undefined {
  const { refusal } = useTexts();
  return (trouble) => {
    if (trouble === undefined) return undefined;
    const { what, refused = '', detail } = trouble;
    return (
      refusal[refused] ??
      (what === 'offline' || what === 'not-allowed' ? refusal[what] : undefined) ??
      detail ??
      refusal['other']
    );
  };
}

/**
 * Sends one act at the version that the officer saw; whatever goes wrong is a sentence, and a conflict asks for the
 * ledger anew. Once it is `done` the page is about to go elsewhere: what the ledger says then is the officer's own act.
 */
export function useActing({ api, service, refresh, onSignedOut }: DutyGiven) {
  const refusalOf = useRefusal();
  const [done, setDone] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const act = async (wanted: DeclarationAct, version: number): Promise<LedgerView | undefined> => {
    const sent = await send(async () => {
      const view = await api.act(service.service, wanted, version);
      setDone(true);
      return view;
    });
    if (sent === undefined) return undefined;
    if ('answer' in sent) return sent.answer;
    if (sent.trouble.what === 'changed') await refresh();
    return undefined;
  };
  const problem = trouble?.what === 'changed' ? undefined : refusalOf(trouble);
  return { sending: sending || done, done, problem, act };
}

/**
 * A form of an officer: what it asks, what others did meanwhile, what went wrong, and its buttons. Without `submit`, or
 * while others' acts are unread, nothing can be sent.
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
  const { children, submit, mark = '', sending, problem, meanwhile = [], ledger = [], onRead } = props;
  const unread = meanwhile.length > 0;
  return (
    <Form
      class="declare"
      onSubmit={props.onSubmit}
      submit={unread ? undefined : submit}
      button={`primary ${mark}`}
      sending={sending}
      problem={<ProblemBox problem={problem} />}
      cancel={props.cancel}
      onCancel={props.onCancel}
    >
      {children}
      {unread && onRead !== undefined && <Meanwhile acts={meanwhile} all={ledger} onRead={onRead} />}
    </Form>
  );
}
