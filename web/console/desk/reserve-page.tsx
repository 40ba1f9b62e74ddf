import { useState } from 'preact/hooks';
import type { ReserveMember } from '../../../shared/contracts/reserve.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { HeldAnswers } from './held-answers.tsx';
import { ReserveForm, type ReserveView } from './reserve-form.tsx';

const everyMs = 60_000;

type RowGiven = { given: DeskGiven; member: ReserveMember; onEdit: () => void; onRemove: () => void; sending: boolean };

function MemberRow({ given, member, onEdit, onRemove, sending }: RowGiven) {
  const { reserve: texts, languages } = useDeskTexts();
  const language = useLanguage();
  const { name, email, phone, sms, languages: spoken, lanes } = member;
  const laneName = (lane: string) => given.service.lanes.find((one) => one.lane === lane)?.name[language] ?? lane;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={texts.columns.reached}>
        {[email, phone && texts.phone(phone), sms && texts.sms(sms)].filter(Boolean).map((way) => (
          <div key={way}>{way}</div>
        ))}
      </td>
      <td data-label={texts.columns.languages}>{spoken.map((one) => languages[one]).join(', ')}</td>
      <td data-label={texts.columns.lanes}>{lanes.map(laneName).join(', ')}</td>
      <td>
        <button type="button" class="button secondary" aria-label={texts.editOf(name)} onClick={onEdit}>
          {texts.edit}
        </button>{' '}
        <button
          type="button"
          class="button secondary"
          aria-label={texts.removeOf(name)}
          disabled={sending}
          onClick={onRemove}
        >
          {texts.remove}
        </button>
      </td>
    </tr>
  );
}

function Changes({ changes }: Pick<ReserveView, 'changes'>) {
  const { reserve: texts } = useDeskTexts();
  return (
    <details>
      <summary>{texts.changes}</summary>
      <ul>
        {changes.map(({ subject, version, at, by, name, did }) => (
          <li key={`${subject}${version}`}>
            <When at={at} />: {texts.did[did](by.name, name)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Members(
  props: Omit<RowGiven, 'member' | 'onEdit' | 'onRemove'> & {
    members: readonly ReserveMember[];
    onEdit: (member: ReserveMember) => void;
    onRemove: (member: ReserveMember) => void;
  },
) {
  const { given, members, onEdit, onRemove, sending } = props;
  const { reserve: texts } = useDeskTexts();
  if (members.length === 0) return <p>{texts.none}</p>;
  return (
    <table class="stacked shifts">
      <caption>{texts.table}</caption>
      <thead>
        <tr>
          {Object.values(texts.columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          <td>
            <span class="visually-hidden">{texts.edit}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow
            key={member.subject}
            {...{ given, member, sending }}
            onEdit={() => onEdit(member)}
            onRemove={() => onRemove(member)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Who of other offices is asked to answer while something is declared; supervisors say it. */
export function ReservePage(given: DeskGiven) {
  const { desk, service, onSignedOut } = given;
  const { reserve: texts } = useDeskTexts();
  const { loading } = useTexts();
  const [edited, setEdited] = useState<ReserveMember | 'new'>();
  const [done, setDone] = useState('');
  const { sending, trouble: notRemoved, send } = useSending(onSignedOut);
  const { value, at, trouble, refresh, replace } = usePolled({
    name: `${service.service} reserve`,
    ask: async () => (await desk.board(service.service, { do: 'reserve' })) as ReserveView,
    everyMs,
    onSignedOut,
  });
  const remove = async ({ subject, version, name }: ReserveMember) => {
    const sent = await send(() => desk.board(service.service, { do: 'edit-reserve', subject, version }));
    if (sent === undefined || !('answer' in sent)) return;
    replace(sent.answer as ReserveView);
    setDone(texts.removed(name));
  };
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      <DoneBox words={done} />
      <TroubleBox trouble={notRemoved} who="board" />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      {value === undefined && <TroubleBox trouble={trouble} who="board" />}
      {value !== undefined && edited !== undefined && (
        <section aria-labelledby="reserve-title">
          <h2 id="reserve-title">{edited === 'new' ? texts.addTitle : texts.editTitle(edited.name)}</h2>
          <ReserveForm
            key={edited === 'new' ? 'new' : edited.subject}
            {...given}
            view={value}
            member={edited === 'new' ? undefined : edited}
            onCancel={() => setEdited(undefined)}
            onSaved={(view, name) => {
              replace(view);
              setEdited(undefined);
              setDone(texts.saved(name));
            }}
          />
        </section>
      )}
      {value !== undefined && (
        <>
          {edited === undefined && (
            <p>
              <button type="button" class="button secondary" onClick={() => setEdited('new')}>
                {texts.add}
              </button>
            </p>
          )}
          <Members
            {...{ given, sending }}
            members={value.members}
            onEdit={setEdited}
            onRemove={(member) => void remove(member)}
          />
          {value.changes.length > 0 && <Changes changes={value.changes} />}
        </>
      )}
      <HeldAnswers {...given} />
      <AsOf at={at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
