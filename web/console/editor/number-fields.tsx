import { useState } from 'preact/hooks';
import { Line, Select } from '../kit/fields.tsx';
import { useEditorTexts } from './editor-texts.ts';

const numberIn = (text: string): number | undefined =>
  text.trim() === '' ? undefined : Number(text.trim().replace(',', '.'));

/** A number as it is typed, with a comma or a point; what is no number yet stays as it was typed. */
export function NumberLine(props: {
  id: string;
  label: string;
  wrong?: string | undefined;
  value: unknown;
  onValue: (value: unknown) => void;
}) {
  const { value, onValue, ...line } = props;
  const [typed, setTyped] = useState('');
  const shown = typeof value !== 'number' ? String(value ?? '') : numberIn(typed) === value ? typed : String(value);
  const say = (text: string) => {
    setTyped(text);
    const number = numberIn(text);
    onValue(number === undefined || Number.isFinite(number) ? number : text);
  };
  return <Line {...line} maxLength={20} value={shown} onValue={say} />;
}

const spans = ['days', 'months', 'years'] as const;

/** A length of time by the calendar: how many days, months or years. */
export function SpanFields(props: { id: string; label: string; value: unknown; onValue: (value: unknown) => void }) {
  const { id, label, value, onValue } = props;
  const { spans: named, spanOf } = useEditorTexts();
  const span = (value ?? {}) as Partial<Record<(typeof spans)[number], unknown>>;
  const unit = spans.find((one) => one in span) ?? 'days';
  return (
    <>
      <NumberLine id={id} label={label} value={span[unit]} onValue={(many) => onValue({ [unit]: many ?? '' })} />
      <Select
        id={`${id}-unit`}
        label={spanOf}
        value={unit}
        options={spans.map((one) => [one, named[one]] as const)}
        onValue={(one) => onValue({ [one]: span[unit] ?? '' })}
      />
    </>
  );
}
