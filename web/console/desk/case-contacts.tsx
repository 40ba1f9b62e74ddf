import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { readingOf } from '../../../shared/core/cases/readings.ts';
import { useDeskTexts } from '../kit/language.ts';
import { Facts } from '../kit/parts.tsx';
import { When } from '../kit/times.tsx';
import { HeardSentence } from './danger.tsx';

type Contact = DeskCase['contacts'][number];
type SaidParts = Pick<
  Contact,
  | 'name'
  | 'surname'
  | 'email'
  | 'phone'
  | 'subject'
  | 'message'
  | 'place'
  | 'quoted'
  | 'signature'
  | 'reference'
  | 'danger'
  | 'safeContact'
>;

const joined = (parts: readonly (string | undefined)[], between: string) =>
  parts.filter((part) => part !== undefined && part !== '').join(between);

/** Who says what, and where: whatever a contact or a reading has of it. */
export function Said({ said, fromFile = false }: { said: SaidParts; fromFile?: boolean }) {
  const { case: texts, safety } = useDeskTexts();
  const { name, surname, email, phone, subject, message, place, quoted, signature, reference, danger, safeContact } =
    said;
  const { latitude, longitude } = place ?? {};
  return (
    <>
      <Facts
        rows={[
          [texts.from, joined([name, surname], ' ')],
          [texts.email, email === undefined ? undefined : <a href={`mailto:${email}`}>{email}</a>],
          [texts.phone, phone === undefined ? undefined : <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>],
          [texts.subject, subject],
          [
            texts.place,
            joined(
              [
                place?.address,
                place?.municipality,
                latitude === undefined || longitude === undefined ? undefined : `${latitude}, ${longitude}`,
              ],
              ', ',
            ),
          ],
          [texts.reference, reference],
          [
            safety.title,
            safeContact === undefined || safeContact === 'any' ? undefined : (
              <strong>{safety.ways[safeContact]}</strong>
            ),
          ],
        ]}
      />
      <HeardSentence heard={danger} lang={undefined} />
      {fromFile && message !== undefined && <p class="hint">{texts.fromFile}</p>}
      {message !== undefined && <blockquote class="words">{message}</blockquote>}
      {signature !== undefined && <p class="words hint">{signature}</p>}
      {quoted !== undefined && (
        <details>
          <summary>{texts.quoted}</summary>
          <blockquote class="words">{quoted}</blockquote>
        </details>
      )}
    </>
  );
}

function CallFactsList({ call, recording }: { call: NonNullable<Contact['call']>; recording: string | undefined }) {
  const { case: texts } = useDeskTexts();
  const { call: names } = texts;
  const { outcome, startedAt, waitSeconds, talkSeconds, dialled, queue, menuChoices, source } = call;
  const seconds = (count: number | undefined) => (count === undefined ? undefined : names.seconds(count));
  return (
    <Facts
      rows={[
        [names.outcome, names.outcomes[outcome]],
        [names.startedAt, <When at={startedAt} />],
        [names.wait, seconds(waitSeconds)],
        [names.talk, seconds(talkSeconds)],
        [names.dialled, dialled],
        [names.queue, queue],
        [names.menu, menuChoices?.join(', ')],
        [names.recording, recording],
        [names.source, source],
      ]}
    />
  );
}

function MailFactsList({ mail }: { mail: NonNullable<Contact['mail']> }) {
  const { case: texts } = useDeskTexts();
  const { mail: names } = texts;
  const { sentAt, certified, signed, bytes, left } = mail;
  return (
    <>
      <Facts
        rows={[
          [names.sentAt, sentAt === undefined ? undefined : <When at={sentAt} />],
          [
            names.certified,
            certified && (certified.provider === undefined ? names.yes : names.certifiedBy(certified.provider)),
          ],
          [names.signed, signed === true ? names.yes : undefined],
          [names.size, `${Math.ceil(bytes / 1024)} KB`],
        ]}
      />
      {left !== undefined && left > 0 && <p class="notice">{names.left(left)}</p>}
    </>
  );
}

/** Begins to correct what was typed of a contact. */
export function CorrectButton({ contact, onCorrect }: { contact: string; onCorrect: (contact: string) => void }) {
  const { reading } = useDeskTexts();
  return (
    <div class="buttons no-print">
      <button type="button" class="button secondary" onClick={() => onCorrect(contact)}>
        {reading.correct}
      </button>
    </div>
  );
}

type Correcting = { onCorrect: ((contact: string) => void) | undefined };

function ContactCard({
  known,
  contact,
  ordinal,
  onCorrect,
}: { known: DeskCase; contact: Contact; ordinal: number } & Correcting) {
  const { case: texts, channels } = useDeskTexts();
  const { code, language } = known;
  const { channel, receivedAt, registeredAt, call, mail, paper, recordedBy } = contact;
  const title = texts.contact(ordinal, channels[channel]);
  const isCorrected = readingOf(contact.contact, known.readings) !== undefined;
  return (
    <article class="contact" aria-label={title}>
      <h3>{title}</h3>
      <Facts
        rows={[
          [texts.received, <When at={receivedAt} />],
          [texts.registered, <When at={registeredAt} />],
          [texts.recordedBy, recordedBy],
          [texts.ownCode, contact.contact === code ? undefined : contact.contact],
          [texts.pages, paper?.pages === undefined ? undefined : String(paper.pages)],
          [texts.senderReference, paper?.senderReference],
          [texts.lateBecause, paper?.lateBecause],
        ]}
      />
      {call !== undefined && <CallFactsList call={call} recording={contact.recording ?? call.recording} />}
      {mail !== undefined && <MailFactsList mail={mail} />}
      <div lang={language}>
        <Said said={contact} fromFile={paper?.textLayer === true && paper.toBeRead} />
      </div>
      {recordedBy !== undefined && isCorrected && <p class="notice">{texts.correctedSince}</p>}
      {recordedBy !== undefined && !isCorrected && onCorrect !== undefined && (
        <CorrectButton contact={contact.contact} onCorrect={onCorrect} />
      )}
    </article>
  );
}

/** Every touch of the case, the latest first: what was received when, by which channel, and what it said. */
export function Contacts({ known, onCorrect }: { known: DeskCase } & Correcting) {
  const { case: texts } = useDeskTexts();
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{texts.contacts}</h2>
      {known.contacts
        .map((contact, index) => (
          <ContactCard
            key={contact.contact}
            known={known}
            contact={contact}
            ordinal={index + 1}
            onCorrect={onCorrect}
          />
        ))
        .reverse()}
    </section>
  );
}
