import { eventTexts, wordLine } from '../../../shared/texts/event.ts';
import { addressOf } from '../kit/addresses.ts';
import { useLanguage } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import type { ConsoleService } from '../session/center.ts';
import type { EventApi } from './event-api.ts';
import { eventWord } from './words.ts';

/** How often the desk asks for the word of the hour, in milliseconds: within ten seconds it says what callers hear. */
const everyMs = 5_000;

/** The word of the hour above every page of the desk, as page, voice and mail say it; nothing while there is none. */
export function WordOfHour(props: {
  event: EventApi;
  service: ConsoleService;
  tells: boolean;
  onSignedOut: () => void;
}) {
  const { event, service, tells, onSignedOut } = props;
  const language = useLanguage();
  const { value } = usePolled({
    name: service.service,
    ask: () => event.state(service.service),
    everyMs,
    onSignedOut,
  });
  const texts = eventTexts[language];
  return (
    <div role="status" class="word-of-hour">
      {(value?.areas ?? []).map(({ event: id, name, word }) =>
        word === undefined ? null : (
          <p key={id} class="notice alert">
            <strong>
              {texts.word} – {name[language]}
              {word.urgent ? ` (${texts.urgent})` : ''}:
            </strong>{' '}
            {wordLine(word.text, language)}{' '}
            {tells && <a href={addressOf(service.service, eventWord, id)}>{texts.toPage}</a>}
          </p>
        ),
      )}
    </div>
  );
}
