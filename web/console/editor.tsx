import { type Staff, seesCases } from '../../shared/core/staff.ts';
import { WayToContributions } from './contributions/way-to-contributions.tsx';
import { entersContributions } from './contributions/words.ts';
import { ContentPage } from './editor/content-page.tsx';
import { ContentsPage } from './editor/contents-page.tsx';
import type { EditorApi } from './editor/editor-api.ts';
import type { EditorGiven } from './editor/given.ts';
import { contentsWord } from './editor/words.ts';
import { WayToEvents } from './event/event-room.tsx';
import { tellsEvents } from './event/words.ts';
import { addressOf } from './kit/addresses.ts';
import { useDeskTexts } from './kit/language.ts';
import { WayToDesk } from './kit/way-to-desk.tsx';
import type { ConsoleService } from './session/center.ts';

/** The editors' room of one service: every content, or the one that the address names. */
export function EditorsRoom(props: {
  editor: EditorApi;
  service: ConsoleService;
  staff: Staff;
  id: string | undefined;
  /** Whether the reader also sees the posture of the service. */
  duty: boolean;
  go: (hash: string, done?: string) => void;
  onSignedOut: () => void;
}) {
  const { service, staff, id, duty, ...shared } = props;
  const { nav } = useDeskTexts();
  const content = id?.includes('/') ? id : undefined;
  const at = (to?: string) => addressOf(service.service, contentsWord, to);
  const given: EditorGiven = { ...shared, service, staff, content, at };
  return (
    <>
      <p class="buttons no-print">
        {tellsEvents(staff) && <WayToEvents service={service} />}
        {entersContributions(staff, service) && <WayToContributions service={service} />}
        {seesCases(staff) && <WayToDesk service={service} />}
        {duty && (
          <a class="button secondary" href={addressOf(service.service)}>
            {nav.duty}
          </a>
        )}
      </p>
      {content === undefined ? <ContentsPage {...given} /> : <ContentPage key={content} {...given} content={content} />}
    </>
  );
}
