import { useEffect, useState } from 'preact/hooks';
import {
  type ContributionDecision,
  consentPurposes,
  type GivenContribution,
} from '../../../shared/contracts/contribution.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { addresses } from '../../pages/addresses.ts';
import { ReasonForm } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { useWhen, When } from '../kit/times.tsx';
import { Refused } from '../session/api.ts';
import { ContributionProblem } from './contribution-problem.tsx';
import { DecisionForms } from './decision-forms.tsx';
import type { ModeratorGiven } from './given.ts';
import { MarkedText } from './marked-text.tsx';
import { PublishForm } from './publish-form.tsx';

type Mark = GivenContribution['marks'][number];

/** What is known of it besides its words. */
function GivenFacts({ one, service }: { one: GivenContribution; service: string }) {
  const language = useLanguage();
  const texts = contributionRoomIn[language];
  const words = contributionsIn[language];
  const { facts } = texts;
  const { holds } = useDeskTexts();
  const when = useWhen();
  const allowed = consentPurposes.filter((purpose) => one.consents[purpose] === 'yes');
  const { said, outcome, hold, request } = one;
  return (
    <>
      {one.danger !== undefined && (
        <p class="notice alert">
          <strong>{texts.danger}.</strong>{' '}
          {request !== undefined && (
            <>
              {texts.request} <a href={`#/${service}/case/${encodeURIComponent(request)}`}>{request}</a>
            </>
          )}
        </p>
      )}
      {hold !== undefined && (
        <p class="notice">
          <strong>{holds.badge}</strong>: {holds.told(hold.act, hold.authority, hold.incident, when(hold.until))}
        </p>
      )}
      <Facts
        rows={[
          [texts.columns.kind, words.kinds[one.kind]],
          [texts.box, texts.boxes[one.state]],
          [facts.name, one.id],
          [facts.receivedAt, <When key="received" at={one.receivedAt} />],
          [texts.columns.decidedBy, one.decidedBy && <When key="decided" at={one.decidedBy} />],
          [facts.language, one.language.toUpperCase()],
          [facts.firstName, one.firstName],
          [
            facts.consents,
            allowed.length === 0 ? facts.nothing : allowed.map((purpose) => texts.consents[purpose]).join(', '),
          ],
          [facts.parentAgrees, one.parentAgrees === 'yes' ? texts.answers.yes : undefined],
          [facts.said, said && `${words.reasons[said.reason]} ${said.words ?? ''}`],
          [facts.outcome, outcome && `${words.outcomes[outcome.outcome]}. ${outcome.words ?? ''}`],
        ]}
      />
    </>
  );
}

function History({ one }: { one: GivenContribution }) {
  const texts = contributionRoomIn[useLanguage()];
  return (
    <section aria-labelledby="contribution-history">
      <h2 id="contribution-history">{texts.history}</h2>
      <ol>
        {one.history.map(({ at, what, by }) => (
          <li key={`${at} ${what}`}>
            {texts.happened[what]}
            {by === undefined ? '' : ` (${by})`}, <When at={at} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Reads one, and does what is decided on the version that was seen. */
function useGiven({ contributions, service, onSignedOut }: ModeratorGiven, id: string) {
  const [one, setOne] = useState<GivenContribution>();
  const [left, setLeft] = useState<readonly Mark[]>([]);
  const { sending, trouble, send } = useSending(onSignedOut);
  const load = async () => {
    const sent = await send(() => contributions.contribution(service.service, id));
    if (sent !== undefined && 'answer' in sent) setOne(sent.answer);
  };
  useEffect(() => void load(), [id]);
  const decide = async (decision: ContributionDecision): Promise<boolean> => {
    if (one === undefined) return false;
    const sent = await send(async () => {
      try {
        return await contributions.decide(service.service, id, one.version, decision);
      } catch (failure) {
        if (failure instanceof Refused) setLeft((failure.problem.marks ?? []) as readonly Mark[]);
        throw failure;
      }
    });
    if (sent === undefined) return false;
    if ('answer' in sent) {
      setOne(sent.answer);
      setLeft([]);
      return true;
    }
    if (sent.trouble.what === 'changed') {
      const now = await contributions.contribution(service.service, id).catch(() => undefined);
      if (now !== undefined) setOne(now);
    }
    return false;
  };
  return { one, setOne, left, sending, trouble, send, decide };
}

/** Asks an auditor why, before anything is shown. */
function WhyForm({ given, id, known }: { given: ModeratorGiven; id: string; known: ReturnType<typeof useGiven> }) {
  const { contributions, service, at } = given;
  const { sending, send, setOne } = known;
  const texts = contributionRoomIn[useLanguage()];
  const open = async (reason: string) => {
    const sent = await send(() => contributions.open(service.service, id, { reason }));
    if (sent !== undefined && 'answer' in sent) setOne(sent.answer);
  };
  return (
    <ReasonForm
      id="why-read"
      label={texts.why}
      hint={texts.whyHint}
      wrong={texts.whyWrong}
      maxLength={500}
      submit={texts.open}
      cancel={texts.cancel}
      sending={sending}
      problem={null}
      onSend={open}
      onCancel={() => {
        location.hash = at();
      }}
    >
      {null}
    </ReasonForm>
  );
}

/** One story or idea: as it was written beside what will be read, and what a moderator decides. */
export function GivenPage(given: ModeratorGiven & { id: string }) {
  const { service, staff, at, id } = given;
  const language = useLanguage();
  const texts = contributionRoomIn[language];
  const { loading } = useTexts();
  const known = useGiven(given, id);
  const { one, left, sending, trouble, decide } = known;
  const [done, setDone] = useState('');
  const act = async (decision: ContributionDecision): Promise<boolean> => {
    setDone('');
    const isDone = await decide(decision);
    if (isDone) setDone(texts.done[decision.act]);
    return isDone;
  };
  const asksWhy = one === undefined && trouble?.refused === 'reason-needed';
  const moderates = mayAct(staff, 'decide-on-contribution');
  const publishes = moderates && (one?.state === 'waiting' || one?.state === 'published');
  return (
    <>
      <p class="way-back">
        <a href={at()}>{texts.back}</a>
      </p>
      <FocusedHeading>{one?.title ?? texts.title}</FocusedHeading>
      <DoneBox words={done} />
      {one === undefined && trouble === undefined && <p>{loading}</p>}
      {asksWhy ? <WhyForm given={given} id={id} known={known} /> : <ContributionProblem trouble={trouble} />}
      {one !== undefined && (
        <>
          <GivenFacts one={one} service={service.service} />
          <div class={publishes ? 'edit-beside' : ''}>
            <section aria-labelledby="original">
              <h2 id="original">{texts.original}</h2>
              <p class="hint">{texts.originalHint}</p>
              <MarkedText one={one} />
            </section>
            {publishes && <PublishForm key={one.state} one={one} left={left} sending={sending} onPublish={act} />}
          </div>
          {moderates && <DecisionForms key={`${one.state} decide`} one={one} sending={sending} onDecide={act} />}
          {one.state === 'published' && (
            <p>
              <a href={addresses.contributions(language, service.service, { id })} target="_blank" rel="noopener">
                {texts.page}
              </a>
            </p>
          )}
          <History one={one} />
        </>
      )}
    </>
  );
}
