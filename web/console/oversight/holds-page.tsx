import { useState } from 'preact/hooks';
import type { CaseHold } from '../../../shared/contracts/case-hold.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { DayOrHour, Line, Select } from '../kit/fields.tsx';
import { Form, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { instantOfWallTime } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { useWhen } from '../kit/times.tsx';
import type { OversightGiven } from './oversight.tsx';

const empty = { code: '', act: '', authority: '', incident: '', until: '' };

/** Where an administrator keeps a case by an authority's act, or lifts that, without seeing anything of it. */
export function HoldsPage({ desk, service, onSignedOut }: OversightGiven) {
  const { holds: texts } = useDeskTexts();
  const when = useWhen();
  const [does, setDoes] = useState<CaseHold['do']>('hold');
  const [typed, setTyped] = useState(empty);
  const [wrong, setWrong] = useState(false);
  const [done, setDone] = useState('');
  const { sending, trouble, send } = useSending(onSignedOut);
  const line = (member: keyof typeof empty, label: string, hint?: string) => (
    <Line
      id={`hold-${member}`}
      label={label}
      hint={hint}
      wrong={wrong && typed[member].trim().length < 3 ? texts.wrong : undefined}
      maxLength={300}
      capitals={member === 'code'}
      value={typed[member]}
      onValue={(value) => setTyped({ ...typed, [member]: value })}
    />
  );
  const submit = async () => {
    const code = spellingOf(typed.code, service.codePrefix);
    const until = instantOfWallTime(typed.until);
    const { act, authority, incident } = typed;
    const body = does === 'lift' ? { do: does, act } : { do: does, act, authority, incident, until: until ?? '' };
    const lacks = Object.values(body).some((value) => value.trim().length < 3 && value !== does);
    setWrong(code === undefined || lacks);
    setDone('');
    if (code === undefined || lacks) return;
    const sent = await send(() => desk.hold(service.service, code, body as CaseHold));
    if (sent === undefined || !('answer' in sent)) return;
    const { hold } = sent.answer;
    setDone(hold === undefined ? texts.lifted : texts.held(when(hold.until)));
    setTyped(empty);
  };
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <p role="status">{done}</p>
      <Form
        onSubmit={submit}
        submit={texts.submit}
        sending={sending}
        problem={<TroubleBox trouble={trouble} who="sees" />}
      >
        {line('code', texts.code)}
        <Select
          id="hold-does"
          label={texts.does}
          value={does}
          options={[
            ['hold', texts.hold],
            ['lift', texts.lift],
          ]}
          onValue={setDoes}
        />
        {line('act', texts.act, texts.actHint)}
        {does === 'hold' && (
          <>
            {line('authority', texts.authority)}
            {line('incident', texts.incident)}
            <DayOrHour
              id="hold-until"
              label={texts.until}
              type="datetime-local"
              wrong={wrong && typed.until === '' ? texts.wrong : undefined}
              value={typed.until}
              onValue={(until) => setTyped({ ...typed, until })}
            />
          </>
        )}
      </Form>
    </>
  );
}
