import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { addressOf } from '../kit/addresses.ts';
import { useLanguage } from '../kit/language.ts';
import type { ConsoleService } from '../session/center.ts';
import { tracingWord } from './words.ts';

/** The way to whom people look for in events of a service. */
export function WayToTracing({ service }: { service: ConsoleService }) {
  return (
    <a class="button secondary" href={addressOf(service.service, tracingWord)}>
      {tracingRoomIn[useLanguage()].title}
    </a>
  );
}
