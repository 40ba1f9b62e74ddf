import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { useDeskTexts } from '../kit/language.ts';
import { When } from '../kit/times.tsx';
import { Carried } from './carried.tsx';
import { laterMessages } from './case-changes.ts';
import { CorrectButton, Said } from './case-contacts.tsx';
import { HeardSentence } from './danger.tsx';

type Reading = DeskCase['readings'][number];

/** One reading: who typed it, of which contact, and what it says. */
function OneReading({ known, reading }: { known: DeskCase; reading: Reading }) {
  const { case: texts, kinds, channels } = useDeskTexts();
  const { at, by, kind, category: _told, contact, replaced: _before, ...said } = reading;
  const index = known.contacts.findIndex((one) => one.contact === contact);
  const { channel, recordedBy } = known.contacts[index] ?? {};
  const isFirst = known.readings.find((one) => one.contact === contact) === reading;
  return (
    <>
      <p class="line">
        {isFirst && recordedBy === undefined ? texts.readBy(by) : texts.correctedBy(by)} <When at={at} />
        {kind !== undefined && <span>{kinds[kind]}</span>}
        {channel !== undefined && known.contacts.length > 1 && (
          <span>{texts.contact(index + 1, channels[channel])}</span>
        )}
      </p>
      <Said said={said} />
    </>
  );
}

/** What staff typed: what holds, with a way to correct it, and what was typed before. */
export function Readings({
  known,
  onCorrect,
}: {
  known: DeskCase;
  onCorrect: ((contact: string) => void) | undefined;
}) {
  const { case: texts, reading: names } = useDeskTexts();
  if (known.readings.length === 0) return null;
  const before = known.readings.filter(({ replaced }) => replaced === true);
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">{texts.readings}</h2>
      {known.readings
        .filter((reading) => !before.includes(reading))
        .map((reading) => (
          <article key={reading.at} class="contact">
            <OneReading known={known} reading={reading} />
            {onCorrect !== undefined && reading.contact !== undefined && (
              <CorrectButton contact={reading.contact} onCorrect={onCorrect} />
            )}
          </article>
        ))}
      {before.length > 0 && (
        <details>
          <summary>{names.before(before.length)}</summary>
          {before.map((reading) => (
            <article key={reading.at} class="contact">
              <OneReading known={known} reading={reading} />
            </article>
          ))}
        </details>
      )}
    </section>
  );
}

/** What was said after the contacts and the readings, by citizen and desk in turn. */
export function Conversation({ known }: { known: DeskCase }) {
  const { case: texts } = useDeskTexts();
  const messages = laterMessages(known);
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{texts.messages}</h2>
      <ol class="conversation">
        {messages.map(({ from, at, text, danger }, index) => (
          <li key={index} class={from}>
            <p>
              <strong>{texts.messageFrom[from]}</strong> <When at={at} />
            </p>
            <p class="words" lang={from === 'citizen' ? known.language : undefined}>
              {text}
            </p>
            <HeardSentence heard={danger} lang={known.language} />
            {from === 'desk' &&
              known.desk.answers
                .filter((answer) => answer.sentAt === at && answer.text === text)
                .slice(0, 1)
                .map((answer) => <Carried key={answer.answer} known={known} answer={answer} />)}
          </li>
        ))}
      </ol>
    </section>
  );
}
