import { useState } from 'preact/hooks';
import { type PresenceView, presences } from '../../../shared/contracts/shift.ts';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { DoneBox } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { useWhen } from '../kit/times.tsx';
import type { ShiftsGiven } from './given.ts';

type Here = Pick<PresenceView, 'presence' | 'until'>;

/** Where somebody is, and until when. */
export function PresenceText({ here }: { here: Here }) {
  const { shifts } = useDeskTexts();
  const when = useWhen();
  const name = shifts.presences[here.presence];
  return <>{here.presence === 'signed-out' ? name : shifts.presentUntil(name, when(here.until))}</>;
}

/** The reader says where they are: only whoever is here is handed cases, and who leaves gives theirs back. */
export function PresenceBox(given: ShiftsGiven & { here: Here | undefined; onSet: () => void }) {
  const { desk, service, onSignedOut, here, onSet } = given;
  const { shifts } = useDeskTexts();
  const { sending, trouble, send } = useSending(onSignedOut);
  const [done, setDone] = useState('');
  const set = async (presence: PresenceView['presence']) => {
    const sent = await send(() => desk.presence(service.service, { presence }));
    if (sent === undefined || !('answer' in sent)) return;
    setDone(presence === 'signed-out' ? shifts.done[presence](sent.answer.gaveBack) : shifts.done[presence]);
    onSet();
  };
  return (
    <section class="presence no-print" aria-labelledby="presence-title">
      <h2 id="presence-title">{shifts.mine}</h2>
      <p>{here === undefined ? shifts.unknown : <PresenceText here={here} />}</p>
      <DoneBox words={done} />
      <TroubleBox trouble={trouble} who="works" />
      <div class="buttons">
        {presences.map((one) => (
          <button
            key={one}
            type="button"
            class="button secondary"
            aria-pressed={here?.presence === one}
            disabled={sending}
            onClick={() => set(one)}
          >
            {shifts.choose[one]}
          </button>
        ))}
      </div>
    </section>
  );
}
