import { useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { ReadsView } from '../../../shared/contracts/read.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

/** Who read a case, asked for when a supervisor or auditor wants to know: with names, or as the person is told. */
export function CaseReads({
  desk,
  staff,
  known,
  onSignedOut,
}: Pick<DeskGiven, 'desk' | 'staff' | 'onSignedOut'> & { known: Pick<DeskCase, 'service' | 'code'> }) {
  const { reads: texts } = useDeskTexts();
  const [shown, setShown] = useState<ReadsView>();
  const { sending, trouble, send } = useSending(onSignedOut);
  if (!mayAct(staff, 'see-reads')) return null;
  const show = async (whose?: 'person') => {
    const sent = await send(() => desk.reads(known.service, known.code, whose));
    if (sent !== undefined && 'answer' in sent) setShown(sent.answer);
  };
  return (
    <section aria-labelledby="reads-title">
      <h2 id="reads-title">{texts.title}</h2>
      <div class="buttons">
        <button type="button" class="button secondary" disabled={sending} onClick={() => show()}>
          {texts.show}
        </button>
        <button type="button" class="button secondary" disabled={sending} onClick={() => show('person')}>
          {texts.showForPerson}
        </button>
      </div>
      <TroubleBox trouble={trouble} who="sees" />
      {shown?.reads.length === 0 && <p>{texts.none}</p>}
      {shown !== undefined && shown.reads.length > 0 && (
        <ul>
          {shown.reads.map(({ at, as, ground, reason, by }, index) => (
            <li key={index}>
              <When at={at} />: {by === undefined ? texts.roles[as] : `${by.name}, ${texts.roles[as]}`},{' '}
              {texts.grounds[ground]}
              {reason !== undefined && ` «${reason}»`}
            </li>
          ))}
        </ul>
      )}
      {shown?.office !== undefined && <p class="hint">{shown.office}</p>}
      {shown?.more && <p class="hint">{texts.more}</p>}
    </section>
  );
}
