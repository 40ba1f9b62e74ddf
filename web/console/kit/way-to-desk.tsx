import type { ConsoleService } from '../session/center.ts';
import { addressOf } from './addresses.ts';
import { useDeskTexts, useLanguage } from './language.ts';

/** The way to the worklist of a service, for whoever sees its cases. */
export function WayToDesk({ service }: { service: ConsoleService }) {
  const language = useLanguage();
  const { nav } = useDeskTexts();
  return (
    <a class="button secondary" href={addressOf(service.service, 'worklist')}>
      {nav.worklist}
      <span class="visually-hidden"> {service.name[language]}</span>
    </a>
  );
}
