import { useEffect, useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { AsOf, DangerAdvice, DueText, Facts, TroubleBox, useDeskTexts, useReading, When } from '../kit/desk-parts.tsx';
import { FocusedHeading } from '../kit/parts.tsx';
import { CallBack } from './call-back.tsx';
import { type Change, changesBetween, laterMessages } from './case-changes.ts';
import { Contacts, CorrectButton, Said } from './case-contacts.tsx';
import { Documents } from './case-documents.tsx';
import type { DeskGiven } from './desk.tsx';
import { Joins } from './joins.tsx';
import { writtenNumber } from './protocol-numbers.ts';
import { ReadingForm } from './reading-form.tsx';
import { Badges } from './worklist-page.tsx';
import { badgesOf } from './worklist-pages.ts';

/** Every look at a case is on record, so it is read anew only before its documents' addresses end, in ms. */
const everyMs = 240_000;
/** A contact that was just recorded is registered within seconds. */
const soonMs = 2_000;

/** What the parts of a case need to act on it. */
export type CaseGiven = DeskGiven & {
  known: DeskCase;
  /** Shows the case as an act has left it, and says what was done. */
  onActed: (now: DeskCase, said: string) => void;
  /** Reads a case that changed meanwhile, and tells what changed. */
  onChanged: () => Promise<void>;
};

function ChangesBox({ changes }: { changes: readonly Change[] }) {
  const { changes: texts, channels, stages, attempt } = useDeskTexts();
  const words = (change: Change) => {
    switch (change.what) {
      case 'contact':
        return (
          <>
            {texts.contact(channels[change.channel])}, <When at={change.at} />
          </>
        );
      case 'message':
        return (
          <>
            {texts.message}, <When at={change.at} />
          </>
        );
      case 'reading':
        return (
          <>
            {texts.reading(change.by)}, <When at={change.at} />
          </>
        );
      case 'attempt':
        return (
          <>
            {texts.attempt(attempt.outcomes[change.outcome], change.by)}, <When at={change.at} />
          </>
        );
      case 'document':
        return texts.document(change.name);
      case 'protocol':
      case 'cancelled':
        return texts[change.what](writtenNumber(change.number));
      case 'stage':
        return texts.stage(stages[change.stage]);
      case 'joined':
      case 'joinedTo':
        return texts[change.what](change.code);
      default:
        return texts[change.what];
    }
  };
  if (changes.length === 0) return null;
  return (
    <div class="callout" role="alert">
      <h2>{texts.title}</h2>
      <ul class="meanwhile">
        {changes.map((change, place) => (
          <li key={place}>{words(change)}</li>
        ))}
      </ul>
      <p>{texts.lead}</p>
    </div>
  );
}

/** What the case is and owes, in a few lines. */
function CaseState({ known, service, language, at }: CaseGiven) {
  const { case: texts, kinds, stages, requesters, languages, due, protocol } = useDeskTexts();
  const { callBack, firstAnswerDueAt, history, category, lane, counted } = known;
  const answered = history.some(({ stage }) => stage === 'answered');
  const owed = known.stage !== 'closed' && !answered ? firstAnswerDueAt : undefined;
  return (
    <section aria-labelledby="state" class="case-state">
      <h2 id="state">{texts.state}</h2>
      <Facts
        rows={[
          [texts.stage, stages[known.stage]],
          [
            due.title,
            owed === undefined && callBack?.state !== 'due' ? undefined : (
              <>
                {owed !== undefined && <DueText what="answer" at={owed} />}
                {callBack?.state === 'due' && (
                  <div>
                    <DueText what="callBack" at={callBack.dueAt} />
                  </div>
                )}
              </>
            ),
          ],
          [texts.kind, kinds[known.kind]],
          [texts.category, service.categories.find((one) => one.category === category)?.name[language]],
          [texts.lane, service.lanes.find((one) => one.lane === lane)?.name[language] ?? lane],
          [texts.receivedAt, <When at={known.receivedAt} />],
          [texts.requester, requesters[known.requester]],
          [texts.language, languages[known.language]],
          [texts.countedName, texts.counted(counted.attempts, counted.persons)],
          [
            protocol.title,
            known.protocol.length === 0 ? undefined : (
              <ul class="plain">
                {known.protocol.map(({ number, assignedAt, cancelled }) => (
                  <li key={number}>
                    <a href={at('protocol', number)}>{writtenNumber(number)}</a>, <When at={assignedAt} />
                    {cancelled && <strong> ({texts.cancelled})</strong>}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      {known.competence === 'other' && <p class="notice">{texts.otherCompetence}</p>}
      {known.formal && known.protocol.length === 0 && <p class="hint">{texts.formalWaiting}</p>}
      {known.joined.length > 0 && (
        <>
          <p>{texts.joined}:</p>
          <ul>
            {known.joined.map((code) => (
              <li key={code}>
                <a href={at('case', code)}>{code}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Conversation({ known }: { known: DeskCase }) {
  const { case: texts } = useDeskTexts();
  const messages = laterMessages(known);
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{texts.messages}</h2>
      <ol class="conversation">
        {messages.map(({ from, at, text }, place) => (
          <li key={place} class={from}>
            <p>
              <strong>{texts.messageFrom[from]}</strong> <When at={at} />
            </p>
            <p class="words" lang={from === 'citizen' ? known.language : undefined}>
              {text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Reading = DeskCase['readings'][number];

/** One reading: who typed it, of which contact, and what it says. */
function OneReading({ known, reading }: { known: DeskCase; reading: Reading }) {
  const { case: texts, kinds, channels } = useDeskTexts();
  const { at, by, kind, category: _told, contact, replaced: _before, ...said } = reading;
  const place = known.contacts.findIndex((one) => one.contact === contact);
  const { channel, recordedBy } = known.contacts[place] ?? {};
  const isFirst = known.readings.find((one) => one.contact === contact) === reading;
  return (
    <>
      <p class="line">
        {isFirst && recordedBy === undefined ? texts.readBy(by) : texts.correctedBy(by)} <When at={at} />
        {kind !== undefined && <span>{kinds[kind]}</span>}
        {channel !== undefined && known.contacts.length > 1 && (
          <span>{texts.contact(place + 1, channels[channel])}</span>
        )}
      </p>
      <Said said={said} />
    </>
  );
}

/** What staff typed: what holds, with a way to correct it, and what was typed before. */
function Readings({ known, onCorrect }: { known: DeskCase; onCorrect: ((contact: string) => void) | undefined }) {
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

function History({ known }: { known: DeskCase }) {
  const { case: texts, stages } = useDeskTexts();
  return (
    <details>
      <summary>{texts.history}</summary>
      <ul>
        {known.history.map(({ stage, at }, place) => (
          <li key={place}>
            {stages[stage]}, <When at={at} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A case whole: what it is and owes, what is to be done, and all that was said. */
export function CasePage(given: DeskGiven & { code: string }) {
  const { desk, service, at, works, code, onSignedOut } = given;
  const texts = useDeskTexts();
  const { case: own } = texts;
  const [said, setSaid] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [correcting, setCorrecting] = useState<string>();
  const reading = useReading(
    `${service.service} ${code}`,
    () => desk.case(service.service, code),
    everyMs,
    onSignedOut,
  );
  const { value: known, trouble, refresh, replace } = reading;
  const notYet = known === undefined && trouble?.what === 'not-possible';
  useEffect(() => {
    if (!notYet) return undefined;
    const timer = setInterval(refresh, soonMs);
    return () => clearInterval(timer);
  }, [notYet, refresh]);
  const heading = <FocusedHeading>{own.title(code)}</FocusedHeading>;
  const back = (
    <p class="no-print">
      <a href={at('worklist')}>{own.back}</a>
    </p>
  );
  if (known === undefined) {
    return (
      <>
        {back}
        {heading}
        {trouble === undefined && <p>{texts.loading}</p>}
        {notYet ? (
          <p class="notice" role="status">
            {own.notYet}
          </p>
        ) : (
          <TroubleBox trouble={trouble} who="sees" />
        )}
      </>
    );
  }
  const acting: CaseGiven = {
    ...given,
    known,
    onActed: (now, done) => {
      replace(now);
      setSaid(done);
      setChanges([]);
      scrollTo(0, 0);
    },
    onChanged: async () => {
      const now = await refresh();
      if (now !== undefined) setChanges(changesBetween(known, now));
    },
  };
  // One form at a time: a correction that was begun, else the first scan that waits.
  const mended = works ? known.contacts.find(({ contact }) => contact === correcting) : undefined;
  const unread = works && !known.erased ? known.contacts.find(({ toBeRead }) => toBeRead === true) : undefined;
  const typing = mended ?? unread;
  const onCorrect = works && !known.erased ? setCorrecting : undefined;
  const badges = badgesOf({
    ...known,
    contacts: known.contacts.length,
    callBack: known.callBack?.state === 'due' ? { attempts: known.callBack.attempts.length } : undefined,
    protocol: known.protocol.findLast(({ cancelled }) => !cancelled)?.number,
  });
  return (
    <>
      {back}
      {heading}
      {known.urgent && <DangerAdvice numbers={service.emergencyNumbers} />}
      <p role="status" class={said === '' ? 'visually-hidden' : 'success'}>
        {said}
      </p>
      <Badges badges={badges} />
      {known.joinedTo !== undefined && (
        <div class="notice">
          <p>{own.joinedTo(known.joinedTo)}</p>
          <a href={at('case', known.joinedTo)}>{own.openOther(known.joinedTo)}</a>
        </div>
      )}
      {known.erased && <p class="notice">{own.erased}</p>}
      <ChangesBox changes={changes} />
      <CaseState {...acting} />
      {known.callBack !== undefined && <CallBack {...acting} callBack={known.callBack} />}
      <Documents known={known} refresh={refresh} />
      {typing !== undefined && (
        <ReadingForm
          key={`${typing.contact} ${mended === typing}`}
          {...acting}
          contact={typing}
          onCancel={mended === undefined ? undefined : () => setCorrecting(undefined)}
        />
      )}
      <Contacts known={known} onCorrect={onCorrect} />
      <Readings known={known} onCorrect={onCorrect} />
      <Conversation known={known} />
      <Joins {...acting} />
      <History known={known} />
      <AsOf reading={reading} />
    </>
  );
}
