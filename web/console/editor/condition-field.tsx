import type { Question } from '../../../shared/contracts/content/question.ts';
import { Line, Select } from '../kit/fields.tsx';
import {
  type Comparison,
  comparing,
  comparisonOf,
  comparisonsOf,
  conditionOf,
  type Group,
  groupOf,
  isGroup,
  type Part,
} from './condition.ts';
import { askable, type Edited } from './edited.ts';
import { useEditorTexts } from './editor-texts.ts';
import { NumberLine, SpanFields } from './number-fields.tsx';

type Given = { id: string; edited: Edited; value: unknown; onValue: (value: unknown) => void };

/** What an amount is compared with: a figure of the law by its name, or a number. */
function BoundFields({ id, edited, value, onValue }: Given) {
  const texts = useEditorTexts();
  const { parameters } = edited.names;
  const named = (value as { parameter?: string } | undefined)?.parameter;
  const figures = parameters.map(({ id: one, name }) => [one, name.it] as const);
  return (
    <>
      <Select
        id={`${id}-figure`}
        label={texts.condition.figure}
        value={named ?? ''}
        options={[['', texts.condition.number], ...figures]}
        onValue={(one) => onValue(one === '' ? '' : { parameter: one })}
      />
      {named === undefined && (
        <NumberLine id={`${id}-number`} label={texts.condition.number} value={value} onValue={onValue} />
      )}
    </>
  );
}

const codes = (text: string): string[] => text.split(/[\s,]+/).filter((one) => one !== '');

/** What an answer is compared with, by what the question asks for. */
function ComparedWith({
  id,
  edited,
  question,
  of,
  onValue,
}: Given & { question: Question; of: Record<string, unknown> }) {
  const { condition: texts } = useEditorTexts();
  const comparison = comparisonOf(of);
  if (comparison === undefined) return null;
  const value = of[comparison];
  const set = (next: unknown) => onValue({ question: question.id, [comparison]: next });
  const options = (question.options ?? []).map(({ value: one, label }) => [one, label.it] as const);
  const given = { id, edited, value, onValue: set };
  if (comparison === 'olderThan') return <SpanFields id={id} label={texts.span} value={value} onValue={set} />;
  if (comparison === 'inTerritory')
    return (
      <Line
        id={id}
        label={texts.codes}
        maxLength={1500}
        value={Array.isArray(value) ? value.join(' ') : ''}
        onValue={(text) => set(codes(text))}
      />
    );
  if (comparison === 'oneOf') {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset class="marks">
        <legend>{texts.value}</legend>
        {options.map(([one, label]) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={({ currentTarget: { checked } }) =>
                set(options.map(([each]) => each).filter((each) => (each === one ? checked : chosen.includes(each))))
              }
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
    );
  }
  if (comparison !== 'is') return <BoundFields {...given} />;
  if (question.answer === 'number')
    return <NumberLine id={id} label={texts.value} value={value} onValue={(one) => set(one ?? '')} />;
  if (question.answer === 'yes-no')
    return (
      <Select
        id={id}
        label={texts.value}
        value={value === false ? 'no' : 'yes'}
        options={[
          ['yes', texts.yes],
          ['no', texts.no],
        ]}
        onValue={(one) => set(one === 'yes')}
      />
    );
  return <Select id={id} label={texts.value} value={String(value)} options={[['', '—'], ...options]} onValue={set} />;
}

/** One comparison: of which answer, how, with what. */
function ComparisonFields({ id, edited, value, onValue }: Given) {
  const { condition: texts } = useEditorTexts();
  const of = value as Record<string, unknown>;
  const questions = askable(edited);
  // One that is asked no more stays named, so that nothing changes unseen.
  const named = edited.names.questions.find((one) => one.id === of['question']);
  const offered = named === undefined || questions.includes(named) ? questions : [...questions, named];
  const find = (one: string) => edited.names.questions.find((question) => question.id === one);
  const known: readonly Comparison[] = named === undefined ? [] : comparisonsOf[named.answer];
  return (
    <>
      <Select
        id={`${id}-question`}
        label={texts.question}
        value={String(of['question'] ?? '')}
        options={[['', '—'], ...offered.map((one) => [one.id, one.short.it] as const)]}
        onValue={(one) => onValue(comparing(find(one)))}
      />
      {named !== undefined && known.length > 1 && (
        <Select
          id={`${id}-how`}
          label={texts.how}
          value={comparisonOf(of) ?? 'is'}
          options={known.map((one) => [one, texts.comparisons[one]] as const)}
          onValue={(one) => onValue(comparing(named, one))}
        />
      )}
      {named !== undefined && known.length === 1 && <p class="compared">{texts.comparisons[known[0] ?? 'is']}</p>}
      {named !== undefined && (
        <ComparedWith id={`${id}-value`} edited={edited} value={of} question={named} of={of} onValue={onValue} />
      )}
    </>
  );
}

function PartFields({
  id,
  edited,
  part,
  onPart,
  onTake,
}: {
  id: string;
  edited: Edited;
  part: Part;
  onPart: (part: Part) => void;
  onTake: () => void;
}) {
  const { condition: texts } = useEditorTexts();
  return (
    <li class="condition-part">
      <Select
        id={`${id}-holds`}
        label={texts.holds}
        value={part.holds ? 'yes' : 'no'}
        options={[
          ['yes', texts.does],
          ['no', texts.doesNot],
        ]}
        onValue={(one) => onPart({ ...part, holds: one === 'yes' })}
      />
      {isGroup(part) ? (
        <GroupFields
          id={id}
          edited={edited}
          value={part.of}
          onValue={(of) => (of === undefined ? onTake() : onPart({ ...part, of: of as Part['of'] }))}
        />
      ) : (
        <ComparisonFields
          id={id}
          edited={edited}
          value={part.of}
          onValue={(of) => onPart({ ...part, of: of as Part['of'] })}
        />
      )}
      <button type="button" class="link" onClick={onTake}>
        {texts.take}
      </button>
    </li>
  );
}

/** All or any of several parts, each a comparison or a group of its own. */
function GroupFields({ id, edited, value, onValue }: Given) {
  const { condition: texts } = useEditorTexts();
  const group = groupOf(value);
  const { joined, parts } = group;
  const change = (next: Partial<Group>) => onValue(conditionOf({ ...group, ...next }));
  return (
    <div class="condition-group">
      {parts.length > 1 && (
        <Select
          id={`${id}-joined`}
          label={texts.joined}
          value={joined}
          options={[
            ['all', texts.all],
            ['any', texts.any],
          ]}
          onValue={(one) => change({ joined: one })}
        />
      )}
      <ul class="plain">
        {parts.map((part, at) => (
          <PartFields
            key={at}
            id={`${id}-${at}`}
            edited={edited}
            part={part}
            onPart={(next) => change({ parts: parts.with(at, next) })}
            onTake={() => change({ parts: parts.toSpliced(at, 1) })}
          />
        ))}
      </ul>
      <div class="buttons">
        <button
          type="button"
          class="button secondary small"
          onClick={() => change({ parts: [...parts, { holds: true, of: { question: '' } }] })}
        >
          {texts.add}
        </button>
        {parts.length > 0 && (
          <button
            type="button"
            class="button secondary small"
            onClick={() => change({ parts: [...parts, { holds: true, of: { any: [{ question: '' }] } }] })}
          >
            {texts.addGroup}
          </button>
        )}
      </div>
    </div>
  );
}

/** A condition over answers: comparisons that all, or one of which, must hold. */
export function ConditionField(props: Given & { label: string; wrong?: string | undefined }) {
  const { id, label, wrong, ...given } = props;
  const { condition: texts } = useEditorTexts();
  return (
    <fieldset id={id} tabIndex={-1} class={`condition${wrong === undefined ? '' : ' wrong'}`}>
      <legend>{label}</legend>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      {given.value === undefined && <p class="hint">{texts.none}</p>}
      <GroupFields id={id} {...given} />
    </fieldset>
  );
}
