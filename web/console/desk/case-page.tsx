import { useEffect, useState } from 'preact/hooks';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { ActMenu } from './act-menu.tsx';
import { AlikeCases } from './alike-cases.tsx';
import { WritingBoxes } from './answer-box.tsx';
import { Badges } from './badges.tsx';
import { CallBack } from './call-back.tsx';
import { type Change, changesBetween, hasOnlyLeft, mayBeCalled, waitsToLeave } from './case-changes.ts';
import { Contacts } from './case-contacts.tsx';
import { Documents } from './case-documents.tsx';
import { CaseReads } from './case-reads.tsx';
import { CaseState, History } from './case-state.tsx';
import { Conversation, Readings } from './case-words.tsx';
import { ChangesBox, NewerBar } from './changes-box.tsx';
import { Company } from './company.tsx';
import { AskFirst, DangerAdvice } from './danger.tsx';
import { AnswersOnTheWay, DeskRecord } from './desk-record.tsx';
import type { CaseGiven, DeskGiven } from './given.ts';
import { tellsOf } from './heard.ts';
import { HouseholdOfCase } from './household-of-case.tsx';
import { Joins } from './joins.tsx';
import { JudgeDanger } from './judge-danger.tsx';
import { PersonFacts } from './person-facts.tsx';
import { ProposePage } from './propose-page.tsx';
import { ReadingForm } from './reading-form.tsx';
import { ReasonToRead } from './reason-to-read.tsx';
import { badgesOf } from './worklist-pages.ts';

/** Every look at a case is on record, so it is asked for anew only before its documents' addresses end, in ms. */
const everyMs = 240_000;
/** A contact that was just recorded is registered within seconds. */
const soonMs = 2_000;

/** A case as the center shows it, with what is to be told of it: what was done, what changed meanwhile. */
function useCase({ desk, service, staff, id: code = '', listChanges, onSignedOut }: DeskGiven) {
  const [done, setDone] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [pressed, setPressed] = useState(false);
  const [latest, setLatest] = useState(0);
  const polled = usePolled({
    name: `${service.service} ${code}`,
    ask: () => desk.case(service.service, code),
    everyMs,
    onSignedOut,
  });
  const { value: known, trouble, refresh, replace } = polled;
  const notYet = known === undefined && trouble?.what === 'not-possible';
  const needsReason = known === undefined && trouble?.refused === 'reason-needed';
  useEffect(() => {
    if (!notYet) return undefined;
    const timer = setInterval(refresh, soonMs);
    return () => clearInterval(timer);
  }, [notYet, refresh]);
  const onActed = (now: DeskCase, words: string) => {
    replace(now);
    setDone(words);
    setChanges([]);
    scrollTo(0, 0);
  };
  useEffect(() => {
    const told = listChanges.told?.changed.find(({ caseId }) => caseId === code);
    if (told !== undefined) setLatest((before) => Math.max(before, told.version));
  }, [listChanges.told, code]);
  const newer = known !== undefined && latest > known.version;
  const isOpen = known !== undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    listChanges.opened(code);
    return () => listChanges.opened(undefined);
  }, [isOpen, code]);
  useEffect(() => {
    // The reader's own answer has left, as they were told it would: that is no news, and nothing they read moves.
    if (!newer || !waitsToLeave(known, staff.officer)) return;
    desk.case(service.service, code).then(
      (now) => hasOnlyLeft(known, now) && replace(now),
      () => undefined,
    );
  }, [newer, latest]);
  const showChanges = async (afterPress: boolean) => {
    setPressed(afterPress);
    const now = await refresh();
    if (known !== undefined && now !== undefined) setChanges(changesBetween(known, now));
  };
  const onChanged = () => showChanges(true);
  const onShow = () => showChanges(false);
  return { ...polled, code, known, notYet, needsReason, done, changes, pressed, newer, onActed, onChanged, onShow };
}

/** What was just done, and what somebody else did meanwhile. */
type Meanwhile = { done: string; changes: readonly Change[]; pressed: boolean; newer: boolean; onShow: () => void };

/** What comes before the case: danger to life, what was just done, what it was joined to, what changed meanwhile. */
function Warnings(given: CaseGiven & Meanwhile) {
  const { known, service, staff, at, listChanges, done, changes, pressed, newer, onShow } = given;
  const { case: texts, safety } = useDeskTexts();
  const badges = badgesOf({
    ...known,
    contacts: known.contacts.length,
    callBack: known.callBack?.state === 'due' ? { attempts: known.callBack.attempts.length } : undefined,
    protocol: known.protocol.findLast(({ cancelled }) => !cancelled)?.number,
  });
  return (
    <>
      {known.urgent && <DangerAdvice numbers={service.emergencyNumbers} />}
      {!mayBeCalled(known) && <p class="callout danger">{safety.doNotCall}</p>}
      {tellsOf(known, 'violence') && <AskFirst />}
      <PersonFacts facts={known.facts} at={at} code={known.code} />
      <DoneBox words={done} />
      <Badges badges={badges} />
      {known.joinedTo !== undefined && (
        <div class="notice">
          <p>{texts.joinedTo(known.joinedTo)}</p>
          <a href={at('case', known.joinedTo)}>{texts.openOther(known.joinedTo)}</a>
        </div>
      )}
      {known.erased && (
        <p class="notice">
          {texts.erased} {known.erasedBecause === 'retention' ? texts.erasedInTime : known.erasedBecause}
        </p>
      )}
      <Company company={listChanges.company} />
      <NewerBar newer={newer} onShow={onShow} />
      <ChangesBox changes={changes} pressed={pressed} me={staff.officer.name} />
    </>
  );
}

/** The case itself: what it is and owes, what is to be done, and all that was said. */
function Case(given: CaseGiven & Meanwhile & { refresh: () => void }) {
  const { known, works, refresh, listChanges } = given;
  const { many } = useDeskTexts();
  const [correcting, setCorrecting] = useState<string>();
  // One form at a time: a correction that was begun, else the first scan that waits.
  const corrected = works ? known.contacts.find(({ contact }) => contact === correcting) : undefined;
  const unread = works && !known.erased ? known.contacts.find(({ toBeRead }) => toBeRead === true) : undefined;
  const typing = corrected ?? unread;
  const onCorrect = works && !known.erased ? setCorrecting : undefined;
  return (
    <>
      <Warnings {...given} />
      <ActMenu {...given} />
      <div class="case-columns">
        <div class="case-words" onInput={listChanges.typed}>
          {typing !== undefined && (
            <ReadingForm
              key={`${typing.contact} ${corrected === typing}`}
              {...given}
              contact={typing}
              onCancel={corrected === undefined ? undefined : () => setCorrecting(undefined)}
            />
          )}
          <Contacts known={known} onCorrect={onCorrect} />
          <Readings known={known} onCorrect={onCorrect} />
          <Conversation known={known} />
          <AnswersOnTheWay {...given} />
          <DeskRecord known={known} />
          <WritingBoxes {...given} />
          <ProposePage {...given} />
          {known.callBack !== undefined && <CallBack {...given} callBack={known.callBack} />}
        </div>
        <div class="case-facts">
          <Documents known={known} refresh={refresh} toRead={typing !== undefined} />
          <CaseState {...given} />
          <JudgeDanger key={known.version} {...given} />
          <Joins {...given} />
          <AlikeCases {...given} />
          <HouseholdOfCase {...given} />
          {mayAct(given.staff, 'answer-to-many') && known.stage !== 'closed' && !known.urgent && (
            <p class="no-print">
              <a href={given.at('many', known.code)}>{many.link}</a>
            </p>
          )}
          <History known={known} />
          <CaseReads {...given} />
        </div>
      </div>
    </>
  );
}

/** A case whole, opened from the worklist or by its code; one that was just recorded is waited for. */
export function CasePage(given: DeskGiven) {
  const { loading } = useTexts();
  const { case: texts } = useDeskTexts();
  const { code, known, notYet, needsReason, trouble, at: since, refresh, replace, ...acts } = useCase(given);
  const { onActed, onChanged, ...told } = acts;
  const { done, changes, pressed, newer, onShow } = told;
  const acting = { onActed, onChanged, refresh, done, changes, pressed, newer, onShow };
  return (
    <>
      <p class="no-print">
        <a href={given.at('worklist')}>{texts.back}</a>
      </p>
      <FocusedHeading>{texts.title(code)}</FocusedHeading>
      {known === undefined && trouble === undefined && <p>{loading}</p>}
      {notYet && (
        <p class="notice" role="status">
          {texts.notYet}
        </p>
      )}
      {needsReason && <ReasonToRead {...given} code={code} onRead={replace} />}
      {known === undefined && !notYet && !needsReason && <TroubleBox trouble={trouble} who="sees" />}
      {known !== undefined && <Case {...given} {...acting} known={known} />}
      <AsOf at={since} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
