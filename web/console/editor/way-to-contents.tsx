import { addressOf } from '../kit/addresses.ts';
import { useLanguage } from '../kit/language.ts';
import type { ConsoleService } from '../session/center.ts';
import { useEditorTexts } from './editor-texts.ts';
import { contentsWord } from './words.ts';

/** The way to the contents of a service, for whoever enters the editors' room. */
export function WayToContents({ service }: { service: ConsoleService }) {
  const { title } = useEditorTexts();
  return (
    <a class="button secondary" href={addressOf(service.service, contentsWord)}>
      {title}
      <span class="visually-hidden"> {service.name[useLanguage()]}</span>
    </a>
  );
}
