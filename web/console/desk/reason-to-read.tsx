import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { ReasonForm, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';

/** Asks why somebody reads a case that is not theirs and waits for nobody of their lanes; then it is shown. */
export function ReasonToRead(given: DeskGiven & { code: string; onRead: (known: DeskCase) => void }) {
  const { desk, service, at, go, onSignedOut, code, onRead } = given;
  const { reads } = useDeskTexts();
  const { actions } = useTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const read = async (reason: string) => {
    const sent = await send(() => desk.openWithReason(service.service, code, reason));
    if (sent !== undefined && 'answer' in sent) onRead(sent.answer);
  };
  return (
    <ReasonForm
      id="reason-to-read"
      label={reads.reason}
      hint={reads.hint}
      wrong={reads.wrong}
      maxLength={500}
      submit={reads.open}
      cancel={actions.cancel}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="sees" />}
      onSend={read}
      onCancel={() => go(at('worklist'))}
    >
      <p class="notice">{reads.why}</p>
    </ReasonForm>
  );
}
