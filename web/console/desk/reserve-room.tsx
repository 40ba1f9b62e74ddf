import { addressOf } from '../kit/addresses.ts';
import { useDeskTexts } from '../kit/language.ts';
import type { DeskGiven } from './given.ts';
import { ReserveDesk } from './reserve-desk.tsx';
import { TrainingPage } from './training-page.tsx';

/** The room of somebody of the reserve: the requests that wait for them, or training, which is open to them at any time. */
export function ReserveRoom(given: Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'> & { trains: boolean }) {
  const { service, trains } = given;
  const { training: texts } = useDeskTexts().reserve;
  return (
    <>
      {trains ? <TrainingPage {...given} /> : <ReserveDesk {...given} trains={false} />}
      <p class="no-print">
        <a href={trains ? addressOf(service.service) : addressOf(service.service, 'training')}>
          {trains ? texts.leave : texts.link}
        </a>
      </p>
    </>
  );
}
