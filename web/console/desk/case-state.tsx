import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { DeskTexts } from '../../../shared/texts/desk/it.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { useDeskTexts } from '../kit/language.ts';
import { Facts } from '../kit/parts.tsx';
import { DueText, useWhen, When } from '../kit/times.tsx';
import type { CaseGiven } from './given.ts';
import { writtenNumber } from './protocol-numbers.ts';

/** Who has the case, in words; undefined while nobody has. */
const ownedBy = ({ desk }: DeskCase, { officer }: CaseGiven['staff'], handle: DeskTexts['handle']) =>
  desk.owner === undefined
    ? undefined
    : desk.owner.subject === officer.subject
      ? handle.mine
      : handle.owner(desk.owner.by);

/** What the case is and owes, in a few lines. */
export function CaseState({ known, service, staff, language, at }: CaseGiven) {
  const { case: texts, handle, kinds, stages, requesters, languages, due, protocol, holds } = useDeskTexts();
  const when = useWhen();
  const { callBack, firstAnswerDueAt, history, category, lane, counted } = known;
  const duty = service.kinds.find(({ kind }) => kind === known.kind)?.duty;
  const words = wordsIn[language];
  const answered = history.some(({ stage }) => stage === 'answered');
  const owed = known.stage !== 'closed' && !answered ? firstAnswerDueAt : undefined;
  return (
    <section aria-labelledby="state" class="case-state">
      <h2 id="state">{texts.state}</h2>
      <Facts
        rows={[
          [texts.stage, stages[known.stage]],
          [handle.who, ownedBy(known, staff, handle)],
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
          [words.duty.source, duty?.source[language]],
          [words.duty.office, duty?.office?.[language]],
          [words.duty.remedy, duty?.remedy?.[language]],
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
      <Follows known={known} at={at} />
      {known.desk.hold !== undefined && (
        <p class="notice">
          <strong>{holds.badge}</strong>:{' '}
          {holds.told(
            known.desk.hold.act,
            known.desk.hold.authority,
            known.desk.hold.incident,
            when(known.desk.hold.until),
          )}
        </p>
      )}
      {known.competence === 'other' && <p class="notice">{texts.otherCompetence}</p>}
      {known.formal && known.protocol.length === 0 && <p class="hint">{texts.formalWaiting}</p>}
      {known.formal && known.stage !== 'closed' && <p class="hint">{texts.formalNeeds}</p>}
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

/** The case that this one goes on from, and the one that goes on from it. */
function Follows({ known, at }: Pick<CaseGiven, 'known' | 'at'>) {
  const { case: texts } = useDeskTexts();
  const { follows, followedBy } = known.desk;
  return (
    <>
      {follows !== undefined && (
        <p>
          {texts.follows} <a href={at('case', follows)}>{follows}</a>
        </p>
      )}
      {followedBy !== undefined && (
        <p class="notice">
          {texts.followedBy} <a href={at('case', followedBy)}>{followedBy}</a>
        </p>
      )}
    </>
  );
}

/** The stages that the case went through, and when. */
export function History({ known }: { known: DeskCase }) {
  const { case: texts, stages } = useDeskTexts();
  return (
    <details>
      <summary>{texts.history}</summary>
      <ul>
        {known.history.map(({ stage, at }, index) => (
          <li key={index}>
            {stages[stage]}, <When at={at} />
          </li>
        ))}
      </ul>
    </details>
  );
}
