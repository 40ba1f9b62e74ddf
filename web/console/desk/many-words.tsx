import { useState } from 'preact/hooks';
import type { AnswerToMany, ManyView, SeenCase } from '../../../shared/contracts/answer-to-many.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { TextArea } from '../kit/fields.tsx';
import { Form, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';

type Texts = Extract<AnswerToMany, { do: 'send' }>['texts'];
/** One answer that was given to the cases of a frozen list, and until when it can be taken back. */
export type Sent = { batch: string; leavesAt: string; texts: Texts; cases: SeenCase[] };

/** Cases that one call gives the answer: with the longest words in three languages they are as much as it takes. */
const perCall = 800;

/** The words, in each language that somebody on the list reads, and the button that names how many get them. */
export function ManyWords(props: {
  given: DeskGiven;
  chosen: readonly (SeenCase & { language: Language })[];
  /** What those on the list were given, and holds no longer. */
  corrects?: string;
  submit: (count: number) => string;
  onSent: (sent: Sent[]) => void;
}) {
  const { given, chosen, corrects, onSent } = props;
  const { desk, service, staff, onSignedOut } = given;
  const { many, handle } = useDeskTexts();
  const [texts, setTexts] = useState<Texts>({});
  const [safety, setSafety] = useState(false);
  const [lacking, setLacking] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const languages = (['it', 'en', 'de'] as const).filter((one) => chosen.some(({ language }) => language === one));
  const submit = async () => {
    const said = Object.fromEntries(
      languages.flatMap((one) => (texts[one]?.trim() ? [[one, texts[one]?.trim()]] : [])),
    ) as Texts;
    setLacking(Object.keys(said).length === 0);
    if (Object.keys(said).length === 0 || chosen.length === 0) return;
    const list = chosen.map(({ code, version }) => ({ code, version }));
    const sent: Sent[] = [];
    // Pressed again after a failure, the same list and words are the same answer: nobody gets it twice.
    for (let from = 0; from < list.length; from += perCall) {
      const cases = list.slice(from, from + perCall);
      const asked = { do: 'send', texts: said, final: true, safety, cases, ...(corrects && { corrects }) } as const;
      const done = await send(() => desk.many(service.service, asked));
      if (done === undefined || !('answer' in done) || done.answer.is !== 'sent') return;
      sent.push({ batch: done.answer.batch, leavesAt: done.answer.leavesAt, texts: said, cases });
    }
    onSent(sent);
  };
  return (
    <Form
      onSubmit={submit}
      submit={chosen.length === 0 ? undefined : props.submit(chosen.length)}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="works" />}
      hint={many.sendHint}
    >
      {languages.map((one: Language) => (
        <TextArea
          key={one}
          id={`many-${one}`}
          label={many.words[one]}
          rows={6}
          maxLength={4000}
          wrong={lacking ? handle.lacking : undefined}
          value={texts[one] ?? ''}
          onValue={(value) => setTexts({ ...texts, [one]: value })}
        />
      ))}
      {staff.roles.supervisor && (
        <label class="check">
          <input type="checkbox" checked={safety} onChange={({ currentTarget }) => setSafety(currentTarget.checked)} />
          <span>{many.safety}</span>
        </label>
      )}
    </Form>
  );
}

/** The cases of a list that got no answer, each with the reason, for whoever sees to them by hand. */
export function PassedBy(props: { cases: Extract<ManyView, { is: 'looked' }>['cases']; at: DeskGiven['at'] }) {
  const { many } = useDeskTexts();
  return (
    <ul>
      {props.cases.map(({ code, because }) => (
        <li key={code}>
          <a href={props.at('case', code)}>{code}</a>: {because === undefined ? '' : many.skips[because]}
        </li>
      ))}
    </ul>
  );
}
