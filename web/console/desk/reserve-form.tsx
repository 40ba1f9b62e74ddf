import { useState } from 'preact/hooks';
import type { BoardView } from '../../../shared/contracts/board.ts';
import type { ReserveBody, ReserveMember } from '../../../shared/contracts/reserve.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { present } from '../../../shared/core/present.ts';
import { Line } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { Several } from './several.tsx';

export type ReserveView = Extract<BoardView, { is: 'reserve' }>;

const number = /^\+[1-9]\d{6,14}$/;

type Typed = Omit<ReserveBody, 'phone' | 'sms'> & { subject: string; phone: string; sms: string };
type Part = 'account' | 'name' | 'email' | 'phone' | 'sms' | 'languages' | 'lanes';

/** What is still wrong with what was typed, in the order of the fields. */
const wrongIn = ({ subject, name, email, phone, sms, languages: spoken, lanes }: Typed): Part[] =>
  (
    [
      ['account', !/^[A-Za-z0-9._:@-]{1,200}$/.test(subject)],
      ['name', name.trim() === ''],
      ['email', !/^\S+@\S+\.\S+$/.test(email)],
      ['phone', phone !== '' && !number.test(phone)],
      ['sms', sms !== '' && !number.test(sms)],
      ['languages', spoken.length === 0],
      ['lanes', lanes.length === 0],
    ] as const
  ).flatMap(([part, isWrong]) => (isWrong ? [part] : []));

const nobody: Typed = { subject: '', name: '', email: '', phone: '', sms: '', languages: ['it'], lanes: [] };

/** What stands of somebody of the reserve, for whoever may say so; without `member` for somebody new. */
export function ReserveForm(
  given: DeskGiven & {
    view: ReserveView;
    member: ReserveMember | undefined;
    onSaved: (view: ReserveView, name: string) => void;
    onCancel: () => void;
  },
) {
  const { desk, service, onSignedOut, view, member, onSaved, onCancel } = given;
  const { reserve: texts, languages: languageNames } = useDeskTexts();
  const { actions } = useTexts();
  const language = useLanguage();
  const { sending, trouble, send } = useSending(onSignedOut);
  const [typed, setTyped] = useState<Typed>({ ...nobody, ...(member && present(member)) });
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongIn(typed) : [];
  const complaint = (part: Part) => {
    if (!wrong.includes(part)) return undefined;
    return texts.wrong[part === 'phone' || part === 'sms' ? 'number' : part];
  };
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const save = async () => {
    setTried(true);
    const [first] = wrongIn(typed);
    if (first !== undefined)
      return focusOn(`reserve-${first}${first === 'languages' || first === 'lanes' ? '-first' : ''}`);
    const { subject, phone, sms, name, email, languages: spoken, lanes } = typed;
    const body: ReserveBody = {
      name: name.trim(),
      email,
      languages: spoken,
      lanes,
      ...present({ phone: phone || undefined, sms: sms || undefined }),
    };
    const sent = await send(() =>
      desk.board(service.service, { do: 'edit-reserve', subject, version: member?.version ?? 0, member: body }),
    );
    if (sent !== undefined && 'answer' in sent) onSaved(sent.answer as ReserveView, body.name);
  };
  const line = (part: 'name' | 'email' | 'phone' | 'sms', label: string, hint?: string) => (
    <Line
      id={`reserve-${part}`}
      label={label}
      hint={hint}
      wrong={complaint(part)}
      maxLength={part === 'email' ? 254 : 80}
      {...(part !== 'name' && { inputMode: part === 'email' ? 'email' : 'tel' })}
      value={typed[part]}
      onValue={(value) => change({ [part]: part === 'name' ? value : value.trim() })}
    />
  );
  const ofLanes = service.lanes.filter(({ lane }) => view.lanes.includes(lane));
  return (
    <Form
      class="shift-form"
      onSubmit={save}
      submit={texts.save}
      sending={sending}
      cancel={actions.cancel}
      onCancel={onCancel}
      problem={<TroubleBox trouble={trouble} who="board" />}
    >
      {member === undefined && (
        <Line
          id="reserve-account"
          label={texts.account}
          hint={texts.accountHint}
          wrong={complaint('account')}
          maxLength={200}
          value={typed.subject}
          onValue={(subject) => change({ subject: subject.trim() })}
        />
      )}
      {line('name', texts.name)}
      {line('email', texts.email)}
      {line('phone', texts.call, texts.numberHint)}
      {line('sms', texts.text, texts.numberHint)}
      <Several<Language>
        id="reserve-languages"
        legend={texts.columns.languages}
        hint={texts.languagesHint}
        options={languages.map((one) => [one, languageNames[one]] as const)}
        chosen={typed.languages}
        onChoose={(chosen) => change({ languages: chosen })}
        wrong={complaint('languages')}
      />
      <Several
        id="reserve-lanes"
        legend={texts.columns.lanes}
        hint={view.lanes.length === 0 ? texts.noLanes : texts.lanesHint}
        options={ofLanes.map((one) => [one.lane, one.name[language]] as const)}
        chosen={typed.lanes}
        onChoose={(chosen) => change({ lanes: chosen })}
        wrong={complaint('lanes')}
      />
    </Form>
  );
}
