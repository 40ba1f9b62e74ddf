import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { addressOf } from '../kit/addresses.ts';
import { useLanguage } from '../kit/language.ts';
import type { ConsoleService } from '../session/center.ts';
import { contributionsWord } from './words.ts';

/** The way to the stories and ideas of a service, for whoever moderates them. */
export function WayToContributions({ service }: { service: ConsoleService }) {
  return (
    <a class="button secondary" href={addressOf(service.service, contributionsWord)}>
      {contributionRoomIn[useLanguage()].title}
    </a>
  );
}
