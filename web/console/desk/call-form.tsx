import { useEffect, useRef } from 'preact/hooks';
import type { CallerView } from '../../../shared/contracts/caller.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { Choice, Line, Select, TextArea } from '../kit/fields.tsx';
import { Form, TroubleBox, WrongBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { When } from '../kit/times.tsx';
import type { Trouble } from '../kit/trouble.ts';
import { AskGuide } from './ask-guide.tsx';
import { Badges } from './badges.tsx';
import { type CallDraft, type CallWrong, callEnds } from './call-draft.ts';
import { fieldOf as contactFieldOf } from './contact-form.tsx';
import { DangerInWords } from './danger.tsx';
import { FindAnswers } from './find-answers.tsx';
import type { DeskGiven } from './given.ts';
import { badgesOf } from './worklist-pages.ts';

/** The field that each fault leads to. */
export const callFieldOf: Record<CallWrong, string> = {
  ...contactFieldOf,
  phone: 'caller-number',
  phoneNeeded: 'caller-number',
  answer: 'call-answer',
  group: 'call-group',
};

type Given = {
  draft: CallDraft;
  wrong: readonly CallWrong[];
  change: (part: Partial<CallDraft>) => void;
};

/** What this number has asked before: each case opens in a tab of its own, so that the call stays where it is. */
export function CallerCases({ view, at }: { view: CallerView; at: DeskGiven['at'] }) {
  const { call: texts, kinds, stages, newTab, worklist } = useDeskTexts();
  return (
    <section aria-labelledby="caller-cases">
      <h2 id="caller-cases">{texts.known(view.cases.length)}</h2>
      <ul class="plain caller-cases">
        {view.cases.map(({ item, open }) => (
          <li key={item.caseId}>
            <a href={at('case', item.caseId)} target="_blank" rel="noreferrer">
              {item.said?.subject ?? item.said?.words ?? (item.reserved ? worklist.reserved : kinds[item.kind])}{' '}
              <span class="hint">{newTab}</span>
            </a>
            <div class="hint">
              {item.caseId} · {kinds[item.kind]} · {open ? stages[item.stage] : texts.done} ·{' '}
              <When at={item.receivedAt} />
              {item.said?.who !== undefined && ` · ${item.said.who}`}
              {item.owner !== undefined && ` · ${worklist.ownedBy(item.owner.name)}`}
            </div>
            {open && <Badges badges={badgesOf(item)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which case the call is about, where the number has open ones; a new one otherwise. */
function AboutWhich({ draft, change, view }: Pick<Given, 'draft' | 'change'> & { view: CallerView | undefined }) {
  const { call: texts, kinds, worklist } = useDeskTexts();
  const open = view?.cases.filter((one) => one.open) ?? [];
  if (open.length === 0) return null;
  const named = ({ item }: CallerView['cases'][number]) =>
    `${item.said?.subject ?? item.said?.words ?? (item.reserved ? worklist.reserved : kinds[item.kind])} (${item.caseId})`;
  return (
    <Choice<string>
      name="about-which"
      legend={texts.which}
      options={[
        { value: '', label: texts.newCase },
        ...open.map((one) => ({ value: one.item.caseId, label: named(one) })),
      ]}
      value={draft.joins}
      onChoose={(joins) => change({ joins, ...(joins !== '' && { kind: kindOf(open, joins) }) })}
    />
  );
}

const kindOf = (open: CallerView['cases'], code: string) =>
  open.find(({ item }) => item.caseId === code)?.item.kind ?? 'information';

/** How the call ends: what was said, or who is asked. */
function EndFields(given: Given & Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'>) {
  const { service, draft, wrong, change } = given;
  const { call: texts } = useDeskTexts();
  return (
    <>
      <Choice
        name="call-end"
        legend={texts.end}
        options={callEnds.map((value) => ({ value, label: texts.ends[value] }))}
        value={draft.end}
        onChoose={(end) => change({ end })}
      />
      {draft.end === 'answered' && (
        <TextArea
          id="call-answer"
          label={texts.answer}
          hint={texts.answerHint}
          wrong={wrong.includes('answer') ? texts.wrong.answer : undefined}
          rows={3}
          maxLength={4000}
          value={draft.answer}
          onValue={(answer) => change({ answer })}
        />
      )}
      {draft.end === 'answered' && (
        <FindAnswers
          {...given}
          language={draft.language}
          spoken
          onInsert={(text, page) =>
            change({ answer: [draft.answer, text].filter(Boolean).join('\n'), used: [...draft.used, page] })
          }
        />
      )}
      {draft.end === 'answered' && (
        <AskGuide
          {...given}
          language={draft.language}
          onInsert={(text, page) =>
            change({ answer: [draft.answer, text].filter(Boolean).join('\n'), used: [...draft.used, page] })
          }
        />
      )}
      {draft.end === 'forward' && (
        <Line
          id="call-group"
          label={texts.group}
          wrong={wrong.includes('group') ? texts.wrong.group : undefined}
          maxLength={200}
          suggested={service.experts.map(({ name }) => name.it)}
          value={draft.group}
          onValue={(group) => change({ group })}
        />
      )}
    </>
  );
}

/** What may wait until the call is over. */
function MoreFields({ service, language, draft, wrong, change }: DeskGiven & Given) {
  const { call: texts, record, languages: languageNames } = useDeskTexts();
  return (
    <details>
      <summary>{texts.more}</summary>
      <div class="pair">
        <Select
          id="category"
          label={record.category}
          value={draft.category}
          options={[
            ['', record.noCategory] as const,
            ...service.categories.map(({ category, name }) => [category, name[language]] as const),
          ]}
          onValue={(category) => change({ category })}
        />
        <Select
          id="language"
          label={record.language}
          value={draft.language}
          options={languages.map((one) => [one, languageNames[one]] as const)}
          onValue={(to) => change({ language: to })}
        />
      </div>
      <div class="pair">
        <Line
          id="email"
          inputMode="email"
          label={record.email}
          maxLength={254}
          value={draft.email}
          onValue={(email) => change({ email })}
          wrong={wrong.includes('email') ? record.wrong.email : undefined}
        />
        <Line
          id="municipality"
          label={record.municipality}
          maxLength={200}
          value={draft.municipality}
          onValue={(municipality) => change({ municipality })}
        />
      </div>
    </details>
  );
}

/** What matters while somebody is on the line, and below it what may be added. */
export function CallForm(
  given: DeskGiven &
    Given & {
      view: CallerView | undefined;
      tries: number;
      sending: boolean;
      trouble: Trouble | undefined;
      onSend: () => void;
    },
) {
  const { service, draft, wrong, change, view, tries, sending, trouble, onSend } = given;
  const { call: texts, record, kinds } = useDeskTexts();
  const sentences = { ...record.wrong, ...texts.wrong };
  const latest = useRef(onSend);
  latest.current = onSend;
  useEffect(() => {
    const onPress = (press: KeyboardEvent) => {
      if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey)) return;
      press.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onPress);
    return () => document.removeEventListener('keydown', onPress);
  }, []);
  return (
    <Form
      class="declare"
      onSubmit={onSend}
      submit={texts.button[draft.end]}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="works" />}
      hint={texts.buttonHint}
    >
      <WrongBox title={record.wrongTitle} wrong={wrong} sentences={sentences} fieldOf={callFieldOf} tries={tries} />
      <AboutWhich draft={draft} change={change} view={view} />
      <TextArea
        id="message"
        label={record.message}
        wrong={wrong.includes('message') ? record.wrong.message : undefined}
        rows={4}
        maxLength={4000}
        value={draft.message}
        onValue={(message) => change({ message })}
      />
      <DangerInWords words={draft.message} numbers={service.emergencyNumbers} />
      <div class="pair">
        <Select
          id="kind"
          label={record.kind}
          value={draft.kind}
          options={[['', record.chooseKind] as const, ...service.kinds.map(({ kind }) => [kind, kinds[kind]] as const)]}
          onValue={(kind) => change({ kind })}
          wrong={wrong.includes('kind') ? record.wrong.kind : undefined}
        />
        <Line
          id="surname"
          label={texts.who}
          maxLength={200}
          value={draft.surname}
          onValue={(surname) => change({ surname })}
        />
      </div>
      <EndFields {...given} />
      <MoreFields {...given} />
    </Form>
  );
}
