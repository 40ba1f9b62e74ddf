import { type Staff, seesCases } from '../../../shared/core/staff.ts';
import { addressOf } from '../kit/addresses.ts';
import { WayToDesk } from '../kit/way-to-desk.tsx';
import type { ConsoleService } from '../session/center.ts';
import type { TracingGiven } from './given.ts';
import { SearchPage } from './search-page.tsx';
import { SearchesPage } from './searches-page.tsx';
import type { TracingApi } from './tracing-api.ts';
import { tracingWord } from './words.ts';

/** The room of whom people look for: the searches of an event, or the one that the address names. */
export function TracingRoom(props: {
  tracing: TracingApi;
  service: ConsoleService;
  staff: Staff;
  id: string | undefined;
  onSignedOut: () => void;
}) {
  const { id, ...shared } = props;
  const { service, staff } = props;
  const given: TracingGiven = { ...shared, at: (to) => addressOf(service.service, tracingWord, to) };
  return (
    <>
      <p class="buttons no-print">{seesCases(staff) && <WayToDesk service={service} />}</p>
      {id === undefined ? <SearchesPage {...given} /> : <SearchPage key={id} {...given} id={id} />}
    </>
  );
}
