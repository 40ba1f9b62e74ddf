import { useState } from 'preact/hooks';
import type { CaseHold } from '../../../shared/contracts/case-hold.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { ContributionProblem } from '../contributions/contribution-problem.tsx';
import { contributionNamed } from '../contributions/words.ts';
import { DayOrHour, Line, Select } from '../kit/fields.tsx';
import { Form, ProblemBox, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { instantOfWallTime } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { useWhen } from '../kit/times.tsx';
import type { Trouble } from '../kit/trouble.ts';
import type { OversightGiven } from './oversight.tsx';

const empty = { name: '', act: '', authority: '', incident: '', until: '' };

type Held = 'case' | 'contribution';

const saysTooLittle = (value: string): boolean => value.trim().length < 3;

/** What was not possible: that there is nothing to lift is what an administrator is told where a moderator is told more. */
function HoldProblem({ trouble, ofCase }: { trouble: Trouble | undefined; ofCase: boolean }) {
  const { holds: texts } = useDeskTexts();
  if (ofCase) return <TroubleBox trouble={trouble} who="sees" />;
  if (trouble?.refused === 'not-now') return <ProblemBox problem={texts.contribution.notHeld} />;
  return <ContributionProblem trouble={trouble} />;
}

/** Asks what is kept, where the service takes stories or ideas, and by which code or name it is known. */
function WhatIsHeld(props: {
  what: Held;
  asks: boolean;
  name: string;
  wrong: boolean;
  onWhat: (what: Held) => void;
  onName: (name: string) => void;
}) {
  const { what, asks, name, wrong, onWhat, onName } = props;
  const { holds: texts } = useDeskTexts();
  const { contribution } = texts;
  const field =
    what === 'case'
      ? { label: texts.code, wrong: texts.wrong, capitals: true }
      : { label: contribution.name, hint: contribution.nameHint, wrong: contribution.wrong };
  return (
    <>
      {asks && (
        <Select
          id="hold-what"
          label={texts.what}
          value={what}
          options={[
            ['case', texts.aCase],
            ['contribution', texts.aContribution],
          ]}
          onValue={onWhat}
        />
      )}
      <Line
        key={what}
        id="hold-name"
        {...field}
        wrong={wrong ? field.wrong : undefined}
        maxLength={300}
        value={name}
        onValue={onName}
      />
    </>
  );
}

/**
 * Where an administrator keeps a case, a story or an idea by an authority's act, or lifts that, without seeing anything
 * of it.
 */
export function HoldsPage({ desk, contributions, service, onSignedOut }: OversightGiven) {
  const { holds: texts } = useDeskTexts();
  const when = useWhen();
  const [what, setWhat] = useState<Held>('case');
  const [does, setDoes] = useState<CaseHold['do']>('hold');
  const [typed, setTyped] = useState(empty);
  const [wrong, setWrong] = useState(false);
  const [done, setDone] = useState('');
  const { sending, trouble, send } = useSending(onSignedOut);
  const ofCase = what === 'case';
  const named = ofCase ? spellingOf(typed.name, service.codePrefix) : contributionNamed(typed.name);
  const line = (member: keyof typeof empty, label: string, hint?: string) => (
    <Line
      id={`hold-${member}`}
      label={label}
      hint={hint}
      wrong={wrong && saysTooLittle(typed[member]) ? texts.wrong : undefined}
      maxLength={300}
      value={typed[member]}
      onValue={(value) => setTyped({ ...typed, [member]: value })}
    />
  );
  const submit = async () => {
    const { act, authority, incident } = typed;
    const until = instantOfWallTime(typed.until) ?? '';
    const told = does === 'lift' ? { act } : { act, authority, incident, until };
    const lacks = named === undefined || Object.values(told).some(saysTooLittle);
    setWrong(lacks);
    setDone('');
    if (lacks) return;
    const body = { do: does, ...told } as CaseHold;
    const sent = await send(async () => {
      if (ofCase) return (await desk.hold(service.service, named, body)).hold?.until;
      await contributions.hold(service.service, named, body);
      return body.do === 'hold' ? body.until : undefined;
    });
    if (sent === undefined || !('answer' in sent)) return;
    const { held, lifted } = ofCase ? texts : texts.contribution;
    setDone(sent.answer === undefined ? lifted : held(when(sent.answer)));
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
        problem={<HoldProblem trouble={trouble} ofCase={ofCase} />}
      >
        <WhatIsHeld
          what={what}
          asks={service.contributions.length > 0}
          name={typed.name}
          wrong={wrong && named === undefined}
          onWhat={(value) => {
            setWhat(value);
            setTyped({ ...typed, name: '' });
          }}
          onName={(name) => setTyped({ ...typed, name })}
        />
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
