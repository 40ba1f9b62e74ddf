import { type Staff, seesCases } from '../../../shared/core/staff.ts';
import { WayToContents } from '../editor/way-to-contents.tsx';
import { entersEditorsRoom } from '../editor/words.ts';
import { addressOf } from '../kit/addresses.ts';
import { WayToDesk } from '../kit/way-to-desk.tsx';
import type { ConsoleService } from '../session/center.ts';
import { BoxPage } from './box-page.tsx';
import type { ContributionsApi } from './contributions-api.ts';
import type { ModeratorGiven } from './given.ts';
import { GivenPage } from './given-page.tsx';
import { contributionsWord } from './words.ts';

/** The moderators' room of one service: what waits, or the story or idea that the address names. */
export function ContributionsRoom(props: {
  contributions: ContributionsApi;
  service: ConsoleService;
  staff: Staff;
  id: string | undefined;
  onSignedOut: () => void;
}) {
  const { id, ...shared } = props;
  const { service, staff } = props;
  const given: ModeratorGiven = { ...shared, at: (to) => addressOf(service.service, contributionsWord, to) };
  return (
    <>
      <p class="buttons no-print">
        {entersEditorsRoom(staff) && <WayToContents service={service} />}
        {seesCases(staff) && <WayToDesk service={service} />}
      </p>
      {id === undefined ? <BoxPage {...given} /> : <GivenPage key={id} {...given} id={id} />}
    </>
  );
}
